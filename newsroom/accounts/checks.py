from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError


def demo_accounts(app_configs, **kwargs) -> list[CheckMessage]:
    """`check --deploy`: no account of the demo, whose password is public, in a real newsroom."""
    accounts = apps.get_model("accounts", "Account").objects.filter(is_demo=True)
    try:
        names = sorted(accounts.values_list("username", flat=True))
    except DatabaseError:
        return []
    if not names:
        return []
    return [
        Error(
            f"The demo's accounts exist here: {', '.join(names)}. Their password is public.",
            hint="Begin a real newsroom in an empty database: manage.py setup.",
            id="newsroom.E001",
        )
    ]
