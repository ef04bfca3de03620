from django.db import migrations

from newsroom.text.terms import names_terms

LANGUAGES = ("ar", "ckb", "ku", "en")
LINES = ("alt", "caption", "credit")
#: Rows of one UPDATE.
BATCH = 500


def fold(apps, schema_editor):
    """The library searches `folded`, which photos from before it do not have."""
    Photo = apps.get_model("media", "Photo")
    batch = []
    for photo in Photo.objects.filter(folded="").order_by("pk").iterator(BATCH):
        photo.folded = names_terms((code, [words(photo, code)]) for code in LANGUAGES)
        batch.append(photo)
        if len(batch) == BATCH:
            Photo.objects.bulk_update(batch, ["folded"])
            batch.clear()
    Photo.objects.bulk_update(batch, ["folded"])


def words(photo, code):
    return "\n".join(getattr(photo, f"{line}_{code}") or "" for line in LINES)


class Migration(migrations.Migration):
    dependencies = [("media", "0006_obscuring_and_originals")]
    operations = [migrations.RunPython(fold, migrations.RunPython.noop, elidable=True)]
