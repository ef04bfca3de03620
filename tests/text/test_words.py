"""Phrases found quickly are the phrases found by trying every one at every word."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from newsroom.articles.checks import safety
from newsroom.demo.stories import files, html
from newsroom.media.models import Photo
from newsroom.text.markup import plain
from newsroom.text.quotations import ATTRIBUTIONS, SPEAKERS
from newsroom.text.words import Word, _fits, find_any, forms, words

#: Whatever scene a text names.
SCENES = defaultdict(lambda: Photo(pk=1))

TABLES = (
    safety.DANGER, safety.PAST, safety.NEUTRAL, safety.CHILDREN, safety.FOREIGNERS,
    safety.DETAINEES, safety.WHEREABOUTS, ATTRIBUTIONS,
)  # fmt: skip
BEFORE = ("", "و", "ف", "ب", "ال", "وال", "بال", "لل", "ولل", "وبال", "فكال")
BEHIND = ("", "ها", "هم", "ه", "ي", "ا", "ًا", "اً", "تها", "ek", "ên", "ەکان", "s")


def plainly(said: list[Word], phrases: list[str], language: str) -> list[tuple[int, int]]:
    wanted = sorted((forms(each, language) for each in phrases), key=len, reverse=True)
    found: list[tuple[int, int]] = []
    for number, word in enumerate(said):
        if found and word.start < found[-1][1]:
            continue
        for phrase in filter(None, wanted):
            here = said[number : number + len(phrase)]
            if len(here) == len(phrase) and all(map(_fits, phrase, here)):
                found.append((word.start, here[-1].end))
                break
    return found


def texts(language: str) -> list[str]:
    editions = (told["editions"].get(language) for _name, told in files())
    return [plain(html(text["body"], SCENES)) for text in editions if text]


def drawn(said: list[Word], chance: random.Random) -> list[str]:
    """Phrases of one to three words of the text itself, and of their parts."""
    places = [chance.randrange(len(said)) for _ in range(30)]
    phrases = [" ".join(w.text for w in said[at : at + chance.randint(1, 3)]) for at in places]
    return [*phrases, *(each[: chance.randint(1, 5)] for each in phrases), "و", "", "!", "5"]


@pytest.mark.parametrize("language", ["ar", "en", "ku", "ckb"])
def test_find_any_finds_what_trying_every_phrase_finds_in_the_demos_stories(language):
    chance = random.Random(5)
    tables = [list(each.get(language, ())) for each in TABLES]
    tables.append(SPEAKERS.get(language, "").split())
    for text in texts(language)[::6]:
        said = list(words(text, language))
        for phrases in [*tables, drawn(said, chance), drawn(said, chance)]:
            assert find_any(said, phrases, language) == plainly(said, phrases, language)


@pytest.mark.parametrize("language", ["ar", "en", "ku", "ckb", "xx"])
def test_find_any_finds_what_trying_every_phrase_finds_in_hung_on_letters(language):
    chance = random.Random(6)
    stems = [word for table in TABLES for each in table.values() for one in each
             for word in one.split()]  # fmt: skip
    stems += ["لم", "ل", "و", "لل", "ال", "العدو", "عدو", "سلطة", "أعضاء", "أسرى", "سوري", "½"]
    text = " ".join(
        chance.choice(BEFORE) + chance.choice(stems) + chance.choice(BEHIND) for _ in range(1500)
    )
    said = list(words(text, language))
    phrases = [*chance.sample(stems, 60), *stems[-12:], "خط الجبهة", "ال"]
    found = find_any(said, phrases, language)
    assert found == plainly(said, phrases, language)
    assert len(found) > 10


@pytest.mark.parametrize(
    ("language", "phrase", "text", "found"),
    [
        ("ar", "قصف", "وبالقصف، وقصفًا، وقصفها", ["وبالقصف", "وقصفًا", "وقصفها"]),
        ("ar", "العدو", "للعدو والعدو، لا عدوى", ["للعدو", "والعدو"]),
        ("ar", "لم", "ولم يعد، وبلم", ["ولم"]),
        ("ar", "سوري", "سوريا", []),
        ("ar", "شقة", "وبشقتها", ["وبشقتها"]),
        ("ar", "د", "دًا، دا", ["دًا"]),
        ("ku", "kamp", "kampê û kampan", ["kampê", "kampan"]),
        ("en", "camp", "Camps, a CAMP", ["CAMP"]),
    ],
)
def test_find_looks_through_what_hangs_on_a_word(language, phrase, text, found):
    assert [
        text[start:end] for start, end in find_any(list(words(text, language)), [phrase], language)
    ] == found


def test_find_any_takes_the_longer_phrase():
    text = "قالت: خط الجبهة هادئ"
    said = list(words(text, "ar"))
    assert find_any(said, ("خط", "خط الجبهة", "الجبهة"), "ar") == [(6, 15)]
    assert find_any(said, (), "ar") == []
