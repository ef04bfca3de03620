from django.core.management.base import BaseCommand

from newsroom.accounts.roles import ROLES
from newsroom.workflow.roles import sync_roles


class Command(BaseCommand):
    help = "Makes the groups of the newsroom's roles and gives each its permissions."

    def handle(self, **options):
        sync_roles()
        self.stdout.write(f"Roles ready: {', '.join(ROLES)}.")
