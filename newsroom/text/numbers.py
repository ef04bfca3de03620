"""Numbers in a story's text: what they say, how they are qualified, what they count.

A noun in the dual, a singular and an indefinite plural (شاحنتان, شاحنة, مئات) are no numbers here,
nor are fractions and numbers with the article (الخمسة): a desk's figures hold none of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from newsroom.text.number_context import after, before, unit
from newsroom.text.number_names import DASH, is_name
from newsroom.text.number_reading import MOST, Cardinal, Reader, letters
from newsroom.text.number_tokens import Kind, Token
from newsroom.text.number_words import BETWEEN, LINKS, Qualifier, keys

#: "A few hundred" says no number.
VAGUE = keys("few several many", "en")
OR = keys("أو") | keys("or", "en")
#: Before "between", with and without an "and" of their own.
WHAT = keys("ما فيما") | keys("di", "ku")
AND_BETWEEN = keys("وبين فبين لبين")
#: Between two numbers that are of one kind: المادتان 5 و6, 5 و6 آب.
LIST = re.compile(r"\s*(?:[،,]?\s*(?:و|and|û|إلى|to)?|[-–])\s*")


@dataclass(frozen=True)
class Number:
    """`start` and `end` cover the number alone, from end to end of a range; `span` also its
    qualifiers and unit. `unit` is a word as written, "" for none.

    `is_count` is false for what no figure holds: dates, times, years, ordinals, ages, durations,
    telephones, markers of lists and what is named by a number (القرار رقم 12). Of dates and
    the like `low` and `high` are only their first digits.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    unit: str
    qualifiers: frozenset[Qualifier]
    span: tuple[int, int]
    is_count: bool


def numbers(text: str, language: str) -> list[Number]:
    """Every number in order, without overlaps; of an unknown language only digits."""
    return _alike(text, list(_numbers(Reader(text, language))))


def same(number: Number, low: Decimal, high: Decimal) -> bool:
    """Whether the figure from `low` to `high` says `number`: equal, or one end of the figure."""
    if number.low == number.high:
        return number.low in (low, high)
    return (number.low, number.high) == (low, high)


def _numbers(reader: Reader) -> Iterator[Number]:
    i = floor = 0
    while i < len(reader.tokens):
        first = reader.cardinal(i)
        if reader.kind(i) is Kind.NAME:
            yield _named(reader.tokens[i])
        elif first and not _is_vague(reader, first):
            first, last = _range(reader, first)
            found = _number(reader, first, last, floor)
            yield found
            floor, i = found.span[1], last.last
        elif first:
            i = first.last
        i += 1


def _is_vague(reader: Reader, first: Cardinal) -> bool:
    return first.is_definite or (
        reader.is_near(first.first) and reader.key(first.first - 1) in VAGUE
    )


def _named(token: Token) -> Number:
    digits = re.search(r"\d{1,15}", token.text)
    value = Decimal(digits[0] if digits else 0)
    span = (token.start, token.end)
    return Number(*span, token.text, value, value, "", frozenset(), span, is_count=False)


def _number(reader: Reader, first: Cardinal, last: Cardinal, floor: int) -> Number:
    noun, place, noun_end = unit(reader, last.last)
    if first.is_ordinal:
        noun, place, noun_end = "", last.last, last.end
    leading, opening = _leading(reader, first, last, floor)
    behind, end = after(reader, place)
    qualifiers = leading | behind
    closing = last.end + _is_bracketed(reader, first, last)
    is_exact = not qualifiers - {Qualifier.UP_TO, Qualifier.BETWEEN}
    noun = noun or (unit(reader, first.last)[0] if last is not first else _sign(reader, first))
    return Number(
        start=first.start,
        end=last.end,
        text=reader.text[first.start : last.end],
        low=_plain(first.value),
        high=_plain(last.value),
        unit=noun,
        qualifiers=frozenset(qualifiers),
        span=(opening, max(end, noun_end, closing)),
        is_count=not is_name(reader, first, last, noun, is_exact),
    )


def _leading(
    reader: Reader, first: Cardinal, last: Cardinal, floor: int
) -> tuple[set[Qualifier], int]:
    """The qualifiers before a number or range, and the offset where its passage begins."""
    place, opening = first.first, first.start - len(_sign(reader, first))
    opening -= _is_bracketed(reader, first, last)
    if last is not first and _is_between(reader, first):
        place -= 1
        if reader.is_near(place) and reader.key(place - 1) in WHAT:
            place -= 1
        word = reader.tokens[place]
        opening = word.start + letters(word.text, word.key in AND_BETWEEN)
    found, start = before(reader, place, floor)
    if last is not first:
        found.add(Qualifier.BETWEEN)
    return found, opening if start is None else start


def _is_bracketed(reader: Reader, first: Cardinal, last: Cardinal) -> bool:
    opening = first.start - len(_sign(reader, first))
    return reader.text[max(0, opening - 1) : opening] == "(" and (
        reader.text[last.end : last.end + 1] == ")"
    )


def _sign(reader: Reader, first: Cardinal) -> str:
    """The $ of $100."""
    sign = reader.text[first.start - 1 : first.start]
    return sign if sign and sign in "$€£%٪" else ""


def _plain(value: Decimal) -> Decimal:
    """Whole numbers without a fraction or an exponent: 1500000, for 1.5 مليون."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value and abs(whole) < MOST else value


def _range(reader: Reader, first: Cardinal) -> tuple[Cardinal, Cardinal]:
    """The two ends, or the number twice. What falls (من 8 إلى 6) is a change, not a range."""
    if first.is_ordinal:
        return first, first
    is_between = _is_between(reader, first)
    shorter = reader.cardinal(first.first, joins=False) if is_between else None  # بين خمسة وعشرين
    for low in filter(None, (first, shorter)):
        high = _high_end(reader, low, is_between)
        if high is None:
            continue
        if high.factor and high.scale and not low.scale and low.value < high.factor:  # 6 أو 7 آلاف
            low = replace(low, value=low.value * high.scale)
        if low.value < high.value:
            return low, high
    return first, first


def _is_between(reader: Reader, first: Cardinal) -> bool:
    words = BETWEEN.get(reader.language, ())
    return reader.is_near(first.first) and reader.key(first.first - 1) in words


def _high_end(reader: Reader, low: Cardinal, is_between: bool) -> Cardinal | None:
    noun, place, _ = unit(reader, low.last)
    if high := _linked(reader, low.last, is_between):
        return high
    high = _linked(reader, place, is_between) if noun else None
    if high is None:
        return None
    other = unit(reader, high.last)[0]
    is_shared = is_between or reader.key(place + 1) in OR  # بين ثلاثة أسابيع وخمسة
    return high if (noun[:3] == other[:3] if other else is_shared) else None


def _linked(reader: Reader, place: int, is_between: bool) -> Cardinal | None:
    """The number that a link, or و after بين, or a dash joins to what ends at token `place`."""
    i = place + 1
    joined = reader.following(place)
    if is_between and joined is not None and reader.is_joined(joined):
        high = reader.cardinal(joined)
    elif reader.is_near(i) and reader.key(i) in LINKS.get(reader.language, ()):
        high = reader.cardinal(i + 1) if reader.is_near(i + 1) else None
    elif reader.is_number(i) and DASH.fullmatch(reader.tokens[i].gap):
        high = reader.cardinal(i)
    else:
        return None
    return None if high is None or high.is_definite or high.is_ordinal else high


def _alike(text: str, found: list[Number]) -> list[Number]:
    """Bare numbers of a list are what their neighbour is: المادتان 5 و6, 5 و6 آب."""
    for pairs in (range(1, len(found)), range(len(found) - 1, 0, -1)):
        for i in pairs:
            one, two = found[i - 1], found[i]
            if one.is_count == two.is_count or not LIST.fullmatch(text[one.end : two.start]):
                continue
            bare = i - 1 if one.is_count else i
            if not found[bare].unit:
                found[bare] = replace(found[bare], is_count=False)
    return found
