from django.db import migrations, models

from newsroom.text.terms import names_terms

LANGUAGES = ("ar", "ckb", "ku", "en")


def fill(apps, schema_editor):
    """The desk searches `folded`, which rows from before it do not have. Those of stories and photos
    are there: `articles/reindexing.py` makes them anew by newer rules, while the newsroom works."""
    for name, words in (("Section", names), ("Topic", names), ("LexiconTerm", line)):
        rows = apps.get_model("articles", name)._base_manager
        for row in rows.all():
            # Past save(), which is that of the newest models and asks for their columns.
            rows.filter(pk=row.pk).update(folded=names_terms(words(row)))


def names(row):
    return [(code, [getattr(row, f"name_{code}")]) for code in LANGUAGES]


def line(row):
    return [(row.language, [row.term, row.preferred, row.expansion])]


def folded(model):
    return migrations.AddField(
        model, "folded", models.TextField(blank=True, default="", editable=False),
        preserve_default=False,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_following")]
    operations = [
        migrations.CreateModel(
            "StoredTerms",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, unique=True)),
                ("rules", models.PositiveSmallIntegerField(default=0)),
                ("towards", models.PositiveSmallIntegerField(default=0)),
                ("done", models.PositiveBigIntegerField(default=0)),
            ],
            options={"default_permissions": []},
        ),
        folded("lexiconterm"),
        folded("section"),
        folded("topic"),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
