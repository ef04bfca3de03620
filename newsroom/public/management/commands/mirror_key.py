from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.delivery.mirror import signing


class Command(BaseCommand):
    help = (
        "Makes the key with which mirrors are signed, into FILE (MIRROR_KEY), and prints its public"
        " half; of a key that is there it prints that alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=settings.MIRROR_KEY)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            key = signing.read(file) if file.exists() else signing.make(file)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. No key was made.") from error
        except signing.NoKey as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"The key is in {file}. Tell readers its public half, in many places:")
        self.stdout.write(signing.public(key))
