from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from newsroom.public.checks import cards_are_drawn


class PublicConfig(AppConfig):
    name = "newsroom.public"
    verbose_name = _("Public site")

    def ready(self):
        register(cards_are_drawn)
