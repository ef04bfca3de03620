"""Numbers of a story against its figures: W4, W5, W8 of DOMAIN §2."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Story
from newsroom.text.folding import terms
from newsroom.text.number_words import Qualifier
from newsroom.text.numbers import Number, numbers, same

#: What a wrong number of would hurt somebody or cost somebody: these the desk records. Stems come
#: from the search's folding, so that شاحنة, الشاحنات and شاحناتهم are one.
WEIGHTY_NOUNS = {
    "ar": "شخص أشخاص نسمة مواطن مواطنين أهالي أبناء سكان قتيل قتلى جريح جرحى مصاب مصابين شهيد شهداء"
    " ضحية ضحايا جثة جثث جثمان جثامين مدني مدنيين نازح نازحين مهجر مهجرين لاجئ لاجئين عائد"
    " عائدين عائلة عائلات عوائل أسرة أسر امرأة نساء طفل أطفال طفلة رضيع رضع قاصر قاصرين صبي"
    " صبية فتى فتيان فتاة فتيات رجل رجال شاب شبان شابة مسن مسنين عنصر عناصر جندي جنود قوات"
    " مقاتل مقاتلين مسلح مسلحين متظاهر متظاهرين محتجز محتجزين معتقل معتقلين موقوف موقوفين سجين"
    " سجناء أسير أسرى مخطوف مخطوفين مختطف مختطفين رهينة رهائن مفقود مفقودين طالب طلاب تلميذ"
    " تلاميذ مزارع مزارعين صياد صيادين مريض مرضى إصابة إصابات وفاة وفيات حالة حالات خيمة خيام"
    " قاطرة قاطرات شاحنة شاحنات سيارة سيارات صهريج صهاريج حافلة حافلات دراجة دراجات آلية آليات"
    " دولار دولارات ليرة ليرات يورو منزل منازل بيت بيوت قذيفة قذائف صاروخ صواريخ غارة غارات",
    "en": "people person killed dead wounded injured casualties civilians displaced refugees"
    " families family women men children fighters militants detainees prisoners missing patients"
    " tents trucks lorries cars buses vehicles dollars pounds euros homes houses shells raids",
    # [N]
    "ku": "kes kesan kesî kuştî birîndar sivîl malbat malbatan zarok zarokan jin mêr koçber"
    " koçberan penaber penaberan çekdar girtî kamyon kamyonan otomobîl konan dolar lîre xanî",
    "ckb": "کەس کوژراو بریندار سیڤیل هاووڵاتی خێزان منداڵ ژن پیاو ئاوارە پەنابەر چەکدار دەستگیرکراو"
    " بارهەڵگر ئۆتۆمبێل چادر خێمە دۆلار لیرە خانوو",
}
#: Right before a number, what is said of people: قُتل خمسة وأصيب 7.
FATES = {
    "ar": "قتل مقتل أصيب إصابة جرح استشهد توفي وفاة مصرع غرق فقد فقدان خطف اختطف اعتقل اعتقال احتجز"
    " احتجاز أوقف توقيف أسر نزح نزوح هجر تهجير بينهم بينهن منهم منهن",
    "en": "killed killing wounded wounding injured injuring detained arrested displaced drowned",
}
#: Right behind a number without a noun: of people, or of what the next word says (9 من المزارعين).
OTHERS = {"ar": "آخرون آخرين أخريات", "en": "others"}
OF = {"ar": "من", "en": "of"}
CONTRADICTING = (Qualifier.AT_LEAST, Qualifier.UP_TO)


@lru_cache(maxsize=16)
def _stems(words: str, language: str) -> frozenset[str]:
    return frozenset(terms(words, language))


def weighty(number: Number, text: str, language: str) -> bool:
    """Whether the desk keeps a record of such numbers; of others it is only reminded.

    After 11 to 99 Arabic puts an ا behind the noun: 26 شخصًا.
    """
    fates, others, of, nouns = (
        _stems(table.get(language, ""), language) for table in (FATES, OTHERS, OF, WEIGHTY_NOUNS)
    )
    start, end = number.span
    before = terms(text[max(0, start - 40) : start].rpartition("\n")[2], language)[-1:]
    if not fates.isdisjoint(stem.removesuffix("ت") for stem in before):
        return True
    unit = terms(number.unit, language)
    if unit:
        return not nouns.isdisjoint([*unit, *(stem.removesuffix("ا") for stem in unit)])
    behind = terms(text[end : end + 60].partition("\n")[0], language)[:2]
    if of.isdisjoint(behind[:1]):
        return not others.isdisjoint(behind[:1])
    return not nouns.isdisjoint(behind[1:])


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
                is_hint=not weighty(number, story.fields[field], story.language),
            )


def contradiction(story: Story) -> Iterator[Finding]:
    """W5: نحو (2000) شخص كحد أدنى: "about" allows less, "at least" does not; of days neither."""
    for field in ("headline", "standfirst", "body"):
        for number in numbers(story.fields[field], story.language):
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
