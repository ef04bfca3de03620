from django.core.management.base import BaseCommand

from newsroom.workflow.tables import markdown


class Command(BaseCommand):
    help = "Prints the tables of moves as Markdown: manage.py moves > docs/workflow.md"

    def handle(self, **options):
        self.stdout.write(markdown(), ending="")
