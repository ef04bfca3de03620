"""What a translation may not do: lose a value or a tag, turn the text around it, speak another
language, or point in a foreign way."""

import re
from collections import Counter

import pytest
from catalogues import catalogue, forms, messages, originals, source

LANGUAGES = ("ar", "ku", "ckb")
#: Forms of each language's plural, and those that stand for one number and may spell it out.
PLURALS = {"ar": (6, {0, 1, 2}), "ku": (2, {0}), "ckb": (2, {0})}
NAMED = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
NAMELESS = re.compile(r"%[a-z]\b")
TAG = re.compile(r"</?\w+")
EMBEDDING = re.compile("[\u202a-\u202e]")
ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f]")
MARKS = re.compile("[،؛؟]")
LATIN = re.compile("[A-Za-zÀ-ž]+")
#: Letters that belong to the other languages, or to Turkish.
FOREIGN = {
    "ar": re.compile("[\u06a9\u06cc\u06d5\u06ce\u06c6\u0695\u06b5\u067e\u0686\u0698\u06af\u06a4]"),
    "ckb": re.compile("[\u064a\u0643\u0649\u0629\u0623\u0625\u0624\u0630\u062b\u0638\u0637\u0636]"),
    "ku": re.compile("[ığöüİĞÖÜâ]"),
}
#: Django cuts these at the comma.
CUT = {"yes,no,maybe"}


def pairs(language):
    for message in messages(language):
        for number, text in enumerate(forms(message)):
            english = originals(message)[min(number, len(originals(message)) - 1)]
            yield message, number, english, text


def faults(language, is_fault):
    return [text for *where, text in pairs(language) if is_fault(*where, text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_come_through(language):
    """A form for one number may leave the number out; a value without a name never."""
    _count, may_spell = PLURALS[language]

    def loses(message, number, english, text):
        wanted, given = Counter(NAMED.findall(english)), Counter(NAMED.findall(text))
        spelled = len(originals(message)) > 1 and number in may_spell
        same = set(given) <= set(wanted) if spelled else set(given) == set(wanted)
        return not same or NAMELESS.findall(english) != NAMELESS.findall(text)

    assert faults(language, loses) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags_and_isolates_are_whole(language):
    def breaks(_message, _number, english, text):
        loose = re.sub("\u2068[^\u2068\u2069]*\u2069", "", text)
        tags = sorted(TAG.findall(english)) != sorted(TAG.findall(text))
        return tags or re.search("[\u2066-\u2069]", loose) or EMBEDDING.search(text)

    assert faults(language, breaks) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_edges_are_those_of_the_original(language):
    def edges(text):
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    def ends(text):
        last = text.rstrip()[-1:]
        return last if last in {":", "…"} else ""

    def differs(_message, _number, english, text):
        return edges(english) != edges(text) or ends(english) not in ("", ends(text))

    assert faults(language, differs) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_own_letters(language):
    def strays(_message, _number, english, text):
        if ARABIC.search(english):  # it speaks of letters
            return False
        if FOREIGN[language].search(text):
            return True
        if language == "ku":
            return bool(ARABIC.search(text))
        return not set(LATIN.findall(NAMED.sub("", text))) <= set(LATIN.findall(english))

    assert faults(language, strays) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_own_marks(language):
    wrong = re.compile("[،؛؟«»]" if language == "ku" else "[\u0620-\u06ff»\u2069)}][,;?]|[“”]")

    def strays(_message, _number, english, text):
        return english not in CUT and not MARKS.search(english) and bool(wrong.search(text))

    assert faults(language, strays) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_all_their_forms(language):
    count, _spelled = PLURALS[language]
    for message in messages(language):
        if isinstance(message.id, tuple):
            assert len(message.string) == count, message.id
            assert all(message.string), message.id
    assert catalogue(language).num_plurals == count


def test_arabic_one_two_and_few_are_not_said_alike():
    """None, one, two and three; where the sentence counts at all."""
    for message in messages("ar"):
        if isinstance(message.id, tuple) and "%" in message.id[1]:
            none, one, two, few, *_more = message.string
            assert len({none, one, two, few}) == 4, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_msgid_stands_twice_and_none_is_fuzzy(language):
    text = source(language).read_text(encoding="utf-8")
    entries = re.findall(r'^((?:msgctxt .*\n)?msgid (?:".*"\n)+)', text, re.MULTILINE)
    twice = [entry for entry, count in Counter(entries).items() if count > 1]
    assert twice == []
    assert not re.search(r"^#, .*fuzzy|^#~", text, re.MULTILINE)
