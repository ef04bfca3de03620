"""The codes of a story's boxes in the words of the active language, which is the edition's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from newsroom.articles.models.sourcing import ClaimStatus, ClaimVerb, Qualifier
from newsroom.text import dates
from newsroom.text.digits import grouped
from newsroom.text.languages import DEFAULT

NO_BREAK = "\u00a0"
#: A dash by itself lets a line end behind it.
DASH = "\u2060–\u2060"
TITLES = {
    "figures": gettext_lazy("By the numbers"),
    "accounts": gettext_lazy("Conflicting accounts"),
    "unverified": gettext_lazy("What we could not verify"),
}
#: `amount` is the number with its unit.
QUALIFIED = {
    Qualifier.ABOUT: pgettext_lazy("figure", "about {amount}"),
    Qualifier.AT_LEAST: pgettext_lazy("figure", "at least {amount}"),
    Qualifier.UP_TO: pgettext_lazy("figure", "up to {amount}"),
}
ATTRIBUTED = {
    ClaimVerb.CONFIRMED: gettext_lazy("Confirmed by {source}"),
    ClaimVerb.SAID: gettext_lazy("According to {source}"),
    ClaimVerb.THINKS_LIKELY: gettext_lazy("Thought likely by {source}"),
    ClaimVerb.CLAIMED: gettext_lazy("Claimed by {source}"),
}
#: The others say only that somebody contradicts it, or that nobody else was heard.
TELLING = (ClaimStatus.WITNESSED, ClaimStatus.CONFIRMED, ClaimStatus.UNVERIFIED)


def amount(figure: dict[str, str]) -> str:
    """'About 2,600 people': no line ends between two numbers, or a number and its unit
    or qualifier."""
    language = get_language() or DEFAULT
    told = (Decimal(figure[end]) if end in figure else None for end in ("low", "high"))
    low, high = ("" if each is None else grouped(each, language) for each in told)
    qualifier, unit = Qualifier(figure["qualifier"]), figure.get("unit", "")
    pattern = str(QUALIFIED.get(qualifier, "{amount}"))
    number = f"{low}{DASH}{high}" if high else low
    if qualifier == Qualifier.BETWEEN and high:
        pattern, number = _("between {low} and {amount}"), high
    pattern = pattern.replace(" ", NO_BREAK)
    text = pattern.format(low=low, amount=f"{number}{NO_BREAK}{unit}".strip())
    return text[:1].upper() + text[1:]


def sources(account: dict[str, Any]) -> str:
    """'two residents, a teacher and a doctor'."""
    *some, last = account["sources"] or [""]
    return _("{some} and {last}").format(some=_(", ").join(some), last=last) if some else last


def pattern_of(account: dict[str, Any]) -> str:
    """With a place for `{source}`; empty where nobody is named as the source."""
    return str(ATTRIBUTED[ClaimVerb(account["verb"])]) if account["sources"] else ""


def standing(account: dict[str, Any]) -> str:
    """What readers are told of how sure it is; empty where that goes without saying."""
    status = ClaimStatus(account["status"])
    return str(status.label) if status in TELLING else ""


def day(iso: str) -> str:
    return dates.day(date.fromisoformat(iso), get_language() or DEFAULT)


def lines(boxes: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """(heading, lines) of each box as plain text, for the desk's eyes."""
    for box, title in TITLES.items():
        if box == "accounts":
            rows = [account_line(each) for group in boxes.get(box, []) for each in group]
        else:
            line = figure_line if box == "figures" else account_line
            rows = [line(each) for each in boxes.get(box, [])]
        if rows:
            yield str(title), rows


def figure_line(figure: dict[str, str]) -> str:
    parts = [" ".join(filter(None, (amount(figure), figure.get("what"))))]
    if "as_of" in figure:
        parts.append(f"{_('As of')} {day(figure['as_of'])}")
    if "counted_by" in figure:
        parts.append(f"{_('Counted by:')} {figure['counted_by']}")
    if "source" in figure:
        parts.append(f"{_('Source:')} {figure['source']}")
    return " · ".join(parts)


def account_line(account: dict[str, Any]) -> str:
    who = pattern_of(account).format(source=sources(account))
    return " · ".join(filter(None, (account["text"], who, standing(account))))
