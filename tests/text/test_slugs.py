import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.text.languages import LANGUAGES
from newsroom.text.slugs import SLUG_PATTERN, slugify


@pytest.mark.parametrize(
    ("language", "text", "slug"),
    [
        ("ar", "إجلاء 26 قاطرة من «الباغوز»…", "إجلاء-26-قاطرة-من-الباغوز"),
        ("ar", "مُدَرِّسَةٌ في قــسد", "مدرسة-في-قسد"),
        ("ar", "نحو (٢٠٠٠) شخص", "نحو-2000-شخص"),
        ("ar", "\u2067دير\u2069 الزور\u200f", "دير-الزور"),
        ("ar", "مؤتمر آل سعود – الرئيس", "مؤتمر-آل-سعود-الرئيس"),
        ("ckb", "خانه\u200cکان لە کۆمەڵگە", "خانهکان-لە-کۆمەڵگە"),
        ("ku", "Nûçe û Rapor: ŞENGAL, Çandinî", "nûçe-û-rapor-şengal-çandinî"),
        ("ku", "Dıyarbakır é", "diyarbakir-e"),
        ("en", "Assad's Élysée visit", "assads-elysee-visit"),
        ("en", "Qamişlo_news", "qamislo-news"),
        ("en", "  --Hello,   World!-- ", "hello-world"),
        ("en", "", ""),
        ("ar", "؟! … \u200f", ""),
    ],
)
def test_slugify(language, text, slug):
    assert slugify(text, language) == slug


def test_slug_is_cut_between_words():
    assert slugify("one two three", "en", longest=8) == "one-two"
    assert slugify("one two three", "en", longest=7) == "one-two"
    assert slugify("one two three", "en", longest=6) == "one"
    assert slugify("استثنائية", "ar", longest=4) == "استث"


@pytest.mark.parametrize("slug", ["دير-الزور", "مُدَرِّسة", "nûçe-û-rapor", "a_b-2", "خانه\u200cکان"])
def test_pattern_matches_own_and_older_slugs(slug):
    assert re.fullmatch(SLUG_PATTERN, slug)


@pytest.mark.parametrize("path", ["", "a/b", "a b", "a.rss", "<b>", "a?b", "a\u2067b"])
def test_pattern_refuses_what_is_no_slug(path):
    assert not re.fullmatch(SLUG_PATTERN, path)


@settings(max_examples=60)
@given(st.text(), st.sampled_from(sorted(LANGUAGES)), st.integers(1, 90))
def test_every_slug_is_short_stable_and_matched(text, language, longest):
    slug = slugify(text, language, longest)
    assert len(slug) <= longest
    assert slugify(slug, language, longest) == slug
    assert slug == slug.strip("-")
    assert not slug or re.fullmatch(SLUG_PATTERN, slug)
