"""Both databases refuse to change or delete an entry of the audit trail."""

from django.db import migrations

SAYS = "the audit trail is only added to"
SQLITE = [
    f"""CREATE TRIGGER audit_entry_{verb}_refused BEFORE {verb} ON audit_entry BEGIN
        SELECT RAISE(ABORT, '{SAYS}');
    END"""
    for verb in ("UPDATE", "DELETE")
]
SQLITE_BACK = [
    f"DROP TRIGGER IF EXISTS audit_entry_{verb}_refused" for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""CREATE FUNCTION audit_entry_refused() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION '{SAYS}' USING ERRCODE = '23001';
    END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER audit_entry_refused BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_refused()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_entry_refused ON audit_entry",
    "DROP FUNCTION audit_entry_refused",
]


def run(schema_editor, sqlite, postgresql):
    vendor = schema_editor.connection.vendor
    for statement in sqlite if vendor == "sqlite" else postgresql:
        schema_editor.execute(statement, params=None)


def refuse(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def begin(apps, schema_editor):
    """The one row that every entry locks."""
    apps.get_model("audit", "Head").objects.get_or_create(pk=1)


def allow(apps, schema_editor):
    run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(refuse, allow),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
