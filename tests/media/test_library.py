"""The photos' list at the desk: what is found, what each card says, and to whom."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from desk_form import page_of, sign_in
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from makers import make_photo

from newsroom.media.models import Obscuring, Photo

LIST = reverse("admin:media_photo_changelist")
WORDS = {"caption_ar": "بيوت في الباغوز", "caption_ku": "Pira Kobanî", "caption_en": "The bridge"}
PICKER = {"app_label": "articles", "model_name": "articlephoto", "field_name": "photo"}


def listed(client, **asked) -> list[Photo]:
    return list(client.get(LIST, asked).context["cl"].result_list)


@pytest.mark.parametrize(
    "words", ["باغوز", "البَاغوز", "kobani", "KOBANÎ", "Kob", "bridge", "bridge kobani", "طرفاء"]
)
def test_photo_is_found_in_any_language_and_spelling(reporter, photo_editor, words):
    found = make_photo(reporter, **WORDS)
    other = make_photo(reporter, caption_ar="سوق", credit_ar="غيرنا")
    client = sign_in(photo_editor)

    assert listed(client, q=words) == [found]
    suggested = client.get(reverse("admin:autocomplete"), PICKER | {"term": words}).json()
    assert [each["id"] for each in suggested["results"]] == [str(found.pk)]
    assert set(listed(client)) == {found, other}


@pytest.mark.parametrize("words", ["ridge", "bridge market", "%", "..."])
def test_what_no_word_begins_with_finds_nothing(reporter, photo_editor, words):
    make_photo(reporter, **WORDS)
    assert listed(sign_in(photo_editor), q=words) == []


def test_photos_from_before_the_library_are_found_after_the_migration(reporter):
    photo = make_photo(reporter, **WORDS)
    Photo.objects.update(folded="")

    import_module("newsroom.media.migrations.0007_photos_are_found").fold(apps, None)

    assert Photo.objects.get().folded == photo.folded != ""
    assert Photo.objects.search("باغوز").exists()


@pytest.fixture
def various(reporter, editor, photo_editor):
    """One photo for each thing that the filters tell apart."""
    now = timezone.now()
    made = {
        "plain": make_photo(reporter),
        "mine": make_photo(photo_editor),
        "cleared": make_photo(reporter, cleared_by=photo_editor),
        "unsaid": make_photo(reporter, rights="", depicts=""),
        "minors": make_photo(reporter, depicts="minors"),
        "soon": make_photo(reporter, rights_until=now + timedelta(days=3)),
        "ended": make_photo(reporter, rights_until=now - timedelta(minutes=1)),
        "later": make_photo(reporter, rights_until=now + timedelta(days=90)),
        "waits": make_photo(reporter),
        "obscured": make_photo(reporter),
        "uncovered": make_photo(reporter),
    }
    box = {"shape": "box", "x": 0.1, "y": 0.1, "width": 0.2, "height": 0.2}
    seen = {"confirmed_by": photo_editor, "confirmed_at": now}
    Obscuring.objects.create(photo=made["waits"], by=editor, areas=[box])
    Obscuring.objects.create(photo=made["obscured"], by=editor, areas=[box], **seen)
    Obscuring.objects.create(photo=made["uncovered"], by=editor, areas=[box], **seen)
    Obscuring.objects.create(photo=made["uncovered"], by=editor, areas=[], **seen)
    return made


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"state": "published"}, {"cleared"}),
        ({"rights": "none"}, {"unsaid"}),
        ({"rights": "soon"}, {"soon"}),
        ({"rights": "ended"}, {"ended"}),
        ({"depicts": "none"}, {"unsaid"}),
        ({"depicts": "minors"}, {"minors"}),
        ({"obscured": "waits"}, {"waits"}),
        ({"obscured": "yes"}, {"waits", "obscured"}),
        ({"sent": "me"}, {"mine"}),
        ({"rights": "soon", "sent": "me"}, set()),
    ],
)
def test_filters_tell_photos_apart(various, photo_editor, asked, names):
    assert {p.pk for p in listed(sign_in(photo_editor), **asked)} == {
        various[name].pk for name in names
    }


def test_rights_filter_takes_one_of_the_kinds(various, photo_editor):
    found = listed(sign_in(photo_editor), rights="own")
    assert set(found) == set(various.values()) - {various["unsaid"]}


def test_used_photos_are_those_of_stories_that_one_may_know_of(
    reporter, stranger, translator, photo_editor, story
):
    used, free = (make_photo(reporter, cleared_by=photo_editor) for _ in range(2))
    story("draft", photos=[used])

    def told(person, value):
        return listed(sign_in(person), used=value)

    for person in (reporter, photo_editor):
        assert (told(person, "yes"), told(person, "no")) == ([used], [free])
    for person in (stranger, translator):
        assert (told(person, "yes"), set(told(person, "no"))) == ([], {used, free})


def test_card_says_what_is_missing_what_ends_and_what_waits(various, photo_editor):
    cards = {card.photo.pk: card for card in sign_in(photo_editor).get(LIST).context["cards"]}

    def of(name):
        return cards[various[name].pk]

    assert of("unsaid").needs == ["rights", "an answer whether it shows minors or detainees"]
    assert of("plain").needs == of("cleared").needs == []
    assert (of("soon").ends, of("soon").is_over) == (various["soon"].rights_until, False)
    assert of("ended").is_over
    assert of("later").ends is None
    assert of("waits").photo.is_waiting
    assert not of("obscured").photo.is_waiting
    page = page_of(sign_in(photo_editor).get(LIST))
    for words in ("Needs: rights", "Rights end ", "Rights ended", "Waits for a second look"):
        assert words in page


@pytest.mark.parametrize(
    ("who", "is_told"),
    [("editor", True), ("chief", True), ("reporter", True), ("photo", False), ("stranger", False),
     ("translator", False)],
)  # fmt: skip
def test_sender_is_told_to_those_who_know_writers(people, who, is_told):
    people["reporter"].name = "اسم الحساب"
    people["reporter"].save()
    make_photo(people["reporter"], cleared_by=people["photo"])

    cards = sign_in(people[who]).get(LIST).context["cards"]

    assert [card.sender for card in cards] == [people["reporter"] if is_told else None]


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_often_for_one_as_for_three(
    reporter, photo_editor, story, number, django_assert_num_queries
):
    story("draft", photos=[make_photo(reporter) for _ in range(number)])
    client = sign_in(photo_editor)
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        response = client.get(LIST)
    assert len(response.context["cards"]) == number


QUERIES = 6


@pytest.mark.parametrize(("who", "may"), [("photo", True), ("reporter", True), ("stranger", True),
                                          ("translator", False)])  # fmt: skip
def test_photos_are_chosen_by_those_who_may_change_some(people, who, may):
    make_photo(people["reporter"], cleared_by=people["photo"])
    page = page_of(sign_in(people[who]).get(LIST))
    assert ('name="photo"' in page) is may
    assert ('form="pick"' in page) is may
