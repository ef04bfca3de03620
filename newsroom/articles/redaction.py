"""Words taken out of a story for good: from what readers have, from every revision and notice, from
what the desk noted. That they were, stays in the history and in the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from re import Pattern
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.db.models import CharField, JSONField, Model, QuerySet, SlugField, TextField
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.articles.models import Correction, Edition, Moment, Revision
from newsroom.articles.models.text import Text
from newsroom.audit.trail import record
from newsroom.media.models import Upload
from newsroom.text.markup import sanitise
from newsroom.text.passages import pattern, without
from newsroom.workflow.found import Found
from newsroom.workflow.models import Editorial, Transition
from newsroom.workflow.moves import Refused
from newsroom.workflow.public_words import modules

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Article

#: A shorter passage would take out half a story.
SHORTEST = 3


class Taken(NamedTuple):
    """From how many revisions, and whether from anything at all."""

    revisions: int
    is_any: bool


@transaction.atomic
def redact(edition: Edition, words: str, *, by: Account) -> Taken:
    """Takes the words, in every spelling, out of the story in every language and all that is kept
    with it. Raises Refused."""
    if not by.has_perm("articles.redact_revision"):
        raise Refused(_("Only the chief takes words out of what was written."))
    found = pattern(words)
    if found is None or len(words.strip()) < SHORTEST:
        raise Refused(_("Write the words that are to go, at least three letters."))
    edition.lock()
    siblings = Edition.objects.select_for_update(no_key=True).filter(article=edition.article_id)
    taken = [take_out(each, [found], by=by) for each in siblings.order_by("pk")]
    return Taken(sum(each.revisions for each in taken), any(each.is_any for each in taken))


def count(edition: Edition, words: str) -> int:
    """How often the words stand in the latest text of the story's editions, and beside it."""
    found = pattern(words)
    texts = Edition.objects.filter(article=edition.article_id).select_related("latest")
    said = [str((each.latest or each).text()) for each in texts]
    for row, columns in beside(edition.article):
        told = as_stored(type(row)._base_manager.filter(pk=row.pk)).values().get()
        said += [told[name] or "" for name in worded(type(row)) if name.startswith(columns)]
    return sum(len(found.findall(each)) for each in said) if found else 0


def take_out(edition: Edition, passages: list[Pattern[str]], *, by: Account) -> Taken:
    """The same for whoever has asked for the permission and locked the story."""
    revisions = list(of_revisions(edition, passages, by))
    touched = bool(revisions) | save_changed(edition, cut_text(edition, passages))
    touched |= of_records(edition, passages, by)
    if touched:
        # Whoever has the words open in a form, or in hand for a move, has them no more.
        Edition.objects.filter(pk=edition.pk).update(redacted_at=timezone.now())
        Transition.objects.create(
            thing=edition, verb="expunge", source=edition.state, target=edition.state, by=by
        )
        for revision in revisions:
            record("redacted", by=by, thing=revision, digest=revision.digest())
        record("redacted", by=by, thing=edition)
    return Taken(len(revisions), touched)


def of_revisions(
    edition: Edition, passages: list[Pattern[str]], by: Account
) -> Iterator[Revision]:  # fmt: skip
    for revision in edition.revisions.all():
        changes = cut_text(revision, passages) | cut(revision, ("why",), passages)
        if changes:
            save_changed(revision, changes | {"redacted_at": timezone.now(), "redacted_by": by})
            yield revision


def of_records(edition: Edition, passages: list[Pattern[str]], by: Account) -> bool:
    """Sources, claims and figures of the story, its days in timelines, what stands beside it;
    notices, reasons and notes of the edition. What apps above this one keep of a story is known to
    them alone: each may have a module `redacting`."""
    touched = False
    for row in records(edition):
        changes = cut_columns(row, passages)
        if changes and isinstance(row, Correction) and row.published_at:
            changes |= {"redacted_at": timezone.now(), "redacted_by": by}
        if "key" in changes:  # unique, and bound to words that are gone
            changes["key"] = f"{changes['key']}#{row.pk}"
        touched |= save_changed(row, changes)
    for row, columns in beside(edition.article):
        left = cut_columns(row, passages).items()
        touched |= save_changed(
            row, {name: text for name, text in left if name.startswith(columns)}
        )
    for module in modules("redacting"):
        touched |= module.take_out(edition.article, passages)
    return touched


def beside(article: Article) -> Iterator[tuple[Model, tuple[str, ...]]]:
    """What readers get along with the story, or are to get, and the columns of it that say
    something about this one: the name of a topic is that of other stories too."""
    for topic in article.topics.all():
        yield topic, ("background",)
    for photo in article.photos.all():
        yield photo, ("caption", "alt", "credit")
    for upload in Upload.objects.filter(story=article.filing_key):
        yield upload, ("caption",)


def records(edition: Edition) -> Iterator[Model]:
    article = edition.article
    yield from article.sources.all()
    yield from article.claims.all()
    yield from article.figures.all()
    yield from Moment.objects.filter(edition__article=article)
    yield from edition.corrections.all()
    yield from edition.overrides.all()
    yield from edition.history.all()
    yield from edition.working_copies.filter(words__isnull=False)


def cut_columns(row: Model, passages: list[Pattern[str]]) -> dict[str, Any]:
    """Of whatever columns hold words, translated ones and the one beneath them included."""
    stored = as_stored(type(row)._base_manager.filter(pk=row.pk)).values().get()
    left = {name: cut_json(stored[name], passages) for name in worded(type(row))}
    return {name: value for name, value in left.items() if value != stored[name]}


def worded(model: type[Model]) -> list[str]:
    """Its columns of words, JSON included; no addresses, which a mark would break."""
    kinds = CharField | TextField | JSONField
    return [
        each.name
        for each in model._meta.concrete_fields
        if isinstance(each, kinds) and not isinstance(each, SlugField) and not each.choices
    ]


def as_stored(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with each column under its own name, whatever language is active."""
    return rows.rewrite(False) if hasattr(rows, "rewrite") else rows


def cut_text(row: Text, passages: list[Pattern[str]]) -> dict[str, Any]:
    """The columns of a text without the passages, slug and search terms of an edition included."""
    said = cut(row, Text.FIELDS, passages)
    if "body" in said:
        # As an edition's is once more: what it says and what was approved stay the same.
        said["body"] = sanitise(said["body"])
    boxes = cut_json(row.boxes, passages)
    if boxes != row.boxes:
        said["boxes"] = boxes
    if said and isinstance(row, Edition):
        return row.text_of(Revision(**(row.text() | said)))
    return said


def cut(row: Model, columns: Iterable[str], passages: list[Pattern[str]]) -> dict[str, Any]:
    said = {name: getattr(row, name) or "" for name in columns}
    left = {name: without(text, passages) for name, text in said.items()}
    return {name: text for name, text in left.items() if text != said[name]}


def cut_json(value: Any, passages: list[Pattern[str]]) -> Any:
    if isinstance(value, str):
        return without(value, passages)
    if isinstance(value, list):
        return [cut_json(each, passages) for each in value]
    if isinstance(value, dict):
        return {key: cut_json(each, passages) for key, each in value.items()}
    return value


def save_changed(row: Model, changes: Mapping[str, Any]) -> bool:
    """Past `save()`, which would tidy and translate: columns stay as they were but for marks, and
    the row is found by the words that are left."""
    limits = {name: getattr(row._meta.get_field(name), "max_length", None) for name in changes}
    fitting = {
        name: value[: limits[name]] if isinstance(value, str) and limits[name] else value
        for name, value in changes.items()
    }
    for name, value in fitting.items():
        setattr(row, name, value)
    rows = as_stored(type(row)._base_manager.filter(pk=row.pk))
    is_changed = bool(fitting) and bool(rows.update(**fitting))
    if is_changed and isinstance(row, Found):
        rows.update(folded=type(row)._base_manager.get(pk=row.pk).terms())
    if is_changed and isinstance(row, Editorial):
        row.forget_kept()
    return is_changed
