"""How the tests sign in by the pages, read codes off a phone, and look into the audit trail."""

from __future__ import annotations

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from newsroom.accounts.models import Account
from newsroom.audit.models import Entry

LOGIN = "/admin/login/"
PASSWORD = "secret-word"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ROLES = ("editor", "chief", "administrator")


def give_phone(account: Account) -> None:
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)


def code(secret: str = SECRET, later: int = 0) -> str:
    """Of now; each is good for one sign-in, `later` for the next one."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def recovery_codes(account: Account) -> list[str]:
    return account.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()


def sign_in(client: Client, name: str, password: str = PASSWORD, **more):
    return client.post(LOGIN, {"username": name, "password": password}, **more)


def enter_code(client: Client, typed: str):
    return client.post(reverse("mfa_authenticate"), {"code": typed})


def is_signed_in(client: Client) -> bool:
    """Asked of the desk, not of the cookie."""
    return client.get(reverse("admin:password_change")).status_code == 200


def verbs(account: Account | None = None) -> list[str]:
    """Of the audit trail, oldest first; of one account, or where no account was meant."""
    lines = Entry.objects.filter(thing=account.pk if account else None).order_by("number")
    return list(lines.values_list("verb", flat=True))
