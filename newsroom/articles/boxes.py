"""What the boxes beside a story say, made of the records that the desk keeps on it.

The content becomes part of each revision (`writing.write`), so that readers get none of it before
a second person has approved it. Codes are put into words only where a page shows them: `box_words`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from newsroom.articles.models import Article, Claim, Figure, SourceRecord
from newsroom.articles.models.sourcing import ClaimStatus, Terms
from newsroom.text.named import Named

#: The editor's ticks, each with the box that it opens.
TICKS = {
    "shows_figures": "figures",
    "shows_accounts": "accounts",
    "shows_unverified": "unverified",
}


def boxes(article: Article, language: str) -> dict[str, Any]:
    """By box what it says in that language: plain JSON, without the boxes that say nothing.

    What has no words in the language is left out, with what would be wrong without it: a number
    without its unit, one of two accounts, an account without those who give it. Sources stand in
    their public wording; one that spoke off the record never does.
    """
    ticked = {box for tick, box in TICKS.items() if getattr(article, tick)}
    made: dict[str, list[Any]] = {}
    if "figures" in ticked:
        made["figures"] = list(figures(article, language))
    if ticked & {"accounts", "unverified"}:
        claims = told(article)
        made["accounts"] = conflicts(claims, language) if "accounts" in ticked else []
        made["unverified"] = unverified(claims, language) if "unverified" in ticked else []
    return {box: rows for box, rows in made.items() if rows}


def said(row: Named, field: str, language: str) -> str:
    """Story text never falls back to another language."""
    return getattr(row, f"{field}_{language}") or ""


def is_whole(row: Named, fields: Collection[str], language: str, original: str) -> bool:
    """Whether the language has some of the fields, and each that the story's own language has."""
    here = {field for field in fields if said(row, field, language)}
    return bool(here) and here.issuperset(field for field in fields if said(row, field, original))


def figures(article: Article, language: str) -> Iterator[dict[str, str]]:
    needed = ("unit", "what")
    for row in article.figures.select_related("source"):
        is_secret = row.source is not None and row.source.terms == Terms.OFF_RECORD
        if is_whole(row, needed, language, article.original_language) and not is_secret:
            yield figure(row, language)


def figure(row: Figure, language: str) -> dict[str, str]:
    words = {name: said(row, name, language) for name in ("unit", "what", "counted_by")}
    values = words | {
        "low": f"{row.low.normalize():f}",
        "high": "" if row.high is None else f"{row.high.normalize():f}",
        "qualifier": row.qualifier,
        "as_of": row.as_of.isoformat() if row.as_of else "",
        "source": said(row.source, "wording", language) if row.source else "",
    }
    if values["source"] == values["counted_by"]:
        del values["source"]
    return {name: value for name, value in values.items() if value}


def told(article: Article) -> list[Claim]:
    """What the story tells and may tell: nothing that only an off-record source has said."""
    rows = article.claims.filter(is_told=True).prefetch_related("sources", "conflicts")
    return [row for row in rows if quotable(row) or not row.sources.all()]


def quotable(claim: Claim) -> list[SourceRecord]:
    return [source for source in claim.sources.all() if source.terms != Terms.OFF_RECORD]


def account(claim: Claim, language: str) -> dict[str, Any]:
    wordings = (with_reason(source, language) for source in quotable(claim))
    return {
        "text": said(claim, "text", language),
        "verb": claim.verb,
        "status": claim.status,
        "sources": [wording for wording in wordings if wording],
    }


def with_reason(source: SourceRecord, language: str) -> str:
    """The public wording, with what readers are told about why there is no name."""
    wording, reason = said(source, "wording", language), said(source, "reason", language)
    is_told = wording and reason and source.is_unnamed
    return f"{wording} ({reason})" if is_told else wording


def unverified(claims: Iterable[Claim], language: str) -> list[dict[str, Any]]:
    rows = (account(each, language) for each in claims if each.status == ClaimStatus.UNVERIFIED)
    return [row for row in rows if row["text"]]


def conflicts(claims: Iterable[Claim], language: str) -> list[list[dict[str, Any]]]:
    """The accounts that contradict each other, each conflict with all its sides."""
    rows = {each.pk: account(each, language) for each in claims}
    whole = {pk: row for pk, row in rows.items() if row["text"] and row["sources"]}
    against = {
        each.pk: {other.pk for other in each.conflicts.all() if other.pk in whole}
        for each in claims
        if each.pk in whole
    }
    sides = (connected(pk, against) for pk in sorted(whole))
    found = dict.fromkeys(tuple(sorted(group)) for group in sides)
    return [[whole[pk] for pk in group] for group in found if len(group) > 1]


def connected(start: int, against: dict[int, set[int]]) -> set[int]:
    """All that conflict with it, or with one of those."""
    group, waiting = {start}, [start]
    while waiting:
        new = against[waiting.pop()] - group
        group |= new
        waiting += new
    return group
