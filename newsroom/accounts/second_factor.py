"""The code from an app that editors, chiefs and administrators sign in with besides a password."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from newsroom.accounts.models import Account
from newsroom.audit import trail


def has(account: Account) -> bool:
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()


def is_required(account: Account) -> bool:
    roles = settings.SECOND_FACTOR_ROLES
    if account.is_superuser and "administrator" in roles:
        return True
    return bool(roles) and account.groups.filter(name__in=roles).exists()


def is_missing(person: Account | AnonymousUser) -> bool:
    return isinstance(person, Account) and is_required(person) and not has(person)


def may_reset(by: Account, account: Account) -> bool:
    """Nobody but an administrator brings an administrator's account down to its password."""
    allowed = by.has_perm("accounts.reset_second_factor")
    return allowed and (by.is_superuser or not account.is_superuser)


@transaction.atomic
def reset(account: Account, *, by: Account | None) -> None:
    """For who lost both app and recovery codes: takes them away and ends all their sessions.

    `by` is None for the command line.
    """
    Authenticator.objects.filter(user=account).delete()
    account.end_sessions()
    trail.record("second_factor_removed", by=by, thing=account)
