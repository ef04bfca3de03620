from django.core.management.base import BaseCommand, CommandError

from newsroom.accounts import second_factor
from newsroom.accounts.models import Account


class Command(BaseCommand):
    help = (
        "Takes away an account's second factor and ends its sessions, for the administrator who"
        " lost phone and recovery codes. Colleagues are helped on their account's page."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        account = Account.objects.filter(username=username).first()
        if account is None:
            raise CommandError(f"There is no account {username}.")
        if not second_factor.has(account):
            raise CommandError(f"{username} has no second factor.")
        second_factor.reset(account, by=None)
        self.stdout.write(f"{username} signs in with the password alone and sets up a new one.")
