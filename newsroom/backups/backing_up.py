"""One consistent, encrypted file of the database and of every file that its rows refer to, made
while the newsroom works."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.conf import settings
from django.core.files.storage import Storage
from django.db import DatabaseError
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from newsroom import keys
from newsroom.audit.trail import record
from newsroom.backups import archive, versions
from newsroom.backups.identities import recipients
from newsroom.backups.rows import Tally, bundles, columns, lines
from newsroom.backups.sealing import PIECE, seal
from newsroom.backups.snapshot import ALIAS, snapshot
from newsroom.backups.watching import Watch, nobody_watches

log = logging.getLogger(__name__)


class Referred(NamedTuple):
    """A file that a row refers to: `what` names the row by its key, `name` tells the storage."""

    what: str
    field: str
    name: str
    storage: Storage

    @property
    def member(self) -> str:
        return f"{archive.FILES}/{self.what.split()[0]}/{self.field}/{self.name}"


@dataclass(frozen=True)
class Made:
    manifest: archive.Manifest
    size: int

    @property
    def rows(self) -> int:
        return sum(table["rows"] for table in self.manifest.tables.values())

    @property
    def files(self) -> int:
        return sum(name.startswith(archive.FILES) for name in self.manifest.members)


def back_up(target: Path, watch: Watch = nobody_watches) -> Made:
    """Leaves a line in the audit trail. What rows refer to and cannot be read stands in the
    manifest as lacking: the rest is worth having.

    Raises Refused where nobody could open it, or the database is newer than the program.
    """
    manifest = archive.Manifest(begun="", migrations=[])
    seal(contents(manifest, watch), recipients(), target)
    note(manifest)
    return Made(manifest, target.stat().st_size)


def note(manifest: archive.Manifest) -> None:
    """A database that can only be read any more is one to be backed up."""
    verb = "backup_lacking" if manifest.lacking else "backup_made"
    try:
        record(verb, digest=fingerprint(manifest))
    except DatabaseError:
        log.error("The backup is made, but the audit trail could not be written")


def fingerprint(manifest: archive.Manifest) -> str:
    """The same in the trail's lines of the backup and of what was brought back from it."""
    return keys.digest("backup", sha256(manifest.text()).hexdigest())


def contents(manifest: archive.Manifest, watch: Watch) -> Iterator[bytes]:
    """The archive's bytes, made while they are read; fills the manifest.

    The snapshot is let go before the files are read: they are written once and never changed, and
    a long look at the database keeps it from tidying up.
    """
    yield from archive.member(manifest, archive.KEY, settings.PROTECTION_KEY.encode())
    referred: list[Referred] = []
    with snapshot() as database:
        manifest.begun = timezone.now().isoformat()
        manifest.migrations = versions.applied(database)
        models = versions.models_at(manifest.migrations, database)
        for label, model in watch("Tables", sorted(models.items())):
            yield from table(manifest, label, model)
            referred += files_of(label, model)
    for each in watch("Files", referred):
        yield from file(manifest, each)
    yield from archive.ended(manifest)


def table(manifest: archive.Manifest, label: str, model: type[Model]) -> Iterator[bytes]:
    tally = Tally()
    for number, bundle in enumerate(bundles(lines(model, ALIAS), tally)):
        name = f"{archive.ROWS}/{label}/{number:06}.jsonl.gz"
        yield from archive.member(manifest, name, gzip.compress(bundle, 6, mtime=0))
    names = [each.column for each in columns(model)]
    manifest.tables[label] = {"columns": names} | tally.told()


def files_of(label: str, model: type[Model]) -> Iterator[Referred]:
    """Once each, however many rows of a table refer to it."""
    for field in versions.file_fields(model):
        empty = Q(**{field.name: ""}) | Q(**{f"{field.name}__isnull": True})
        rows: QuerySet[Any, Any] = QuerySet(model=model, using=ALIAS).exclude(empty).order_by("pk")
        named = {name: pk for pk, name in rows.values_list("pk", field.attname).iterator()}
        for name, pk in named.items():
            yield Referred(f"{label} {pk} ({field.name})", field.name, name, field.storage)


def file(manifest: archive.Manifest, referred: Referred) -> Iterator[bytes]:
    try:
        size = referred.storage.size(referred.name)
        opened = referred.storage.open(referred.name)
    except Exception:
        log.error("Backup: the file of %s cannot be read", referred.what)
        manifest.lacking.append(referred.what)
        return
    with closing(opened):
        pieces = readable(manifest, referred, opened, size)
        yield from archive.streamed(manifest, referred.member, size, pieces)


def readable(
    manifest: archive.Manifest, referred: Referred, opened: IO[bytes], size: int
) -> Iterator[bytes]:
    """What can be read of a file, which is noted as lacking unless that is all of it."""
    try:
        while size > 0 and (piece := opened.read(PIECE)):
            size -= len(piece)
            yield piece
    except Exception:
        size = -1
    if size:
        log.error("Backup: the file of %s broke off", referred.what)
        manifest.lacking.append(referred.what)
        manifest.broken.append(referred.member)
