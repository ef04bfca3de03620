import os
from threading import Event, Thread

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress, track

from newsroom.articles.lexicon import load_lexicon
from newsroom.articles.models import Edition
from newsroom.articles.sections import open_sections
from newsroom.demo import bulk, cast, pictures, stories, topics, trust
from newsroom.regions.gazetteer import load
from newsroom.workflow.duties import work
from newsroom.workflow.roles import sync_roles


class Command(BaseCommand):
    help = "The demo newsroom of Tarfa (fictional). May run again: it adds what is missing."

    def add_arguments(self, parser):
        parser.add_argument("--stories", type=int, default=0, help="synthetic stories in addition")
        parser.add_argument("--no-serve", action="store_true", help="only make it")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, no_serve, port, **options):
        if not settings.DEBUG:
            raise CommandError(
                "The demo's passwords are public: it runs with DEBUG=1 only. For a real newsroom:"
                " manage.py setup"
            )
        if "SITE_URL" not in os.environ:
            settings.SITE_URL = f"http://127.0.0.1:{port}"
        self.console = Console(file=self.stdout)
        call_command("migrate", interactive=False, verbosity=0)
        self.make()
        if options["stories"]:
            self.print_stories(options["stories"])
        self.tell(port)
        if not no_serve:
            Thread(target=work, args=[Event()], daemon=True).start()
            call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)

    def make(self) -> None:
        sync_roles()
        load()
        open_sections()
        load_lexicon()
        cast.make_accounts()
        cast.make_network()
        cast.make_villages()
        cast.make_topics()
        cast.make_correspondents()
        trust.make_pages()
        words = pictures.words()
        known = list(stories.files())
        for name, story in track(known, "Stories and pictures", console=self.console):
            stories.make(name, story, words)
        topics.tell()

    def print_stories(self, count: int) -> None:
        with Progress(console=self.console) as progress:
            task = progress.add_task("Synthetic stories", total=count)
            for made in bulk.Press().print(count):
                progress.advance(task, made)

    def tell(self, port: int) -> None:
        editions = Edition.objects.count()
        self.stdout.write(f"\nThe demo newsroom is ready: {editions} editions.")
        self.stdout.write(
            f"  Site  http://127.0.0.1:{port}/   Desk  http://127.0.0.1:{port}/admin/"
        )
        self.stdout.write(f"  File a story from a phone  http://127.0.0.1:{port}/admin/file/")
        names = ", ".join(username for username, _name, _role in cast.ACCOUNTS)
        self.stdout.write(f"  Accounts: {names}; password: {cast.PASSWORD}\n")
