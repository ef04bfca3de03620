from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.articles.search_report import Report, reports

SET = Path("tests/text/search_set")


class Command(BaseCommand):
    help = (
        "Recall and false hits of the search, by language, on a folder of pairs (ar.tsv: query,"
        " word, hit, why), through this database's index. Leaves nothing in the database."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, nargs="?", default=SET)

    def handle(self, *, folder, verbosity=1, **options):
        found = list(reports(folder))
        if not found:
            raise CommandError(f"There is no set in {folder}.")
        for report in found:
            self.tell(report, verbosity)

    def tell(self, report: Report, verbosity: int) -> None:
        apart = len(report.pairs) - report.wanted
        self.stdout.write(
            f"{report.language:4} recall {report.recall:.3f} ({report.wanted} pairs),"
            f" false hits {report.false_hits:.3f} ({apart} pairs)"
        )
        if verbosity > 1:
            for name, pairs in (("missed", report.missed), ("false", report.false)):
                for pair in pairs:
                    self.stdout.write(f"     {name}: {pair.query} | {pair.word} | {pair.why}")
