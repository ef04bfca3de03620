"""Roles are groups. What each may do stands as GRANTS in the `moves.py` of every app."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.contrib.auth.models import Group, Permission

from newsroom.accounts.roles import ROLES


def grants() -> Iterator[tuple[str, str, str]]:
    """(role, app label, permission codename) of every grant in the house."""
    for config in apps.get_app_configs():
        if config.name.startswith("newsroom.") and find_spec(f"{config.name}.moves"):
            for role, codenames in getattr(
                import_module(f"{config.name}.moves"), "GRANTS", {}
            ).items():
                for codename in codenames:
                    yield role, config.label, codename


def sync_roles() -> None:
    """Makes the groups and gives each exactly its grants; may run any number of times.

    Raises LookupError for a grant of a permission that does not exist.
    """
    wanted: dict[str, set[int]] = {role: set() for role in ROLES}
    known = {
        (label, codename): pk
        for label, codename, pk in Permission.objects.values_list(
            "content_type__app_label", "codename", "pk"
        )
    }
    for role, label, codename in grants():
        if (label, codename) not in known:
            raise LookupError(
                f"The role {role} is granted {label}.{codename}, which does not exist."
            )
        wanted[role].add(known[label, codename])
    for role, permissions in wanted.items():
        Group.objects.get_or_create(name=role)[0].permissions.set(permissions)
