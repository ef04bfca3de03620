import sqlite3
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsroom.text.folding import KEPT, KEPT_WORDS, fold, index, query_terms, terms
from newsroom.text.languages import LANGUAGES

texts = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("ابتةهھەىيیئؤأإآءكکلوفرڕ\u200c\u200f\u0640\u064e\u0654\u0651 ٣۳êşıİß"),
    )
)
languages = st.sampled_from(sorted(LANGUAGES))


@pytest.mark.parametrize(
    ("language", "text", "folded"),
    [
        ("ar", "الأحد، الإثنين؛ الآن ٱلحرية", "الاحد الاثنين الان الحريه"),
        ("ar", "مُدَرِّسَةٌ هٰذا الرحمٰن", "مدرسه هذا الرحمن"),
        ("ar", "قـــســـد", "قسد"),
        ("ar", "مستشفى", "مستشفي"),
        ("ar", "کردی", "كردي"),
        ("ar", "مؤتمر قائد رئيس شئ", "موتمر قايد رييس شي"),
        ("ar", "ماء", "ماء"),
        ("ar", "ﻻجئ", "لاجي"),
        ("ar", "نحو (2000) شخص؟", "نحو 2000 شخص"),
        ("ar", "١٢٣ ۴۵۶ 789", "123 456 789"),
        ("ar", "\u2067دير\u2069 \u200fالزور\u200e", "دير الزور"),
        ("ar", "Qamişlo", "qamislo"),
        ("ckb", "ئاو و هەوا", "ئاو و هەوا"),
        ("ckb", "خانه\u200cکان", "خانەكان"),
        ("ckb", "ئێمه", "ئێمە"),
        ("ckb", "ھەینی", "هەيني"),
        ("ckb", "روژ ڕوژ", "ڕوژ ڕوژ"),
        ("ckb", "کوردستان", "كوردستان"),
        ("ckb", "٢٠٢٦", "2026"),
        ("ku", "Nûçeyên Şengal û Çandinî: Êzîdî", "nuceyen sengal u candini ezidi"),
        ("ku", "DIYARBAKIR Dıyarbakır", "diyarbakir diyarbakir"),
        ("en", "Élysée, naïve — “Raʿd”", "elysee naive rad"),
        ("en", "Abu-Kamal's", "abu kamal s"),
        ("en", "ＦＵＬＬ１２", "full12"),
        ("en", "", ""),
        ("en", " \x00\ud800 … ", ""),
    ],
)
def test_fold_brings_spellings_together(language, text, folded):
    assert fold(text, language) == folded


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ckb", "گه", "گا"),  # final ه is a vowel, not any vowel
        ("ckb", "ئاو", "او"),  # ئ opens a word in Sorani
        ("ar", "ماه", "ماء"),
        ("ar", "حلب", "خلب"),
        ("ar", "ەر", "ار"),
    ],
)
def test_fold_keeps_different_words_apart(language, one, other):
    assert fold(one, language) != fold(other, language)


def test_heh_becomes_a_vowel_in_sorani_only():
    assert fold("مدينه", "ar").endswith("ه")
    assert fold("شاره", "ckb").endswith("ە")


@settings(max_examples=60, deadline=None)
@given(texts, languages)
def test_fold_is_idempotent(text, language):
    assert fold(fold(text, language), language) == fold(text, language)


@settings(max_examples=60, deadline=None)
@given(texts, languages)
def test_fold_leaves_letters_digits_and_single_spaces(text, language):
    folded = fold(text, language)
    assert folded == " ".join(folded.split())
    assert all(unicodedata.category(char)[0] in "LN" for char in folded.replace(" ", ""))


@pytest.mark.parametrize(
    "family",
    [
        "بوكمال البوكمال وبالبوكمال للبوكمال كالبوكمال فبالبوكمال لبوكمال وبوكمال والبوكمال",
        "ريف بريف الريف وريف لريف وبريف",
        "سد السد للسد والسد بالسد",
        "قسد وقسد لقسد بقسد",
        "سوريا سورية سوري السوري السوريين السوريون سوريين لسوريا وسوريا بسورية",
        "لاجئ لاجئين اللاجئين للاجئين واللاجئات لاجئون لاجئة",
        "لجنة اللجنة للجنة واللجنة لجنتها ولجنتهم",
        "وزير الوزير للوزير والوزير بوزير ووزير",
        "وزارة الوزارة بوزارة لوزارة ووزارة",
        "مدينة المدينة مدينتها بمدينتهم والمدينة",
        "كتاب الكتاب بكتاب وكتاب للكتاب كتابها",
        "مخيم المخيم مخيمات المخيمات بالمخيمات",
        "نازح النازحين نازحون ونازحات للنازحين",
        "ألغام الألغام بألغام والألغام",
        "فرنسا وفرنسا بفرنسا لفرنسا",
        "كوباني بكوباني وكوباني لكوباني",
        "إجراء إجراءات الإجراءات",
        "نساء نسا والنساء للنساء",
        "عسكري العسكرية عسكريًا عسكريين",
        "قائد قايد القائد",
        "مؤتمر موتمر المؤتمر",
        "لبنان وبلبنان اللبنان",
        "وقف لوقف الوقف",
        "ولد الولد وولد",
        "قرية القرية قرى",
    ],
)
def test_one_word_meets_itself_behind_prefixes_and_endings(family):
    assert len({tuple(terms(word, "ar")) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ولد", "لد"),
        ("كتب", "تب"),
        ("فرن", "رن"),
        ("باب", "اب"),
        ("بيت", "يت"),
        ("بوكمال", "كمال"),
        ("كمال", "مال"),
        ("البوكمال", "مال"),
        ("كوباني", "باني"),
        ("لبنان", "لبن"),
        ("وزير", "زير"),
        ("ماء", "ما"),
        ("تفاهم", "تفاهة"),
        ("فرات", "فر"),
        ("قانون", "قان"),
        ("كبار", "بار"),
        ("لجنة", "جنة"),
        ("متهم", "مت"),
        ("لغات", "غات"),
        ("الباغوز", "اغوز"),
    ],
)
def test_near_misses_stay_apart(one, other):
    assert terms(one, "ar") != terms(other, "ar")


@pytest.mark.parametrize(
    "word", ["كتب", "ولد", "فرن", "باب", "بيت", "وقت", "ال", "و", "لله", "داعش"]
)
def test_short_words_survive_as_they_are(word):
    assert terms(word, "ar") == [word]


def test_kept_words_never_hide_an_article():
    """A listed «والد» would keep «والدولة» from «دولة»."""
    assert len(KEPT) > 150
    for word in KEPT:
        assert len(word) >= 4, word
        assert word[1:3] != "ال", word


@pytest.mark.parametrize("text", ["26 قاطرة", "بـ26 قاطرة", "٢٦قاطرة", "و26 قاطرة"])
def test_numbers_are_found_where_they_touch_a_word(text):
    assert "26" in terms(text, "ar")


def test_english_and_kurdish_words_are_not_stemmed():
    assert terms("Hamas Hama", "en") == ["hamas", "hama"]
    assert terms("bajarên Kurdistanê", "ku") == ["bajaren", "kurdistane"]
    assert terms("شارەکان", "ckb") == ["شارەكان"]


def test_index_keeps_repetitions_and_order():
    assert index("دير الزور، دير الزور", "ar") == "دير زور دير زور"


def test_query_terms_are_distinct_in_order_and_capped():
    assert query_terms("الباغوز و الباغوز في ريف", "ar") == ["باغوز", "و", "في", "ريف"]
    assert query_terms(" ".join(f"w{n}" for n in range(30)), "en", most=3) == ["w0", "w1", "w2"]
    assert len(query_terms(" ".join(f"w{n}" for n in range(30)), "en")) == 12


@settings(max_examples=60, deadline=None)
@given(texts, languages)
def test_index_and_query_agree(text, language):
    indexed = index(text, language).split()
    assert query_terms(text, language, most=10_000) == list(dict.fromkeys(indexed))


@settings(max_examples=60, deadline=None)
@given(
    st.text("ابتحدلكوفمنهيةءأإ", min_size=3, max_size=8), st.sampled_from(["و", "ف", "وال", "ال"])
)
def test_a_conjunction_or_article_never_hides_a_word(word, prefix):
    whole = fold(prefix + word, "ar")
    assume(whole not in KEPT_WORDS and not whole.startswith(KEPT))
    assume(not (prefix == "ف" and word.startswith("و")))  # taken for one word, as in فوز
    assert terms(prefix + word, "ar") == terms(word, "ar")


def test_the_database_splits_no_term_further():
    words = ["دير", "2000", "ڕۆژ", "ezidi", "لاجي", "ﷺ"]
    terms_ = index(" ".join(words), "ckb").split()
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE f USING fts5(t, tokenize='unicode61')")
    database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(f, 'row')")
    database.execute("INSERT INTO f VALUES (?)", [" ".join(terms_)])
    assert {row[0] for row in database.execute("SELECT term FROM v")} == set(terms_)
