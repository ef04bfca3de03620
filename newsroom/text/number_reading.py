"""The number that begins at a word or digits of a text, in whatever way it is written."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from newsroom.text.number_tokens import Kind, Token, tokens, value
from newsroom.text.number_words import (
    AND,
    FIFTHS,
    FRACTIONS,
    HALVES,
    HUNDRED,
    MEASURES,
    NOT_I,
    PLURALS,
    TEN,
    Piece,
    bare_forms,
    key,
    piece,
)
from newsroom.text.words import MARKS

#: No further scale is read beyond this: a text of nothing but millions overflows a Decimal.
MOST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Cardinal:
    """`first` and `last` are places of tokens; `scale` is the last one of a thousand or more."""

    first: int
    last: int
    start: int
    end: int
    value: Decimal
    scale: Decimal
    #: The factor of its only scale: 6 in six thousand; None in 6,200.
    factor: Decimal | None
    is_definite: bool
    is_ordinal: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A number up to its scale: خمسة عشر ألفًا."""

    value: Decimal
    scale: Decimal
    last: int


class Reader:
    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.tokens = tokens(text, language)
        # A space is no token: in a language whose "and" nobody has told, none is one.
        self.conjunction = key(AND.get(language, " "), language) or " "
        self.is_arabic = language == "ar"

    def key(self, i: int) -> str:
        return self.tokens[i].key if 0 <= i < len(self.tokens) else ""

    def kind(self, i: int) -> Kind:
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else Kind.SKIPPED

    def is_near(self, i: int) -> bool:
        """Whether nothing parts token `i` from the one before."""
        if not 0 < i < len(self.tokens):
            return False
        return self.tokens[i].is_near or (self.language == "en" and self.tokens[i].gap in "-‑")

    def piece(self, i: int) -> Piece | None:
        if self.kind(i) is not Kind.WORD:
            return None
        found = piece(self.key(i), self.language)
        return as_written(self.tokens[i], found) if found and self.is_arabic else found

    def is_number(self, i: int) -> bool:
        return self.kind(i) is Kind.DIGITS or self.piece(i) is not None

    def is_joined(self, i: int) -> bool:
        found = self.piece(i)
        after = self.key(i - 1) == self.conjunction and self.is_near(i)
        return after or (found is not None and found.is_joined)

    def following(self, last: int) -> int | None:
        """The place of the number near after token `last`, with or without an "and"."""
        i = last + 1
        if self.key(i) == self.conjunction and self.is_near(i):
            i += 1
        return i if self.is_near(i) and (self.is_number(i) or self.half(i)) else None

    def half(self, i: int) -> Decimal | None:
        if not self.is_arabic or self.kind(i) is not Kind.WORD:
            return None
        return next((HALVES[bare] for _, bare in bare_forms(self.key(i)) if bare in HALVES), None)

    def cardinal(self, i: int, joins: bool = True) -> Cardinal | None:
        """The longest number from token `i`; without `joins`, what stands before its first و."""
        part = self._part(i, joins)
        if part is None:
            return None
        total, factor = part.value, part.value / (part.scale or 1)
        first, parts = part, 1
        while joins and part.scale >= 1000 and (more := self._smaller(part)):
            total, part, parts = total + more.value, more, parts + 1
        token, found = self.tokens[i], self.piece(i)
        return Cardinal(
            first=i,
            last=part.last,
            start=token.start + (letters(token.text, found.prefix) if found else 0),
            end=self.tokens[part.last].end,
            value=total,
            scale=first.scale,
            factor=factor if parts == 1 else None,
            is_definite=found is not None and found.is_definite,
            is_ordinal=found is not None and found.is_ordinal,
        )

    def _smaller(self, part: Part) -> Part | None:
        """ألف *وخمسمئة*, 3 آلاف *و500*, مليون *ونصف المليون*."""
        i = self.following(part.last)
        if i is None:
            return None
        if half := self.half(i):
            last = i + 1 if self._scale(i + 1) else i
            is_joined = self.key(i).startswith("و") or self.is_joined(i)
            return Part(half * part.scale, Decimal(0), last) if is_joined else None
        more = self._part(i, True) if self.is_joined(i) else None
        return more if more and more.value < part.scale else None

    def _part(self, i: int, joins: bool) -> Part | None:
        small = self._before_scale(i, joins)
        if small is None:
            return None
        while small.value < MOST and (scale := self._scale(small.last + 1)):
            small = Part(small.value * scale, scale, small.last + 1)
        return small if small.value or self.kind(i) is Kind.DIGITS else None

    def _scale(self, i: int) -> Decimal:
        """What multiplies the number before it, if it does."""
        found = self.piece(i)
        return found.scale if found and self.is_near(i) and not found.prefix else Decimal(0)

    def _before_scale(self, i: int, joins: bool) -> Part | None:
        if self.kind(i) is Kind.DIGITS:
            return Part(value(self.tokens[i].text, self.language), Decimal(0), i)
        if half := self.half(i):
            return Part(half, Decimal(0), i) if self._scale(i + 1) else None
        found = self.piece(i)
        if found is None or self._is_other_word(i):
            return None
        return Part(found.value, found.scale, i) if found.scale else self._small(i, found, joins)

    def _small(self, i: int, found: Piece, joins: bool) -> Part | None:
        """The words of a number below a thousand."""
        total, last = found.value, i
        while (j := self.following(last)) is not None and (more := self.piece(j)):
            merged = self._merged(total, more, self.is_joined(j))
            if merged is None or (self.is_joined(j) and not joins):
                break
            total, last = merged, j
        is_measure = self.is_near(i + 1) and self.key(i + 1) in MEASURES  # واحد كيلومتر
        is_alone = found.is_alone or last > i or is_measure or self._scale(i + 1) > 0
        return Part(total, Decimal(0), last) if is_alone else None

    def _merged(self, total: Decimal, more: Piece, is_joined: bool) -> Decimal | None:
        """The sum where `more` continues a number that has come to `total`."""
        if more.is_ordinal or more.scale or (more.prefix and not more.is_joined):
            return None
        rest = total % HUNDRED
        if more.value == HUNDRED and total < TEN and not is_joined:  # ثلاث مئة
            return total * HUNDRED
        if total >= HUNDRED and not rest and more.value < HUNDRED:  # مئة وستة
            return total + more.value if is_joined or self.language == "en" else None
        if self.is_arabic:
            is_teen = more.value == TEN and not is_joined
            is_fit = 0 < rest < TEN and (is_teen or (is_joined and TEN < more.value < HUNDRED))
        else:
            is_fit = rest >= 2 * TEN and not rest % TEN and more.value < TEN
            is_fit = is_fit and is_joined != (self.language == "en")
        return total + more.value if is_fit else None

    def _is_other_word(self, i: int) -> bool:
        """لستُ is "I am not", خمس السكان a fifth, تسع 6 "holds 6", ثلاثة أرباع a fraction."""
        if not self.is_arabic:
            return False
        word = self.key(i)
        after = self.key(i + 1) if self.is_near(i + 1) else ""
        if word in NOT_I and not (after.endswith("ات") or after in PLURALS or self.piece(i + 1)):
            return True
        if after.startswith(FRACTIONS) or (after and self.kind(i + 1) is Kind.DIGITS):
            return True
        is_fifth = next((rest in FIFTHS for _, rest in bare_forms(word) if rest in FIFTHS), False)
        return is_fifth and after.startswith("ال") and not self.piece(i + 1)


def letters(word: str, count: int) -> int:
    """Where the first `count` letters of a word end, their harakat and tatweel with them."""
    found = re.match(rf"(?:.[{MARKS}]*){{{count}}}", word)
    return found.end() if found else 0


def as_written(token: Token, found: Piece) -> Piece | None:
    """What harakat and hamzas, which the key has lost, tell of a word of Arabic."""
    raw, word = token.text, token.key
    if word == "واحد" and "أ" in raw:  # وأحد عشر
        return replace(found, is_joined=True, prefix=1)
    if "ئ" not in raw and ("ميت" in word or "كميه" in word):  # مَيْتين, كمية
        return None
    if found.scale and "\u064b" in raw:  # ألفًا is no ألفا
        return replace(found, value=found.scale)
    is_verb = found.value == 1000 and "\u0651" in raw  # ألّف
    is_fraction = found.value < TEN and "\u064f" in raw[1:2]  # خُمس
    return None if is_verb or is_fraction else found
