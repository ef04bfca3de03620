"""A reader writes to the desk: from our own page alone, and nothing tells who it was."""

import io
import logging
import zlib
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from makers import make_feedback

from newsroom.articles import writing
from newsroom.articles.models import Article
from newsroom.audit.models import Entry
from newsroom.pages.duties import forget_feedback
from newsroom.pages.models import Feedback
from newsroom.pages.models import feedback as module
from newsroom.public.languages import address

FORM = "application/x-www-form-urlencoded"
OURS = {"Origin": "http://testserver"}
WORDS = {"kind": "mistake", "text": "السعر في الحسكة غير صحيح", "reply_to": ""}
ADDRESS = "203.0.113.77"


@pytest.fixture
def url(story):
    return address("ar", "feedback", story("published").article_id)


def send(client, url, headers=OURS, **more):
    return client.post(url, urlencode(WORDS | more), content_type=FORM, headers=headers)


@pytest.mark.parametrize("lite", [False, True])
def test_words_reach_the_desk_and_the_reader_is_thanked(client, url, lite):
    url = f"/lite{url}" if lite else url
    page = client.get(url)
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "csrf" not in page.text.lower()
    response = send(client, url, reply_to="سيغنال +963 11")
    assert (response.status_code, response["Location"]) == (302, f"{url}thanks/")
    assert client.get(response["Location"]).status_code == 200
    assert not response.cookies
    told = Feedback.objects.get()
    assert (told.text, told.reply_to, told.kind) == (WORDS["text"], "سيغنال +963 11", "mistake")
    assert (told.at.second, told.at.microsecond, told.state) == (0, 0, "new")


FOREIGN, UNKNOWN, TAKEN = "foreign", "unknown", "taken"
SENDERS = [
    ({"Origin": "http://testserver"}, TAKEN),
    ({"Origin": "https://news.example"}, TAKEN),
    ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, TAKEN),
    ({"Sec-Fetch-Site": "same-origin"}, TAKEN),
    ({"Referer": "http://testserver/articles/1/"}, TAKEN),
    ({"Origin": "null", "Referer": "http://testserver/"}, TAKEN),
    ({}, UNKNOWN),
    ({"Origin": "null"}, UNKNOWN),
    ({"Origin": "https://evil.example"}, FOREIGN),
    ({"Origin": "http://testserver.evil.example"}, FOREIGN),
    ({"Origin": "http://testserver:81"}, FOREIGN),
    ({"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"}, FOREIGN),
    ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"}, FOREIGN),
    ({"Sec-Fetch-Site": "none"}, FOREIGN),
    ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, FOREIGN),
    ({"Origin": "http://testserver", "Referer": "https://evil.example/"}, FOREIGN),
    ({"Referer": "https://evil.example/http://testserver/"}, FOREIGN),
    ({"Origin": "http://["}, FOREIGN),
    ({"Referer": "about:blank"}, FOREIGN),
]


@pytest.mark.parametrize(("headers", "answer"), SENDERS)
def test_only_our_own_page_may_send(client, url, settings, headers, answer):
    settings.SITE_URL = "https://news.example"
    response = send(client, url, headers)
    assert Feedback.objects.exists() is (answer == TAKEN)
    assert response.status_code == (302 if answer == TAKEN else 403)
    if answer == UNKNOWN:
        assert WORDS["text"] in response.text, "the reader's own words come back"
    if answer == FOREIGN:
        assert WORDS["text"] not in response.text, "whose words these are nobody knows"


def test_form_of_another_kind_is_not_read(client, url):
    body = {"text": WORDS["text"], "kind": "mistake", "file": io.BytesIO(b"x" * 100)}
    assert client.post(url, body, headers=OURS).status_code == 403
    assert client.put(url, b"x", headers=OURS).status_code == 405
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"text": ""}, {"text": " \u200f\u2068 "}, {"text": "أ" * 3001}, {"kind": "نوع"},
        {"reply_to": "أ" * 201, "text": "كلام يبقى"},
    ],
)  # fmt: skip
def test_refused_words_come_back_with_a_sentence(client, url, more):
    response = send(client, url, **more)
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert (WORDS | more)["text"].strip(" \u200f\u2068") in response.text
    assert response["Cache-Control"] == "no-store"
    assert not Feedback.objects.exists()


def test_hostile_words_are_words(client, url, editor):
    text = 'قبل\x00\x0b\x1b<script>alert(1)</script>"><img src=x>\r\n\u202eبعد'
    assert send(client, url, text=text).status_code == 302
    stored = Feedback.objects.get().text
    assert not set(stored) & set("\x00\x0b\x1b\u202e\r")
    assert "<script>" in stored
    client.force_login(editor)
    for page in (
        "/admin/pages/feedback/",
        f"/admin/pages/feedback/{Feedback.objects.get().pk}/change/",
    ):
        assert "<script>alert" not in client.get(page).text
        assert "&lt;script&gt;" in client.get(page).text
    again = send(client, url, text=text, kind="نوع").text
    assert "<script>alert" not in again
    assert "\x00" not in again


def test_program_that_fills_in_everything_is_thanked_for_nothing(client, url):
    assert send(client, url, website="http://spam.example").status_code == 302
    assert not Feedback.objects.exists()


def test_floods_are_turned_away_and_nobody_is_counted(client, story, monkeypatch):
    monkeypatch.setattr(module, "HOUR_OF_A_STORY", 2)
    monkeypatch.setattr(module, "HOUR", 3)
    first, second = (address("ar", "feedback", story("published").article_id) for _n in range(2))
    assert [send(client, first).status_code for _n in range(3)] == [302, 302, 429]
    refused = send(client, first, text="كلام لا يضيع")
    assert "كلام لا يضيع" in refused.text
    assert [send(client, second).status_code for _n in range(2)] == [302, 429]
    Feedback.objects.update(at=timezone.now() - timedelta(hours=2))
    assert send(client, first).status_code == 302


def test_what_nobody_has_looked_at_shuts_the_form_until_somebody_does(
    client, url, story, editor, monkeypatch
):
    monkeypatch.setattr(module, "MOST", 2)
    lying = [make_feedback(story("published")).pk for _n in range(2)]
    Feedback.objects.update(at=timezone.now() - timedelta(days=2))
    refused = send(client, url)
    assert refused.status_code == 429
    assert "حاولوا لاحقًا" in refused.text
    client.force_login(editor)
    client.post("/admin/pages/feedback/", {"action": "finish", "_selected_action": lying})
    assert send(client, url).status_code == 302


def everything_stored(settings) -> str:
    """All of the database, and all that is kept in caches."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [str(row) for row in cursor.fetchall()]
    folder = Path(settings.CACHES["default"].get("LOCATION", "/nowhere"))
    return "\n".join(rows + [kept_in(path) for path in folder.rglob("*.djcache")])


def kept_in(path: Path) -> str:
    """Of a file of Django's cache: when it expires, then what it keeps, compressed."""
    expires, found, kept = path.read_bytes().partition(b"x\x9c")
    return (expires + zlib.decompress(found + kept)).decode("utf-8", "replace")


def test_nothing_of_the_sender_or_their_words_can_be_read_back(client, url, settings, caplog):
    caplog.set_level(logging.DEBUG)
    agent = "Nokia-3310-unmistakable"
    phone = "+963944123456"
    more = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": agent, "HTTP_X_FORWARDED_FOR": ADDRESS}
    cache.set("leak", ADDRESS)
    if "FileCache" in settings.CACHES["default"]["BACKEND"]:
        assert ADDRESS in everything_stored(settings), "it would be seen"
    cache.delete("leak")
    for text in (WORDS["text"], ""):
        body = urlencode(WORDS | {"text": text, "reply_to": phone})
        client.post(url, body, content_type=FORM, headers=OURS, **more)
    assert Feedback.objects.get().reply_to == phone
    stored = everything_stored(settings) + caplog.text
    for secret in (ADDRESS, agent, phone, WORDS["text"]):
        assert secret not in stored


def test_its_time_is_over(story):
    edition, now = story("published"), timezone.now()
    for days in (1, 31, 91):
        made = make_feedback(edition, reply_to="سيغنال")
        Feedback.objects.filter(pk=made.pk).update(at=now - timedelta(days=days))
    assert forget_feedback(now) == 2
    assert forget_feedback(now) == 0
    assert [each.reply_to for each in Feedback.objects.order_by("at")] == ["", "سيغنال"]


def test_words_sealed_with_a_key_that_is_lost_are_empty(story, settings):
    made = make_feedback(story("published"))
    settings.PROTECTION_KEY = "another" * 10
    assert Feedback.objects.get(pk=made.pk).text == ""


@pytest.mark.parametrize("state", ["approved", "scheduled", "withdrawn"])
def test_story_that_readers_do_not_have_takes_nothing(client, story, state):
    url = address("ar", "feedback", story(state).article_id)
    assert [client.get(url).status_code, send(client, url).status_code] == [404, 404]
    assert client.get(f"{url}thanks/").status_code == 404


def test_story_in_another_language_is_written_to_there(client, url):
    assert client.get(f"/en{url}").status_code == 404


def test_story_called_feedback_has_an_address_of_its_own(client, story):
    edition = story("published", language="en", text={"headline": "Feedback"})
    assert client.get(edition.url).status_code == 200
    assert edition.url.endswith(f"/{edition.article_id}/-/")


def test_link_stands_under_every_story(client, story):
    edition = story("published")
    for page, tell in ((edition.url, ""), (f"/lite{edition.url}", "/lite")):
        assert f'href="{tell}/articles/{edition.article_id}/feedback/"' in client.get(page).text


# At the desk


@pytest.mark.parametrize("role", ["reporter", "stranger", "translator", "photo", "editor", "chief"])
def test_editors_read_it_and_nobody_else(client, story, people, role):
    made = make_feedback(story("published"))
    client.force_login(people[role])
    may = role in ("editor", "chief")
    urls = ["/admin/pages/feedback/", f"/admin/pages/feedback/{made.pk}/change/"]
    for url in urls:
        response = client.get(url)
        assert (response.status_code, made.text in response.text) == (200 if may else 403, may)
    assert ("?state__exact=new" in client.get("/admin/").text) is may
    client.post(urls[0], {"action": "finish", "_selected_action": [made.pk]})
    made.refresh_from_db()
    assert made.state == ("done" if may else "new")
    assert Entry.objects.filter(verb="changed", kind="pages.feedback").exists() is may


def test_nobody_changes_a_readers_words(client, story, people):
    made = make_feedback(story("published"))
    client.force_login(people["chief"])
    sent = {"state": "seen", "text": "غيره", "sealed_text": "غيره", "kind": "other"}
    client.post(f"/admin/pages/feedback/{made.pk}/change/", sent)
    told = Feedback.objects.get()
    assert (told.state, told.text, told.kind) == ("seen", "السعر خطأ", "mistake")


def test_of_a_need_to_know_story_those_read_it_who_may_know_the_story(client, story, people):
    edition = story("published")
    make_feedback(edition, "اسم المصدر")
    article = Article.objects.get(pk=edition.article_id)
    fields = {"is_restricted": True, "readers": [people["stranger"]]}
    writing.save_shared(article, by=people["reporter"], fields=fields, version=article.version)
    pk = Feedback.objects.get().pk
    for role, may in (("editor", False), ("chief", True)):
        client.force_login(people[role])
        assert ("اسم المصدر" in client.get("/admin/pages/feedback/").text) is may, role
        one = client.get(reverse("admin:pages_feedback_change", args=[pk]))
        assert (one.status_code == 200) is may, role
        assert ("?state__exact=new" in client.get("/admin/").text) is may, role


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_for_three_as_for_one(
    client, story, editor, count, django_assert_num_queries
):
    for _number in range(count):
        make_feedback(story("published"))
    client.force_login(editor)
    client.get("/admin/pages/feedback/")
    with django_assert_num_queries(6):
        client.get("/admin/pages/feedback/")
