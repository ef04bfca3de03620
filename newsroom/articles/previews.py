"""Links to one edition that readers do not have yet: made, found, revoked."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import keys
from newsroom.articles.access import BEFORE_READERS, may
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.discretion import note
from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.reading import read
from newsroom.articles.models.preview import PreviewLink
from newsroom.audit.trail import record, saw
from newsroom.workflow.moves import Refused

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition

#: Hours a link may work; the first is what the desk offers.
HOURS = (24, 1, 72, 168)
#: Bytes of chance in an address: 256 bits.
LENGTH = 32


def digest(token: str) -> str:
    return keys.digest("preview", token)


@transaction.atomic
def lend(edition: Edition, *, by: Account, hours: int) -> str:
    """Makes a link and returns its token, which is nowhere to be had again. Raises Refused, also
    where the story holds a protected word."""
    edition.lock()  # whoever takes it from readers meanwhile ends what was lent before
    edition.refresh_from_db()
    if not may(by, "lend", edition) or hours not in HOURS:
        raise Refused(_("Links are made for stories that readers do not have yet."))
    if found := protected_in(edition):
        note(found, edition, by)
        raise Refused(" ".join(map(str, found)))
    token = token_urlsafe(LENGTH)
    link = PreviewLink.objects.create(
        edition=edition, digest=digest(token), made_by=by,
        expires_at=timezone.now() + timedelta(hours=hours),
    )  # fmt: skip
    record("preview_lent", by=by, thing=link)
    return token


@transaction.atomic
def revoke(link: PreviewLink, *, by: Account) -> None:
    """The link opens nothing from now on; done twice, it is done once. Raises Refused."""
    if not may(by, "know", link.edition):
        raise Refused(_("Only those who work on the story take its links back."))
    link.edition.lock()  # before the link's row: a withdrawal of the story ends its links, too
    if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("preview_revoked", by=by, thing=link)


def protected_in(edition: Edition) -> list[Finding]:
    """Where its words hold what would bring somebody into danger: that is lent to nobody."""
    return [each for each in run(read(edition), ("B7",)) if each.told_to is not None]


def end(edition: Edition) -> None:
    """What was lent of a story that is taken from its readers, or spiked, opens nothing again."""
    edition.previews.filter(revoked_at=None).update(revoked_at=timezone.now())


def opened(token: str) -> PreviewLink | None:
    """The link, while it works; None for whatever else was asked for."""
    links = PreviewLink.objects.open().select_related(
        "edition__article", "edition__latest", "made_by"
    )
    link = links.filter(digest=digest(token)).first()
    if link is None or not may(link.made_by, "know", link.edition):
        return None
    if protected_in(link.edition):  # written since
        return None
    saw(None, link, "preview_opened")
    return link


def is_before_readers(edition: Edition) -> bool:
    return edition.chip in BEFORE_READERS


def as_it_would_be(edition: Edition) -> Edition:
    """The edition with the words that the desk works on, in memory only: not to be saved."""
    for name, value in edition.text_of(edition.latest or edition).items():
        setattr(edition, name, value)
    edition.published_at = edition.published_at or timezone.now()
    return edition
