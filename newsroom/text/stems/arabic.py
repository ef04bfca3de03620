"""Arabic's light stems, after Lucene's light10, with the broken plurals of a table.

A word may be read in more than one way: مكتبه is «his office», and how many type مكتبة. Then it has
more than one stem, in the index and in the query, and one in common is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newsroom.text.stems.arabic_words import (
    BEHIND,
    CONJUGATED,
    FEMININE,
    KEPT,
    KEPT_WORDS,
    KNOWN,
    PERSON,
    PLURALS,
    SINGULARS,
    TENS,
    VARIANTS,
    VERBS,
    WHOLE,
)

#: كتابًا, and كتاباً: the mark tells this alef from the one of سوريا.
TANWEEN = re.compile("(?:ا\u064b|\u064bا)(?!\\w)")
#: دير الزور and عبد الله are often written as one word.
JOINED = re.compile(
    r"(?<!\w)([وفبكل]?(?:دير|راس|عبد|ابو|تل|عين|نور|سيف|صلاح|علاء|كفر|حي|جسر))(?=ال\w{2})"
)
#: Spelt in two ways, letters first: مسئول and مسؤول, أميركا and أمريكا.
SEATS = re.compile(r"ئو(?=[^\Wن]|ن\w)")
AMERICA = re.compile("(?<=ا)ميرك")
#: Behind a noun, with the letters that must be left of it.
PRONOUNS = (("هما", 3), ("ها", 3), ("هم", 4), ("هن", 5), ("نا", 4), ("كم", 4))


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[str, ...]:
    """Of a word as `folding.fold_for_stems` spells it, the likeliest first.

    The final ء goes last and only from long words: نساء meets نسا, ماء never meets ما.
    """
    is_feminine = word.endswith("ة")
    bare = AMERICA.sub("مريك", _without_prefixes(word.replace("ة", "ه")))
    bare = VARIANTS.get(bare, bare)
    found = (
        each[:-1] if each.endswith("ء") and len(each) >= 4 else each
        for each in (*_readings(bare, is_feminine), *_behind_a_particle(bare))
    )
    return tuple(dict.fromkeys(found))


def is_kept(word: str) -> bool:
    """Whether the folded word's first letters are its own."""
    if word in KEPT_WORDS or word.startswith(KEPT):
        return True
    if any(word.endswith(end) and word[: len(word) - len(end)] in VERBS for end in CONJUGATED):
        return True
    return any(
        word.endswith(ending) and _is_known(word[: len(word) - len(ending)]) for ending in BEHIND
    )


def _is_known(word: str) -> bool:
    return word in KNOWN or word.endswith("ت") and f"{word[:-1]}ه" in KNOWN


def _without_prefixes(word: str) -> str:
    """Taken off until none is left: only so بكتاب, الكتاب, كتاب always end alike."""
    while (less := _one_prefix_less(word)) != word:
        word = less
    return word


def _one_prefix_less(word: str) -> str:
    """At least two letters stay after the article (السد, سد), three after a particle (بريف, ريف).

    A preposition never stands before و "and", so كوباني, بوكمال, كورونا are left alone.
    """
    if len(word) < 4 or is_kept(word):
        return word
    if word.startswith("ال"):
        return word[2:]
    rest = word[1:]
    if word.startswith("لل"):  # ل + اللجنة is written للجنة
        return rest if is_kept(rest) else rest[1:]
    if word[0] in "وفبكل" and (word[0] == "و" or rest[0] != "و" or is_kept(rest)):
        return rest
    return word


def _behind_a_particle(word: str) -> Iterator[str]:
    """وسد: nouns of two letters."""
    if len(word) == 3 and word[0] in "وبل" and word[1:] in SINGULARS:
        yield word[1:]


def _readings(word: str, is_feminine: bool) -> Iterator[str]:
    if word in PLURALS:
        yield _singular(PLURALS[word])
    if word in SINGULARS or word in PLURALS:
        if word in SINGULARS:
            yield _singular(word)
        return
    if word in WHOLE:
        yield word
    elif is_feminine:
        yield from _with_nisba(_with_teh(word[:-1]))
    elif base := _without_pronoun(word):
        yield _attached(base)
    elif word.endswith("ه") and len(word) >= 4:
        yield from _his_or_feminine(word[:-1])
    else:
        yield from _with_nisba(_without_number(word))
        if word.endswith("ت") and len(word) >= 4 and not word.endswith("ات"):  # أعلنت
            yield word[:-1]


def _with_nisba(stem: str) -> Iterator[str]:
    """إيراني is of إيران; it may be a plural before its noun, too (لاجئي المخيم)."""
    yield stem
    if stem.endswith("ي") and len(stem) >= 5 and stem not in WHOLE and stem not in SINGULARS:
        base = stem[:-1]
        yield _attached(base)
        if base in FEMININE:  # تجاري: تجارة
            yield _with_teh(base)


def _singular(word: str) -> str:
    return _with_teh(word[:-1]) if word.endswith("ه") and len(word) >= 3 else word


def _with_teh(base: str) -> str:
    """What a feminine noun is filed under: without its ة, where that makes no other word."""
    return f"{base}ه" if len(base) < 3 or base in FEMININE else base


def _without_pronoun(word: str) -> str:
    for pronoun, least in PRONOUNS:
        base = word[: -len(pronoun)]
        if word.endswith(pronoun) and (len(base) >= least or _is_known(base)):
            return base
    return ""


def _his_or_feminine(base: str) -> Iterator[str]:
    """A ه that was written as such: most often «his», and often a ة without its dots."""
    both = _attached(base), _with_teh(base)
    yield from both if _is_known(base) else reversed(both)


def _attached(base: str) -> str:
    """A noun that had a pronoun behind it: there ة is ت, and ء has a seat."""
    if base in KNOWN:
        return next(_readings(base, is_feminine=False))
    if base.endswith("ت") and _is_feminine(base, least=4):
        return _with_teh(base[:-1])
    if base.endswith("ا") and f"{base[:-1]}ي" in KNOWN:  # مستشفاها
        return next(_readings(f"{base[:-1]}ي", is_feminine=False))
    if base.endswith(("اي", "او")) and (len(base) >= 4 or f"{base[:-1]}ء" in KNOWN):
        return next(_readings(f"{base[:-1]}ء", is_feminine=False))
    return _without_number(base)


def _is_feminine(base: str, least: int) -> bool:
    """Whether the ت at the end is a ة that something follows."""
    if base in KNOWN:
        return False
    if base[:-1] in SINGULARS or f"{base[:-1]}ه" in SINGULARS:
        return True
    return len(base) >= least and not base.endswith("ات")


def _without_number(word: str) -> str:
    """ون ين ان need four letters before them, or a noun we know: لبنان, قانون are no plurals.

    ية loses only its ه, so that سورية, سوري, سوريين and (by its ا) سوريا meet.
    """
    base, ending = word[:-2], word[-2:]
    if word in WHOLE:
        return word
    if word in TENS:
        return TENS[word]
    if word in TENS.values():
        return word
    if ending in ("ين", "ان") and base.endswith("ت") and _is_feminine(base, least=5):
        return _with_teh(base[:-1])
    if ending in ("ون", "ين", "ان") and (len(word) >= 6 or base in SINGULARS):
        return base
    if ending == "ات" and len(word) >= 5:
        return _feminine_plural(base)
    return _without_vowel(word)


def _feminine_plural(base: str) -> str:
    """مدرسات are women who teach, since schools are مدارس; مكتبات are libraries."""
    if base in PLURALS:
        return _singular(PLURALS[base])
    return base if base in PERSON else _with_teh(base)


def _without_vowel(word: str) -> str:
    """Feminine, accusative, and the plural before its noun: خيمة, كتابا, مسؤولو."""
    base = word[:-1]
    if word.endswith(("وا", "يا")) and len(word) >= 5:
        return base if word.endswith("يا") else word[:-2]
    if word.endswith("ا") and (len(word) >= 5 or base in KNOWN):
        return _attached(base)
    if word.endswith("و") and len(word) >= 5:
        return base
    if word.endswith("ه") and len(word) >= 4:
        return _with_teh(base)
    return word
