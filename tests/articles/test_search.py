"""The search's own tables keep up with the stories, whatever migrations did to them."""

import pytest

from newsroom.articles import writing
from newsroom.articles.models import Edition


def found(words, language="ar"):
    return set(Edition.objects.search(words, language))


def test_search_follows_every_change_of_text(story, people):
    edition = story("draft", text={"headline": "فيضان في الوادي", "body": "<p>ماء.</p>"})
    assert found("فيضان") == {edition}
    writing.write(edition, by=people["reporter"], text={"headline": "جفاف في الوادي"})
    assert found("فيضان") == set()
    assert found("جفاف") == {edition}
    Edition.objects.filter(pk=edition.pk).update(latest=None, approved=None)
    edition.article.delete()
    assert found("جفاف") == set()


def test_search_wants_every_word(story):
    edition = story("draft", text={"headline": "جسر الكرامة", "body": "<p>فُتح.</p>"})
    story("draft", text={"headline": "جسر السبخة", "body": "<p>أُغلق.</p>"})
    assert found("الكرامة جسر") == {edition}
    assert found("") == set()
    assert found("؟؟ !!") == set()


def test_word_that_no_index_has_is_found_nowhere(story):
    """PostgreSQL passes one by: of two words it would find what has the other."""
    long = "م" * 2000
    story("draft", text={"headline": "جسر الكرامة", "body": f"<p>{long}</p>"})
    assert found(long) == found(f"جسر {long}") == set()


@pytest.mark.parametrize(
    ("language", "headline", "words"),
    [
        ("ku", "Av vegeriya Qamişloyê", "qamisloye"),
        ("ckb", "ئاو گەڕایەوە بۆ قامیشلۆ", "قامیشلۆ"),
        ("en", "Water returns to Qamishli", "WATER"),
    ],
)
def test_search_folds_each_language(story, language, headline, words):
    edition = story("draft", language=language, text={"headline": headline, "body": "<p>1</p>"})
    assert found(words, language) == {edition}
