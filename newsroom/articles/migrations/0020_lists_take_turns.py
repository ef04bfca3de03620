"""On PostgreSQL, who changes the lists of a story waits for whoever changed them and has not yet
committed, and then looks anew: else two of them would each store what the other could not see, or
stumble over the same row.

What they take turns at is a row of a table of its own, by the story's number: who holds the lock of
the article, as the desk does, waits for nobody who only writes; and no number of stories is too
large for it, as it is for advisory locks.
"""

from importlib import import_module

from django.db import migrations

LISTS = import_module("newsroom.articles.migrations.0018_lists")
TURNS = "articles_listing_turn"


def stories(event, story):
    """Those that a change tells of; always in one order, as locks have to be taken."""
    each = " UNION ".join(f"SELECT {row}.{story} AS story" for row in LISTS.ROWS[event])
    return f"SELECT story FROM ({each}) AS told ORDER BY story"


def turn(event, story):
    told = stories(event, story)
    return f"""INSERT INTO {TURNS} (story) {told} ON CONFLICT DO NOTHING;
        PERFORM 1 FROM {TURNS} WHERE story IN ({told}) ORDER BY story FOR UPDATE;"""


def taking_turns(table):
    """The function and the trigger of 0018, but that it waits first."""
    story = LISTS.WATCHED[table][0]
    function, trigger = LISTS.postgresql(table)
    for event in LISTS.ROWS:
        body = LISTS.body(table, story, event)
        function = function.replace(f"THEN {body}", f"THEN {turn(event, story)} {body}")
    return function, trigger


POSTGRESQL = [statement for table in LISTS.WATCHED for statement in taking_turns(table)]
#: What `audit.faults.make_trigger` makes triggers of, on either database.
SQLITE = LISTS.SQLITE


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE TABLE IF NOT EXISTS {TURNS} (story bigint PRIMARY KEY)")
        put(schema_editor, POSTGRESQL)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        put(schema_editor, LISTS.POSTGRESQL)
        schema_editor.execute(f"DROP TABLE IF EXISTS {TURNS}")


def put(schema_editor, statements):
    """In place of those of the same names."""
    for statement in statements:
        schema_editor.execute(statement.replace("CREATE ", "CREATE OR REPLACE ", 1))


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_desk_lists")]
    operations = [migrations.RunPython(forwards, backwards)]
