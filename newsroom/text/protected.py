"""Names, telephone numbers and villages that must not reach readers, in all their spellings.

`forms` is what a word becomes when it is kept, `candidates` whatever a text holds that could be
one: two texts mean the same where a string of one is among those of the other. Both are plain
strings without spaces, to be hashed by whoever keeps them. No language is asked for: a Latin
spelling is found in an Arabic story and the other way round, if it was given.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations, product
from urllib.parse import unquote

from newsroom.text.folding import SAME, Letters
from newsroom.text.rebuild import BLOCKS, RENAMED

NAME, PHONE, VILLAGE = "name", "phone", "village"

#: ى stays for a moment, since «على» is no «علي»; a hamza on its line goes as those on letters do.
SPELLED = Letters(
    {
        **SAME, "ە": "ه", "ى": "ى", "ء": "", "ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ێ": "ي",
        **dict.fromkeys("'’‘ʻ`´\u115f\u1160\u3164", ""),
    }
)  # fmt: skip
POSSESSIVE = re.compile(r"['’]s(?!\w)")
WORD = re.compile(r"[^\W\d_]+")
DIGITS = re.compile(r"\d(?: {0,4}\d)*")
TAG = re.compile(r"<!--.*?-->|</?([A-Za-z][A-Za-z0-9]*)[^<>]*>", re.DOTALL)
#: Keys of photos: no reader gets them.
FIGURE = re.compile(r'<figure data-photos="[0-9 ]*">')
#: What ends a line of a text; a tag of any other kind may stand inside a word.
BREAKS = {*BLOCKS, "br", "hr", *(tag for tag, as_what in RENAMED.items() if as_what[0] in "ph")}

#: Between a name and the father's it says nothing.
DROPPED = frozenset(("بن", "ابن", "بنت", "bin", "ibn", "bint"))
KUNYA = {"ابا": "ابو", "ابي": "ابو"}
#: One part of a name together with the word that follows, or with the one before.
BINDS = frozenset(("عبد", "ابو", "ام", "ال", "abd", "abdul", "abdel", "abu", "umm", "al", "el"))
BOUND = frozenset(
    ("الدين", "الله", "الاسلام", "الرحمن", "aldin", "eldin", "eddin", "addin", "allah", "ullah")
)
#: «على محمود» is "on Mahmoud": two words are no sign of somebody called علي.
ON = frozenset(("على", "وعلى", "فعلى"))
ARABIC = re.compile("[ء-ي]")
MOST_WORDS, MOST_PARTS = 8, 10
#: Spellings of one beginning that are followed further: a text of nothing but alefs has thousands.
MOST_HEADS = 16
#: Letters of a whole name and of a village, digits of a telephone number.
LEAST = {NAME: 5, VILLAGE: 3, PHONE: 7}
#: These tell a number from all others of its country; what stands before is dialled in many ways.
SIGNIFICANT = 8

PLACES = frozenset(
    ("قريه", "بلده", "مدينه", "ناحيه", "مزرعه", "حي", "كوند", "گوند", "village", "town", "gund")
)
ENDINGS = (
    *("ه", "ها", "هم", "نا", "ي", "يه", "يون", "يين", "ا", "دا", "ان"),
    *("s", "e", "a", "i", "ye", "ya", "an", "en"),
)


def forms(kind: str, text: str) -> set[str]:
    """What is to be kept of one word; nothing where it is too short to be told from others.

    A name needs two parts: «عبد الله», «أبو محمد» and «نور الدين» are one each. Of longer ones
    every selection that keeps first and last is a form, so are the first three and more that end
    with a family's name, and a list's order, last name first.
    """
    if kind == PHONE:
        digits = "".join(chain.from_iterable(DIGITS.findall(_spelled(text)))).replace(" ", "")
        return {digits[-SIGNIFICANT:]} if LEAST[PHONE] <= len(digits) <= 15 else set()
    return _forms_of_village(text) if kind == VILLAGE else _forms_of_name(text)


def candidates(kind: str, text: str) -> Iterator[str]:
    """Every string of a plain text, an HTML text or an address that could be a form, with
    repetitions."""
    found = {NAME: _names, PHONE: _phones, VILLAGE: _villages}[kind]
    return chain.from_iterable(map(found, _lines(text)))


def _forms_of_name(text: str) -> set[str]:
    parts = _parts(text)
    if not 2 <= len(parts) <= MOST_PARTS or len("".join(parts)) < LEAST[NAME]:
        return set()
    first, *between, last = parts
    chosen = chain.from_iterable(combinations(between, n) for n in range(len(between) + 1))
    selections = [(first, *some, last) for some in chosen]
    selections += [tuple(parts[:n]) for n in range(3, len(parts)) if parts[n - 1].startswith("ال")]
    found = {form for each in selections for form in _with_and_without_article(each)}
    return found | {last + first, "".join((last, first, *between))}


def _with_and_without_article(parts: tuple[str, ...]) -> Iterator[str]:
    """«جاسم» for «الجاسم» and the other way round, in names of three parts and more: of two,
    «محمد علي» and «محمد العلي» are two people."""
    yield "".join(parts)
    if len(parts) < 3:
        return
    # Given names bear none, and are the first of many.
    kept, last = parts[:-3] or parts[:1], parts[max(1, len(parts) - 3) :]
    ways = [_both_ways(part) if ARABIC.match(part) else (part,) for part in last]
    for each in product(*ways):
        yield "".join((*kept, *each))


def _both_ways(part: str) -> tuple[str, str]:
    return (part, part[2:]) if part.startswith("ال") and len(part) > 4 else (part, f"ال{part}")


def _parts(text: str) -> list[str]:
    """The names that a full name consists of, each without spaces."""
    parts: list[str] = []
    binds = False
    for word in _words(_spelled(text)):
        plain = _inner(word)[0]
        whole = parts.pop() + plain if binds else plain
        if parts and whole in BOUND:
            whole = parts.pop() + whole
        parts.append(whole)
        binds = plain in BINDS
    return parts


def _forms_of_village(text: str) -> set[str]:
    said = [_inner(word)[0] for word in _words(_spelled(text))]
    while len(said) > 1 and said[0] in PLACES | {"al", "el"}:
        said = said[1:]
    if not said:
        return set()
    said[0] = _indefinite(said[0])
    whole = "".join(said)
    key = whole[:-1] if whole.endswith("ه") and len(whole) > LEAST[VILLAGE] else whole
    return {key} if len(key) >= LEAST[VILLAGE] else set()


def _lines(text: str) -> Iterator[str]:
    """Lines as readers see them, and what stands in tags and addresses, each spelled plainly."""
    inside: list[str] = []

    def out(tag: re.Match[str]) -> str:
        if not FIGURE.fullmatch(tag[0]):
            inside.append(tag[0].strip("<>"))
        return "\n" if (tag[1] or "").lower() in BREAKS else ""

    seen = TAG.sub(out, text) if "<" in text else text
    for line in dict.fromkeys(chain(seen.splitlines(), inside)):
        decoded = html.unescape(line)
        for each in {line, decoded, unquote(decoded), unquote(unquote(decoded))}:
            yield _spelled(each)


def _spelled(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", POSSESSIVE.sub(" ", text)).translate(SPELLED)


def _words(line: str) -> list[str]:
    return [word for word in WORD.findall(line) if word not in DROPPED]


def _phones(line: str) -> Iterator[str]:
    for run in DIGITS.findall(line):
        digits = run.replace(" ", "")
        for size in range(LEAST[PHONE], SIGNIFICANT + 1):
            yield from (digits[at : at + size] for at in range(len(digits) - size + 1))


def _names(line: str) -> Iterator[str]:
    said = _words(line)
    inner = [_inner(word) for word in said]
    for at, word in enumerate(said):
        heads: Sequence[str] = _first(word)
        if word not in ON:
            yield from heads
        for size, tails in enumerate(inner[at + 1 : at + MOST_WORDS], start=2):
            heads = [head + tail for tail in tails for head in heads][:MOST_HEADS]
            if size > 2 or word not in ON:
                yield from heads


def _villages(line: str) -> Iterator[str]:
    said = _words(line)
    for at, word in enumerate(said):
        heads: Iterable[str] = {_indefinite(each) for each in _first(word)} | set(_first(word))
        yield from chain.from_iterable(map(_endless, heads))
        for other in said[at + 1 : at + MOST_WORDS]:
            yield from (head + each for head in heads for each in _endless(_inner(other)[0]))
            heads = [head + _inner(other)[0] for head in heads]


def _indefinite(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=65536)
def _endless(word: str) -> tuple[str, ...]:
    """The word, and without each ending that a village's name may have: سوسة, سوستنا, سوسي."""
    stems = [word.removesuffix(end) for end in ENDINGS if word.endswith(end)]
    stems += [stem[:-1] for stem in stems if stem.endswith("ت")]
    return (word, *(stem for stem in stems if len(stem) >= LEAST[VILLAGE]))


@lru_cache(maxsize=65536)
def _inner(word: str) -> tuple[str, ...]:
    """The word, and without the alef of an accusative: محمدًا, محمدا."""
    plain = word.replace("ى", "ي")
    plain = KUNYA.get(plain, plain)
    accusative = plain.endswith("ا") and len(plain) > 3 and not plain.startswith("ال")
    return (plain, plain[:-1]) if accusative else (plain,)


@lru_cache(maxsize=65536)
def _first(word: str) -> tuple[str, ...]:
    """Also without what Arabic hangs before it: ومحمد, ولمحمد, للعلي, وسيقول."""
    once = list(_less(word))
    bare = (word, *once, *chain.from_iterable(map(_less, once)))
    return tuple(dict.fromkeys(chain.from_iterable(map(_inner, bare))))


def _less(word: str) -> Iterator[str]:
    if word.startswith("لل") and len(word) > 3:
        yield f"ال{word[2:]}"
    if word[0] in "وفبلكس" and len(word) > 2:
        yield word[1:]


def digests(kind: str, texts: Iterable[str], digest: Callable[[str], str]) -> set[str]:
    """`digest` of each different candidate of the texts, told from those of other kinds."""
    found = set(chain.from_iterable(candidates(kind, text) for text in texts))
    return {digest(f"{kind}:{each}") for each in found}
