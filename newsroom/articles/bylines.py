"""Under which name a story goes to its readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from newsroom.correspondents.models import Signing

if TYPE_CHECKING:
    from newsroom.articles.models import Article
    from newsroom.correspondents.models import Correspondent


@dataclass(frozen=True)
class Credit:
    """A byline as readers see it: its text, the language that is in, and a page or None.

    `mode` is a `Signing`, for what readers are told of it; "" where there is nothing to tell."""

    text: str
    language: str
    url: str | None = None
    about: str = ""
    about_language: str = ""
    mode: str = ""


def credits(article: Article, language: str) -> list[Credit]:
    """The bylines of a story for readers of `language`, each line once; never empty."""
    found: dict[str, Credit] = {}
    if article.signing not in ("", Signing.DESK):
        for byline in article.bylines.all():
            credit = credit_of(byline.correspondent, article.signing, language)
            if credit.text:
                found.setdefault(credit.text, credit)
    return list(found.values()) or [desk(language)]


def credit_of(correspondent: Correspondent, signing: str, language: str) -> Credit:
    text, written_in = correspondent.signed(signing, language)
    mode = mode_of(correspondent, signing)
    if signing not in correspondent.shown_by:
        return Credit(text, written_in, mode=mode)
    with override(language):
        url = correspondent.get_absolute_url()
    return Credit(text, written_in, url, *correspondent.named("about", language), mode)


def mode_of(correspondent: Correspondent, signing: str) -> str:
    """The more cautious of both. Of one who is not cleared nothing is told: that is no rule."""
    modes = {signing, correspondent.signing}
    if Signing.WITHHELD in modes:
        return Signing.WITHHELD
    if not correspondent.is_public:
        return ""
    return Signing.PEN_NAME if Signing.PEN_NAME in modes else Signing.NAMED


def desk(language: str) -> Credit:
    with override(language):
        return Credit(gettext("Newsroom desk"), language, mode=Signing.DESK)
