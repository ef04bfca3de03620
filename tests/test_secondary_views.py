"""The desk's views that nobody thinks of: every model, every view, every role.

A draft's words must be in none of them for whoever has no part in it, and what one may not see
answers as what is not there.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.translation.trans_real import translation
from makers import (
    arrange,
    make_bar,
    make_correspondent,
    make_feedback,
    make_page,
    make_photo,
    make_topic,
)
from turns import turn

from newsroom.accounts.models import Account
from newsroom.articles import corrections, writing
from newsroom.articles.models import Article, Edition, LexiconTerm
from newsroom.audit.models import Entry
from newsroom.correspondents.models import Correspondent
from newsroom.media.models import Photo
from newsroom.media.urls import urlpatterns as media_urls
from newsroom.pages.models import Network
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.moves import move

SECRET = "سرّ المسودة"
SECRET_ALONE = "المسودة"
NOWHERE = 987654
ROLES = ("anonymous", "reporter", "stranger", "translator", "photo", "editor", "chief")
#: What a link to the sign-in answers; the same for every address of the desk.
SIGN_IN = 302
GONE = 302  # Django's "does not exist. Perhaps it was deleted?", then the desk's front

#: The only rows that anybody deletes with a page of their own.
DELETING = {("editor", "articles.lexiconterm"), ("chief", "articles.lexiconterm")}

VIEWS = ("list", "add", "change", "history", "delete", "autocomplete", "move")
#: model -> view -> the answer to a GET by reporter, stranger, translator, photo, editor, chief.
#: Each thing is there in the state in which all roles see it; the story is the reporter's.
EXPECTED = {
    "articles.edition": {
        "list": (200, 200, 200, 200, 200, 200),
        "add": (200, 200, 200, 403, 200, 200),
        "change": (200, 200, 200, 200, 200, 200),
        "history": (200, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "autocomplete": (200, 200, 200, 200, 200, 200),
        "move": (403, 403, 403, 403, 403, 200),
    },
    "articles.section": {
        "list": (200, 200, 200, 200, 200, 200),
        "add": (403, 403, 403, 403, 403, 200),
        "change": (200, 200, 200, 200, 200, 200),
        "history": (403, 403, 403, 403, 403, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "autocomplete": (200, 200, 200, 200, 200, 200),
        "move": (403, 403, 403, 403, 403, 200),
    },
    "articles.topic": {
        "list": (200, 200, 200, 200, 200, 200),
        "add": (403, 403, 403, 403, 200, 200),
        "change": (200, 200, 200, 200, 200, 200),
        "history": (403, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "autocomplete": (200, 200, 200, 200, 200, 200),
        "move": (403, 403, 403, 403, 200, 200),
    },
    "articles.lexiconterm": {
        "list": (403, 403, 403, 403, 200, 200),
        "add": (403, 403, 403, 403, 200, 200),
        "change": (403, 403, 403, 403, 200, 200),
        "history": (403, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 200, 200),
    },
    "articles.correction": {
        "list": (403, 403, 403, 403, 200, 200),
        "add": (403, 403, 403, 403, 403, 403),
        "change": (404, 404, 404, 404, 200, 200),
        "history": (403, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
    },
    "regions.region": {
        "list": (200, 200, 200, 200, 200, 200),
        "add": (403, 403, 403, 403, 200, 200),
        "change": (200, 200, 200, 200, 200, 200),
        "history": (403, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "autocomplete": (200, 200, 200, 200, 200, 200),
        "move": (403, 403, 403, 403, 403, 200),
    },
    "correspondents.correspondent": {
        "list": (200, 200, 200, 200, 200, 200),
        "add": (403, 403, 403, 403, 403, 200),
        "change": (200, 200, 200, 200, 200, 200),
        "history": (403, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "autocomplete": (200, 200, 200, 200, 200, 200),
        "move": (403, 403, 403, 403, 403, 200),
    },
    "media.photo": {
        "list": (200, 200, 200, 200, 200, 200),
        "add": (200, 200, 403, 200, 200, 200),
        "change": (200, 200, 200, 200, 200, 200),
        "history": (200, 403, 403, 200, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "autocomplete": (200, 200, 200, 200, 200, 200),
        "move": (403, 403, 403, 200, 200, 200),
    },
    "pages.network": {
        "list": (403, 403, 403, 403, 403, 200),
        "add": (403, 403, 403, 403, 403, 403),
        "change": (403, 403, 403, 403, 403, 200),
        "history": (403, 403, 403, 403, 403, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "autocomplete": (404, 404, 404, 404, 404, 404),
    },
    "pages.page": {
        "list": (403, 403, 403, 403, 200, 200),
        "add": (403, 403, 403, 403, 403, 403),
        "change": (403, 403, 403, 403, 200, 200),
        "history": (403, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "move": (403, 403, 403, 403, 403, 200),
    },
    "pages.feedback": {
        "list": (403, 403, 403, 403, 200, 200),
        "add": (403, 403, 403, 403, 403, 403),
        "change": (403, 403, 403, 403, 200, 200),
        "history": (403, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
    },
    "pages.arrangement": {
        "list": (403, 403, 403, 403, 200, 200),
        "add": (403, 403, 403, 403, 403, 403),
        "change": (403, 403, 403, 403, 200, 200),
        "history": (403, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
    },
    "pages.breakingbar": {
        "list": (403, 403, 403, 403, 200, 200),
        "add": (403, 403, 403, 403, 200, 200),
        "change": (403, 403, 403, 403, 200, 200),
        "history": (403, 403, 403, 403, 200, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "move": (403, 403, 403, 403, 200, 200),
    },
    "audit.entry": {
        "list": (403, 403, 403, 403, 403, 200),
        "add": (403, 403, 403, 403, 403, 403),
        "change": (403, 403, 403, 403, 403, 200),
        "history": (GONE, GONE, GONE, GONE, GONE, 200),
        "delete": (403, 403, 403, 403, 403, 403),
    },
    "accounts.account": {
        "list": (403, 403, 403, 403, 403, 200),
        "add": (403, 403, 403, 403, 403, 403),
        "change": (403, 403, 403, 403, 403, 200),
        "history": (GONE, GONE, GONE, GONE, GONE, 200),
        "delete": (403, 403, 403, 403, 403, 403),
        "autocomplete": (403, 403, 403, 403, 403, 200),
    },
}
#: model -> a field of another model that leads to it, as the autocomplete view asks for it.
SOURCES = {
    "articles.edition": ("articles", "revision", "edition"),
    "articles.section": ("articles", "article", "section"),
    "articles.topic": ("articles", "article", "topics"),
    "regions.region": ("articles", "article", "place"),
    "correspondents.correspondent": ("articles", "byline", "correspondent"),
    "media.photo": ("articles", "articlephoto", "photo"),
    "pages.network": ("pages", "followlink", "network"),
    "accounts.account": ("correspondents", "correspondent", "account"),
}


def address(model: str, view: str, pk: int | None = None) -> str:
    if view == "autocomplete":
        return suggestions(model)
    name = f"admin:{model.replace('.', '_')}"
    match view:
        case "list":
            return reverse(f"{name}_changelist")
        case "add":
            return reverse(f"{name}_add")
        case "move":
            verb = "take_down" if model == "articles.edition" else "withdraw"
            return reverse(f"{name}_move", args=[pk, verb])
    return reverse(f"{name}_{view}", args=[pk])


def suggestions(model: str, term: str = "") -> str:
    app, source, field = SOURCES[model]
    query = f"app_label={app}&model_name={source}&field_name={field}&term={term}"
    return f"{reverse('admin:autocomplete')}?{query}"


def status(client, url: str) -> int:
    return client.get(url).status_code


@pytest.fixture
def things(story, people, network):
    """One of each model, in the state in which every role of the desk sees it."""
    edition = story("published")
    note = corrections.propose(edition, by=people["editor"], kind="note", right="ملاحظة.")
    move(edition, "correct", by=people["chief"])
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    return {
        "articles.edition": edition,
        "articles.section": edition.section,
        "articles.topic": make_topic(),
        "articles.lexiconterm": LexiconTerm.objects.create(term="داعش", language="ar"),
        "articles.correction": note,
        "regions.region": edition.article.place,
        "correspondents.correspondent": make_correspondent(),
        "media.photo": photo,
        "pages.network": network,
        "pages.page": make_page(by=people["editor"], brought_by=people["chief"]),
        "pages.feedback": make_feedback(edition),
        "pages.arrangement": arrange("ar", by=people["editor"], lead=[edition]),
        "pages.breakingbar": make_bar(people["editor"]),
        "accounts.account": people["editor"],
        "audit.entry": Entry.objects.first(),
    }


@pytest.fixture
def enter(client, people):
    """Signs a role in and gives the client: `enter("stranger")`."""

    def signed_in(role: str):
        client.logout()
        if role != "anonymous":
            client.force_login(people[role])
        return client

    return signed_in


def test_table_names_every_model_of_the_desk():
    assert set(EXPECTED) == {model._meta.label_lower for model in admin.site._registry}
    for model, views in EXPECTED.items():
        moving = hasattr(admin.site.get_model_admin(model_of(model)), "move_view")
        lacking = {"move": not moving, "autocomplete": model not in SOURCES}
        assert set(views) == {view for view in VIEWS if not lacking.get(view)}, model


def model_of(label: str):
    return next(model for model in admin.site._registry if model._meta.label_lower == label)


@pytest.mark.parametrize("role", ROLES)
def test_every_view_answers_as_the_table_says(things, enter, role):
    client = enter(role)
    for model, views in EXPECTED.items():
        pk = things[model].pk
        found = {view: status(client, address(model, view, pk)) for view in views}
        if role == "anonymous":
            assert set(found.values()) == {SIGN_IN}, model
        else:
            column = ROLES.index(role) - 1
            assert found == {view: row[column] for view, row in views.items()}, model


def test_anonymous_is_led_to_the_sign_in_and_told_nothing(things, client):
    for model, views in EXPECTED.items():
        for view in views:
            for pk in (things[model].pk, NOWHERE):
                response = client.get(address(model, view, pk))
                assert response.status_code == SIGN_IN
                assert response["Location"].startswith("/admin/login/?next=")
                assert str(things[model]) not in response.text


@pytest.mark.parametrize("role", ROLES)
def test_nothing_else_is_deleted_by_a_post(things, enter, role):
    client = enter(role)
    for model, thing in things.items():
        response = client.post(address(model, "delete", thing.pk), {"post": "yes"})
        deleted = (role, model) in DELETING
        assert response.status_code == (302 if deleted else 403), model
        assert type(thing)._base_manager.filter(pk=thing.pk).exists() is not deleted, model


READ_ONLY = (
    "articles.section", "articles.topic", "regions.region", "correspondents.correspondent",
    "pages.network", "pages.page", "pages.feedback", "accounts.account",
)  # fmt: skip


@pytest.mark.parametrize("role", ["reporter", "stranger", "translator", "photo"])
def test_read_only_roles_change_nothing_by_a_post(things, enter, role):
    client = enter(role)
    sent = {"name_ar": "غيره", "slug": "changed", "username": "changed", "is_superuser": "on"}
    for model in READ_ONLY:
        thing = things[model]
        before = type(thing)._base_manager.filter(pk=thing.pk).values().get()
        for view in ("change", "add"):
            assert client.post(address(model, view, thing.pk), sent).status_code == 403, model
        assert type(thing)._base_manager.filter(pk=thing.pk).values().get() == before


def test_nobody_of_the_desk_becomes_more_than_they_are(people, enter):
    for role in ROLES[1:]:
        person = people[role]
        response = enter(role).post(
            address("accounts.account", "change", person.pk),
            {"username": person.username, "is_superuser": "on", "language": "ar"},
        )
        assert response.status_code == 403
    assert not Account.objects.filter(is_superuser=True).exists()


# A draft's words


@pytest.fixture
def secret(story, people, network):
    """Stories that the stranger has no part in, in every state unseen by readers."""
    text = {"headline": SECRET, "standfirst": SECRET, "body": f"<p>{SECRET}</p>"}
    return [
        story(state, text=text)
        for state in (
            "draft",
            "submitted",
            "in_review",
            "returned",
            "approved",
            "scheduled",
            "withdrawn",
            "spiked",
            "held",
        )  # fmt: skip
    ]


def every_address_of(edition: Edition) -> list[str]:
    pk = edition.pk
    content_type = ContentType.objects.get_for_model(Edition).pk
    moves = [reverse("admin:articles_edition_move", args=[pk, verb]) for verb in Edition.moves()]
    one = [address("articles.edition", view, pk) for view in ("change", "history", "delete")]
    return [
        *one,
        *moves,
        f"/admin/articles/edition/{pk}/",
        f"/admin/r/{content_type}/{pk}/",
        f"/admin/articles/edition/add/?article={edition.article_id}&language=en",
        f"/admin/file/{edition.article.filing_key}/",
    ]


LISTS = (
    "/admin/", "/admin/articles/", "/admin/file/", "/admin/articles/edition/",
    f"/admin/articles/edition/?q={SECRET_ALONE}", f"/admin/articles/edition/?q={SECRET}",
    "/admin/articles/edition/?state=draft", "/admin/articles/edition/?state=scheduled",
    "/admin/articles/edition/?state=withdrawn", "/admin/articles/edition/?state=held",
    "/admin/articles/edition/?headline__contains=سر", "/admin/articles/edition/?o=2&all=1",
    suggestions("articles.edition"), suggestions("articles.edition", SECRET_ALONE),
    "/admin/jsi18n/", "/admin/password_change/",
)  # fmt: skip


def tells(response) -> bool:
    """Whether the answer has the words, in its page or in the address it leads to (a slug)."""
    where = response.get("Location", "")
    return SECRET_ALONE in response.text or "%D9%85%D8%B3%D9%88%D8%AF" in where or "مسود" in where


def addresses_of(
    stories: list[Edition], role: str, *, one_in: int
) -> Iterator[tuple[Edition, str]]:
    """Of each story one address in so many, by turns: each role tries each address with a story."""
    for number, edition in enumerate(stories, start=ROLES.index(role)):
        for url in turn(every_address_of(edition), number, one_in=one_in):
            yield edition, url


@pytest.mark.parametrize("one_in", [3, 8])
def test_each_address_has_its_turn_with_each_role(secret, one_in):
    kinds = len(every_address_of(secret[0]))
    for role in ROLES:
        tried = {
            every_address_of(edition).index(url)
            for edition, url in addresses_of(secret, role, one_in=one_in)
        }
        assert tried == {*range(kinds)}


@pytest.mark.parametrize("one_in", [3, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize("role", ["anonymous", "stranger", "translator", "photo"])
def test_drafts_words_are_nowhere_for_whoever_has_no_part_in_it(secret, enter, role, one_in):
    client = enter(role)
    for url in (*LISTS, *(url for _edition, url in addresses_of(secret, role, one_in=one_in))):
        response = client.get(url)
        asked = [SECRET_ALONE, SECRET] if "q=" in url or "term=" in url else []
        text = response.text
        for word in asked:  # a search box says what was asked
            text = text.replace(f'value="{word}"', "")
        response.content = text.encode()
        assert response.status_code in (200, 302, 400, 403, 404), url
        assert not tells(response), url


@pytest.mark.parametrize("one_in", [8, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize("role", ["stranger", "translator", "photo"])
def test_unseen_story_answers_as_one_that_does_not_exist(secret, enter, role, one_in):
    client = enter(role)
    for edition, url in addresses_of(secret, role, one_in=one_in):
        other = (
            url.replace(f"/{edition.pk}/", f"/{NOWHERE}/")
            .replace(f"article={edition.article_id}&", f"article={NOWHERE}&")
            .replace(str(edition.article.filing_key), "11111111-2222-4333-8444-555555555555")
        )
        assert url != other
        for ask in (client.get, client.post):
            seen, unknown = ask(url), ask(other)
            assert seen.status_code == unknown.status_code, url
            place = seen.get("Location", "").replace(f"/{edition.pk}/", f"/{NOWHERE}/")
            assert place == unknown.get("Location", ""), url
    assert not Edition.objects.filter(pk=NOWHERE).exists()


@pytest.mark.parametrize("role", ["reporter", "editor", "chief"])
def test_drafts_words_are_there_for_its_writer_and_the_desk(secret, enter, role):
    """Otherwise the tests above could not fail."""
    client = enter(role)
    assert SECRET_ALONE in client.get(f"/admin/articles/edition/?q={SECRET}").text.replace(
        f'value="{SECRET}"', ""
    )
    assert SECRET_ALONE in client.get(address("articles.edition", "change", secret[0].pk)).text
    assert SECRET_ALONE in client.get(address("articles.edition", "history", secret[0].pk)).text
    found = client.get(suggestions("articles.edition", SECRET_ALONE)).json()["results"]
    assert len(found) == len(secret)


def test_translation_in_draft_is_not_told_to_readers_of_the_original(story, people, enter):
    original = story("published")
    words = {"headline": SECRET, "body": SECRET}
    draft = writing.start(original.article, "ku", by=people["translator"], text=words)
    assert tells(enter("translator").get(address("articles.edition", "change", draft.pk)))
    for role in ("stranger", "reporter", "photo"):
        client = enter(role)
        for url in (*LISTS[:4], *every_address_of(original)):
            assert not tells(client.get(url)), url


def test_change_that_waits_is_read_by_those_who_work_on_the_story(story, people, enter):
    edition = story("published")
    writing.write(edition, by=people["editor"], text={"headline": SECRET, "body": f"<p>{SECRET}"})
    move(edition, "update", by=people["chief"])
    writing.write(edition, by=people["editor"], text={"headline": "غيره", "body": "<p>غيره</p>"})
    edition.refresh_from_db()
    assert edition.is_pending
    pages = {
        role: enter(role).get(address("articles.edition", "change", edition.pk)).text
        for role in ROLES[1:]
    }
    assert {role for role, page in pages.items() if "غيره" in page} == {
        "reporter", "editor", "chief",
    }  # fmt: skip
    assert SECRET_ALONE in pages["stranger"], "what readers have is read by all"


def says(page, words):
    """In whichever language the desk speaks to that person."""
    return any(translation(code).gettext(words) in page for code in LANGUAGES)


@pytest.mark.parametrize("is_restricted", [False, True])
def test_exact_place_and_what_is_planned_are_read_by_those_who_work_on_the_story(
    story, people, places, enter, is_restricted
):
    edition = story("published", precision=1)
    soon = timezone.now() + timedelta(days=2)
    writing.write(edition, by=people["editor"], text={"headline": "غيره", "body": "<p>غيره</p>"})
    edition.refresh_from_db()
    move(edition, "set_change", by=people["chief"], change_at=soon)
    Article.objects.filter(pk=edition.article_id).update(
        is_restricted=is_restricted, delay_until=timezone.now() - timedelta(days=2)
    )
    pages = {
        role: enter(role).get(address("articles.edition", "change", edition.pk)).text
        for role in ROLES[1:]
    }

    def told(page, slug):
        return any(f">{name}<" in page for name in (places[slug].name_ar, places[slug].name_en))

    exact = {"reporter", "chief"} if is_restricted else {"reporter", "editor", "chief"}
    assert {role for role, page in pages.items() if told(page, "village")} == exact
    strangers = pages["stranger"], pages["translator"], pages["photo"]
    for page in strangers:
        assert told(page, "deir-ez-zor"), "what readers are told, all are told"
        assert not says(page, "Not before")
        assert not says(page, "The change comes to readers")
    assert says(pages["reporter"], "Not before")
    assert says(pages["chief"], "The change comes to readers")


def test_notes_of_the_desk_are_read_by_those_who_work_on_the_story(story, people, enter):
    edition = story("in_review")
    move(edition, "return", by=people["editor"], note=SECRET)
    for verb, who in (("submit", "reporter"), ("take", "editor"), ("approve", "editor"),
                      ("publish", "chief")):  # fmt: skip
        move(edition, verb, by=people[who])
    url = address("articles.edition", "change", edition.pk)
    assert {role for role in ROLES if tells(enter(role).get(url))} == {
        "reporter", "editor", "chief",
    }  # fmt: skip


# Photos


@pytest.fixture
def secret_photo(people):
    return make_photo(people["reporter"], caption_ar=SECRET, alt_ar=SECRET)


#: What `newsroom/media/urls.py` has beside the admin; each is refused as a GET or is a page.
PHOTO_VIEWS = ("master", "original", "original_delete", "original_keep", "obscure",
               "obscure_confirm", "obscure_picture")  # fmt: skip


def test_every_view_of_a_photo_is_known_here():
    assert {pattern.name for pattern in media_urls} == set(PHOTO_VIEWS)


def photo_addresses(pk: int) -> list[str]:
    content_type = ContentType.objects.get_for_model(Photo).pk
    verbs = [reverse("admin:media_photo_move", args=[pk, verb]) for verb in Photo.moves()]
    one = [address("media.photo", view, pk) for view in ("change", "history", "delete")]
    more = [reverse(f"media:{name}", args=[pk]) for name in PHOTO_VIEWS]
    camera = reverse("admin:media_photo_camera", args=[pk])
    words = f"{reverse('admin:media_photo_words')}?photo={pk}"
    return [*one, *verbs, *more, camera, words, f"/admin/r/{content_type}/{pk}/"]


@pytest.mark.parametrize("role", ["anonymous", "stranger", "translator"])
def test_photo_that_is_not_cleared_answers_as_none(secret_photo, enter, role):
    client = enter(role)
    for url, other in zip(photo_addresses(secret_photo.pk), photo_addresses(NOWHERE), strict=True):
        response = client.get(url)
        assert not tells(response), url
        assert response.status_code == client.get(other).status_code, url
        assert response.get("Content-Type", "") != "image/webp"
    for url in ("/admin/media/photo/", suggestions("media.photo")):
        assert not tells(client.get(url)), url


@pytest.mark.parametrize("role", ["reporter", "photo", "editor", "chief"])
def test_photo_that_is_not_cleared_is_seen_by_its_sender_and_the_desk(secret_photo, enter, role):
    client = enter(role)
    assert tells(client.get("/admin/media/photo/"))
    assert tells(client.get(address("media.photo", "change", secret_photo.pk)))
    assert status(client, reverse("media:master", args=[secret_photo.pk])) == 200


@pytest.mark.parametrize("role", ["stranger", "translator", "photo"])
def test_photo_that_is_not_cleared_is_not_told_by_a_story_that_has_it(
    secret_photo, story, enter, role
):
    edition = story("published", photos=[secret_photo])
    client = enter(role)
    for url in (
        address("articles.edition", "change", edition.pk),
        f"/admin/articles/edition/add/?article={edition.article_id}&language=ku",
    ):
        response = client.get(url)
        if role == "photo" or (role == "stranger" and "/add/" in url):
            assert response.status_code in (200, 403)
            assert role == "photo" or not tells(response), url
        else:
            assert response.status_code == 200
            assert not tells(response), url
            assert reverse("media:master", args=[secret_photo.pk]) not in response.text


def test_translator_saves_beside_a_photo_that_is_not_cleared(secret_photo, story, enter):
    edition = story("published", photos=[secret_photo])
    url = f"/admin/articles/edition/add/?article={edition.article_id}&language=ku"
    client = enter("translator")
    seen = client.get(url).context["adminform"].form.initial["seen"]
    response = client.post(url, {"headline": "Av", "body": "<p>Av.</p>", "seen": seen})
    assert response.status_code == 302
    assert edition.article.editions.filter(language="ku").exists()
    assert list(edition.article.photos.all()) == [secret_photo]


# Which account is behind a correspondent


ACCOUNT = "اسم الحساب"
USERNAME = "acct-zx81"


@pytest.fixture
def behind(story, people):
    """A published story under a pen name, whose writer's account has a name of its own."""
    writer = people["reporter"]
    writer.username, writer.name = USERNAME, ACCOUNT
    writer.save()
    nada = make_correspondent(account=writer)
    edition = story("published", correspondents=[nada], signing="pen_name")
    photo = make_photo(writer, cleared_by=people["photo"])
    return {"account": writer, "person": nada, "edition": edition, "photo": photo}


def log_of(thing, account) -> None:
    """A line in Django's own log, as a save in the desk's form leaves it."""
    content_type = ContentType.objects.get_for_model(type(thing))
    LogEntry.objects.create(
        user=account, content_type=content_type, object_id=str(thing.pk), action_flag=1,
        object_repr="",
    )  # fmt: skip


@pytest.mark.parametrize("role", ["stranger", "translator"])
def test_account_behind_a_correspondent_is_told_by_no_page(behind, enter, role):
    client = enter(role)
    for name in ("edition", "photo", "person"):
        log_of(behind[name], behind["account"])
    urls = [
        address(model, view, behind[thing].pk)
        for model, thing in (
            ("articles.edition", "edition"), ("media.photo", "photo"),
            ("correspondents.correspondent", "person"),
        )
        for view in ("list", "change", "history", "autocomplete", "move")
    ]  # fmt: skip
    for url in (*urls, "/admin/", "/admin/file/", suggestions("accounts.account")):
        text = client.get(url).text
        assert ACCOUNT not in text, url
        assert USERNAME not in text, url


GUESSES = (
    "account", "account_id", "account__id__exact", "account__gt", "account__in",
    "account__username", "created_by", "created_by__id__exact", "submitted_by",
    "article__created_by", "latest__by", "history__by", "correspondent__account",
)  # fmt: skip


@pytest.mark.parametrize("one_in", [4, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize("model", ["articles.edition", "correspondents.correspondent"])
@pytest.mark.parametrize("role", ["stranger", "translator", "photo", "reporter"])
def test_account_is_not_found_out_by_filtering(behind, enter, role, model, one_in):
    """The answer to a right guess is that to a wrong one. Each role tries a fourth of them."""
    client = enter(role)
    pk, wrong = behind["account"].pk, NOWHERE
    for lookup in turn(GUESSES, ROLES.index(role), one_in=one_in):
        right_guess = client.get(f"{address(model, 'list')}?{lookup}={pk}", follow=True)
        wrong_guess = client.get(f"{address(model, 'list')}?{lookup}={wrong}", follow=True)
        assert right_guess.status_code == wrong_guess.status_code, lookup
        found = [shows(each, behind) for each in (right_guess, wrong_guess)]
        assert found[0] == found[1], lookup


def shows(response, behind) -> tuple[bool, bool]:
    """Whether a list has the story, and whether it has the correspondent."""
    story, person = behind["edition"].pk, behind["person"].pk
    return (
        f"/admin/articles/edition/{story}/" in response.text,
        f"/admin/correspondents/correspondent/{person}/" in response.text,
    )


@pytest.mark.parametrize("role", ROLES[1:])
def test_account_field_is_for_those_who_make_correspondents(behind, enter, role):
    page = enter(role).get(address("correspondents.correspondent", "change", behind["person"].pk))
    assert ('name="account"' in page.text) == (role == "chief")
    if role != "reporter":  # whose own name stands on top of every page
        assert (ACCOUNT in page.text) == (role == "chief")


@pytest.mark.parametrize("role", ["reporter", "stranger", "editor"])
def test_account_is_not_changed_by_a_forged_form(behind, people, enter, role):
    sent = {"slug": "nada", "signing": "pen_name", "account": people[role].pk, "languages": ""}
    url = address("correspondents.correspondent", "change", behind["person"].pk)
    enter(role).post(url, sent)
    assert Correspondent.objects.get(pk=behind["person"].pk).account == behind["account"]


def test_network_is_one_row_that_only_the_chief_changes(network, enter):
    url = address("pages.network", "change", network.pk)
    assert [status(enter(role), url) for role in ROLES[1:]] == [403, 403, 403, 403, 403, 200]
    assert enter("chief").post(address("pages.network", "add"), {}).status_code == 403
    assert Network.objects.count() == 1
