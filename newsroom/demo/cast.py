"""The demo's people and words, from `cast.toml`. Every step may run any number of times."""

from __future__ import annotations

import tomllib
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import translation

from newsroom.accounts.models import Account
from newsroom.articles.models import Topic
from newsroom.correspondents.models import Correspondent
from newsroom.pages.models import Network
from newsroom.regions.models import Level, Region
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.models import State

PASSWORD = "tarfa-demo"
#: Sign-in name, name at the desk, role; the administrator has none.
ACCOUNTS = (
    ("reporter", "سراج", "reporter"),
    ("editor", "محرر الديسك", "editor"),
    ("chief", "رئيسة التحرير", "chief"),
    ("translator", "چیا · Çiya", "translator"),
    ("photo", "محررة الصور", "photo"),
    ("admin", "الإدارة", None),
)


def speaking(account: Account) -> AbstractContextManager[None]:
    """As at the desk: what somebody does is written down in the language that it speaks to them."""
    return translation.override(account.language)


def table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "cast.toml").read_text(encoding="utf-8"))


def names(field: str, row: dict[str, Any]) -> dict[str, str]:
    """`{"ar": …}` as the columns `field_ar` … of a translated field."""
    return {f"{field}_{code}": row[code] for code in LANGUAGES if code in row}


def make_accounts() -> None:
    # One hash for all of them: the password is no secret, and hashing it is slow on purpose.
    password = make_password(PASSWORD)
    for username, name, role in ACCOUNTS:
        account, _made = Account.objects.get_or_create(
            username=username,
            defaults={
                "name": name,
                "is_staff": True,
                "is_superuser": role is None,
                "is_demo": True,
                "password": password,
            },  # fmt: skip
        )
        if role:
            account.groups.add(Group.objects.get(name=role))


def make_network() -> None:
    network = Network.objects.first() or Network()
    cast = table()
    for field, row in cast["network"].items():
        for column, text in names(field, row).items():
            setattr(network, column, text)
    network.email = "desk@tarfa.example"
    network.is_demo = True
    network.save()
    for position, row in enumerate(cast["follow"]):
        network.follow_links.get_or_create(
            url=row["url"], defaults={"position": position, **names("label", row)}
        )


def make_villages() -> None:
    for slug, row in table()["villages"].items():
        if not Region.objects.filter(slug=slug).exists():
            parent = Region.objects.get(pcode=row["parent"])
            Region(
                slug=slug, parent=parent, level=Level.PLACE, state=State.PUBLISHED,
                **names("name", row),
            ).save()  # fmt: skip


def make_topics() -> None:
    for slug, row in table()["topics"].items():
        if not Topic.objects.filter(slug=slug).exists():
            Topic(slug=slug, state=State.PUBLISHED, **names("name", row)).save()


def make_correspondents() -> None:
    for slug, row in table()["correspondents"].items():
        if not Correspondent.objects.filter(slug=slug).exists():
            columns: dict[str, Any] = {}
            for field in ("pen_name", "role_line", "about"):
                columns |= names(field, row.get(field, {}))
            Correspondent(
                slug=slug,
                signing=row["signing"],
                area=Region.objects.get(pcode=row["area"]),
                languages=row["languages"],
                account=account_of(slug, row),
                state=State.PUBLISHED,
                **columns,
            ).save()


def account_of(slug: str, row: dict[str, Any]) -> Account:
    """The correspondent's own account: one of the demo's, else one that nobody can sign in to."""
    if "account" in row:
        return Account.objects.get(username=row["account"])
    account, made = Account.objects.get_or_create(
        username=slug, defaults={"name": row["pen_name"]["ar"], "is_staff": True}
    )
    if made:
        account.set_unusable_password()
        account.save()
    account.groups.add(Group.objects.get(name="reporter"))
    return account
