"""Two saves of one opened page are one writer: the later one wins, and a late older one has been
said already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from newsroom.articles.models import Edition, SavedPage

if TYPE_CHECKING:
    from newsroom.accounts.models import Account

#: No page that was opened before is still on its way.
KEPT = timedelta(days=7)
MOST = 2**63


class Page(NamedTuple):
    """As a form posts it. `key` None: the page told none, and every save stands for itself."""

    key: UUID | None
    sent: int | None
    by: Account


def page_of(data: Mapping[str, str], by: Account) -> Page:
    """Of the hidden fields `page` and `sent`, whatever is in them."""
    try:
        key = UUID(data.get("page", ""))
    except ValueError:
        return Page(None, None, by)
    sent = data.get("sent", "")
    is_time = sent.isascii() and sent.isdecimal() and len(sent) < 19 and 0 < int(sent) < MOST
    return Page(key, int(sent) if is_time else None, by)


def seen_of(edition: Edition) -> str:
    """Which text and which shared fields stand there now."""
    return f"{edition.written_on()}/{edition.article.version}"


def saved(page: Page, edition: Edition | None) -> SavedPage | None:
    """What the page has saved of this edition, if it was this person's."""
    if page.key is None or edition is None:
        return None
    return edition.saved_pages.filter(page=page.key, by=page.by).first()


def begun(page: Page) -> Edition | None:
    """The story, or the language of one, that the page began already."""
    if page.key is None:
        return None
    row = SavedPage.objects.filter(page=page.key, by=page.by).select_related("edition").first()
    return row.edition if row else None


def is_late(page: Page, row: SavedPage | None) -> bool:
    """Whether what comes now was sent before what is saved, or is the same once more."""
    return bool(row and row.sent and page.sent and page.sent <= row.sent)


def keep(page: Page, edition: Edition, *, merged: bool, begins: bool = False) -> None:
    """In the transaction of the save. A page that saved another story, or is another person's, is
    none; where it `begins` a second one, raises IntegrityError, as the database does when both come
    at the same moment."""
    if page.key is None:
        return
    others = SavedPage.objects.filter(page=page.key).exclude(by=page.by, edition=edition)
    if begins and others.filter(by=page.by).exists():
        raise IntegrityError("This page has begun a story.")
    if others.exists():
        return
    fresh = Edition.objects.select_related("article").get(pk=edition.pk)
    told = {"seen": "" if merged else seen_of(fresh), "sent": page.sent, "at": timezone.now()}
    if not SavedPage.objects.filter(page=page.key, edition=fresh).update(**told):
        fresh.saved_pages.filter(at__lt=timezone.now() - KEPT).delete()
        SavedPage.objects.create(page=page.key, edition=fresh, by=page.by, **told)


def keep_move(page: Page, edition: Edition) -> None:
    """A step that the page made after its save is its own, too."""
    rows = SavedPage.objects.filter(page=page.key, by=page.by, edition=edition).exclude(seen="")
    fresh = Edition.objects.select_related("article").get(pk=edition.pk)
    rows.update(seen=seen_of(fresh))
