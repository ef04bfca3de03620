"""What readers have of who reported a story, and of where that was, becomes more cautious at once,
by anybody who may; never less by one person alone: docs/decisions/0007."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.articles.checks.protected import names
from newsroom.correspondents.models import NAMING, Signing
from newsroom.correspondents.protection import Words, note
from newsroom.workflow.models import State
from newsroom.workflow.moves import Refused

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Article
    from newsroom.correspondents.models import Correspondent
    from newsroom.regions.models import Region

#: How much of a person each way of signing shows.
OPENNESS = {"": 0, Signing.DESK: 0, Signing.WITHHELD: 0, Signing.PEN_NAME: 1, Signing.NAMED: 2}


def stays_as_careful(article: Article, fields: Mapping[str, Any], by: Account) -> None:
    """`fields` as for `writing.save_shared`. The mark that asks for the chief's signature is taken
    away by the chief, in any state."""
    unmarked = article.is_sensitive and not fields.get("is_sensitive", True)
    if unmarked and not by.has_perm("articles.sign_off_edition"):
        raise Refused(_("Only the chief takes the mark of a sensitive story away."))
    if not is_published(article):
        return
    if OPENNESS[fields.get("signing", "")] > OPENNESS[article.signing]:
        refuse(article, _("A published story is not signed more openly: withdraw it first."))
    shows_no_more_of_places(article, fields, by)
    is_not_put_off(article, fields)


def is_published(article: Article) -> bool:
    """With what waits for its time."""
    return article.editions.filter(state=State.PUBLISHED).exists()


def refuse(article: Article, sentence: str) -> NoReturn:
    if not article.editions.published().exists():
        sentence = _(
            "The story has its time already: take it off the schedule before you show more of it."
        )
    raise Refused(sentence)


def names_nobody_else(
    article: Article, correspondents: Iterable[Correspondent], signing: str
) -> None:
    """`signing`: how it will be signed. Whom no reader is told of may be put with it any time."""
    if not OPENNESS[signing] or not is_published(article):
        return
    known = set(article.bylines.values_list("correspondent", flat=True))
    if any(each.pk not in known and each.signing in NAMING for each in correspondents):
        refuse(article, _("A published story names nobody else: withdraw it first."))


def shows_no_more_of_places(article: Article, fields: Mapping[str, Any], by: Account) -> None:
    """No finer place than the finest so far, and none that is the protected village of whoever
    reported it."""
    before = shown({}, article)
    new = [place for place in shown(fields, article) if place not in before]
    finest = max((place.level for place in before), default=0)
    is_finer = fields.get("precision", article.precision) > article.precision
    if is_finer or any(place.level > finest for place in new):
        refuse(article, _("A published story does not show a finer place: withdraw it first."))
    if new and is_home(article, new, by):
        refuse(article, _("A published story does not show this place: withdraw it first."))


def shown(fields: Mapping[str, Any], article: Article) -> list[Region]:
    """The places that readers are shown, with these fields."""
    precision = fields.get("precision", article.precision)
    regions = fields["regions"] if "regions" in fields else article.regions.all()
    places = [fields.get("place", article.place), *regions]
    found = (place.at(precision) for place in places if place)
    return [place for place in found if place]


def is_home(article: Article, places: Iterable[Region], by: Account) -> bool:
    """As discreet as W18, and told in the audit trail as it is."""
    people = set(article.bylines.values_list("correspondent", flat=True))
    authors = set().union(*(edition.authors() for edition in article.editions.all()))
    said = {"precision": "\n".join(map(names, places))}
    hits = Words().near(said, people, authors)
    note(by, article, (hit.field for hit in hits))
    return bool(hits)


def is_not_put_off(article: Article, fields: Mapping[str, Any]) -> None:
    """No promise of silence is made about what readers have."""
    if not article.editions.published().exists():
        return
    for name in ("embargo_until", "delay_until"):
        until = fields.get(name)
        if until and until > timezone.now() and until != getattr(article, name):
            raise Refused(_("The story is with the readers already: withdraw it first."))
