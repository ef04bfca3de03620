import getpass
import os
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from newsroom.accounts.models import Account
from newsroom.accounts.roles import ROLES
from newsroom.articles.lexicon import load_lexicon
from newsroom.articles.sections import open_sections
from newsroom.pages.models import Network
from newsroom.pages.starter import open_pages
from newsroom.regions import gazetteer
from newsroom.text.languages import DEFAULT, LANGUAGES
from newsroom.workflow.roles import sync_roles


class Command(BaseCommand):
    help = (
        "An empty, real newsroom: database, roles, gazetteer, sections, the first administrator."
        " May run again: it adds what is missing and changes nothing else."
    )

    def add_arguments(self, parser):
        parser.add_argument("--name", default="", help="the network's name")
        parser.add_argument("--administrator", default="admin", help="sign-in name (admin)")
        parser.add_argument("--language", default=DEFAULT, choices=LANGUAGES, help="of the desk")
        parser.add_argument(
            "--place-names", action="store_true", help="places get the names that they lack"
        )

    def handle(self, *, name, administrator, language, place_names, **options):
        call_command("migrate", interactive=False, verbosity=0)
        sync_roles()
        self.stdout.write(f"Roles: {', '.join(ROLES)}.")
        self.stdout.write(f"Gazetteer: {gazetteer.load()} places added.")
        if place_names:
            filled = gazetteer.fill_names()
            self.stdout.write(f"Gazetteer: {filled} places got names that they lacked.")
        self.stdout.write(f"Sections: {open_sections()} added.")
        self.stdout.write(f"Lexicon: {load_lexicon()} lines added.")
        self.stdout.write(f"Network: {self.network(name)}.")
        self.stdout.write(f"Pages about us: {open_pages()} added, as drafts.")
        self.stdout.write(f"Administrator: {self.administrator(administrator, language)}.")

    def network(self, name: str) -> Network:
        network = Network.objects.first()
        if network is None:
            name = name or self.ask("Name of the network: ")
            names = {f"name_{code}": name for code in LANGUAGES}
            short = {f"short_name_{code}": name[:30] for code in LANGUAGES}
            network = Network(**names, **short)
            network.save()
        return network

    def administrator(self, username: str, language: str) -> Account:
        if known := Account.objects.filter(is_superuser=True).first():
            return known
        password = os.environ.get("ADMIN_PASSWORD") or self.ask("Password: ", secret=True)
        account = Account(username=username, language=language, is_staff=True, is_superuser=True)
        try:
            validate_password(password, account)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        account.set_password(password)
        account.save()
        return account

    def ask(self, question: str, *, secret: bool = False) -> str:
        if not sys.stdin.isatty():
            raise CommandError(
                "Nobody is there to answer: give --name, and the password in ADMIN_PASSWORD."
            )
        answer = (getpass.getpass if secret else input)(question).strip()
        if not answer:
            raise CommandError("That is needed.")
        return answer
