from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from newsroom.articles.system_checks import search_terms


class ArticlesConfig(AppConfig):
    name = "newsroom.articles"
    verbose_name = _("Stories")

    def ready(self):
        register(search_terms, Tags.security, deploy=True)
