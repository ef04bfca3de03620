"""In which lists a published edition stands, kept by triggers on all that decides it, whoever writes.

`articles_listed` is a view of what is true; the table is that view, stored, with the one index that
answers each list by key. A trigger makes the rows of a story anew.

On SQLite, Django makes some tables anew when a migration alters them. That loses their triggers, and
stops at a view that looks into them: such a migration runs `backwards` first and `forwards` last.
"""

import django.db.models.deletion
from django.db import migrations, models

EDITION = """SELECT {name} AS of, edition.language, edition.published_at,
        edition.id AS edition_id, edition.article_id
    FROM articles_edition edition {tables} WHERE edition.state = 'published'{only}"""
ARTICLE = "JOIN articles_article article ON article.id = edition.article_id"
LINKED = "JOIN {table} linked ON linked.article_id = edition.article_id"
BYLINES = f"{ARTICLE} {LINKED.format(table='articles_byline')}"
#: (how the name of the list is made, of which tables, of which rows alone)
LISTS = (
    ("'section:' || article.section_id", ARTICLE, " AND article.section_id IS NOT NULL"),
    ("'kind:' || article.kind", ARTICLE, ""),
    ("'region:' || linked.region_id", LINKED.format(table="articles_article_listed_in"), ""),
    ("'topic:' || linked.topic_id", LINKED.format(table="articles_article_topics"), ""),
    ("'named:' || linked.correspondent_id", BYLINES, " AND article.signing = 'named'"),
    ("'signed:' || linked.correspondent_id", BYLINES,
     " AND article.signing IN ('named', 'pen_name')"),
)  # fmt: skip
VIEW = "CREATE VIEW articles_listed AS " + " UNION ALL ".join(
    EDITION.format(name=name, tables=tables, only=only) for name, tables, only in LISTS
)
COLUMNS = "of, language, published_at, edition_id"
FILL = f"INSERT INTO articles_listing ({COLUMNS}) SELECT {COLUMNS} FROM articles_listed"
#: Of what stands in only one of view and table, the keys of the editions.
APART = " UNION ALL ".join(
    f"""SELECT edition_id FROM (SELECT {COLUMNS} FROM {one} EXCEPT SELECT {COLUMNS} FROM {other}
        ) AS apart"""
    for one, other in (
        ("articles_listed", "articles_listing"), ("articles_listing", "articles_listed")
    )
)  # fmt: skip

#: By the table's last word: its column that has the story, and those that decide on lists.
WATCHED = {
    "edition": ("article_id", "id, article_id, language, state, published_at"),
    "article": ("id", "id, section_id, kind, signing"),
    "article_listed_in": ("article_id", "article_id, region_id"),
    "article_topics": ("article_id", "article_id, topic_id"),
    "byline": ("article_id", "article_id, correspondent_id"),
}
ROWS = {"INSERT": ("new",), "UPDATE": ("old", "new"), "DELETE": ("old",)}


def relist(story):
    return f"""DELETE FROM articles_listing
            WHERE edition_id IN (SELECT id FROM articles_edition WHERE article_id = {story});
        {FILL} WHERE article_id = {story};"""


def differ(columns):
    """Whether a row says something else than before, in SQL that both databases know."""
    names = columns.split(", ")
    return " OR ".join(f"old.{name} IS DISTINCT FROM new.{name}" for name in names)


def body(table, story, event):
    """The edition that is gone, or was renumbered, is among those of no story."""
    apart = "" if table != "edition" or event == "INSERT" else (
        "DELETE FROM articles_listing WHERE edition_id = old.id;"
    )  # fmt: skip
    return apart + "".join(relist(f"{row}.{story}") for row in ROWS[event])


def sqlite(table, event):
    story, columns = WATCHED[table]
    on, when = event, ""
    if event == "UPDATE":
        on = f"UPDATE OF {columns}"
        when = f"WHEN {differ(columns).replace('IS DISTINCT FROM', 'IS NOT')}"
    return f"""CREATE TRIGGER articles_listing_{table}_{event.lower()}
        AFTER {on} ON articles_{table} {when} BEGIN {body(table, story, event)} END"""


def postgresql(table):
    story, columns = WATCHED[table]
    name = f"articles_listing_{table}"
    yield f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN {body(table, story, "INSERT")}
            ELSIF TG_OP = 'DELETE' THEN {body(table, story, "DELETE")}
            ELSIF {differ(columns)} THEN {body(table, story, "UPDATE")}
            END IF;
            RETURN NULL;
        END $$"""
    yield f"""CREATE TRIGGER {name} AFTER INSERT OR DELETE OR UPDATE OF {columns}
        ON articles_{table} FOR EACH ROW EXECUTE FUNCTION {name}()"""


TRIGGERS = {
    "sqlite": [
        f"articles_listing_{table}_{event.lower()}" for table in WATCHED for event in ROWS
    ],
    "postgresql": [f"articles_listing_{table}" for table in WATCHED],
}
SQLITE = [sqlite(table, event) for table in WATCHED for event in ROWS]
POSTGRESQL = [statement for table in WATCHED for statement in postgresql(table)]
SQLITE_BACK = [f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS["sqlite"]]
POSTGRESQL_BACK = [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in TRIGGERS["postgresql"]]


def forwards(apps, schema_editor):
    run(schema_editor, [VIEW, *SQLITE, FILL], [VIEW, *POSTGRESQL, FILL])


def backwards(apps, schema_editor):
    after = ["DROP VIEW IF EXISTS articles_listed", "DELETE FROM articles_listing"]
    run(schema_editor, [*SQLITE_BACK, *after], [*POSTGRESQL_BACK, *after])


def run(schema_editor, sqlite, postgresql):
    vendor = schema_editor.connection.vendor
    for statement in sqlite if vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_search_at_size")]
    operations = [
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("pk", models.CompositePrimaryKey(
                    "of", "language", "published_at", "edition",
                    blank=True, editable=False, primary_key=True, serialize=False,
                )),
                ("of", models.CharField(editable=False, max_length=30)),
                ("language", models.CharField(editable=False, max_length=3)),
                ("published_at", models.DateTimeField(editable=False)),
                ("edition", models.ForeignKey(
                    db_constraint=False, editable=False, related_name="+",
                    on_delete=django.db.models.deletion.DO_NOTHING, to="articles.edition",
                )),
            ],
            options={"default_permissions": []},
        ),
        migrations.RunPython(forwards, backwards),
    ]  # fmt: skip
