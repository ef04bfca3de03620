"""One index over the words of a story and over what narrows a search for them, newest first.

A row of the index is an edition at its place in time: seconds * 2**30 + its key, so that the order
of places is that of lists. What narrows stands among the words, each with U+E000 before it, which no
word can have (`articles/search.py`). Triggers keep all of it, whoever writes.

SQLite: an FTS5 table over a view; it has neither positions nor lengths, which newest first asks for
nothing of. PostgreSQL: a column that only triggers write and no model has, and a GIN index over it
and the words. It is filled in batches and indexed while the newsroom works; killed in the middle, it
is begun again.
"""

from importlib import import_module

from django.db import migrations, transaction

BEFORE = import_module("newsroom.articles.migrations.0002_search")
BATCH = 2000

VIEW = """CREATE VIEW articles_edition_searched AS
    SELECT CAST(strftime('%s', coalesce(edition.published_at, edition.moved_at)) AS INTEGER)
            * 1073741824 + edition.id AS place,
        edition.id AS edition_id, edition.article_id AS article_id,
        '\ue000l' || edition.language || ' \ue000t' || replace(edition.state, '_', '')
        || CASE edition.state WHEN 'published' THEN ' \ue000p' || edition.language ELSE '' END
        || ' \ue000k' || replace(article.kind, '-', '')
        || coalesce(' \ue000s' || article.section_id, '')
        || coalesce((SELECT group_concat(' \ue000r' || region_id, '')
            FROM articles_article_listed_in WHERE article_id = article.id), '')
        || ' ' || edition.folded AS terms
    FROM articles_edition edition JOIN articles_article article ON article.id = edition.article_id"""
TABLE = """CREATE VIRTUAL TABLE articles_edition_search USING fts5(
    terms, content='articles_edition_searched', content_rowid='place', tokenize='unicode61',
    detail=none, columnsize=0)"""
ADD = "INSERT INTO articles_edition_search(rowid, terms)"
TAKE = "INSERT INTO articles_edition_search(articles_edition_search, rowid, terms)"
FROM = "FROM articles_edition_searched WHERE"
EMPTY = "INSERT INTO articles_edition_search(articles_edition_search) VALUES ('delete-all')"
CHANGED = " OR ".join(
    f"old.{column} IS NOT new.{column}"
    for column in ("id", "folded", "state", "language", "published_at", "moved_at", "article_id")
)
REFILED = "old.kind IS NOT new.kind OR old.section_id IS NOT new.section_id"
LISTED = "' \ue000r' || {}.region_id || ' '"


def trigger(name, when, statement, condition=""):
    condition = f"WHEN {condition}" if condition else ""
    return f"""CREATE TRIGGER articles_edition_search_{name} {when} FOR EACH ROW {condition} BEGIN
        {statement};
    END"""


def add(which):
    return f"{ADD} SELECT place, terms {FROM} {which}"


def take(which):
    return f"{TAKE} SELECT 'delete', place, terms {FROM} {which}"


def edition(which):
    return f"edition_id = {which}.id"


def article(which):
    return f"article_id = {which}.id"


LINK = "article_id = {}.article_id"
#: Taken by what stood there before, word for word: an index takes away what it is told.
SQLITE = [
    VIEW,
    TABLE,
    trigger("ai", "AFTER INSERT ON articles_edition", add(edition("new"))),
    trigger(
        "bu", "BEFORE UPDATE ON articles_edition", take(edition("old")), CHANGED
    ),
    trigger(
        "au", "AFTER UPDATE ON articles_edition", add(edition("new")), CHANGED
    ),
    trigger("bd", "BEFORE DELETE ON articles_edition", take(edition("old"))),
    trigger("article_ai", "AFTER INSERT ON articles_article", add(article("new"))),
    trigger("article_bu", "BEFORE UPDATE ON articles_article", take(article("old")), REFILED),
    trigger("article_au", "AFTER UPDATE ON articles_article", add(article("new")), REFILED),
    trigger("article_bd", "BEFORE DELETE ON articles_article", take(article("old"))),
    # `INSERT OR IGNORE` comes to a BEFORE for a row that is not put in, so both stand after it.
    trigger(
        "listed_ai", "AFTER INSERT ON articles_article_listed_in",
        f"{TAKE} SELECT 'delete', place, replace(terms, {LISTED.format('new')}, ' ')"
        f" {FROM} {LINK.format('new')}; {add(LINK.format('new'))}",
    ),
    trigger(
        "listed_ad", "AFTER DELETE ON articles_article_listed_in",
        f"{TAKE} SELECT 'delete', place, terms || {LISTED.format('old')}"
        f" {FROM} {LINK.format('old')}; {add(LINK.format('old'))}",
    ),
]  # fmt: skip
SQLITE_BACK = [
    *(
        f"DROP TRIGGER IF EXISTS articles_edition_search_{name}"
        for name in (
            "ai", "bu", "au", "ad", "bd", "article_ai", "article_bu", "article_au", "article_bd",
            "listed_ai", "listed_ad",
        )
    ),
    "DROP TABLE IF EXISTS articles_edition_search",
    "DROP VIEW IF EXISTS articles_edition_searched",
]  # fmt: skip

#: Of Python's escapes SQL gets the character itself.
POSTGRESQL = [
    "ALTER TABLE articles_edition ADD COLUMN IF NOT EXISTS searched text[]",
    """CREATE FUNCTION articles_edition_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE at timestamp := coalesce(NEW.published_at, NEW.moved_at) AT TIME ZONE 'UTC';
    BEGIN
        NEW.searched := ARRAY[
            '\ue000l' || NEW.language, '\ue000t' || replace(NEW.state, '_', ''),
            to_char(at, '"\ue000d"YYYYMMDD'), to_char(at, '"\ue000m"YYYYMM'),
            to_char(at, '"\ue000y"YYYY')
        ] || (
            SELECT ARRAY['\ue000k' || replace(kind, '-', '')]
                || CASE WHEN section_id IS NULL THEN '{}' ELSE ARRAY['\ue000s' || section_id] END
            FROM articles_article WHERE id = NEW.article_id
        ) || ARRAY(
            SELECT '\ue000r' || region_id FROM articles_article_listed_in
            WHERE article_id = NEW.article_id
        );
        IF NEW.state = 'published' THEN
            NEW.searched := NEW.searched || ('\ue000p' || NEW.language);
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE FUNCTION articles_article_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE articles_edition SET searched = NULL WHERE article_id = NEW.id;
        RETURN NULL;
    END $$""",
    """CREATE FUNCTION articles_listed_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE articles_edition SET searched = NULL
        WHERE article_id = CASE TG_OP WHEN 'DELETE' THEN OLD.article_id ELSE NEW.article_id END;
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER articles_edition_searched BEFORE INSERT OR UPDATE OF
        language, state, published_at, moved_at, article_id, searched
        ON articles_edition FOR EACH ROW EXECUTE FUNCTION articles_edition_searched()""",
    """CREATE TRIGGER articles_article_searched AFTER INSERT OR UPDATE OF kind, section_id
        ON articles_article FOR EACH ROW EXECUTE FUNCTION articles_article_searched()""",
    """CREATE TRIGGER articles_listed_searched AFTER INSERT OR UPDATE OR DELETE
        ON articles_article_listed_in FOR EACH ROW EXECUTE FUNCTION articles_listed_searched()""",
]
TERMS = "(to_tsvector('simple', folded) || array_to_tsvector(searched))"
#: A short list of what is still to be put into the index: every search reads it.
INDEX = f"""CREATE INDEX CONCURRENTLY articles_edition_found ON articles_edition
    USING gin ({TERMS}) WITH (gin_pending_list_limit = 512)"""
FUNCTIONS = {
    "articles_edition_searched": "articles_edition",
    "articles_article_searched": "articles_article",
    "articles_listed_searched": "articles_article_listed_in",
}
POSTGRESQL_BACK = [
    *(f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in FUNCTIONS.items()),
    *(f"DROP FUNCTION IF EXISTS {name}()" for name in FUNCTIONS),
]


def forwards(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (*SQLITE_BACK, *SQLITE):
                cursor.execute(statement)
            fill_sqlite(cursor)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (*POSTGRESQL_BACK, *POSTGRESQL):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        fill_postgresql(cursor)
        cursor.execute("DROP INDEX IF EXISTS articles_edition_found")
        cursor.execute(INDEX)
        cursor.execute("DROP INDEX IF EXISTS articles_edition_search")


def index_again(cursor, vendor):
    """What the index has of each story is made anew."""
    if vendor == "sqlite":
        cursor.execute(EMPTY)
        fill_sqlite(cursor)
    else:
        fill_postgresql(cursor, "TRUE")


def fill_sqlite(cursor):
    """From the oldest on: FTS5 writes what comes in another order row by row."""
    cursor.execute("SELECT place FROM articles_edition_searched ORDER BY place")
    places = [place for (place,) in cursor.fetchall()]
    for start in range(0, len(places), BATCH):
        some = places[start : start + BATCH]
        keys = [place & (2**30 - 1) for place in some]
        marks = ", ".join(["%s"] * len(keys))
        cursor.execute(add(f"edition_id IN ({marks}) ORDER BY place"), keys)


def fill_postgresql(cursor, which="searched IS NULL"):
    """Each batch by itself: whoever writes a story waits for no other."""
    last = 0
    while last is not None:
        cursor.execute(
            "WITH batch AS (SELECT id, searched FROM articles_edition WHERE id > %s"
            " ORDER BY id LIMIT %s), done AS (UPDATE articles_edition SET searched = NULL"
            f" WHERE id IN (SELECT id FROM batch WHERE {which}))"
            " SELECT max(id) FROM batch",
            [last, BATCH],
        )
        (last,) = cursor.fetchone()


def backwards(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (*SQLITE_BACK, *BEFORE.SQLITE):
                cursor.execute(statement)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS articles_edition_search")
        cursor.execute(BEFORE.POSTGRESQL[0].replace("INDEX", "INDEX CONCURRENTLY", 1))
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in POSTGRESQL_BACK:
            cursor.execute(statement)
        cursor.execute("DROP INDEX IF EXISTS articles_edition_found")
        cursor.execute("ALTER TABLE articles_edition DROP COLUMN IF EXISTS searched")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0016_topics_tell")]
    operations = [migrations.RunPython(forwards, backwards)]
