"""Who could be harmed by what the story shows (W13, W17, W18)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from newsroom.articles.checks.blocks import exposures
from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Story
from newsroom.regions.models import Level
from newsroom.text.folding import fold
from newsroom.text.words import Word, find_any, sentences, words

#: By language.
Phrases = Mapping[str, tuple[str, ...]]

#: Each line is one sign of fighting, in its forms; two different ones tell of it clearly.
FIGHTING = {
    "ar": (
        ("اشتباك", "اشتباكات", "اشتبك", "اشتبكت"),
        ("قصف", "قصفت", "يقصف", "تقصف"),
        ("غارة", "غارات", "غارتين", "غارتان"),
        ("معركة", "معارك", "قتال", "اقتتال"),
        ("خط الجبهة", "خطوط الجبهة", "جبهات القتال", "خط التماس", "خطوط التماس"),
        ("تفجير", "تفجيرات", "سيارة مفخخة", "مفخخات"),
        ("عبوة ناسفة", "عبوات ناسفة", "عبوتين ناسفتين", "عبوتان ناسفتان"),
        ("قذيفة", "قذائف", "قذيفتين", "قذيفتان", "هاون"),
        ("صاروخ", "صواريخ", "صاروخين", "صاروخان"),
        ("طائرة مسيرة", "طائرات مسيرة", "مسيرة انتحارية", "مسيرات انتحارية"),
        ("إطلاق نار", "إطلاق النار", "أطلقوا النار"),
        ("كمين مسلح", "هجوم مسلح", "مقاتلي التنظيم"),
    ),
    "en": (
        ("clash", "clashes", "clashed"),
        ("shelling", "shelled", "mortar", "mortars"),
        ("airstrike", "airstrikes", "air strike", "air strikes", "air raid", "air raids"),
        ("battle", "battles", "fighting"),
        ("front line", "frontline", "front lines", "frontlines"),
        ("car bomb", "roadside bomb", "suicide bomber", "improvised explosive device"),
        ("rocket", "rockets", "missile", "missiles"),
        ("gunfire", "exchange of fire", "armed attack"),
        ("drone strike", "drone strikes", "drone attack"),
    ),
    # Folded, şer is the ser of "li ser": it stands only in phrases.
    "ku": (
        ("eniya şer", "eniyên şer", "qada şer"),
        ("pevçûn",),
        ("topbaran", "bombebaran"),
        ("teqîn",),
        ("mûşek", "hawan"),
    ),
    "ckb": (("شەڕ",), ("پێکدادان",), ("تۆپباران", "بۆردومان"), ("تەقینەوە",), ("مووشەک", "هاوەن")),
}
#: Of a battle that is remembered, rebuilt after or played, its sentence says when or what for.
PAST = {
    "ar": (
        *("سنوات", "أعوام", "ذكرى", "متحف", "فيلم", "رواية", "مسرحية", "مباراة", "إعمار"),
        *("الحرب العالمية", "المرض", "السرطان"),
    ),
    "en": ("years", "years ago", "anniversary", "museum", "film", "match", "cancer", "world war"),
}
YEAR = re.compile(r"\b(?:(?:ال)?(?:عام|عامي|سنه)|منذ|in|since) (?:19|20)\d\d\b")
#: How old somebody is says nothing of when it was; the first as written, the second folded.
AGE_ASIDE = re.compile(r"\(\d+ (?:سنوات|أعوام|years)\)")
AGE = re.compile(r"(?:عمر\w*|العمر) (?:\w+ ){0,2}?(?:سنوات|اعوام)|\b\w+ years old\b|aged \w+ years")
#: What looks like a word of the tables and is none. Longer phrases win over shorter ones.
NEUTRAL = {
    "ar": (
        *("منذ سنوات", "منذ أعوام", "شلل الأطفال", "مشفى الأطفال", "مستشفى الأطفال", "طب الأطفال"),
        *("حليب الأطفال", "رياض الأطفال", "روضة أطفال", "أدب الأطفال", "مسرح الطفل", "يوم الطفل"),
        *("بحسب رواية", "حسب رواية", "وفق رواية", "رواية شهود", "رواية أخرى", "رواية الأهالي"),
        *("مخيم صيفي", "المخيم الصيفي", "مخيم كشفي", "المخيم الكشفي", "مخيم تدريبي"),
    ),
    "en": ("in years", "for years", "summer camp", "summer camps", "training camp"),
}
DANGER = {
    "ar": (
        *(form for sign in FIGHTING["ar"] for form in sign),
        *("قتال", "مقاتل", "مقاتلين", "مقاتلي", "مسلح", "مسلحين", "مسلحون", "أسلحة"),
        *("عناصر التنظيم", "مخيم", "مخيمات", "سجن", "سجون", "احتجاز", "اعتقال", "اعتقلت"),
        *("استسلم", "استسلموا", "لغم"),
        *("ألغام", "داعش", "تجنيد", "خطف", "اختطاف"),
    ),
    "en": (
        *(form for sign in FIGHTING["en"] for form in sign),
        *("fighter", "fighters", "militants", "gunmen", "camp", "camps", "prison", "detention"),
        *("arrested", "surrendered", "landmine", "mines", "recruited", "abducted", "isis"),
    ),
    "ku": ("pevçûn", "topbaran", "kamp", "girtîgeh", "çekdar", "zîndan"),
    "ckb": ("شەڕ", "کەمپ", "گرتوخانە", "چەکدار", "زیندان"),
}
CHILDREN = {
    "ar": (
        *("طفل", "أطفال", "طفلة", "طفلين", "طفلان", "طفلتين", "طفلتان", "رضيع", "رضيعة", "رضع"),
        *("قاصر", "قاصرة", "قاصرين", "قاصرون", "قاصرات"),
    ),
    "en": ("child", "children", "minors", "infant", "infants"),
    "ku": ("zarok",),
    "ckb": ("منداڵ",),
}
FOREIGNERS = {
    "ar": ("جنسيات مختلفة", "جنسيات أجنبية", "جنسيات عدة", "أجانب من", "أجنبيات", "مهاجرين من"),
    "en": ("nationalities", "foreign nationals", "foreign fighters", "foreigners"),
}
#: These are sensitive wherever they stand.
DETAINEES = {
    "ar": (
        *("محتجزين", "محتجزون", "معتقلين", "معتقلون", "معتقلات", "أسرى", "سجناء", "سجينات"),
        *("مختطفين", "مختطفون", "مخطوفين", "رهائن", "رهينة", "سجين", "سجينة"),
        # Before a genitive they lose their ن, and the dual has a nominative.
        *("محتجزي", "معتقلي", "معتقلو", "محتجزو", "مختطفي", "معتقلان", "محتجزان", "مختطفان"),
    ),
    "en": ("detainee", "detainees", "prisoner", "prisoners", "captives", "hostage", "hostages"),
    "ku": ("girtiyan", "girtiyên", "binçavkirî", "rehîne"),
    "ckb": ("دەستگیرکراو", "دیل", "بارمتە", "زیندانی"),
}
WHEREABOUTS = {
    "ar": (
        *("مكان وجوده", "مكان تواجده", "مكان اختبائه", "مكان احتجازه", "مكان إقامته", "أماكن وجود"),
        *("مكان وجودهم", "مكان احتجازهم", "مكان اختبائهم"),
        *("يختبئ", "مختبئ", "متوار عن الأنظار", "وجود زعيم", "وجود قيادي", "تواجد قيادي", "مخبئه"),
    ),
    "en": ("whereabouts", "hiding in", "hideout", "hiding place"),
}

UNMARKED = _(
    "%(passage)s: fighting seems to go on there. Mark the story if so: it shows a place finer than"
    " the district."
)


def fine_place(story: Story) -> Iterator[Finding]:
    """W13. Where nobody has marked the story, its own words may say that fighting goes on."""
    if story.precision is None or story.precision <= Level.DISTRICT:
        return
    if story.is_conflict:
        yield Finding("precision", about=f"{story.place}/{story.precision}")
    elif passage := fighting(story):
        yield Finding("is_conflict", passage, sentence=UNMARKED, is_hint=True)


def fighting(story: Story) -> str:
    """The first sign of fighting where headline and body give two different ones, "" elsewhere."""
    return story.once(_fighting)


def _fighting(story: Story) -> str:
    seen: dict[int, str] = {}
    for said in story.once(said_in, "headline") + story.once(said_in, "body"):
        for number, passage in _signs(said):
            seen.setdefault(number, passage)
    return next(iter(seen.values())) if len(seen) > 1 else ""


def _signs(said: Said) -> list[tuple[int, str]]:
    """(its place in the table, its words) of each sign; none where the sentence tells of a past."""
    signs = FIGHTING.get(said.language, ())
    if not find_any(said.words, any_sign(said.language), said.language):
        return []
    found = [(number, each[0]) for number, sign in enumerate(signs) if (each := _found(said, sign))]
    return [] if found and _is_past(said) else found


@cache
def any_sign(language: str) -> tuple[str, ...]:
    return tuple(form for sign in FIGHTING.get(language, ()) for form in sign)


def _is_past(said: Said) -> bool:
    when = AGE.sub(" ", fold(AGE_ASIDE.sub(" ", said.text), said.language))
    if YEAR.search(when):
        return True
    return bool(_found(Said.of(when, said.language), PAST.get(said.language, ())))


@dataclass(frozen=True)
class Said:
    """A sentence with its words, split once for all the tables that are looked for in it."""

    text: str
    language: str
    words: list[Word]

    @classmethod
    def of(cls, text: str, language: str) -> Said:
        return cls(text, language, list(words(text, language)))


def said_in(story: Story, field: str) -> list[Said]:
    found = sentences(story.fields[field])
    return [Said.of(text, story.language) for _offset, text in found]


def _found(said: Said, phrases: tuple[str, ...]) -> list[str]:
    """What stands there of the phrases, and is not a neutral phrase with such a word in it."""
    neutral = NEUTRAL.get(said.language, ())
    spans = find_any(said.words, (*phrases, *neutral), said.language)
    if not spans:
        return []
    harmless = set(find_any(said.words, neutral, said.language))
    return [said.text[start:end] for start, end in spans if (start, end) not in harmless]


def village(story: Story) -> Iterator[Finding]:
    """W18. As discreet as B7: whose village it is, the sentence does not say."""
    for each in story.once(exposures):
        if each.is_near:
            yield Finding(
                each.field, record=each.record, about=each.about, values={"what": each.what},
                told_to=each.told_to,
            )  # fmt: skip


def sensitive(story: Story) -> Iterator[Finding]:
    """W17. One hint for each matter. Children and nationalities are one where the same sentence, or
    the story's mark, speaks of fighting, camps or detention: not at school."""
    if story.is_sensitive:
        return
    for matter in (CHILDREN, FOREIGNERS):
        yield from _matter(story, matter, None if story.is_conflict else DANGER)
    for matter in (DETAINEES, WHEREABOUTS):
        yield from _matter(story, matter, None)


def _matter(story: Story, matter: Phrases, beside: Phrases | None) -> Iterator[Finding]:
    forms, near = matter.get(story.language, ()), (beside or {}).get(story.language, ())
    for field in story.fields:
        for said in story.once(said_in, field):
            passages = [each for each in _found(said, forms) if not _is_kin(each)]
            if passages and (not beside or _found(said, near)):
                yield Finding("is_sensitive", passages[0])
                return


def _is_kin(passage: str) -> bool:
    """«الأسري», of the family, which folding does not tell from «الأسرى», the captives."""
    return passage.endswith("سري")
