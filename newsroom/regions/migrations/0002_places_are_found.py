from django.db import migrations, models

from newsroom.text.terms import names_terms

LANGUAGES = ("ar", "ckb", "ku", "en")


def fill(apps, schema_editor):
    """The desk searches `folded`, which rows from before it do not have."""
    rows = apps.get_model("regions", "Region")._base_manager
    for row in rows.all():
        # Past save(), which is that of the newest models and asks for their columns.
        rows.filter(pk=row.pk).update(folded=names_terms(words(row)))


def words(row):
    for code in LANGUAGES:
        yield code, [getattr(row, f"name_{code}"), *row.aliases.splitlines()]
    yield "en", [row.pcode]


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]
    operations = [
        migrations.AddField(
            "region", "folded", models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]  # fmt: skip
