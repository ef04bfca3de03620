"""Files of photos that are with the readers have other names from here on: the worker makes them,
and takes the old ones away."""

from django.db import migrations
from django.utils import timezone


def mend_what_is_out(apps, schema_editor):
    apps.get_model("media", "Photo").objects.filter(state="published").update(
        mend_at=timezone.now()
    )


class Migration(migrations.Migration):
    dependencies = [("media", "0007_photos_are_found")]
    operations = [migrations.RunPython(mend_what_is_out, migrations.RunPython.noop)]
