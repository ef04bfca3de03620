from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import override

from newsroom.audit.faults import Fault, invariants
from newsroom.audit.trail import is_of_another_key, record

OTHER_KEY = (
    "The audit trail is sealed with another PROTECTION_KEY than this machine's: nothing of it can"
    " be told, and no line may be added. Set the right one, which every backup holds. If it is the"
    " right one, somebody wrote the trail anew: compare with a backup."
)


class Command(BaseCommand):
    help = (
        "Whether everything that must be true of database and files is true, the audit trail"
        " included. Says what is wrong and how to mend it; changes nothing without --mend. Exit"
        " code 1 if something is amiss."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--mend", action="store_true",
            help="mend what no person has to decide, look again, and say what is left",
        )  # fmt: skip

    def handle(self, verbosity=1, mend=False, **options):
        if is_of_another_key():
            raise CommandError(OTHER_KEY)
        found = 0
        with override("en"):
            for app, invariant in invariants():
                faults = list(invariant())
                if mend and self.mended(faults):
                    faults = list(invariant())
                self.tell(f"{app}: {invariant.__name__.replace('_', ' ')}", faults, verbosity)
                found += len(faults)
        if found:
            raise CommandError(f"{found} found.")
        self.stdout.write("Everything is as it must be.")

    def tell(self, name: str, faults: list[Fault], verbosity: int) -> None:
        if verbosity > 1 or faults:
            self.stdout.write(f"{'no  ' if faults else 'yes '}{name}")
        for fault in faults:
            self.stdout.write(f"    {fault.what}\n      → {fault.mend}")

    def mended(self, faults: list[Fault]) -> int:
        """How many were tried; each leaves a line in the audit trail, whole with what was done."""
        mendable = [(fault, fault.mending) for fault in faults if fault.mending]
        for fault, mending in mendable:
            try:
                with transaction.atomic():
                    record("mended", thing=mending())
            except Exception as error:
                self.stdout.write(f"not mended ({type(error).__name__}): {fault.what}")
            else:
                self.stdout.write(f"mended: {fault.what}")
        return len(mendable)
