"""Where an edition holds protected words (B7, W18): every text of it that readers get."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from newsroom import keys
from newsroom.articles.checks.story import Exposure, Image
from newsroom.articles.models.text import Text
from newsroom.correspondents.models import WordKind
from newsroom.correspondents.protection import Hit, Words
from newsroom.text.languages import LANGUAGES

if TYPE_CHECKING:
    from newsroom.articles.models import Edition
    from newsroom.regions.models import Region

PHOTO = "photos:"
NOTICE, COMPARISON, SLUG, BOXES = "corrections", "comparison", "slug", "boxes"
#: Where each is mended, when that is not a field of the form by the same name.
MENDED = {SLUG: "headline", BOXES: "claims", COMPARISON: "corrections"}
LABELS = {
    SLUG: _("address of the page"), BOXES: _("boxes for readers"),
    NOTICE: _("notice for readers"), COMPARISON: _("comparison of both texts"),
    "correspondents": _("byline"), "precision": _("place shown to readers"),
    "regions": _("further places"),
}  # fmt: skip


def exposures(
    edition: Edition, said: Text, images: Callable[[], Iterable[Image]]
) -> Iterator[Exposure]:
    """One for each field, with `said` as the text. One query where nothing is protected."""
    words = Words()
    if not words.owners:
        return
    fields = public_texts(edition, said) | {f"{PHOTO}{each.pk}": each.words for each in images()}
    found = words.exposed(fields)
    if WordKind.VILLAGE in words.kinds:
        people = set(edition.article.bylines.values_list("correspondent", flat=True))
        found += words.near(fields | places(edition), people, edition.authors())
    for hit in found:
        yield exposure(edition, hit)


def exposure(edition: Edition, hit: Hit) -> Exposure:
    """Keyed, and different on every story: who compares two learns nothing of either."""
    name, _colon, photo = hit.field.partition(":")
    met = ",".join(sorted(hit.digests))
    return Exposure(
        field=MENDED.get(name, name), what=label(name, photo),
        record=int(photo) if photo else None,
        about=f"{hit.field}:" + keys.digest("exposure", f"{edition.pk}:{hit.field}:{met}")[:16],
        told_to=hit.accounts, is_near=hit.is_near,
    )  # fmt: skip


def label(name: str, photo: str = "") -> Any:
    """What the field is called at the desk. A photo goes by its number: its caption may be what is
    protected."""
    if photo:
        return format_lazy(_("photo {number}"), number=photo)
    columns = {column.name: column.verbose_name for column in Text._meta.fields}
    return LABELS.get(name) or columns[name]


def public_texts(edition: Edition, said: Text) -> dict[str, str]:
    """By field what readers get in words once `said` is published, with what waits to be told.

    The body with its markup: an address in a link is public, too.
    """
    texts = said.words() | {
        SLUG: edition.text_of(said)["slug"],
        BOXES: "\n".join(strings(said.boxes)),
        "correspondents": "\n".join(credit.text for credit in edition.byline),
    }
    if edition.notice:
        texts[NOTICE] = f"{edition.notice.said}\n{edition.notice.right}"
        if edition.notice.shows_comparison and edition.approved:
            texts[COMPARISON] = whole(edition.approved)
    return {name: text for name, text in texts.items() if text}


def whole(text: Text) -> str:
    return "\n".join((*text.words().values(), *strings(text.boxes)))


def strings(value: Any) -> Iterator[str]:
    """Every text in plain JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def places(edition: Edition) -> dict[str, str]:
    """The places that readers are shown, never a finer one."""
    article = edition.article
    shown = [place.at(article.precision) for place in article.regions.all()]
    return {
        "precision": names(article.shown_place()),
        "regions": "\n".join(map(names, shown)),
    }


def names(place: Region | None) -> str:
    if place is None:
        return ""
    spelled = (getattr(place, f"name_{code}") or "" for code in LANGUAGES)
    return "\n".join((*spelled, place.aliases, place.slug))
