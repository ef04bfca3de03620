from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning


def backups_are_made(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """`check --deploy`: backups are made, and somebody can open them."""
    if settings.BACKUP_DIR is None:
        return [
            Warning(
                "BACKUP_DIR is not set: the worker makes no backups.",
                hint="Name a folder on another disk; see docs/operations.md.",
                id="newsroom.W001",
            )
        ]
    if not settings.BACKUP_RECIPIENTS:
        return [
            Error(
                "BACKUP_RECIPIENTS is not set: no backup can be made.",
                hint="manage.py backup_key, on a machine that you keep.",
                id="newsroom.E002",
            )
        ]
    return []
