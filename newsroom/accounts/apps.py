from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from newsroom.accounts import sessions
from newsroom.accounts.checks import demo_accounts


class AccountsConfig(AppConfig):
    name = "newsroom.accounts"
    verbose_name = _("People")

    def ready(self):
        register(demo_accounts, Tags.security, deploy=True)
        user_logged_in.connect(begin, dispatch_uid="newsroom.accounts.sessions")


def begin(sender, request, **more):
    sessions.begin(request)
