"""One act that takes a correspondent's name from everywhere: pages, lists, feeds, search, photo
credits, and the words of stories and their revisions. It is not undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from re import Pattern
from secrets import token_hex
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from newsroom.accounts.models import Account
from newsroom.articles.models import (
    Article,
    Claim,
    Correction,
    Edition,
    Figure,
    Override,
    Revision,
    SourceRecord,
    WorkingCopy,
)
from newsroom.articles.redaction import as_stored, cut_columns, save_changed, take_out, worded
from newsroom.audit.models import Entry
from newsroom.audit.trail import record, wait_for_all
from newsroom.correspondents.models import Correspondent, ProtectedWord, Signing, WordKind
from newsroom.correspondents.protection import protect, refusal
from newsroom.media.models import Photo
from newsroom.text.languages import LANGUAGES
from newsroom.text.legible import balanced
from newsroom.text.passages import REMOVED, pattern, without, words_of
from newsroom.workflow.addresses import FormerSlug
from newsroom.workflow.models import Editorial, State, Transition
from newsroom.workflow.moves import Refused, move

Names = dict[str, Pattern[str]]
Newest = Mapping[type[Model], int]
#: Rows that are numbered and not committed, at most: one colleague has a few.
ON_THEIR_WAY = 10_000
NAMES = ("public_name", "pen_name")
GONE = (*NAMES, "about")
#: Whatever is kept with a story, and the way from there to its article.
WORDED = (
    (Revision.objects.all(), "edition__article"),
    (Correction.objects.all(), "edition__article"),
    (Override.objects.all(), "edition__article"),
    (WorkingCopy.objects.all(), "edition__article"),
    (SourceRecord.objects.all(), "article"),
    (Claim.objects.all(), "article"),
    (Figure.objects.all(), "article"),
)
#: Changed by their own rules, or none of a reader's or colleague's to read. Other correspondents
#: keep their names: a namesake is somebody else.
APART = (Article, Edition, Photo, Correspondent, ProtectedWord, Entry, Account)


@dataclass(frozen=True)
class Reach:
    """How much was changed, for whoever did it: stories signed with the name, stories that had it
    in their words, and whatever else."""

    signed: int
    stories: int
    others: int


def withdraw_byline(correspondent: Correspondent, *, by: Account) -> Reach:
    """Leaves the correspondent with the role line alone, on every story there ever was.

    Names of two words and more go from the text of stories as well; a name of one word could be
    any word, and goes from bylines and credits only. What was written meanwhile is looked at when
    the names are protected: never called within a transaction. Raises Refused.
    """
    if not by.has_perm("correspondents.publish_correspondent"):
        raise Refused(_("Only the chief withdraws a byline."))
    names = names_of(correspondent)
    found = [each for name, each in names.items() if len(words_of(name)) > 1]
    before = newest()
    stories, others = withdrawn(correspondent, names, found, by)
    wait_for_all()
    stories |= from_stories(found, by, before)
    return Reach(correspondent.article_set.count(), len(stories), others)


@transaction.atomic
def withdrawn(
    correspondent: Correspondent, names: Names, found: list[Pattern[str]], by: Account
) -> tuple[set[int], int]:
    """Keys of the stories that had the name in their words, and how much else had."""
    editions = locked(stories_with(found))
    nameless(correspondent)
    if correspondent.account:
        rename(correspondent.account, correspondent, list(names.values()))
    others = sum(from_rows(model, found) for model in elsewhere())
    others += from_photos(correspondent, found, list(names.values()))
    # From here on the audit trail's head is locked: every other lock was taken before.
    if correspondent.state == State.PUBLISHED:
        move(correspondent, "withdraw", by=by, note=_("Byline withdrawn everywhere."))
    for edition in editions:
        take_out(edition, found, by=by)
    record("byline_withdrawn", by=by, thing=correspondent)
    keep_out(correspondent, names, by)
    return {edition.article_id for edition in editions}, others


@transaction.atomic
def from_stories(found: list[Pattern[str]], by: Account, since: Newest) -> set[int]:
    editions = locked(stories_with(found, since))
    for edition in editions:
        take_out(edition, found, by=by)
    return {edition.article_id for edition in editions}


def newest() -> Newest:
    """The last rows so far, without those that may have come before and be committed after, of the
    tables in which no row that is there gets other words."""
    return {
        model: (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) - ON_THEIR_WAY
        for model in (Revision, Transition)
    }


def keep_out(correspondent: Correspondent, names: Iterable[str], by: Account) -> None:
    """Nobody writes the names into a story again."""
    lines = [name for name in names if not refusal(WordKind.NAME, name)]
    protect(correspondent, WordKind.NAME, lines, by=by)


def names_of(correspondent: Correspondent) -> Names:
    """Each name with what finds it, the longest first."""
    columns = [f"{field}_{code}" for field in NAMES for code in LANGUAGES]
    names = {getattr(correspondent, column) or "" for column in columns}
    whole = sorted(names, key=len, reverse=True)
    return {name: found for name in whole if (found := pattern(name))}


def elsewhere() -> Iterator[type[Model]]:
    """Whatever else of the house has words, network and places included, and Django's own log."""
    apart = {*APART, *(rows.model for rows, _article in WORDED)}
    for model in apps.get_models():
        if model is LogEntry or (
            model.__module__.startswith("newsroom.") and model not in apart and worded(model)
        ):
            yield model


def rename(account: Account, correspondent: Correspondent, names: list[Pattern[str]]) -> None:
    """At the desk an account may bear the same name, on every line of every history."""
    if any(name.search(account.name) for name in names):
        line, _language = correspondent.named("role_line", account.language)
        Account.objects.filter(pk=account.pk).update(name=balanced((line or f"#{account.pk}")[:80]))


def nameless(correspondent: Correspondent) -> None:
    """The address had the name in it too; whoever has the old one finds nothing there."""
    columns: dict[str, Any] = {f"{field}_{code}": "" for field in GONE for code in LANGUAGES}
    columns |= dict.fromkeys(GONE, "")
    columns |= {"signing": Signing.WITHHELD, "slug": f"c-{token_hex(6)}"}
    save_changed(correspondent, columns)
    correspondent.former_slugs.all().delete()


def stories_with(found: list[Pattern[str]], since: Newest | None = None) -> list[int]:
    """Keys of the articles that have the names anywhere, or in what came since: one query a table,
    however many there are."""
    keys: set[int] = set()
    if not found:
        return []
    since = since or {}
    for rows, article in WORDED:
        names = worded(rows.model)
        later = rows.filter(pk__gt=since.get(rows.model, 0))
        for values in as_stored(later).values(article, *names).iterator():
            said = "\n".join(str(values[name] or "") for name in names)
            if any(each.search(said) for each in found):
                keys.add(values[article])
    told = Transition.objects.filter(
        content_type=ContentType.objects.get_for_model(Edition), pk__gt=since.get(Transition, 0)
    )
    noted = [
        line.object_id
        for line in told.exclude(note="").only("object_id", "note").iterator()
        if any(each.search(line.note) for each in found)
    ]
    keys |= set(Edition.objects.filter(pk__in=noted).values_list("article", flat=True))
    return sorted(keys)


def locked(articles: list[int]) -> list[Edition]:
    """All editions of the stories, the stories first, in one order: two acts at once never wait for
    each other crosswise."""
    list(Article.objects.select_for_update(no_key=True).filter(pk__in=articles).order_by("pk"))
    rows = Edition.objects.select_for_update(of=("self",), no_key=True).select_related("article")
    return list(rows.filter(article__in=articles).order_by("pk"))


def from_photos(
    correspondent: Correspondent, found: list[Pattern[str]], names: list[Pattern[str]]
) -> int:
    """A credit that was the name alone becomes the line that bylines have."""
    changed = 0
    for photo in Photo.objects.order_by("pk"):
        changes = cut_columns(photo, found)
        changes |= credits_without(photo, correspondent, names)
        changed += save_changed(photo, changes)
    return changed


def credits_without(
    photo: Photo, correspondent: Correspondent, names: list[Pattern[str]]
) -> dict[str, str]:
    """Of the credit in each language, and of the column beneath them."""
    stored = as_stored(Photo._base_manager.filter(pk=photo.pk)).values().get()
    changes = {}
    for column in ("credit", *(f"credit_{code}" for code in LANGUAGES)):
        left = without(stored[column] or "", names)
        if left != (stored[column] or ""):
            line = getattr(correspondent, column.replace("credit", "role_line")) or REMOVED
            changes[column] = line if left == REMOVED else left
    return changes


def fresh_slug(row: Model, found: list[Pattern[str]]) -> dict[str, str]:
    """An address with the name in it becomes another one; the old one leads nowhere."""
    slug = str(getattr(row, "slug", ""))
    is_named = any(each.search(slug.replace("-", " ")) for each in found)
    return {"slug": f"{row._meta.model_name}-{token_hex(4)}"} if is_named else {}


def from_rows(model: type[Model], found: list[Pattern[str]]) -> int:
    changed = 0
    for row in model._base_manager.order_by("pk") if found else ():
        changes = cut_columns(row, found) | fresh_slug(row, found)
        if changes and isinstance(row, FormerSlug):
            row.delete()  # by another name it would lead on from there
            changed += 1
        elif save_changed(row, changes):
            changed += 1
            if not isinstance(row, Editorial):
                row.refresh_from_db()
                row.save()  # whoever keeps it ready forgets it
    return changed
