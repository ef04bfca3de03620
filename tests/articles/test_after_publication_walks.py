"""What the random walks found, each as a plain case."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.articles import corrections, writing
from newsroom.articles.models import Correction, Edition
from newsroom.workflow.moves import StaleState, move

UNSEEN = "جملة لم يوافق عليها أحد"
RIGHT = "سحبنا المادة. أخطأ فلان. نعتذر."


def fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


@pytest.fixture
def gone(story, editor, chief):
    """Withdrawn by that verb while the editor's change waited; readers may compare, says the
    notice."""

    def make(verb: str) -> Edition:
        edition = story("published")
        writing.write(edition, by=editor, text={"body": f"<p>{UNSEEN}.</p>"})
        if verb == "explain":
            move(fresh(edition), "take_down", by=chief, note="سبب")
        words = {"kind": "withdrawal", "right": RIGHT, "shows_comparison": True}
        corrections.propose(fresh(edition), by=editor, **words)
        move(fresh(edition), verb, by=chief)
        return fresh(edition)

    return make


@pytest.mark.parametrize("verb", ["withdraw", "explain"])
def test_withdrawal_brings_no_words_that_waited(gone, verb):
    edition = gone(verb)
    line = Correction.objects.published().get(right=RIGHT)
    assert line.before_id == line.after_id == edition.approved_id != edition.latest_id
    assert not line.is_comparable


@pytest.mark.parametrize("verb", ["withdraw", "explain"])
def test_story_published_anew_shows_readers_no_words_that_waited_then(
    gone, editor, chief, client, verb
):
    edition = gone(verb)
    move(edition, "bring_back", by=chief)
    writing.write(fresh(edition), by=editor, text={"body": "<p>عادت المحطات إلى العمل.</p>"})
    move(fresh(edition), "approve", by=chief)
    move(fresh(edition), "publish", by=chief)
    assert UNSEEN in edition.latest.body
    line = Correction.objects.published().get(right=RIGHT)
    assert UNSEEN not in client.get(fresh(edition).url).text
    address = reverse("public:change", args=[edition.article_id, line.pk])
    response = client.get(address)
    assert response.status_code == 404
    assert UNSEEN not in response.text


def test_chief_redacts_a_line_that_says_nothing_of_what_was_wrong(gone, chief):
    gone("withdraw")
    line = Correction.objects.published().get()
    assert line.said == ""
    corrections.redact(line, by=chief, at=timezone.now(), said=[], right=[1])
    line.refresh_from_db()
    assert (line.said, line.right) == ("", "سحبنا المادة. […] نعتذر.")


def test_second_redaction_within_a_second_asks_to_look_again(gone, chief):
    gone("withdraw")
    line = Correction.objects.published().get()
    at = timezone.now().replace(microsecond=0)
    corrections.redact(line, by=chief, at=at, said=[], right=[0])
    with pytest.raises(StaleState):
        corrections.redact(line, by=chief, at=at, said=[], right=[1])
    line.refresh_from_db()
    assert line.right == "[…] أخطأ فلان. نعتذر."


def test_redacted_line_is_redacted_again_sentence_by_sentence(gone, chief):
    gone("withdraw")
    line = Correction.objects.published().get()
    at = timezone.now().replace(microsecond=0)
    corrections.redact(line, by=chief, at=at, said=[], right=[0])
    assert corrections.split(line.right) == ["[…] أخطأ فلان.", "نعتذر."]
    corrections.redact(line, by=chief, at=at + timedelta(seconds=1), said=[], right=[0])
    line.refresh_from_db()
    assert line.right == "[…] نعتذر."
