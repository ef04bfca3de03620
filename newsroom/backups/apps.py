from django.apps import AppConfig
from django.core.checks import Tags, register

from newsroom.backups.checks import backups_are_made


class BackupsConfig(AppConfig):
    name = "newsroom.backups"

    def ready(self):
        register(backups_are_made, Tags.security, deploy=True)
