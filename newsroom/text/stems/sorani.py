"""Sorani's endings: definite and indefinite, plural, ezafe, possessive, and what is written onto
a noun behind them (دا, ەوە, یش). The word stays beside what is left of it. [N]

Sorani is typed with Arabic letters as well, where ڕ ڵ ۆ ێ lose what sets them apart. A word that
has them means them; one that has none of them is found by all that look like it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsroom.text.folding import fold

#: From the outside inwards, with the letters that must be left; folded, ی is ي and ک is ك. Behind
#: a vowel the ە of an ending goes, or a ي stands before it.
ALSO = (("يش", 3), *((f"{vowel}ش", 3) for vowel in "اەۆێ"))
BEHIND = (("ەوە", 3), ("وە", 4), ("دا", 3), ("ڕا", 4), ("و", 3))
OWNED = (("مان", 3), ("تان", 3), ("يان", 3), ("ي", 2), ("م", 6), ("ت", 6))
NUMBER = (
    ("يەكان", 2), ("ەكان", 2), ("كان", 3), ("يەكە", 2), ("ەكە", 2), ("كە", 4), ("انێك", 2),
    ("يەك", 3), ("ێك", 2), ("يان", 3), ("گان", 3), ("ان", 2), ("ات", 4), ("يە", 3), ("ە", 3),
    ("ترين", 3), ("تر", 3),
)  # fmt: skip
#: What ends like these and has no ending; it may get one.
WHOLE = frozenset(
    fold(
        "گەلێک هەندێک زمان ژیان نیشتمان کوردستان باران گران زیان ماسی زەوی ئاشتی ئازادی هەموو"
        " کارەبا پارە ئێوارە مانگا شانۆ بەیان سەرمایە مایە پایە سایە گوللە دەستە پەردە"
        " هیوا دەریا میوە ئاوارە",
        "ckb",
    ).split()
)
LOOSE = str.maketrans({"ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ێ": "ي", "ە": "ه", "ڤ": "ف"})
#: Sorani's opening vowels as Arabic and Persian write them.
OPENING = (("ئا", "ا"), ("ئه", "ا"), ("ئ", "ا"))
#: Before the loose spelling of a word that had Sorani's own letters.
MARK = "x"
#: Letters by which a word is told from all others, however it is typed.
LONG = 4


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[str, ...]:
    """Of a folded word, itself first."""
    found = [word]
    for endings in (ALSO, BEHIND, OWNED, NUMBER):
        found += [less for each in found for less in _stripped(each, endings)]
    return tuple(dict.fromkeys(found))


def _stripped(word: str, endings: Iterable[tuple[str, int]]) -> Iterator[str]:
    if word in WHOLE:
        return
    for ending, least in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            kept = ending[0] if endings is ALSO and ending[0] != "ي" else ""
            yield word[: -len(ending)] + kept


def spelt(stem: str) -> str:
    """ە and ه are one, as are ڕ and ر in the beginning: no two words differ in them alone."""
    stem = stem.replace("ە", "ه")
    return f"ر{stem[1:]}" if stem.startswith("ڕ") else stem


@lru_cache(maxsize=65536)
def loose(stem: str) -> str:
    found = spelt(stem).translate(LOOSE).replace("وو", "و").replace("يي", "ي")
    for opening, letter in OPENING:
        if found.startswith(opening):
            return letter + found[len(opening) :]
    return found


def indexed(stem: str) -> tuple[str, ...]:
    exact, unmarked = spelt(stem), loose(stem)
    return (exact, MARK + unmarked) if unmarked != exact else (exact,)


def asked(stem: str) -> tuple[str, ...]:
    """As it is, and what looks like it; of short words too many do: شێر, lion, and شیر, milk."""
    exact, unmarked = spelt(stem), loose(stem)
    is_long = len(stem) >= LONG
    if unmarked != exact:
        return (exact, unmarked) if is_long else (exact,)
    return (exact, MARK + exact) if is_long or "ە" not in stem else (exact,)
