"""How the words of a story are put down: every save is a revision, and none overwrites another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from django.contrib.admin.utils import label_for_field
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from newsroom.accounts.models import Account
from newsroom.articles.access import may
from newsroom.articles.boxes import TICKS, boxes
from newsroom.articles.careful import names_nobody_else, stays_as_careful
from newsroom.articles.following import Original, original_of
from newsroom.articles.models import Article, Edition, Revision
from newsroom.articles.places_listed import list_places
from newsroom.articles.revising import current_text, follow, put, revised
from newsroom.articles.waiting import wait_for_its_time, wait_for_the_chief
from newsroom.audit.trail import record
from newsroom.correspondents.models import Correspondent
from newsroom.media.models import Photo
from newsroom.workflow.models import Editorial, State, Transition
from newsroom.workflow.moves import Refused, StaleState, move


@transaction.atomic
def start(
    article: Article,
    language: str,
    *,
    by: Account,
    text: Mapping[str, Any],
    why: str = "",
    follows: Original | None = None,
) -> Edition:
    """A new edition in draft, with its first revision.

    A translation follows the original as `follows` has it; where that is None, as it is by now, if
    `by` may read it.
    """
    said = dict(text) | {"boxes": boxes(article, language)}
    edition = Edition(article=article, language=language, created_by=by, **said)
    edition.save()
    follows = follows or readable_original(article, language, by)
    edition.latest = revised(edition, by, edition.text(), why, follows)
    Edition.objects.filter(pk=edition.pk).update(latest=edition.latest)
    record("wrote", by=by, thing=edition.latest, digest=edition.latest.digest())
    return edition


def readable_original(article: Article, language: str, person: Account) -> Original | None:
    """The original of an edition in `language`, as far as this person may read it."""
    original = original_of(article, language) if article.pk else None
    return original if original and may(person, "see", original.edition) else None


@transaction.atomic
def write(
    edition: Edition,
    *,
    by: Account,
    text: Mapping[str, Any],
    why: str = "",
    follows: Original | None = None,
) -> Revision:
    """Saves new words as a revision, onto the edition as this person last saw it.

    Before publication the edition says them at once; once it is published, readers keep what they
    have until the move `update`. A changed text loses its approval and goes back to review.
    The boxes say what the records say by now, whoever wrote those, and are part of the text.
    `follows`: what the new words of a translation follow; None: what its words followed so far.
    Returns the latest revision, an old one where nothing changed. Raises StaleState when somebody
    else saved or moved the edition meanwhile.
    """
    said = current_text(edition) | dict(text)
    said["boxes"] = boxes(edition.article, edition.language)
    new = Edition(language=edition.language, **said)
    new.tidy()
    if new.text() == current_text(edition) and edition.latest:
        return follow(edition, by=by, original=follows, why=why) if follows else edition.latest
    if edition.state == State.APPROVED or edition.is_scheduled:
        send_back(edition, by)
    revision = revised(edition, by, new.text(), why, follows)
    # A time set for the change that waits was approved for other words.
    changes: dict[str, Any] = {"latest": revision, "change_at": None, "change_by": None}
    if edition.state != State.PUBLISHED:
        changes |= edition.text_of(new)
    put(edition, changes)
    record("wrote", by=by, thing=revision, digest=revision.digest())
    return revision


def send_back(edition: Edition, by: Account) -> None:
    """An approval holds for the words it was given to, and for no others."""
    if edition.state == State.PUBLISHED:
        move(edition, "unschedule", by=by)
    move(edition, "reopen", by=by)


@transaction.atomic
def save_shared(article: Article, *, by: Account, fields: Mapping[str, Any], version: int) -> None:
    """Saves what all editions share, onto the version this person saw; else StaleState.

    `regions`, `topics` and `readers` are iterables of rows. Whoever restricts a story to those who
    need to know of it is one of them. An embargo or safety delay that now reaches past a scheduled
    edition takes it off the schedule, and so does the mark of a sensitive story that is not the
    chief's own; one that ends later than before holds the translations.
    """
    article.lock()
    if article.version != version:
        raise StaleState
    stays_as_careful(article, fields, by)
    # Before the first line of the audit trail: its head is the last of all locks.
    editions = list(article.editions.select_for_update(no_key=True).order_by("pk"))
    was_restricted, named = article.is_restricted, readers_of(article)
    until = article.earliest()
    changed = put_shared(article, fields)
    if article.is_restricted:
        article.readers.add(by)
        name_the_bylined(article)
    list_places(article)
    # A ticked box reaches readers as a revision does, not at once.
    tell(article, by, [name for name in changed if name not in TICKS])
    refresh_boxes(article, by=by)
    is_other = bool(changed) or readers_of(article) != named
    record_shared(article, by, was_restricted, is_other)
    for edition in editions:
        wait_for_its_time(edition, until, by)
        if article.is_sensitive and "is_sensitive" in changed:
            wait_for_the_chief(edition, by)


def record_shared(article: Article, by: Account, was_restricted: bool, is_other: bool) -> None:
    if article.is_restricted != was_restricted:
        record("restricted" if article.is_restricted else "unrestricted", by=by, thing=article)
    elif is_other:
        record("shared", by=by, thing=article)


def readers_of(article: Article) -> set[int]:
    return set(article.readers.values_list("pk", flat=True)) if article.is_restricted else set()


def put_shared(article: Article, fields: Mapping[str, Any]) -> list[str]:
    """Returns the names of the columns that say something else now."""
    columns = {name: value for name, value in fields.items() if name in article.COLUMNS}
    changed = [name for name, value in columns.items() if getattr(article, name) != value]
    for name, value in columns.items():
        setattr(article, name, value)
    count_version(article, *columns)
    for name in ("regions", "topics", "readers"):
        if name in fields:
            getattr(article, name).set(fields[name])
    return changed


@transaction.atomic
def refresh_boxes(article: Article, *, by: Account) -> None:
    """Puts what the records say by now into the boxes of every edition that is not spiked.

    A change is a revision with all its consequences. Where `by` may not take an approval away,
    that edition keeps its words, and whoever saves it next takes the boxes along: nobody is kept
    from a record of theirs because a sibling is in other hands. Revisions that the caller has in
    memory are no longer the latest ones.
    """
    article.lock()
    editions = article.editions.exclude(state=State.SPIKED).select_for_update(no_key=True)
    for edition in editions.order_by("pk"):
        why = _("The boxes follow the sources, claims and figures.")
        with suppress(Refused), transaction.atomic():
            write(edition, by=by, text={}, why=why)


def count_version(article: Article, *columns: str) -> None:
    article.version += 1
    article.save(update_fields=["version", *columns])


def tell(article: Article, by: Account, changed: Iterable[str]) -> None:
    """What all editions share reaches readers at once: the history of what is out says so."""
    labels = [str(label_for_field(name, Article)) for name in changed]
    for edition in article.editions.published() if labels else ():
        Transition.objects.create(
            thing=edition, verb="share", source=edition.state, target=edition.state, by=by,
            note=", ".join(labels),
        )  # fmt: skip


def hold(chosen: Iterable[Editorial]) -> None:
    """Nobody renames these until the transaction ends, in which they are put with a story. Before
    its first line of the audit trail: whoever renames one waits for the head of that."""
    keys = defaultdict(list)
    for row in chosen:
        keys[type(row)].append(row.pk)
    for model, found in keys.items():
        rows = model._base_manager.select_for_update(no_key=True).filter(pk__in=found)
        list(rows.order_by("pk").values_list("pk"))


@transaction.atomic
def sign(article: Article, correspondents: Iterable[Correspondent]) -> None:
    """Who is bylined; those who were keep their order, new ones follow."""
    correspondents = list(correspondents)
    names_nobody_else(article, correspondents, article.signing)
    arrange(article, article.bylines, "correspondent", correspondents)
    if article.is_restricted:
        name_the_bylined(article)


def name_the_bylined(article: Article) -> None:
    """On a need-to-know story they are among those who may see it."""
    accounts = article.correspondents.exclude(account=None).values_list("account", flat=True)
    article.readers.add(*accounts)


@transaction.atomic
def illustrate(article: Article, photos: Iterable[Photo]) -> None:
    """Which photos the story has; the first is its lead."""
    arrange(article, article.pictures, "photo", photos)


def arrange(article: Article, links: Any, name: str, rows: Iterable[Any]) -> None:
    wanted = {row.pk: row for row in rows}
    known = set(links.values_list(f"{name}_id", flat=True))
    if known == wanted.keys():
        return
    links.exclude(**{f"{name}__in": wanted}).delete()
    count_version(article)
    last = links.aggregate(last=Max("position"))["last"] or 0
    for offset, (pk, row) in enumerate(wanted.items(), start=1):
        if pk not in known:
            links.create(**{name: row}, position=last + offset)


def new_article(
    *, by: Account, filing_key: UUID | None = None, language: str = "ar", **columns: Any
) -> Article:
    """An article without any edition yet. `language` is the one it is first written in."""
    return Article.objects.create(
        created_by=by,
        filing_key=filing_key or uuid4(),
        original_language=language,
        **columns,
    )
