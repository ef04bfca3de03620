from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from newsroom.media.clearance import at_once, reconcile
from newsroom.media.models import Photo


class Command(BaseCommand):
    help = (
        "Brings every photo's public files in line with what readers may have of it: repeats what"
        " clearing, withdrawing or the end of its rights could not do. May run at any time; exit"
        " code 1 if something is still amiss."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--plain", action="store_true", help="one file a photo: the worker makes the rest"
        )

    def handle(self, *, plain, **options):
        self.failed: set[int] = set()
        self.each(lambda photo: at_once(photo)[1].changed, "Plain files")
        if not plain:
            self.each(reconcile, "All sizes")
        if self.failed:
            numbers = ", ".join(map(str, sorted(self.failed)))
            raise CommandError(f"Could not be mended: photo {numbers}.")

    def each(self, mend: Callable[[Photo], list[str]], what: str) -> None:
        keys = list(Photo.objects.order_by("pk").values_list("pk", flat=True))
        for pk in track(keys, what, console=Console(stderr=True), disable=not keys):
            try:
                if mended := mend(Photo(pk=pk)):
                    self.stdout.write(f"Photo {pk}: mended {len(mended)} files.")
            except Exception:
                # One photo that cannot be mended keeps no other from being withdrawn.
                self.failed.add(pk)
