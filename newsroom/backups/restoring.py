"""Brings a backup back into an empty place, and holds what arrived against what was backed up."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.core.files.storage import Storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from pyrage import x25519

from newsroom.audit.trail import record
from newsroom.backups import archive, rows, versions
from newsroom.backups.archive import Hashed, Manifest
from newsroom.backups.backing_up import fingerprint
from newsroom.backups.refusals import OtherKey, Refused
from newsroom.backups.sealing import PIECE, opened
from newsroom.backups.watching import Watch, nobody_watches
from newsroom.delivery.draining import forget_all

Models = dict[str, type[Model]]
#: Where a machine with another PROTECTION_KEY finds the right one.
KEY_FILE = "protection_key_of_the_backup"


def restore(
    file: Path, identities: list[x25519.Identity], watch: Watch = nobody_watches
) -> Manifest:
    """Reads the file twice: once all of it, before anything is changed, then to bring it back.

    Raises Refused, and then neither a row nor a file of it is here. What is left to do then is
    `finish()`.
    """
    versions.refuse_unless_empty()
    with opened(file, identities) as plain:
        manifest, key = archive.examined(plain)
    versions.refuse_other_versions(manifest.migrations)
    refuse_other_key(key)
    versions.migrate_to(manifest.migrations)
    with opened(file, identities) as plain:
        Filling(manifest, watch).fill(plain)
    (settings.VAR_DIR / KEY_FILE).unlink(missing_ok=True)
    return manifest


def finish(manifest: Manifest) -> Iterator[str]:
    """Migrates to the newest, makes again what backups leave out (`AFTER_RESTORE`), and notes the
    restore in the trail that came back. A sentence for each that failed: the rest is done."""
    ContentType.objects.clear_cache()
    for command in ("migrate", *settings.AFTER_RESTORE):
        try:
            call_command(*command.split(), verbosity=0, stdout=StringIO())
        except Exception as error:
            told = f": {error}" if isinstance(error, CommandError) else ""
            yield f"manage.py {command} failed ({type(error).__name__}){told}"
    forget_all()
    record("backup_restored", digest=fingerprint(manifest))


def refuse_other_key(key: str) -> None:
    """Before anything is brought back: one sign-in, or one line of the audit trail, under another
    key would spoil both."""
    if key == settings.PROTECTION_KEY:
        return
    file = settings.VAR_DIR / KEY_FILE
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(key)
    raise OtherKey(
        "The backup's PROTECTION_KEY is not this machine's. Nothing was brought back yet: set"
        f" PROTECTION_KEY to what stands in {file} and restore again, which deletes that file."
    )


@dataclass
class Filling:
    """One transaction of rows; the files that were written for it go again if it fails."""

    manifest: Manifest
    watch: Watch
    written: list[tuple[Storage, str]] = field(default_factory=list)

    def fill(self, plain: BinaryIO) -> None:
        models = versions.models_at(self.manifest.migrations, connection)
        try:
            with transaction.atomic():
                empty(models)
                self.bring_back(plain, models)
                self.compare(models)
                reset_sequences(models)
        except BaseException as error:
            for storage, name in self.written:
                storage.delete(name)
            if isinstance(error, DatabaseError):
                # What a database says of a row may quote it.
                kind = type(error).__name__
                raise Refused(f"The database does not take the rows ({kind}).") from error
            raise

    def bring_back(self, plain: BinaryIO, models: Models) -> None:
        names = list(self.manifest.members)
        for member, _name in zip(archive.members(plain), self.watch("Parts", names), strict=False):
            kind, _slash, rest = member.name.partition("/")
            if kind == archive.ROWS:
                self.put_rows(member, rest.split("/")[0], models)
            elif kind == archive.FILES and member.name not in self.manifest.broken:
                label, name, path = rest.split("/", 2)
                self.put_file(member, versions.storage_of(models[label], name), path)

    def put_rows(self, member: Hashed, label: str, models: Models) -> None:
        columns = self.manifest.tables[label]["columns"]
        rows.write(models[label], columns, gzip.decompress(member.read()), connection)

    def put_file(self, member: Hashed, storage: Storage, path: str) -> None:
        """One that an interrupted restore left here is as good; another of its name is not."""
        wanted = self.manifest.members[member.name]
        if not storage.exists(path):
            self.written.append((storage, path))
            # `Hashed` reads, which is all that a storage asks of a file.
            if (name := storage.save(path, File(member))) != path:  # type: ignore[arg-type]
                self.written.append((storage, name))
                raise Refused(f"The storage does not take {path} under its name.")
        if digest_of(storage, path) != wanted:
            raise Refused(f"{path} is another file here than in the backup, or was not kept whole.")

    def compare(self, models: Models) -> None:
        """Every row as the database gives it now, against every row as it was."""
        for label, told in self.watch("Compared", list(self.manifest.tables.items())):
            found = rows.tally(models[label], "default").told()
            if found != {"rows": told["rows"], "sum": told["sum"]}:
                raise Refused(f"{label}: what the database holds is not what the backup says.")


def digest_of(storage: Storage, path: str) -> str:
    digest = sha256()
    with storage.open(path) as file:
        for part in iter(lambda: file.read(PIECE), b""):
            digest.update(part)
    return digest.hexdigest()


def empty(models: Models) -> None:
    """Of what `migrate` made: the backup has its own."""
    with connection.cursor() as cursor:
        for model in models.values():
            # The name is our own model's, and quoted.
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def reset_sequences(models: Models) -> None:
    """New rows are numbered after those that came back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)
