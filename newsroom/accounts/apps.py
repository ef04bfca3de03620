from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.checks import demo_accounts


class AccountsConfig(AppConfig):
    name = "newsroom.accounts"
    verbose_name = _("People")

    def ready(self):
        register(demo_accounts, Tags.security, deploy=True)
