"""How far the database was migrated, and its models at that time: a backup is brought back into
tables as they were when it was made, and then migrated like any other database."""

from __future__ import annotations

from django.core.files.storage import Storage
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import FileField, Model

from newsroom.backups.refusals import Refused
from newsroom.delivery import triggers

#: Keys of sessions that are still alive: with them somebody could go on where another was. What
#: readers write to the desk: they are told when it is deleted, and a backup would keep it longer.
#: What triggers make of the rows that come back. Pages that wait to be made anew: after a restore
#: all are. Files of the vault that nothing refers to: none of them comes back.
LEFT_OUT = frozenset({
    "sessions.session", "pages.feedback", "articles.listing", "delivery.change",
    "media.unreferenced",
})  # fmt: skip
#: What `migrate` itself fills: a place with nothing else in it is empty.
MADE_BY_MIGRATE = frozenset({"audit.head", "auth.permission", "contenttypes.contenttype"})
Key = tuple[str, str]


def applied(database: BaseDatabaseWrapper) -> list[Key]:
    """The migrations of the program's apps; raises Refused where the database knows one that the
    program does not."""
    loader = MigrationLoader(database)
    found = sorted(key for key in loader.applied_migrations if key[0] in loader.migrated_apps)
    refuse_unknown(found, loader, "The database")
    return found


def refuse_unknown(keys: list[Key], loader: MigrationLoader, what: str) -> None:
    unknown = [key for key in keys if key not in loader.graph.nodes]
    if unknown:
        app, name = unknown[0]
        raise Refused(
            f"{what} is newer than this program, which knows no {app} {name}: install the newer"
            " program first."
        )


def models_at(keys: list[Key], database: BaseDatabaseWrapper) -> dict[str, type[Model]]:
    """Label -> model, of every table that the program had after these migrations."""
    state = MigrationLoader(database).project_state(keys)
    return {
        model._meta.label_lower: model
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        and model._meta.label_lower not in LEFT_OUT
    }  # fmt: skip


def file_fields(model: type[Model]) -> list[FileField]:
    return [each for each in model._meta.concrete_fields if isinstance(each, FileField)]


def storage_of(model: type[Model], name: str) -> Storage:
    return next(each.storage for each in file_fields(model) if each.name == name)


def refuse_unless_empty() -> None:
    """Raises Refused where the database has a row of anybody's."""
    there = set(connection.introspection.table_names())
    models = models_at(applied(connection), connection)
    full = sorted(
        label for label, model in models.items()
        if label not in MADE_BY_MIGRATE and model._meta.db_table in there and has_rows(model)
    )  # fmt: skip
    if full:
        raise Refused(
            f"This newsroom is not empty ({', '.join(full[:3])}): a backup is brought back into an"
            " empty database only. Nothing was changed."
        )


def has_rows(model: type[Model]) -> bool:
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        # The name is our own model's, and quoted.
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608
        return cursor.fetchone() is not None


def refuse_other_versions(keys: list[Key]) -> None:
    """Raises Refused where these migrations cannot be reached from here."""
    loader = MigrationLoader(connection)
    refuse_unknown(keys, loader, "The backup")
    further = sorted(set(applied(connection)) - set(keys))
    if further:
        raise Refused(
            "This database was migrated further than the backup: give it a database without any"
            " tables. Nothing was changed."
        )


def migrate_to(keys: list[Key]) -> None:
    """Without the triggers that note changes: rows that come back are none. `migrate` lays them."""
    triggers.remove(connection)
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    known = set(keys)
    last = [
        key for key in keys
        if not any(child.key[0] == key[0] and child.key in known for child in nodes[key].children)
    ]  # fmt: skip
    executor.migrate(last)
