"""A kicker and key points: words of a story like its headline."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class AddColumn(migrations.AddField):
    """On SQLite Django would make the table anew, and the triggers of the search would be gone; a
    column with a constant default can be added as it is."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        before = from_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, before):
            model = to_state.apps.get_model(app_label, self.model_name)
            field = model._meta.get_field(self.name)
            BaseDatabaseSchemaEditor.add_field(schema_editor, before, field)


def kicker():
    return models.CharField(
        blank=True, db_default="", default="", max_length=80, verbose_name="kicker",
        help_text="One short line above the headline.",
    )  # fmt: skip


def key_points():
    return models.TextField(
        blank=True, db_default="", default="", max_length=900, verbose_name="key points",
        help_text="One a line, five at most: what a reader in a hurry has to know.",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_search_terms")]
    operations = [
        AddColumn("edition", "kicker", kicker()),
        AddColumn("edition", "key_points", key_points()),
        AddColumn("revision", "kicker", kicker()),
        AddColumn("revision", "key_points", key_points()),
    ]
