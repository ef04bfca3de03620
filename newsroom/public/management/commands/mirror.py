import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from newsroom.delivery.mirror import signing, verify
from newsroom.delivery.mirror.trees import NotOurs
from newsroom.public.mirror.known import behind
from newsroom.public.mirror.making import Busy, Failed, Summary, mirror


class Command(BaseCommand):
    help = (
        "Writes the whole public site into DIR as plain files, signed; a second time only what"
        " changed. Ends with 0 when all of it is there, with 1 when pages are missing or DIR is not"
        " right (--check), with 2 when another process is at it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", type=Path)
        parser.add_argument("--key", type=Path, default=settings.MIRROR_KEY, help="to sign with")
        parser.add_argument(
            "--url", default=settings.MIRROR_URL, help="where the mirror will stand"
        )
        parser.add_argument("--processes", type=int, default=1)
        parser.add_argument("--anew", action="store_true", help="use nothing of the one before")
        parser.add_argument("--gently", action="store_true", help="other work goes first")
        parser.add_argument("--check", action="store_true", help="only say whether DIR is right")

    def handle(self, *, dir: Path, key: Path, url: str, **options: Any) -> None:
        try:
            signer = signing.read(key)
            if options["check"]:
                self.tell(dir, signing.public(signer))
                return
            if options["gently"]:
                os.nice(15)
            told = self.make(dir, signer, url.rstrip("/"), options)
        except Busy:
            self.stderr.write(f"Another process makes {dir} now.")
            raise SystemExit(2) from None
        except (signing.NoKey, NotOurs, Failed) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error}. The mirror is as it was.") from error
        for address in told.failed:
            self.stderr.write(f"Missing: {address}")
        self.stdout.write(
            f"{told.pages} addresses, {told.files} files, {told.size / 1e6:.1f} MB in {dir};"
            f" {told.rendered} made anew in {told.seconds:.1f} s."
        )
        program = dir / Path(verify.__file__).name
        self.stdout.write(f"Verify: python3 {program} {dir} {signing.public(signer)}")
        if told.failed:
            raise SystemExit(1)

    def make(self, dir: Path, signer: Any, url: str, options: dict[str, Any]) -> Summary:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        console = Console(stderr=True, quiet=options["verbosity"] == 0)
        with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
            task = bar.add_task("Pages", total=None)
            return mirror(
                dir,
                signer,
                url=url,
                processes=max(options["processes"], 1),
                anew=options["anew"],
                progress=lambda done, all: bar.update(task, completed=done, total=all),
            )

    def tell(self, dir: Path, key: str) -> None:
        found = verify.look(dir, bytes.fromhex(key))
        self.stdout.write("\n".join(found.sentences()))
        changes = behind(dir, timezone.now())
        if changes is None:
            self.stdout.write("What it was made from is not known here.")
        elif changes:
            self.stdout.write(f"Readers of the site have {changes} things otherwise by now.")
        if not found.is_whole or changes is None or changes:
            raise SystemExit(1)
