"""Numbers of a story against its figures: W4, W5, W8."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.safety import fighting
from newsroom.articles.checks.story import Story
from newsroom.text.number_words import Qualifier
from newsroom.text.numbers import Number, same
from newsroom.text.terms import terms

#: Texts that tell; a headline only names.
RUNNING = ("body", "standfirst", "key_points")
#: A wrong number of these hurts somebody: they go on record in every story. Stems come from the
#: search's folding, so that قتيل, القتلى and قتلاهم are one.
HARM = {
    "ar": "قتيل قتلى جريح جرحى مصاب مصابين شهيد شهداء ضحية ضحايا جثة جثث جثمان جثامين محتجز محتجزين"
    " معتقل معتقلين موقوف موقوفين سجين سجناء أسير أسرى مخطوف مخطوفين مختطف مختطفين رهينة رهائن"
    " مفقود مفقودين جندي جنود مقاتل مقاتلين مسلح مسلحين قذيفة قذائف صاروخ صواريخ غارة غارات",
    "en": "killed dead wounded injured casualties detainees prisoners hostages missing soldiers"
    " fighters militants shells rockets raids",
    # [N]
    "ku": "kuştî birîndar girtî çekdar",
    "ckb": "کوژراو بریندار دەستگیرکراو چەکدار",
}
#: These do where danger is told of; elsewhere the desk is only reminded of them.
PEOPLE = {
    "ar": "شخص أشخاص نسمة مواطن مواطنين أهالي أبناء سكان مدني مدنيين نازح نازحين مهجر مهجرين لاجئ"
    " لاجئين عائد عائدين عائلة عائلات عوائل أسرة أسر امرأة نساء طفل أطفال طفلة رضيع رضع قاصر"
    " قاصرين صبي صبية فتى فتيان فتاة فتيات رجل رجال شاب شبان شابة مسن مسنين عنصر عناصر قوات"
    " متظاهر متظاهرين طالب طلاب تلميذ تلاميذ مزارع مزارعين صياد صيادين مريض مرضى إصابة إصابات"
    " وفاة وفيات حالة حالات آخرون آخرين أخريات خيمة خيام منزل منازل بيت بيوت قاطرة قاطرات"
    " شاحنة شاحنات سيارة سيارات صهريج صهاريج حافلة حافلات دراجة دراجات آلية آليات",
    "en": "people person others civilians displaced refugees families family women men children"
    " patients tents homes houses trucks lorries cars buses vehicles",
    # [N]
    "ku": "kes kesan kesî sivîl malbat malbatan zarok zarokan jin mêr koçber koçberan penaber"
    " penaberan kamyon kamyonan otomobîl konan xanî",
    "ckb": "کەس سیڤیل هاووڵاتی خێزان منداڵ ژن پیاو ئاوارە پەنابەر بارهەڵگر ئۆتۆمبێل چادر خێمە"
    " خانوو",
}
#: What became of people. Arabic says it right before the number, قُتل خمسة وأصيب 7, the others
#: before or soon behind it.
FATES = {
    "ar": "قتل مقتل أصيب إصابة جرح استشهد توفي وفاة مصرع غرق فقد فقدان خطف اختطف اعتقل اعتقال احتجز"
    " احتجاز أوقف توقيف أسر",
    "en": "killed killing wounded wounding injured injuring hurt detained arrested drowned",
    # [N]
    "ku": "kuştin birîndar girtin",
    "ckb": "کوژران بریندار دەستگیرکران",
}
#: Of people too, though not of what hurt them: وصل جرحى، بينهم 6 في حال الخطر.
AMONG = {"ar": "نزح نزوح هجر تهجير بينهم بينهن منهم منهن", "en": "displaced"}
#: Between a number without a noun and what it counts: 9 من المزارعين.
OF = {"ar": "من", "en": "of"}
CLAUSE = re.compile(r"[.,;:!?،؛؟\n]")
SMALL = 10
BOXED = _("The box for readers says %(passage)s, the text another number.")
CONTRADICTING = (Qualifier.AT_LEAST, Qualifier.UP_TO)


@lru_cache(maxsize=16)
def _stems(words: str, language: str) -> frozenset[str]:
    return frozenset(terms(words, language))


def weighty(number: Number, story: Story, text: str, *, danger: bool) -> bool:
    """Whether the desk keeps a record of such numbers; of others it is only reminded."""
    if harms(number, text, story.language):
        return True
    return danger and _tells_of(number, text, story.language, nouns=PEOPLE, verbs=AMONG)


def harms(number: Number, text: str, language: str) -> bool:
    """Whether it counts those who came to harm, or what does harm."""
    return _tells_of(number, text, language, nouns=HARM, verbs=FATES)


def dangerous(story: Story) -> bool:
    """Whether it tells of danger: by its marks, of fighting, or of people who came to harm."""
    if story.is_conflict or story.is_sensitive or fighting(story):
        return True
    return any(
        harms(number, story.fields[field], story.language)
        for field in RUNNING
        for number in counted(story, field)
    )


def _tells_of(
    number: Number, text: str, language: str, *, nouns: Mapping[str, str], verbs: Mapping[str, str]
) -> bool:
    """Whether it counts what a noun of the table says, or stands beside one of the verbs."""
    named, told, of = (_stems(each.get(language, ""), language) for each in (nouns, verbs, OF))
    start, end = number.span
    beside = terms(CLAUSE.split(text[max(0, start - 40) : start])[-1], language)[-1:]
    behind = terms(CLAUSE.split(text[end : end + 60])[0], language)
    if language != "ar":
        beside += behind[:3]
    if not told.isdisjoint(stem.removesuffix("ت") for stem in beside):
        return True
    if unit := units(number.unit, language):
        return not named.isdisjoint(unit)
    of_what = 0 if of.isdisjoint(behind[:1]) else 1
    return not named.isdisjoint(behind[of_what : of_what + 1])


def units(text: str, language: str) -> frozenset[str]:
    """The stems of a unit. After 11 to 99 Arabic puts an ا behind the noun: 26 شخصًا."""
    stems = terms(text, language)
    return frozenset([*stems, *(stem.removesuffix("ا") for stem in stems)])


def counted(story: Story, field: str) -> list[Number]:
    return [each for each in story.numbers_of(field) if each.is_count]


def unrecorded(story: Story) -> Iterator[Finding]:
    """W4: once for each value."""
    seen = set()
    danger = dangerous(story)
    for field in RUNNING:
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
                values={"number": number},
                is_hint=not weighty(number, story, story.fields[field], danger=danger),
            )
    yield from against_the_box(story)


def against_the_box(story: Story) -> Iterator[Finding]:
    """W4 from the other side: readers get a figure beside a text that counts the same otherwise."""
    told = [each for field in RUNNING for each in counted(story, field)]
    for figure in story.figures if story.shows_figures else ():
        unit = units(figure.unit, story.language)
        rivals = [each for each in told if not unit.isdisjoint(units(each.unit, story.language))]
        if rivals and not any(same(each, figure.low, figure.high) for each in told):
            passage = f"{figure.low.normalize():f} {figure.unit}"
            yield Finding("figures", passage, record=figure.pk, sentence=BOXED)


def contradiction(story: Story) -> Iterator[Finding]:
    """W5: نحو (2000) شخص كحد أدنى: "about" allows less, "at least" does not; of days neither."""
    for field in ("headline", *RUNNING):
        for number in story.numbers_of(field):
            qualifiers = number.qualifiers
            if Qualifier.ABOUT in qualifiers and qualifiers.intersection(CONTRADICTING):
                start, end = number.span
                yield Finding(field, passage=story.fields[field][start:end], start=start)


def only_in_headline(story: Story) -> Iterator[Finding]:
    """W8: in digits or words, alone or as the end of a range. ثلاثة أجيال, a small number in words
    that counts no people, is a way of speaking: a hint."""
    if not story.body:
        return
    told = [each for field in RUNNING for each in counted(story, field)]
    ends = {end for each in told for end in (each.low, each.high)}
    for field in ("kicker", "headline", "short_headline"):
        for number in counted(story, field):
            if {number.low, number.high} <= ends:
                continue
            text = story.fields[field]
            is_small = number.high <= SMALL and not re.search(r"\d", number.text)
            is_hint = is_small and not weighty(number, story, text, danger=True)
            yield Finding(field, number.text, number.start, is_hint=is_hint)
