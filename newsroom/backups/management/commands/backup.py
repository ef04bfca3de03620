from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.backups.backing_up import Made, back_up
from newsroom.backups.refusals import Refused
from newsroom.backups.watching import shown

FILES_MISSING = 2


class Command(BaseCommand):
    help = (
        "One consistent, encrypted file of the database and the vault, while the newsroom works."
        " Exit code 0: whole. 1: not made, and what was there is untouched. 2: made, but files"
        " that rows refer to are missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            with shown(self.stderr) as watch:
                made = back_up(file, watch)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{file} was not made: {error.strerror}.") from error
        self.tell(file, made)

    def tell(self, file: Path, made: Made) -> None:
        manifest = made.manifest
        self.stdout.write(
            f"{file}: {made.rows} rows, {made.files} files, {made.size} bytes, as it was at"
            f" {manifest.begun}."
        )
        if manifest.lacking:
            raise CommandError(
                f"{len(manifest.lacking)} files are missing: {', '.join(manifest.lacking)}."
                " The rest is in the backup.",
                returncode=FILES_MISSING,
            )
