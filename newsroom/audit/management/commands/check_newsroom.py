from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from newsroom.audit.faults import invariants


class Command(BaseCommand):
    help = (
        "Whether everything that must be true of database and files is true, the audit trail"
        " included. Says what is wrong and how to mend it; changes nothing. Exit code 1 if"
        " something is amiss."
    )

    def handle(self, verbosity=1, **options):
        found = 0
        with override("en"):
            for app, invariant in invariants():
                name = f"{app}: {invariant.__name__.replace('_', ' ')}"
                faults = list(invariant())
                if verbosity > 1 or faults:
                    self.stdout.write(f"{'no  ' if faults else 'yes '}{name}")
                for fault in faults:
                    self.stdout.write(f"    {fault.what}\n      → {fault.mend}")
                found += len(faults)
        if found:
            raise CommandError(f"{found} found.")
        self.stdout.write("Everything is as it must be.")
