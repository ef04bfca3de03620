import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override
from pyrage import x25519

from newsroom.audit.faults import invariants
from newsroom.backups.identities import own, read
from newsroom.backups.refusals import OtherKey, Refused
from newsroom.backups.restoring import finish, restore
from newsroom.backups.watching import shown

FAULTS, OTHER_KEY = 2, 3


class Command(BaseCommand):
    help = (
        "Brings a backup back into an empty database and vault, and verifies it. Exit code 0: all"
        " is here. 1: nothing was brought back, and why. 2: all is here, but something"
        " is amiss. 3: set PROTECTION_KEY first; nothing was brought back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", default="", help="file with the identity; - asks for it")

    def handle(self, *, file: Path, identity: str, **options: Any) -> None:
        try:
            with shown(self.stderr) as watch:
                manifest = restore(file, identities(identity), watch)
        except Refused as refused:
            code = OTHER_KEY if isinstance(refused, OtherKey) else 1
            raise CommandError(str(refused), returncode=code) from refused
        except OSError as error:
            raise CommandError(f"{error.filename or file}: {error.strerror}.") from error
        count = sum(table["rows"] for table in manifest.tables.values())
        self.stdout.write(f"{count} rows are here again, as they were at {manifest.begun}.")
        if manifest.lacking:
            self.stdout.write(f"The backup lacked files of: {', '.join(manifest.lacking)}.")
        self.stdout.write("Now what check_newsroom asks: minutes, where there are many stories.")
        self.tell([*finish(manifest), *found()])

    def tell(self, faults: list[str]) -> None:
        for fault in faults:
            self.stdout.write(f"    {fault}")
        if faults:
            raise CommandError(
                f"All rows and files are here, but {len(faults)} things are amiss.",
                returncode=FAULTS,
            )
        self.stdout.write("Verified: every row, every file, and all that check_newsroom asks.")


def identities(named: str) -> list[x25519.Identity]:
    """From a file, or from standard input, so that it need not lie on this machine."""
    if named == "-":
        return read(sys.stdin.read())
    if named:
        return read(Path(named).read_text())
    if settings.DEBUG:
        return own()
    raise Refused("Whose identity opens it? Give --identity FILE, or --identity - to type it.")


def found() -> Iterator[str]:
    """What `check_newsroom` says of what came back."""
    with override("en"):
        for _app, invariant in invariants():
            for fault in invariant():
                yield f"{fault.what}\n      → {fault.mend}"
