"""How well the story is sourced, by its records and its words (W1–3, W9, W10, W15)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from newsroom.articles.checks.accounts import Telling
from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.mentions import mentions
from newsroom.articles.checks.story import Claim, Figure, Story
from newsroom.text.words import find_any, words

#: Kinds that are people; two of them in one record are two sources.
PEOPLE = frozenset(
    ("told", "official", "official_unnamed", "military_unnamed", "informed", "resident")
)
#: Beside مصادر, what says that several people told it.
WITNESSES = {
    "ar": ("شهود عيان", "قال شهود", "أفاد شهود", "ذكر شهود"),
    "en": ("eyewitnesses said", "witnesses said"),
}


def single_source(story: Story) -> Iterator[Finding]:
    """W1. An announcement has one source too: that the story is only about it, is the reason to
    write. Opinion speaks for its writer. What is off the record supports nothing."""
    if not story.is_news:
        return
    if not story.sources:
        yield Finding("sources", about="none", sentence=_("No source of the story is recorded."))
        return
    usable = [each for each in story.sources if each.is_independent and each.terms != "off_record"]
    if sum(min(each.people, 2) if each.kind in PEOPLE else 1 for each in usable) < 2:
        yield Finding("sources", about=",".join(str(each.pk) for each in usable) or "unusable")


def plural(story: Story) -> Iterator[Finding]:
    """W2. «مصادر عسكرية» and «مصادر محلية» are each a promise to the reader."""
    people = (
        each.people
        for each in story.sources
        if each.kind in PEOPLE or each.is_unnamed
        if each.terms != "off_record"
    )
    if sum(people) >= 2:
        return
    for field, text in story.fields.items():
        spans = [(m.start, m.end) for m in mentions(text, story.language) if m.is_plural]
        said = list(words(text, story.language))
        spans += find_any(said, WITNESSES.get(story.language, ()), story.language)
        for start, end in sorted(spans):
            yield Finding(field, text[start:end], start)


def bare(story: Story) -> Iterator[Finding]:
    """W3. "The source" leans on what was said of it before; as the first mention it is bare."""
    for field, text in story.fields.items():
        is_first = True
        for mention in mentions(text, story.language):
            if not mention.is_qualified and (is_first or not mention.is_anaphoric):
                yield Finding(field, text[mention.said : mention.bare_end], mention.said)
            is_first = False


def one_account(story: Story) -> Iterator[Finding]:
    """W9. Only of two claims that both are to be told: what the desk left out, it left out."""
    told = {claim.pk: claim for claim in story.told()}
    pairs = {
        (claim.pk, rival) for claim in told.values() for rival in claim.conflicts if rival in told
    }
    if not pairs:
        return
    telling = Telling(story)
    for pk, rival in sorted(pairs | {(rival, pk) for pk, rival in pairs}):
        claim, other = told[pk], told[rival]
        if _tells(telling, other, claim) and not _tells(telling, claim, other):
            yield Finding("body", claim.text or claim.original, record=claim.pk)


def _tells(telling: Telling, claim: Claim, rival: Claim) -> bool:
    """A claim that nobody has put into this language counts as one that the text lacks."""
    return bool(claim.text) and telling.tells(claim.text, rival.text)


def unanswered(story: Story) -> Iterator[Finding]:
    """W10. "Could not be asked safely" is an answer to this; an accusation without any source is
    W15's."""
    for claim in story.told():
        sources = story.sources_of(claim)
        if claim.kind == "accusation" and sources and not any(each.response for each in sources):
            yield Finding("sources", claim.text or claim.original, record=sources[0].pk)


def unsourced(story: Story) -> Iterator[Finding]:
    """W15. Claims that the story tells, and every figure on its record."""
    for claim in story.told():
        if claim.kind in ("figure", "accusation") and not story.sources_of(claim):
            yield Finding("claims", claim.text or claim.original, record=claim.pk)
    for figure in story.figures:
        if not figure.has_source:
            yield Finding("figures", _named(figure), record=figure.pk)


def _named(figure: Figure) -> str:
    number = f"{figure.low.normalize():f}"
    if figure.high != figure.low:
        number += f"–{figure.high.normalize():f}"
    return f"{number} {figure.unit}".strip()
