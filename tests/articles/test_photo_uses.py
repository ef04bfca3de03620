"""Which photos stories use, who is told of it, and from whom a need-to-know story keeps its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk_form import sign_in
from django.db import transaction
from django.urls import reverse
from makers import make_photo

from newsroom.articles import photo_uses, writing
from newsroom.articles.models import Article, Edition
from newsroom.media.models import Photo
from newsroom.workflow.moves import NotAllowed, move

CANARY = "زقزوق"
LIST = reverse("admin:media_photo_changelist")
WORDS = reverse("admin:media_photo_words")
PICKER = {"app_label": "articles", "model_name": "articlephoto", "field_name": "photo"}
FIT = {"alt_ar": "النهر", "credit_ar": "طرفاء", "rights": "own", "depicts": "nobody"}
ROLES = ("reporter", "stranger", "translator", "photo", "editor", "chief")


@pytest.fixture
def restrict(people):
    def do(edition: Edition, *readers: str) -> Edition:
        article = Article.objects.get(pk=edition.article_id)
        fields = {"is_restricted": True, "readers": [people[each] for each in readers]}
        writing.save_shared(article, by=people["reporter"], fields=fields, version=article.version)
        return Edition.objects.get(pk=edition.pk)

    return do


def address(name: str, photo: Photo, *more) -> str:
    return reverse(f"admin:media_photo_{name}", args=[photo.pk, *more])


def changes(client, url: str, data: dict) -> bool:
    """Whether a POST changed the photo; it is undone at once."""
    before = Photo.objects.values().order_by("pk").last()
    with transaction.atomic():
        client.post(url, data)
        after = Photo.objects.values().order_by("pk").last()
        transaction.set_rollback(True)
    return before != after


def doors(client, photo: Photo) -> dict[str, Callable[[], bool]]:
    """Every way to learn of a photo in draft, or to change it."""
    canary = Photo.objects.filter(pk=photo.pk).values_list("caption_ar", flat=True).get()
    chosen = {"photo": photo.pk}
    return {
        "list": lambda: canary in client.get(LIST).text,
        "search": lambda: f"/{photo.pk}/change" in client.get(LIST, {"q": canary}).text,
        "picker": lambda: canary in str(client.get(reverse("admin:autocomplete"), PICKER).json()),
        "form": lambda: canary in client.get(address("change", photo)).text,
        "history": lambda: client.get(address("history", photo)).status_code == 200,
        "master": lambda: client.get(reverse("media:master", args=[photo.pk])).status_code == 200,
        "thumbnail": lambda: (
            client.get(reverse("media:master", args=[photo.pk]), {"width": 100}).status_code == 200
        ),
        "words": lambda: canary in client.get(WORDS, chosen).text,
        "save": lambda: changes(client, address("change", photo), FIT | {"caption_en": "New"}),
        "save words": lambda: changes(client, WORDS, chosen | {"caption_en": "New"}),
        "clear": lambda: changes(client, address("move", photo, "publish"), {"seen": photo.seen()}),
    }  # fmt: skip


def opened(person, photo: Photo) -> set[str]:
    """The doors that open for this person."""
    client = sign_in(person)
    return {name for name, way in doors(client, photo).items() if way()}


SEES = {"list", "search", "picker", "form", "history", "master", "thumbnail", "words"}
ALL = SEES | {"save", "save words", "clear"}
#: Who sent it changes it, and clears none.
SENDER = ALL - {"clear"}
BEFORE = {"reporter": SENDER, "photo": ALL, "editor": ALL, "chief": ALL}


@pytest.mark.parametrize("role", ROLES)
def test_photo_of_a_need_to_know_story_is_kept_from_those_who_may_not_see_it(
    story, restrict, people, role
):
    photo = make_photo(people["reporter"], caption_ar=CANARY, alt_ar="النهر")
    edition = story("draft", photos=[photo])
    assert opened(people[role], photo) == BEFORE.get(role, set()), "before it is need-to-know"

    restrict(edition, "editor")

    kept = {"reporter": SENDER, "editor": ALL}
    assert opened(people[role], photo) == kept.get(role, set())


@pytest.mark.parametrize("role", ["chief", "photo", "translator", "stranger"])
def test_cleared_photo_that_only_a_need_to_know_story_has_is_kept_as_well(
    story, restrict, people, role
):
    photo = make_photo(people["reporter"], cleared_by=people["photo"], caption_ar=CANARY)
    edition = story("draft", photos=[photo])
    assert {"list", "search", "picker", "form", "master"} <= opened(people[role], photo)

    restrict(edition, "editor")

    assert opened(people[role], photo) == set()
    for verb in ("publish", "withdraw"):
        with pytest.raises(NotAllowed):
            move(Photo.objects.get(), verb, by=people[role], note="سبب")


def test_photo_is_kept_for_as_long_as_only_need_to_know_stories_have_it(story, restrict, people):
    photo = make_photo(people["reporter"], caption_ar=CANARY)

    def sees(who: str) -> bool:
        return Photo.objects.visible_to(people[who]).filter(pk=photo.pk).exists()

    first, second = (restrict(story("draft", photos=[photo]), who) for who in ("editor", "chief"))
    assert [sees(who) for who in ("editor", "chief", "photo", "reporter")] == [
        True, True, False, True,
    ]  # fmt: skip
    writing.illustrate(second.article, [])
    assert not sees("chief")
    third = story("draft", photos=[photo])
    assert sees("photo")
    restrict(third)
    assert not sees("photo")
    Article.objects.filter(pk=first.article_id).update(is_restricted=False)
    assert sees("photo")


@pytest.mark.parametrize(
    ("state", "seen_by"),
    [("published", {"photo", "editor", "chief"}), ("scheduled", set()), ("withdrawn", {"chief"})],
)
def test_readers_having_the_story_decides(story, restrict, people, state, seen_by):
    """Of what readers had the chief has the means, as with the story itself."""
    photo = make_photo(people["reporter"])
    restrict(story(state, photos=[photo]))
    seeing = {who for who in ROLES if Photo.objects.visible_to(people[who]).exists()}
    assert seeing == {"reporter"} | seen_by


def test_reporter_named_on_the_story_sees_no_draft_of_others(story, restrict, people):
    """Need to know takes away, it gives nothing."""
    restrict(story("draft", photos=[make_photo(people["reporter"])]), "stranger")
    assert not Photo.objects.visible_to(people["stranger"]).exists()


# Where a photo is used


def panel(person, photo: Photo):
    context = sign_in(person).get(address("change", photo)).context
    return [use.title for use in context["uses"]], context["others"]


@pytest.fixture
def used(story, restrict, people):
    """A cleared photo in four stories of the reporter."""
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    lead = make_photo(people["reporter"])
    for state, title, photos in (
        ("published", "منشورة", [photo]), ("draft", "مسودة", [lead, photo]),
        ("submitted", "مرسلة", [photo]),
    ):  # fmt: skip
        story(state, text={"headline": title}, photos=photos)
    restrict(story("draft", text={"headline": CANARY}, photos=[photo]))
    return photo


@pytest.mark.parametrize(
    ("who", "titles", "others"),
    [
        ("reporter", {"منشورة", "مسودة", "مرسلة", CANARY}, 0),
        ("editor", {"منشورة", "مسودة", "مرسلة"}, 0),
        ("chief", {"منشورة", "مسودة", "مرسلة"}, 0),
        ("photo", {"منشورة"}, 2),
        ("stranger", {"منشورة"}, 0),
        ("translator", {"منشورة"}, 0),
    ],
)
def test_uses_are_told_as_far_as_one_may_open_them(people, used, who, titles, others):
    assert (set(panel(people[who], used)[0]), panel(people[who], used)[1]) == (titles, others)


def test_use_says_lead_state_and_the_page_that_readers_have(people, used):
    found = {use.title: use for use in photo_uses.uses_of(used, people["reporter"])}
    public, draft = found["منشورة"], found["مسودة"]
    assert (public.is_lead, public.chip, draft.is_lead, draft.chip) == (
        True, "published", False, "draft",
    )  # fmt: skip
    assert public.public_url == Edition.objects.get(headline="منشورة").url
    assert draft.public_url == ""
    page = sign_in(people["photo"]).get(address("change", used)).text
    assert f'href="{public.public_url}"' in page
    assert f'href="{public.url}"' in page
    assert "And in 2 stories that you cannot open." in page


def test_uses_of_many_stories_are_asked_for_at_once(people, story, django_assert_num_queries):
    photo = make_photo(people["reporter"])
    for _ in range(3):
        story("draft", photos=[photo])
    editor = people["editor"]
    editor.has_perm("media.publish_photo")
    with django_assert_num_queries(1):
        assert len(list(photo_uses.uses_of(photo, editor))) == 3


def test_sender_is_not_told_that_a_story_they_may_not_see_has_the_photo(story, restrict, people):
    photo = make_photo(people["stranger"])
    restrict(story("draft", photos=[photo]), "editor")

    def told(who: str) -> list[bool]:
        client = sign_in(people[who])
        return ["Need to know" in client.get(url).text for url in (LIST, address("change", photo))]

    assert told("editor") == [True, True]
    assert told("stranger") == [False, False]
