from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from newsroom.articles.reindexing import KINDS, forget, index_again, label, list_anew, reindex


class Command(BaseCommand):
    help = (
        "Makes the stored search terms anew where they follow older rules than this version's, then"
        " the index of lists. May be interrupted and goes on from there; may run while the newsroom"
        " works."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--all",
            action="store_true",
            help="also those that follow this version's rules, and the index itself",
        )

    def handle(self, **options):
        if options["all"]:
            forget()
        made = 0
        with Progress(console=Console(stderr=True)) as progress:
            for kind in KINDS:
                total = kind._base_manager.count()
                bar = progress.add_task(label(kind), total=total)
                for rows in reindex(kind):
                    made += rows
                    progress.advance(bar, rows)
                progress.update(bar, completed=total)
        if options["all"]:
            index_again()
        list_anew()
        self.stdout.write(f"{made} made anew. All search terms follow the rules.")
