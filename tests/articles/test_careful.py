"""What readers have of who reported a story, and of where, only becomes more cautious."""

import pytest
from desk_form import address, opened, page_of, sign_in
from django.utils import translation
from makers import make_correspondent

from newsroom.articles import writing
from newsroom.articles.models import Article, Edition
from newsroom.correspondents.models import WordKind
from newsroom.correspondents.protection import protect
from newsroom.regions.models import Region
from newsroom.workflow.moves import Refused, move


@pytest.fixture
def salim():
    return make_correspondent("salim", pen_name_ar="سليم الفرات", pen_name_en="Salim al-Furat")


def again(edition: Edition) -> Edition:
    return Edition.objects.select_related("article").get(pk=edition.pk)


def share(edition: Edition, by, **fields) -> None:
    article = Article.objects.get(pk=edition.article_id)
    writing.save_shared(article, by=by, fields=fields, version=article.version)


def save(edition: Edition, by, **fields):
    """By the desk's own form."""
    return sign_in(by).post(address(edition), opened(by, edition) | fields)


def test_published_story_is_signed_more_cautiously_at_once_and_never_more_openly(story, editor):
    edition = story("published", correspondents=[make_correspondent()], signing="pen_name")
    share(edition, editor, signing="withheld")
    assert again(edition).article.signing == "withheld"
    assert again(edition).history.first().verb == "share"
    with pytest.raises(Refused):
        share(edition, editor, signing="pen_name")
    assert again(edition).article.signing == "withheld"


def test_published_story_shows_no_finer_place_later(story, editor):
    edition = story("published", precision=2)
    share(edition, editor, precision=1)
    with pytest.raises(Refused):
        share(edition, editor, precision=4)
    assert again(edition).article.precision == 1


@pytest.mark.parametrize("field", ["place", "regions"])
def test_finer_place_is_no_way_round_the_precision(story, editor, places, client, field):
    edition = story("published", precision=4, place=places["deir-ez-zor"])
    village = places["village"]
    value = village.pk if field == "place" else [village.pk]
    answer = save(edition, editor, **{field: value}, standfirst="جملة كتبتها الآن")
    assert "جملة كتبتها الآن" in page_of(answer)
    assert village.name_ar not in page_of(client.get(again(edition).url))
    assert village not in again(edition).article.listed_in.all()
    with pytest.raises(Refused):
        share(edition, editor, **{field: village if field == "place" else [village]})


def test_coarser_place_and_one_as_coarse_are_shown_at_once(story, editor, places):
    edition = story("published", precision=4, place=places["village"])
    share(edition, editor, place=places["susat"], regions=[places["abu-kamal"]])
    assert again(edition).article.place == places["susat"]
    assert places["abu-kamal"] in again(edition).article.listed_in.all()


def test_no_place_at_hand_is_the_protected_village_of_who_reported_it(
    story, people, places, client
):
    nada = make_correspondent()
    protect(nada, WordKind.VILLAGE, [places["village"].name_ar], by=people["chief"])
    other = Region.objects.create(
        slug="other-village", parent=places["susat"], level=4, state="published",
        name_ar="قرية أخرى", name_en="Another village",
    )  # fmt: skip
    edition = story(
        "published", precision=4, place=other, correspondents=[nada], signing="withheld"
    )
    save(edition, people["editor"], place=places["village"].pk)
    assert places["village"].name_ar not in page_of(client.get(again(edition).url))
    assert again(edition).article.place == other


def test_nobody_else_is_named_with_what_readers_have(story, editor, client, salim):
    nada = make_correspondent()
    edition = story("published", correspondents=[nada], signing="pen_name")
    save(edition, editor, correspondents=[nada.pk, salim.pk])
    assert "سليم الفرات" not in page_of(client.get(again(edition).url))
    with pytest.raises(Refused):
        writing.sign(again(edition).article, [nada, salim])
    assert list(again(edition).article.correspondents.all()) == [nada]


def test_byline_is_taken_away_at_once_and_does_not_come_back(story, editor, salim):
    nada = make_correspondent()
    edition = story("published", correspondents=[nada, salim], signing="pen_name")
    save(edition, editor, correspondents=[nada.pk])
    assert list(again(edition).article.correspondents.all()) == [nada]
    save(edition, editor, correspondents=[nada.pk, salim.pk])
    assert list(again(edition).article.correspondents.all()) == [nada]


def test_scheduled_story_is_taken_off_the_schedule_first(story, editor, places):
    edition = story("scheduled", precision=4, place=places["susat"])
    with translation.override("en"), pytest.raises(Refused, match="off the schedule"):
        share(edition, editor, place=places["village"])
    move(again(edition), "unschedule", by=editor)
    share(edition, editor, place=places["village"])
    assert again(edition).article.place == places["village"]


def test_author_who_was_off_the_byline_for_the_approval_publishes_nothing(story, people):
    nada = make_correspondent(account=people["editor"])
    edition = story("in_review", signing="desk")
    move(again(edition), "approve", by=people["editor"])
    writing.sign(again(edition).article, [nada])
    for name in ("editor", "chief"):
        with pytest.raises(Refused):
            move(again(edition), "publish", by=people[name])


def test_whom_no_reader_is_told_of_is_put_with_a_story_any_time(story, editor, salim):
    edition = story("published", correspondents=[make_correspondent()], signing="withheld")
    writing.sign(again(edition).article, [salim])
    assert list(again(edition).article.correspondents.all()) == [salim]
    never = make_correspondent("never", signing="withheld", pen_name_ar="لا أحد", pen_name_en="N")
    shown = story("published", correspondents=[make_correspondent("nur")], signing="pen_name")
    writing.sign(again(shown).article, [never])
    assert list(again(shown).article.correspondents.all()) == [never]
    save(shown, editor, signing="withheld", correspondents=[salim.pk])
    assert list(again(shown).article.correspondents.all()) == [salim]
