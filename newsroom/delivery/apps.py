from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from newsroom.delivery import away, triggers
from newsroom.delivery.checks import pages_are_kept_for_the_site


class DeliveryConfig(AppConfig):
    name = "newsroom.delivery"

    def ready(self):
        """No column goes while a trigger reads it, and SQLite loses those of a table that it makes
        anew: each `migrate` takes them away and lays them again."""
        pre_migrate.connect(lift, sender=self)
        post_migrate.connect(lay, sender=self)
        register(pages_are_kept_for_the_site)


def lift(using: str, plan: Sequence[object] = (), **_more: object) -> None:
    """Also after one that was killed: there are no triggers to take away then, and the worker must
    not put them back meanwhile."""
    database = connections[using]
    if plan and (triggers.installed(database) or away.is_left(database)):
        away.take_away(database)


def lay(using: str, **_more: object) -> None:
    away.lay(connections[using])
