"""A kicker and key points go every way that a headline goes."""

import pytest
from desk_form import add_sibling, address, change, page_of, sign_in

from newsroom.articles import writing
from newsroom.articles.checks import figures, wording
from newsroom.articles.checks.story import Story
from newsroom.articles.models import Edition, Revision
from newsroom.workflow.moves import StaleState, move

KICKER, POINTS = "ماء الفرات", "عادت أربع محطات.\nالقمح أولًا."
NEW = "سنديانة في الساحة"


def fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def test_form_saves_both_and_a_revision_has_them(story, reporter):
    edition = story("draft")
    change(sign_in(reporter), address(edition), kicker=f" {KICKER} ", key_points=f"- {POINTS}\n\n")
    saved = fresh(edition)
    assert (saved.kicker, saved.points) == (KICKER, POINTS.split("\n"))
    assert (saved.latest.kicker, saved.latest.key_points) == (KICKER, POINTS)


def test_sixth_point_is_refused_with_a_sentence_and_nothing_is_lost(story, reporter):
    edition = story("draft")
    six = "\n".join(f"نقطة {number}" for number in range(6))
    page = page_of(change(sign_in(reporter), address(edition), key_points=six, kicker=NEW))
    assert "room for 5 key points" in page
    assert six in page.replace("\r", "")
    assert f'value="{NEW}"' in page
    assert fresh(edition).key_points == ""


@pytest.mark.parametrize("field", ["kicker", "key_points"])
def test_search_finds_their_words_and_readers_get_none_that_waits(story, people, client, field):
    edition = story("published", text={field: "زيتونة قديمة"})
    assert list(Edition.objects.published().search("زيتونة", "ar")) == [edition]
    writing.write(edition, by=people["editor"], text={field: NEW})
    page = client.get(edition.url).text
    assert "زيتونة قديمة" in page
    assert NEW not in page
    move(fresh(edition), "update", by=people["chief"])
    assert NEW in client.get(edition.url).text


@pytest.mark.parametrize("field", ["kicker", "key_points"])
def test_changed_after_approval_goes_back_to_review(story, people, field):
    edition = story("approved")
    seen = fresh(edition)
    writing.write(edition, by=people["editor"], text={field: NEW})
    assert fresh(edition).state == "in_review"
    with pytest.raises(StaleState):
        move(seen, "publish", by=people["chief"])


def test_two_writers_of_both_fields_meet(story, people):
    edition = story("in_review")
    client = sign_in(people["editor"])
    page = client.get(address(edition))
    form = page.context["adminform"].form
    writing.write(edition, by=people["chief"], text={"kicker": KICKER})
    sent = {name: form[name].value() or "" for name in ("seen", "base", "page", "headline", "body")}
    change(client, address(edition), **sent, kicker="", key_points=POINTS)
    merged = fresh(edition)
    assert (merged.kicker, merged.key_points) == (KICKER, POINTS)


def test_translator_has_both_of_the_original_beside_the_form(story, people, translator):
    edition = story("published", text={"kicker": KICKER, "key_points": POINTS})
    page = page_of(sign_in(translator).get(add_sibling(edition.article, "ku")))
    assert 'id="original-kicker-1"' in page
    assert 'id="original-key_points-2"' in page


def test_digest_of_a_revision_without_them_is_what_it_was(story):
    """The audit trail has those of years ago."""
    revision = story("draft").latest
    before = revision.digest()
    fields = [name for name in Revision.APPROVED if name not in ("kicker", "key_points")]
    assert set(revision.text()) - set(fields) == {"kicker", "key_points"}
    revision.kicker = KICKER
    assert revision.digest() != before


def test_checks_read_both():
    story = Story(
        headline="عودة", kicker="ماء  الفرات", key_points="عادت 40 عائلة, أمس", body="عادت."
    )
    assert {each.field for each in wording.slip(story)} == {"kicker", "key_points"}
    assert [each.field for each in figures.unrecorded(story)] == ["key_points"]
