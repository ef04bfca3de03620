"""Kurmanji's endings of noun and adjective: ezafe, case, number, indefinite -ek, comparative.

One ending is taken off, and the word stays beside what is left: ziman, language, is no plural of
zim, and both it and zimanê are found by ziman. [N]
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsroom.text.folding import fold

VOWELS = "aeiou"
#: Folded but for ê: a plain e ends nouns (sermaye), ê is their case.
ENDING = re.compile("(?:ek[êi]?|eke|ekan|an|ên|a|ê|i|tir|tirin)$")
#: Behind a vowel each has a y before it (rojnameyên).
BEHIND_VOWEL = re.compile(f"(?<=[{VOWELS}ê])y(?:ek[êi]?|eke|ekan|an|ên|a|ê|i)$")
#: What ends like these and has no ending; it may get one.
WHOLE = frozenset(
    fold(
        "bira çiya dinya derî masî peya serma germa gelek azadî aştî ewlehî nexweşî "
        "tenduristî gulan"
        " jiyan ziman zindan beran baran dîlan soran rojava heta niha eşkere xwarin yek çek",
        "ku",
    ).split()
)
#: Masculine nouns that say their case inside: li bajêr.
CHANGED = dict(
    fold(pair, "ku").split()
    for pair in (
        "bajêr bajar", "welêt welat", "zimên ziman", "nên nan", "êgir agir", "ezmên ezman",
        "şivên şivan", "mêvên mêvan", "bazêr bazar", "xênî xanî", "hêsin hesin", "dewêr dewar",
    )
)  # fmt: skip


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[str, ...]:
    """Of a word as `folding.fold_for_stems` spells it, folded; itself first."""
    whole = word.replace("ê", "e")
    if whole in WHOLE:
        return (whole,)
    if whole in CHANGED:
        return whole, CHANGED[whole]
    found = BEHIND_VOWEL.search(word) or ENDING.search(word)
    if not found or not _is_enough(whole[: found.start()], found[0]):
        return (whole,)
    return whole, whole[: found.start()]


def _is_enough(stem: str, ending: str) -> bool:
    """Three letters, or as in av, ax: a vowel, and a consonant before the ending; rê has "
    "its y."""
    is_short = stem[:1] in VOWELS and stem[1:] not in VOWELS or ending.startswith("y")
    return len(stem) >= 3 or len(stem) == 2 and is_short
