"""The log of corrections stays: both databases refuse to delete a published line, or to change one
but by a redaction."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER articles_correction_stays BEFORE DELETE ON articles_correction
    WHEN OLD.published_at IS NOT NULL BEGIN
        SELECT RAISE(ABORT, 'a published correction is never deleted');
    END""",
    """CREATE TRIGGER articles_correction_is_kept BEFORE UPDATE ON articles_correction
    WHEN OLD.published_at IS NOT NULL AND (
        NEW.published_at IS NOT OLD.published_at OR NEW.kind <> OLD.kind
        OR NEW.edition_id <> OLD.edition_id OR NEW.by_id <> OLD.by_id
        OR NEW.brought_by_id IS NOT OLD.brought_by_id
        OR NEW.before_id IS NOT OLD.before_id OR NEW.after_id IS NOT OLD.after_id
        OR NEW.written_at <> OLD.written_at OR NEW.found_by <> OLD.found_by
        OR NEW.shows_comparison <> OLD.shows_comparison
        OR ((NEW.said <> OLD.said OR NEW."right" <> OLD."right")
            AND (NEW.redacted_at IS OLD.redacted_at
                 OR NEW.said || NEW."right" NOT LIKE '%[…]%'))
    ) BEGIN
        SELECT RAISE(ABORT, 'a published correction changes by redaction alone');
    END""",
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS articles_correction_stays",
    "DROP TRIGGER IF EXISTS articles_correction_is_kept",
]
POSTGRESQL = [
    """CREATE FUNCTION articles_correction_stays() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION 'a published correction is never deleted' USING ERRCODE = '23001';
    END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER articles_correction_stays BEFORE DELETE ON articles_correction
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
    EXECUTE FUNCTION articles_correction_stays()""",
    """CREATE FUNCTION articles_correction_is_kept() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION 'a published correction changes by redaction alone'
            USING ERRCODE = '23001';
    END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER articles_correction_is_kept BEFORE UPDATE ON articles_correction
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL AND (
        NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.kind <> OLD.kind
        OR NEW.edition_id <> OLD.edition_id OR NEW.by_id <> OLD.by_id
        OR NEW.brought_by_id IS DISTINCT FROM OLD.brought_by_id
        OR NEW.before_id IS DISTINCT FROM OLD.before_id
        OR NEW.after_id IS DISTINCT FROM OLD.after_id
        OR NEW.written_at <> OLD.written_at OR NEW.found_by <> OLD.found_by
        OR NEW.shows_comparison <> OLD.shows_comparison
        OR ((NEW.said <> OLD.said OR NEW."right" <> OLD."right")
            AND (NEW.redacted_at IS NOT DISTINCT FROM OLD.redacted_at
                 OR NEW.said || NEW."right" NOT LIKE '%[…]%'))
    )) EXECUTE FUNCTION articles_correction_is_kept()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER articles_correction_stays ON articles_correction",
    "DROP FUNCTION articles_correction_stays",
    "DROP TRIGGER articles_correction_is_kept ON articles_correction",
    "DROP FUNCTION articles_correction_is_kept",
]


def run(schema_editor, sqlite, postgresql):
    vendor = schema_editor.connection.vendor
    for statement in sqlite if vendor == "sqlite" else postgresql:
        schema_editor.execute(statement, params=None)  # % stands for itself


def keep_log(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def let_log_go(apps, schema_editor):
    run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def log_old_withdrawals(apps, schema_editor):
    """What was withdrawn before there was a log stands in it too, with the catalogue's sentence;
    once, however often this runs."""
    Correction = apps.get_model("articles", "Correction")
    Transition = apps.get_model("workflow", "Transition")
    withdrawn = apps.get_model("articles", "Edition").objects.filter(state="withdrawn")
    for edition in withdrawn.exclude(corrections__kind="withdrawal"):
        told = (
            Transition.objects.filter(
                content_type__app_label="articles", content_type__model="edition",
                object_id=edition.pk, verb="withdraw",
            ).order_by("-id").first()
        )  # fmt: skip
        by = told.by_id if told else edition.created_by_id
        Correction.objects.create(
            edition=edition, kind="withdrawal", by_id=by, brought_by_id=by,
            published_at=(told.at if told else edition.moved_at).replace(microsecond=0),
            before_id=edition.approved_id, after_id=edition.approved_id,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_after_publication"), ("workflow", "0001_initial")]
    operations = [
        migrations.RunPython(keep_log, let_log_go),
        migrations.RunPython(log_old_withdrawals, migrations.RunPython.noop),
    ]
