"""Full-text search over `Edition.folded`, in each database's own way (see articles/search.py)."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE articles_edition_search USING fts5(
        folded, content='articles_edition', content_rowid='id', tokenize='unicode61')""",
    """CREATE TRIGGER articles_edition_search_ai AFTER INSERT ON articles_edition BEGIN
        INSERT INTO articles_edition_search(rowid, folded) VALUES (new.id, new.folded);
    END""",
    """CREATE TRIGGER articles_edition_search_ad AFTER DELETE ON articles_edition BEGIN
        INSERT INTO articles_edition_search(articles_edition_search, rowid, folded)
        VALUES ('delete', old.id, old.folded);
    END""",
    """CREATE TRIGGER articles_edition_search_au AFTER UPDATE OF folded ON articles_edition BEGIN
        INSERT INTO articles_edition_search(articles_edition_search, rowid, folded)
        VALUES ('delete', old.id, old.folded);
        INSERT INTO articles_edition_search(rowid, folded) VALUES (new.id, new.folded);
    END""",
    "INSERT INTO articles_edition_search(articles_edition_search) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER articles_edition_search_ai",
    "DROP TRIGGER articles_edition_search_ad",
    "DROP TRIGGER articles_edition_search_au",
    "DROP TABLE articles_edition_search",
]
POSTGRESQL = [
    """CREATE INDEX articles_edition_search ON articles_edition
        USING gin (to_tsvector('simple', folded))"""
]
POSTGRESQL_BACK = ["DROP INDEX articles_edition_search"]


def forwards(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def backwards(apps, schema_editor):
    run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def run(schema_editor, sqlite, postgresql):
    vendor = schema_editor.connection.vendor
    for statement in sqlite if vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
