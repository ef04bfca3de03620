"""The rows that words are put down in: a revision, and the edition as the person last saw it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from newsroom.accounts.models import Account
from newsroom.articles.following import Original, followed_by
from newsroom.articles.models import Edition, Revision
from newsroom.audit.trail import record
from newsroom.workflow.models import State, Transition
from newsroom.workflow.moves import StaleState


def current_text(edition: Edition) -> dict[str, Any]:
    """What the desk works on: the latest revision, which readers may not have yet."""
    return edition.latest.text() if edition.latest else edition.text()


def current_words(edition: Edition) -> dict[str, str]:
    return (edition.latest or edition).words()


def revised(
    edition: Edition,
    by: Account,
    text: Mapping[str, Any],
    why: str,
    follows: Original | None = None,
) -> Revision:
    """Follows what the words before it followed, unless that is said."""
    follows = follows or (followed_by(edition.latest) if edition.latest else None)
    followed = {
        "follows": follows.revision,
        "heeds": follows.correction,
        "follows_published": follows.is_published,
    } if follows else {}  # fmt: skip
    return Revision.objects.create(edition=edition, by=by, why=why, **followed, **text)


def put(edition: Edition, changes: Mapping[str, Any]) -> None:
    """Onto the edition as the person saw it, or StaleState."""
    seen = {field: getattr(edition, field) for field in edition.WRITTEN_ON}
    if Edition.objects.filter(pk=edition.pk, **seen).update(**changes) == 0:
        raise StaleState
    for field, value in changes.items():
        setattr(edition, field, value)


def is_for_two(edition: Edition, original: Original) -> bool:
    """Whether readers get it only from a second person that its words follow `original`."""
    if edition.state != State.PUBLISHED:
        return False
    heeds = original.correction.pk if original.correction else None
    return edition.is_pending or edition.latest.heeds_id != heeds


@transaction.atomic
def follow(edition: Edition, *, by: Account, original: Original, why: str = "") -> Revision:
    """Says that the words of a translation as they stand follow the original as `original` has it.

    A revision of the same words: an approval of these, and what readers have, go along with it. But
    readers who are told that a correction has not reached them are told otherwise by two people.
    Raises StaleState when somebody else saved or moved the edition meanwhile.
    """
    latest = edition.latest
    assert latest
    if (latest.follows_id, latest.heeds) == (original.revision.pk, original.correction):
        return latest
    revision = revised(edition, by, current_text(edition), why, original)
    is_approved = edition.approved_id == edition.latest_id and not is_for_two(edition, original)
    put(edition, {"latest": revision} | ({"approved": revision} if is_approved else {}))
    record("wrote", by=by, thing=revision, digest=revision.digest())
    Transition.objects.create(
        thing=edition, verb="follow", source=edition.state, target=edition.state, by=by, note=why
    )
    return revision
