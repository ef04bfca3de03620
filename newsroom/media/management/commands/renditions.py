from django.core.management.base import BaseCommand, CommandError

from newsroom.media.clearance import reconcile
from newsroom.media.models import Photo


class Command(BaseCommand):
    help = (
        "Brings every photo's public files in line with its state: repeats what clearing or"
        " withdrawing could not do. May run at any time; exit code 1 if something is still amiss."
    )

    def handle(self, **options):
        failed = []
        for pk in list(Photo.objects.order_by("pk").values_list("pk", flat=True)):
            try:
                if mended := reconcile(Photo(pk=pk)):
                    self.stdout.write(f"Photo {pk}: mended {', '.join(map(str, mended))} px.")
            except Exception:
                # One photo that cannot be mended keeps no other from being withdrawn.
                failed.append(pk)
        if failed:
            raise CommandError(f"Could not be mended: photo {', '.join(map(str, failed))}.")
