"""Whether a text tells a claim, in whatever words. A likeness, not a proof: it serves a warning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from newsroom.articles.checks.story import Story
from newsroom.text.numbers import numbers
from newsroom.text.terms import terms
from newsroom.text.words import TANWEEN, WORD, sentences

#: Of what sets a claim apart from its rival, by weight; and of all its words.
APART, OVERALL = 0.4, 0.34
#: Two words of one root count nearly as one word: قُتل, مقتل; أُغلق, إغلاق.
KIN = 0.8
ENGLISH_ENDING = re.compile(r"(?:ing|ed|es|s|e|ly)$")
#: Said of anything: who says it, and what holds a sentence together.
EMPTY = {
    "ar": "جميع كافة قال قالت أكد أكدت أفاد أفادت ذكر ذكرت أعلن أعلنت أوضح أضاف أضافت أشار أشارت"
    " صرح رجح رجحت زعم كشف قوله قولها بحسب وفق حسب إن أن إنه أنه إنها أنها من إلى على عن في مع"
    " بين بعد قبل خلال عند عندما حين لدى منذ حتى كي قد لقد كان كانت كانوا يكون تكون هو هي هم"
    " هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ليس ليست أو ثم بل لكن كما غير كل بعض أي جراء"
    " نتيجة بسبب ضمن نحو قرابة حوالي أكثر أقل تم جرى يوم أمس اليوم مصدر مصادر المصدر شبكة"
    " مراسل الشبكة المراسل آخر آخرون فيها فيه منها منهم بينهم بينها عليها عليه عليهم إليها له"
    " لها لهم به بها أيضا فقط داخل شخص أشخاص شخصا السبت الأحد الاثنين الثلاثاء الأربعاء الخميس"
    " الجمعة صباح مساء",
    "en": "the a an and or but of to in on at by for from with as is are was were be been it its"
    " he she they them their his her this that these those who which said says say told according"
    " has have had not no after before when while than about over into out up down people source"
    " sources",
    "ku": "û ku li ji bi di de da ji bo ev ew wan wî wê bû bûn e ye in ne na got gotin jî an bi re",
    "ckb": "و لە بە بۆ کە ئەو ئەم ئەوان بوو بوون دا وتی گوتی لەگەڵ یان نا هەر",
}
#: A denial says the same words as what it denies, and one more.
DENIALS = dict.fromkeys(
    terms("نفت نفا نفوا ينفي تنفي ينفون نفي نافيا نافية أنكر أنكرت ينكر تنكر كذب كذبت", "ar"), "نفي"
)


@lru_cache(maxsize=8)
def empty(language: str) -> frozenset[str]:
    return frozenset(terms(_marked(EMPTY.get(language, "")), language))


def _marked(text: str) -> str:
    """A final ى is an a, the ي of مدني is not: folding makes one letter of both."""
    unmarked = (TANWEEN.sub("", word[0]) for word in WORD.finditer(text))
    return " ".join(word[:-1] + "ا" if word.endswith("ى") else word for word in unmarked)


@lru_cache(maxsize=4096)
def content(text: str, language: str) -> frozenset[str]:
    """The stems that a text is about, its numbers by what they say: خمسة is 5."""
    stems = {DENIALS.get(stem, stem) for stem in terms(_marked(text), language) if len(stem) > 1}
    found = numbers(text, language)
    spelt = {stem for number in found for stem in terms(number.text, language)}
    values = {f"{value.normalize():f}" for number in found for value in (number.low, number.high)}
    kept = {stem for stem in stems - spelt - empty(language) if not stem.isdigit()}
    return frozenset(kept | values)


def keys(stem: str, language: str) -> frozenset[str]:
    """Words of one root share one of these: by their consonants, or but for an ending (طوعًا,
    طوعية)."""
    bare = ENGLISH_ENDING.sub("", stem) if language == "en" else stem
    if language == "ar":
        bare = stem.rstrip("اي")
    return frozenset({root(stem, language), bare if len(bare) > 2 else stem})


@lru_cache(maxsize=65536)
def root(stem: str, language: str) -> str:
    """Arabic's consonants, more or less; a nisba keeps its ي, so that مدني is no مدينة."""
    if language != "ar" or stem.isdigit():
        return stem
    nisba = "ي" if stem.endswith("ي") and len(stem) > 3 else ""
    bare = "".join(letter for letter in stem if letter not in "اويىه")
    for opening in ("ست", "م", "ن", "ت"):
        if bare.startswith(opening) and len(bare) - len(opening) >= 3:
            bare = bare[len(opening) :]
            break
    if bare.endswith("ت") and len(bare) >= 3:
        bare = bare[:-1]
    return bare + nisba if len(bare) > 1 else stem


class Telling:
    """What the edition's standfirst and body say, one or two sentences of a paragraph at a time."""

    def __init__(self, story: Story) -> None:
        self.language = story.language
        told = [story.standfirst, *(text for _offset, text in story.paragraphs)]
        self.windows = [window for text in told for window in self._windows(text)]
        self.common = Counter(stem for text in told for stem in content(text, self.language))

    def _windows(self, text: str) -> Iterable[frozenset[str]]:
        said = [content(sentence, self.language) for _offset, sentence in sentences(text)]
        yield from said
        yield from (one | two for one, two in zip(said, said[1:], strict=False))

    def tells(self, claim: str, rival: str) -> bool:
        """Whether some window holds enough of the claim, and of what its rival does not say."""
        stems = content(claim, self.language)
        kin = self._kin(content(rival, self.language))
        apart = {stem for stem in stems if not keys(stem, self.language) & kin} or stems
        return any(
            self._share(apart, window) >= APART and self._share(stems, window) >= OVERALL
            for window in self.windows
        )

    def _kin(self, stems: Iterable[str]) -> set[str]:
        return {key for stem in stems for key in keys(stem, self.language)}

    def _share(self, stems: Iterable[str], window: frozenset[str]) -> float:
        """By weight: a word that stands all over the story tells little."""
        kin = self._kin(window)
        weights = {stem: 1 / max(1, self.common[stem]) for stem in stems}
        held = sum(
            weight * (1 if stem in window else KIN if keys(stem, self.language) & kin else 0)
            for stem, weight in weights.items()
        )
        return held / (sum(weights.values()) or 1)
