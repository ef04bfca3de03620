import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.languages import LANGUAGES
from newsroom.text.sorting import ALPHABETS, in_order, sort_key

#: As readers of each language expect them.
LISTS = {
    "ar": "2 أيار، 10 أيار، أبو خشب، إدلب، آزار، الله أكبر، ألمانيا، إلياس، آلين،"
    " الباغوز، باغوز، بَلَد، البوكمال، پيرامگرون، تل أبيض، جرابلس، چمچمال، دير الزور، الرقة،"
    " كوباني، گرميان، هجين، Qamishli",
    "ckb": "3 گوندەکە، ئاکرێ، ئامەد، پشدەر، جێ، چوارتا، رواندز، ڕانیە، زاخۆ، ژاڵە، کەرکووک،"
    " گەرمیان، لاو، ڵامۆ، نەورۆز، وەزارەت، ۆڕە، وولات، هەولێر، ەکە، یەک، ێران، Qamishli",
    "ku": "3 Gul, Cizîr, Çele, Efrîn, Êlih, Hesekê, Iraq, Îdil, Kobane, Kobanî, Qamişlo, Sêrt,"
    " Şengal, Urfa, Ûrmiye, Zaxo, حلب, ڕانیە",
    "en": "9 May, 10 May, Álava, apple, Banana, Deir ez-Zor, Deir Hafer, Kobane, Kobani, Kobanî,"
    " Raqqa, حلب",
}


def listed(language):
    comma = "،" if language in ("ar", "ckb") else ","
    return [name.strip() for name in LISTS[language].split(comma)]


@pytest.mark.parametrize("language", LISTS)
def test_names_stand_as_their_readers_expect(language):
    names = listed(language)
    shuffled = random.Random(7).sample(names, len(names))
    assert in_order(shuffled, language=language) == names


ALIKE = [
    *(("الباغوز", "باغوز"), ("الباغُوز", "الباغوز"), ("أحمد", "احمد"), ("إدلب", "ادلب")),
    *(("مؤتمر", "موتمر"), ("على", "علي"), ("الرقـــة", "الرقه")),
    *(("ٱلرقة", "رقة"), ("اَلْرَّقة", "رقة"), ("والي الرقة", "والي رقة")),
]


def test_arabic_looks_through_the_article_harakat_and_hamzas():
    for one, other in ALIKE:
        assert sort_key(one, "ar")[0] == sort_key(other, "ar")[0]
    for one, other in (("الله", "له"), ("ألمانيا", "مانيا"), ("إلياس", "ياس"), ("آلين", "ين")):
        assert sort_key(one, "ar")[0] != sort_key(other, "ar")[0]


def test_letters_that_look_alike_on_other_keyboards_are_one_in_sorani():
    assert sort_key("كوردستان", "ckb")[0] == sort_key("کوردستان", "ckb")[0]
    assert sort_key("يەك", "ckb")[0] == sort_key("یەک", "ckb")[0]


def test_language_that_was_given_an_alphabet_alone_has_its_order(monkeypatch):
    """Also beside letters that no alphabet has."""
    monkeypatch.setitem(ALPHABETS, "syc", {letter: rank for rank, letter in enumerate("ܐܒܓ")})
    assert in_order(["Ж", "ܓ", "ܐ"], language="syc") == ["ܐ", "ܓ", "Ж"]
    sort_key.cache_clear()


def test_a_letter_of_the_alphabet_is_no_accent_elsewhere_it_is():
    assert in_order(["çal", "cix"], language="ku") == ["cix", "çal"]
    assert in_order(["çal", "cix"], language="en") == ["çal", "cix"]
    assert in_order(["çal", "cix"], language="xx") == ["çal", "cix"]


@given(st.lists(st.text(max_size=20), max_size=6), st.sampled_from([*LANGUAGES, "xx"]))
def test_whatever_the_names_are_there_is_one_order(names, language):
    assert in_order(names, language=language) == in_order(names[::-1], language=language)
