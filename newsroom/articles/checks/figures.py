"""Numbers of a story against its figures: W4, W5, W8 of DOMAIN §2."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Story
from newsroom.text.folding import terms
from newsroom.text.number_words import Qualifier
from newsroom.text.numbers import Number, numbers, same

#: What a wrong number of would hurt somebody or cost somebody: these the desk records. Stems come
#: from the search's folding, so that شاحنة, الشاحنات and شاحناتهم are one.
WEIGHTY_NOUNS = {
    "ar": "شخص أشخاص قتيل قتلى جريح جرحى مصاب مصابين ضحية ضحايا مدني مدنيين نازح نازحين لاجئ لاجئين"
    " عائلة عائلات عوائل أسرة أسر امرأة نساء طفل أطفال رجل رجال شاب شبان عنصر عناصر مقاتل مقاتلين"
    " مسلح مسلحين محتجز محتجزين معتقل معتقلين أسير أسرى مفقود مفقودين طالب طلاب تلميذ تلاميذ مريض"
    " مرضى إصابة إصابات وفاة وفيات حالة حالات خيمة خيام قاطرة قاطرات شاحنة شاحنات سيارة سيارات"
    " حافلة حافلات آلية آليات دولار ليرة ليرات يورو منزل منازل بيت بيوت قذيفة قذائف غارة غارات",
    "en": "people person killed dead wounded injured casualties civilians displaced refugees"
    " families family women men children fighters militants detainees prisoners missing patients"
    " tents trucks lorries cars buses vehicles dollars pounds euros homes houses shells raids",
}
CONTRADICTING = (Qualifier.AT_LEAST, Qualifier.UP_TO)


def weighty(number: Number, language: str) -> bool:
    """Whether the desk keeps a record of such numbers; of others it is only reminded."""
    known = WEIGHTY_NOUNS.get(language, "")
    stems = set(terms(known, language))
    return bool(stems & set(terms(number.unit, language)))


def counted(story: Story, field: str) -> list[Number]:
    return [each for each in numbers(story.fields[field], story.language) if each.is_count]


def unrecorded(story: Story) -> Iterator[Finding]:
    """W4: once for each value."""
    seen = set()
    for field in ("body", "standfirst"):
        for number in counted(story, field):
            recorded = any(same(number, each.low, each.high) for each in story.figures)
            if recorded or (number.low, number.high) in seen:
                continue
            seen.add((number.low, number.high))
            start, end = number.span
            yield Finding(
                field,
                passage=story.fields[field][start:end],
                start=start,
                is_hint=not weighty(number, story.language),
            )


def contradiction(story: Story) -> Iterator[Finding]:
    """W5: نحو (2000) شخص كحد أدنى: "about" allows less, "at least" does not."""
    for field in ("headline", "standfirst", "body"):
        for number in counted(story, field):
            qualifiers = number.qualifiers
            if Qualifier.ABOUT in qualifiers and qualifiers.intersection(CONTRADICTING):
                start, end = number.span
                yield Finding(field, passage=story.fields[field][start:end], start=start)


def only_in_headline(story: Story) -> Iterator[Finding]:
    """W8: in digits or words, alone or as the end of a range."""
    if not story.body:
        return
    told = [each for field in ("body", "standfirst") for each in counted(story, field)]
    ends = {end for each in told for end in (each.low, each.high)}
    for field in ("headline", "short_headline"):
        for number in counted(story, field):
            if not {number.low, number.high} <= ends:
                yield Finding(field, passage=number.text, start=number.start)
