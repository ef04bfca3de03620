from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from pyrage import x25519

from newsroom.backups.identities import keep, text


class Command(BaseCommand):
    help = (
        "Makes the key of somebody who will be able to open backups: the identity into FILE, or"
        " onto the screen, to be kept off this machine; its public part for BACKUP_RECIPIENTS."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *, file: Path | None, **options: Any) -> None:
        identity = x25519.Identity.generate()
        try:
            if file:
                keep(identity, file)
            else:
                self.stdout.write(text(identity))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. No key was made.") from error
        self.stderr.write(f"BACKUP_RECIPIENTS={identity.to_public()}")
        self.stderr.write("Keep the identity off this machine. Who has it reads every backup.")
