"""Where a text says "a source" or "sources" of people who told something, by language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.articles.checks.mentions_arabic import Arabic, Mention, table
from newsroom.text.words import Word, sentences, words


@dataclass(frozen=True)
class Tongue:
    """A language whose sources are found by whole words, folded.

    `leaning` are those forms of the noun that can carry what qualifies them; where a language does
    not mark that (English), the words around the noun tell.
    """

    one: frozenset[str]
    many: frozenset[str]
    says: frozenset[str]
    #: Words that may stand before the noun and say nothing of its kind.
    before: frozenset[str] = frozenset()
    #: Words behind it that begin to say what kind it is.
    behind: frozenset[str] = frozenset()
    #: Of both, the forms that lean on the next word: a kind, or what comes from the source.
    leaning: frozenset[str] = frozenset()
    #: Next words after which no person is meant.
    things: frozenset[str] = frozenset()
    according: frozenset[str] = frozenset()
    no_name: re.Pattern[str] = re.compile(r"(?!)")


ENGLISH = Tongue(
    one=table("source", "en"),
    many=table("sources", "en"),
    says=table(
        "said say says told tell confirmed confirm reported report reports added claimed claim"
        " believed believe expected expect expects denied deny suggested", "en",
    ),
    before=table(
        "a an one another other the our its several multiple many some two three four five various"
        " unnamed anonymous reliable trusted credible that than to by from citing quoting said but"
        " and as while when what meanwhile later today yesterday also however", "en",
    ),
    behind=table("who in at with close familiar from inside near within", "en"),
    things=table("of", "en"),
    according=table("according citing quoting", "en"),
    no_name=re.compile(r"anonym(?:ity|ously)|not (?:to )?be (?:named|identified)|declined to"),
)  # fmt: skip
KURMANJI = Tongue(
    one=table("çavkaniyek çavkaniyekê çavkaniyekî", "ku"),
    many=table("çavkanî çavkaniyan çavkaniyên", "ku"),
    says=table(
        "got gotin gotine gotiye dibêje dibêjin ragihand ragihandin ragihandine diyar eşkere"
        " piştrast daxuyand", "ku",
    ),
    # Folding makes one of çavkaniyeke leşkerî and çavkaniyekê got: the next word tells.
    leaning=table("çavkaniyên çavkaniyeke çavkaniyekî", "ku"),
    things=table("avê enerjiyê dahatê debarê elektrîkê", "ku"),
    according=table("gorî", "ku"),
    no_name=re.compile("nave (?:xwe|wi|we) "),
)  # fmt: skip
SORANI = Tongue(
    one=table("سەرچاوەیەک سەرچاوەیەکی", "ckb"),
    many=table("سەرچاوەکان سەرچاوەکانی", "ckb"),
    says=table(
        "وتی گوتی وتیان گوتیان دەڵێت دەڵێن ڕایگەیاند ڕایانگەیاند ئاشکرای ئاشکرایان پشتڕاستی"
        " پشتڕاستیان", "ckb",
    ),
    leaning=table("سەرچاوەکانی سەرچاوەیەکی", "ckb"),
    things=table("ئاو ئاوی وزە داهات بژێوی کارەبا", "ckb"),
    according=table("بەپێی پێی", "ckb"),
    no_name=re.compile("ناوي "),
)  # fmt: skip
TONGUES = {"en": ENGLISH, "ku": KURMANJI, "ckb": SORANI}


def mentions(text: str, language: str) -> Iterator[Mention]:
    """Every mention in order; none in a language that nobody has written rules for."""
    if language == "ar":
        yield from Arabic(text).mentions()
    if language not in TONGUES:
        return
    tongue = TONGUES[language]
    for offset, said in sentences(text):
        here = list(words(said, language))
        is_explained = bool(tongue.no_name.search(" ".join(word.folded for word in here)))
        for number in range(len(here)):
            found = _mention(tongue, here, number, is_explained)
            if found:
                yield _moved(found, offset)


def _mention(tongue: Tongue, here: list[Word], number: int, is_explained: bool) -> Mention | None:
    noun = here[number].folded
    before = [word.folded for word in here[max(number - 4, 0) : number]]
    behind = [word.folded for word in here[number + 1 : number + 9]]
    if noun not in tongue.one | tongue.many or not tongue.things.isdisjoint(behind[:1]):
        return None
    if not tongue.says & set(behind) and not tongue.according & set(before):
        return None
    is_beside = number > 0 and here[number - 1].end + 1 == here[number].start
    has_kind = is_beside and bool(tongue.before) and before[-1] not in tongue.before
    if tongue.behind and not _is_led(tongue, before, behind):
        return None
    is_begun = not tongue.behind.isdisjoint(behind[:1])
    is_leaning = noun in tongue.leaning and not tongue.says.issuperset(behind[:1])
    start = here[number - 1 if has_kind else number].start
    return Mention(
        start=start,
        end=here[number].end,
        said=start,
        bare_end=here[number].end,
        is_plural=noun in tongue.many or before[-2:] == ["than", "one"],
        is_qualified=has_kind or is_begun or is_explained or is_leaning,
        is_anaphoric=before[-1:] == ["the"],
    )


def _is_led(tongue: Tongue, before: list[str], behind: list[str]) -> bool:
    """Whether the verb is the source's: "sources said", "a source at the ministry said"."""
    if tongue.according & set(before) or not behind:
        return True
    return behind[0] in tongue.says | tongue.behind


def _moved(found: Mention, by: int) -> Mention:
    return Mention(
        found.start + by, found.end + by, found.said + by, found.bare_end + by,
        found.is_plural, found.is_qualified, found.is_anaphoric,
    )  # fmt: skip
