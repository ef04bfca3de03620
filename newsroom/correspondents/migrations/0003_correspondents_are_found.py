from django.db import migrations, models

from newsroom.text.terms import names_terms

LANGUAGES = ("ar", "ckb", "ku", "en")


def fill(apps, schema_editor):
    """The desk searches `folded`, which rows from before it do not have."""
    rows = apps.get_model("correspondents", "Correspondent")._base_manager
    for row in rows.all():
        # Past save(), which is that of the newest models and asks for their columns.
        rows.filter(pk=row.pk).update(folded=names_terms(words(row)))


def words(row):
    for code in LANGUAGES:
        yield code, [getattr(row, f"pen_name_{code}"), getattr(row, f"role_line_{code}")]


class Migration(migrations.Migration):
    dependencies = [("correspondents", "0002_protected_words")]
    operations = [
        migrations.AddField(
            "correspondent", "folded", models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]  # fmt: skip
