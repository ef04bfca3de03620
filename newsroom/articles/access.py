"""Who may do what with a story besides moving it: the one table that code, desk and tests read.

Denied is what no row allows. The moves have a table of their own (`articles/moves.py`), and nobody
moves what they may not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.workflow.models import State

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Article, Edition

#: Stored as published with a time to come; here a state of its own, as at the desk.
SCHEDULED = "scheduled"
EVERY = (*State.values, SCHEDULED)
NOWHERE: tuple[str, ...] = ()
#: In these states the text is its writer's to change.
WITH_THE_WRITER = (State.DRAFT, State.RETURNED)
#: In these the desk changes it too.
IN_HAND = (*WITH_THE_WRITER, State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.PUBLISHED,
           SCHEDULED)  # fmt: skip
WITH_READERS = (State.PUBLISHED, State.WITHDRAWN)
BEFORE_READERS = (*WITH_THE_WRITER, State.SUBMITTED, State.IN_REVIEW, State.APPROVED, SCHEDULED)


@dataclass(frozen=True)
class Access:
    """One row: the states in which a person of each standing may do it.

    `permission` is asked of everybody. `author`: created, submitted or is bylined. `named`: on the
    list of a need-to-know story. `desk`: has `desk_needs`, and the story is not kept from them.
    `anybody`: whoever has the permission. `translator`: whose job that is, of a translation that
    they began themselves.
    """

    label: object
    permission: str
    anybody: tuple[str, ...] = NOWHERE
    named: tuple[str, ...] = NOWHERE
    author: tuple[str, ...] = NOWHERE
    desk: tuple[str, ...] = NOWHERE
    desk_needs: str = "see_every_edition"
    translator: tuple[str, ...] = NOWHERE


ACCESS: Mapping[str, Access] = {
    "see": Access(
        _("See it in lists and read its text"), "view_edition",
        anybody=(State.PUBLISHED,), named=EVERY, author=EVERY, desk=EVERY,
    ),
    "know": Access(
        _("Read its history, revisions, comparisons, notes, sources, checklist and preview"),
        "view_edition", named=EVERY, author=EVERY, desk=EVERY,
    ),
    "write": Access(
        _("Change or restore its text"), "change_edition",
        author=WITH_THE_WRITER, desk=IN_HAND, desk_needs="change_every_edition",
        # It waits for a second person, who brings it to readers.
        translator=(*WITH_THE_WRITER, State.PUBLISHED),
    ),
    "follow": Access(
        _("Say that a published translation still follows its original"), "change_edition",
        author=(State.PUBLISHED,), desk=(State.PUBLISHED,), desk_needs="translate_edition",
    ),
    "tell": Access(
        _("Write or discard a notice for readers"), "change_edition",
        desk=(State.PUBLISHED, State.WITHDRAWN), desk_needs="change_every_edition",
    ),
    "lend": Access(
        _("Make links to a preview"), "review_edition", desk=BEFORE_READERS,
    ),
}  # fmt: skip


def may(account: Account, action: str, edition: Edition) -> bool:
    """Whether the table allows it, as the edition stands in memory."""
    row, state = ACCESS[action], edition.chip
    if not account.has_perm(f"articles.{row.permission}"):
        return False
    return (
        state in row.anybody
        or (state in row.desk and is_desk(account, row) and not is_kept_from(account, edition))
        or (state in row.author and has_part(account, edition))
        or (state in row.named and is_named(account, edition.article))
        or (state in row.translator and is_translator(account, edition))
    )


def allowed(account: Account, action: str) -> Q:
    """The same as a condition on rows of Edition; its own query joins nothing.

    The permission is left to the door: whoever lacks it opens no list of the desk. What only
    translators may do is in no list.
    """
    row = ACCESS[action]
    found = in_states(row.anybody) | (in_states(row.author) & own(account))
    found |= in_states(row.named) & named_to(account)
    if is_desk(account, row):
        kept = restricted() & ~named_to(account) & ~own(account)
        if account.has_perm("articles.redact_revision"):
            kept &= ~in_states(WITH_READERS)
        found |= in_states(row.desk) & ~kept
    return found


def is_desk(account: Account, row: Access) -> bool:
    return account.has_perm(f"articles.{row.desk_needs}")


def is_kept_from(account: Account, edition: Edition) -> bool:
    """Need-to-know, and this person is neither named nor has a part in it. For what readers have or
    had the chief answers, and has to have the means."""
    article = edition.article
    if not article.is_restricted:
        return False
    if edition.chip in WITH_READERS and account.has_perm("articles.redact_revision"):
        return False
    return not (is_named(account, article) or has_part(account, edition))


def is_named(account: Account, article: Article) -> bool:
    return article.is_restricted and article.readers.filter(pk=account.pk).exists()


def has_part(account: Account, edition: Edition) -> bool:
    if account.pk in (edition.created_by_id, edition.submitted_by_id):
        return True
    article = edition.article
    return not article.is_restricted and article.correspondents.filter(account=account).exists()


def is_translator(account: Account, edition: Edition) -> bool:
    return (
        edition.created_by_id == account.pk
        and not edition.is_original
        and account.has_perm("articles.translate_edition")
    )


def own(account: Account) -> Q:
    """Editions that this person created, submitted or is bylined on.

    Whoever is bylined on a need-to-know story is named on it (`writing.name_the_bylined`): an
    account that is linked to a correspondent afterwards opens none.
    """
    bylined = apps.get_model("articles", "Byline").objects.filter(
        article=OuterRef("article"),
        # Says nothing more, and keeps PostgreSQL from collecting all that they ever signed, to ask
        # it of thirty stories: only what is equal alone can be collected.
        article__lte=OuterRef("article"),
        correspondent__account=account,
        article__is_restricted=False,
    )
    return Q(created_by=account) | Q(submitted_by=account) | Q(Exists(bylined))


def restricted(**more: Any) -> Q:
    """Editions of need-to-know stories. Each is asked about by itself, as all that follows here: a
    list of such stories grows with the archive."""
    story = apps.get_model("articles", "Article").objects.filter(pk=OuterRef("article"))
    return Q(Exists(story.filter(is_restricted=True, **more)))


def named_to(account: Account) -> Q:
    return restricted(readers=account)


def in_states(states: tuple[str, ...]) -> Q:
    """Scheduled and published tell apart by the clock alone."""
    if states == EVERY:
        return ~Q(pk=None)
    plain = [state for state in states if state not in (SCHEDULED, State.PUBLISHED)]
    found = Q(state__in=plain)
    now = timezone.now()
    if State.PUBLISHED in states:
        found |= Q(state=State.PUBLISHED, published_at__lte=now)
    if SCHEDULED in states:
        found |= Q(state=State.PUBLISHED, published_at__gt=now)
    return found


def may_translate(account: Account, article: Article) -> bool:
    """Begin the story in a further language: their own stories, or any where that is their job."""
    if not account.has_perm("articles.add_edition"):
        return False
    if article.pk and article.is_restricted and not knows(account, article):
        return False  # whoever begins a language is an author, and may know it all
    return article.created_by_id == account.pk or account.has_perm("articles.translate_edition")


def may_follow(account: Account, edition: Edition) -> bool:
    """Say that a translation needs no change: whoever could change it could as well, and, of what
    readers have, the translators."""
    return may(account, "write", edition) or may(account, "follow", edition)


def may_share(account: Account, article: Article) -> bool:
    """Change what all editions share, sources included: the desk that may know of it, and whoever
    began the story for as long as no edition has left their hands."""
    if article.pk and article.is_restricted and not knows(account, article):
        return False
    if account.has_perm("articles.change_every_edition"):
        return True
    return article.created_by_id == account.pk and (
        not article.pk or not article.editions.exclude(state__in=WITH_THE_WRITER).exists()
    )


def knows(account: Account, article: Article) -> bool:
    """Whether a need-to-know story is none to this person."""
    return (
        article.created_by_id == account.pk
        or is_named(account, article)
        or any(not is_kept_from(account, edition) for edition in article.editions.all())
    )
