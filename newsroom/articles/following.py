"""A translation follows its original: which words of it, and which of its corrections.

The original is the edition in the language in which the story was first written; nothing follows a
translation. Each revision of a translation knows what it follows (`Revision.follows`, `heeds`), so
that what the desk has in hand and what readers have are told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from newsroom.articles.models.correction import Correction
from newsroom.articles.models.revision import Revision
from newsroom.workflow.models import State

if TYPE_CHECKING:
    from newsroom.articles.models import Article, Edition
    from newsroom.articles.querysets import EditionQuerySet

#: A change of any other field of the original leaves its translations as they are.
FOLLOWED = ("kicker", "headline", "standfirst", "key_points", "body")

#: So many of the newest revisions call translators; the table of all stories looks at every one.
MOST_CHANGES = 2000


@dataclass(frozen=True)
class Original:
    """What there is to follow by now: the words that readers have of the original, or the desk's
    where they have none, and the newest correction that readers were told (None: none)."""

    edition: Edition
    revision: Revision
    correction: Correction | None = None
    is_published: bool = False

    @property
    def key(self) -> str:
        """For a form that shows it: `as_shown` reads it again."""
        correction = self.correction.pk if self.correction else 0
        return f"{self.revision.pk}.{correction}.{int(self.is_published)}"


def original_of(article: Article, language: str) -> Original | None:
    """What an edition in `language` has to follow. None: that is the original, or there is none."""
    if language == article.original_language:
        return None
    edition = first_written(article).select_related("approved", "latest").first()
    revision = edition and told(edition)
    if edition is None or revision is None:
        return None
    is_published = edition.state == State.PUBLISHED and not edition.is_scheduled
    return Original(edition, revision, corrections_of(edition).first(), is_published)


def leading(edition: Edition) -> Edition | None:
    """The edition that a translation goes along with. None: it is the original, or that is spiked
    or was never begun."""
    if edition.is_original:
        return None
    return first_written(edition.article).defer("body", "folded").first()


def first_written(article: Article) -> EditionQuerySet:
    """The story's original, unless that is spiked."""
    return article.editions.originals().exclude(state=State.SPIKED)


def told(edition: Edition) -> Revision | None:
    """What readers have of it; before that and afterwards, what the desk has."""
    return edition.approved if edition.state == State.PUBLISHED else edition.latest


def corrections_of(edition: Edition):
    """What readers were told of what was wrong in it, the newest first. Only one proposal stands at
    a time, so that keys are in the order of publication."""
    return edition.corrections.published().told_wrong().order_by("-pk")


def as_shown(original: Original, key: str) -> Original:
    """The original as a page showed it that carried that key, whatever came since; ValueError where
    the key is none of this original."""
    revision, correction, is_published = [*key.split("."), "", ""][:3]
    then = original.edition.revisions.filter(pk=int(revision)).first()
    if then is None:
        raise ValueError(key)
    known = corrections_of(original.edition).filter(pk=int(correction or 0)).first()
    return Original(original.edition, then, known, is_published == "1")


def followed_by(revision: Revision) -> Original | None:
    """What these words of a translation were said to follow."""
    if revision.follows is None:
        return None
    known = (revision.follows, revision.heeds, revision.follows_published)
    return Original(revision.follows.edition, *known)


def out_of_date(rows: EditionQuerySet) -> EditionQuerySet:
    """Translations whose words at the desk follow other words than the original has by now, or do
    not heed its newest correction. Compared in the database: no body travels."""
    original = "latest__follows__edition"
    is_out = {f"{original}__state": State.PUBLISHED}
    newest = (
        Correction.objects.published()
        .told_wrong()
        .filter(edition=OuterRef(f"{original}_id"))
        .order_by("-pk")
    )
    rows = rows.exclude(latest__follows=None).annotate(
        followed=F("latest__follows_id"),
        told=Case(
            When(**is_out, then=F(f"{original}__approved_id")), default=F(f"{original}__latest_id")
        ),
        corrected=Coalesce(Subquery(newest.values("pk")[:1]), 0),
    )
    return rows.exclude(followed=F("told"), corrected=Coalesce("latest__heeds_id", 0)).filter(
        Q(corrected__gt=Coalesce("latest__heeds_id", 0))
        | differs(f"{original}__approved") & Q(**is_out)
        | differs(f"{original}__latest") & ~Q(**is_out)
    )


def translated() -> QuerySet[Any]:
    """Keys of the editions that follow an original, or have: of what `out_of_date` looks at, where
    that is all there is."""
    return Revision.objects.filter(follows__isnull=False).values("edition")


def newest_out_of_date(rows: EditionQuerySet) -> EditionQuerySet:
    """The same, of the stories that were written on last: for a page that opens all day."""
    last = Revision.objects.order_by("-pk").values("edition__article")[:MOST_CHANGES]
    return out_of_date(rows.filter(article__in=last))


def differs(current: str) -> Q:
    """Whether what a translation follows says something else than that revision."""
    same = Q(**{f"latest__follows__{name}": F(f"{current}__{name}") for name in FOLLOWED})
    return ~same


def is_out_of_date(edition: Edition, original: Original | None) -> bool:
    """The same as `out_of_date` of one edition in memory; nothing follows a translation."""
    latest = edition.latest
    if original is None or latest is None or latest.follows is None:
        return False
    if latest.follows.edition_id != original.edition.pk:
        return False
    if original.correction and original.correction.pk > (latest.heeds_id or 0):
        return True
    then, now = latest.follows, original.revision
    return any(getattr(then, name) != getattr(now, name) for name in FOLLOWED)
