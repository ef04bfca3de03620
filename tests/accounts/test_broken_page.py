"""Something under the newsroom fails: people are told which part, and keep their words."""

from __future__ import annotations

import errno
import re

import pytest
from django.db import OperationalError, connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from makers import BODY, filing_form, make_photo, picture_file

from newsroom.accounts.models import Account
from newsroom.articles import writing
from newsroom.articles.models import Article, Edition, Revision
from newsroom.media.models import Photo
from newsroom.storage import WholeFiles

from .test_sign_in_again import form_of, kept, page_of

pytestmark = pytest.mark.django_db(transaction=True)
SQLITE = connection.vendor == "sqlite"
OURS = {"origin": "http://testserver", "accept-language": "en"}
WORDS = "كلمات كتبها أحدهم في الميدان ولا نسخة أخرى منها"
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def filled(section, places):
    return filing_form(section, places) | {"body": WORDS, "submit": "1"}


@pytest.fixture
def desk(reporter):
    Account.objects.filter(pk=reporter.pk).update(language="en")
    client = Client(headers=OURS, raise_request_exception=False)
    client.force_login(reporter)
    return client


@pytest.fixture
def away():
    """The database is stopped: nobody gets a connection, until `away.back()`."""

    def fails(self, *args, **more):
        raise OperationalError("connection refused, words and all")

    class Away:
        def __call__(self):
            connection.close()
            patch.setattr(type(connections["default"]), "connect", fails)

        def back(self):
            patch.undo()

    with pytest.MonkeyPatch.context() as patch:
        yield Away()


@pytest.fixture
def read_only():
    """The database reads and does not write, as on a disk that the kernel took back."""

    def run(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    if SQLITE:
        yield lambda: run("PRAGMA query_only = ON")
        run("PRAGMA query_only = OFF")
    else:
        yield lambda: run("SET default_transaction_read_only = on")
        connection.close()


@pytest.fixture
def full(settings):
    """A disk with no room for one more page of the database."""

    def run(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0]

    if not SQLITE:
        pytest.skip("Only SQLite lets a test fill its disk.")
    yield lambda: run(f"PRAGMA max_page_count = {run('PRAGMA page_count')}")
    run("PRAGMA max_page_count = 1073741823")


def is_broken(response, status=503):
    assert response.status_code == status
    assert "Traceback" not in page_of(response)
    assert response["Cache-Control"].startswith("no-store")
    return page_of(response)


# At the desk


def test_stopped_database_gives_the_words_back_to_be_sent_again(desk, filled, away):
    away()
    response = desk.post("/admin/file/", filled)
    page = is_broken(response)
    assert response["Retry-After"] == "30"
    assert "Nothing was saved" in page
    assert "The database does not answer" in page
    assert WORDS in page
    away.back()
    to, data = form_of(response, names="body")
    assert kept(data) == filled
    assert desk.post(to, data).status_code == 302
    assert Edition.objects.get().state == "submitted"


def test_words_of_another_site_are_not_offered_to_be_sent(desk, filled, away):
    """It would need one press of whoever is signed in here to make them theirs."""
    away()
    response = desk.post("/admin/file/", filled, headers={"origin": "https://evil.example"})
    assert WORDS not in is_broken(response)


def test_page_for_reading_says_that_what_was_saved_is_safe(desk, away):
    away()
    page = is_broken(desk.get("/admin/"))
    assert "What was saved before is safe" in page
    assert "Nothing was saved" not in page


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_page_speaks_the_browsers_language_where_nobody_knows_the_person(
    desk, away, language, direction
):
    away()
    response = desk.get("/admin/", headers={"accept-language": language})
    assert f'lang="{language}" dir="{direction}"' in is_broken(response)
    assert response["Content-Language"] == language


def test_sign_in_on_a_stopped_database_shows_no_password(desk, away):
    away()
    data = {"username": "reporter", "password": "secret-word"}
    page = is_broken(Client(headers=OURS).post("/admin/login/", data))
    assert "secret-word" not in page
    assert "Try again" in page


def test_words_that_wait_for_a_sign_in_are_kept_over_a_stopped_database(filled, away):
    away()
    data = filled | {"go_on_to": "/admin/file/", "username": "reporter", "password": "secret-word"}
    response = Client(headers=OURS).post("/admin/login/", data)
    to, data = form_of(response, names="body")
    assert to == "/admin/file/"
    assert kept(data) == filled
    assert "secret-word" not in page_of(response)


def test_pictures_are_told_to_be_lost_and_the_story_is_not_sent_on_without_them(desk, filled, away):
    away()
    response = desk.post("/admin/file/", filled | {"picture_1": picture_file()})
    assert "Pictures cannot be kept" in is_broken(response)
    assert "submit" not in form_of(response, names="body")[1]


def test_full_disk_saves_nothing_and_keeps_the_words(desk, story, full):
    edition = story("draft")
    url = reverse("admin:articles_edition_change", args=[edition.pk])
    form = desk.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, [])}
    data |= {"body": f"<p>{WORDS}</p>" + "<p>طويل جدًا</p>" * 900, "_continue": "1"}
    before = Revision.objects.count(), Article.objects.get().version
    full()
    page = is_broken(desk.post(url, data))
    assert "disk is full" in page
    assert "Nothing was saved" in page
    assert WORDS in page
    assert (Revision.objects.count(), Article.objects.get().version) == before
    assert 'id="edition_form"' in desk.get(url).text


def test_database_that_only_reads_serves_the_desk_and_refuses_to_save(desk, filled, read_only):
    session = desk.session
    session["saved"] = timezone.now().timestamp() - 10_000
    session.save()
    read_only()
    assert "File a story" in desk.get("/admin/").text
    page = is_broken(desk.post("/admin/file/", filled))
    assert "can only read" in page
    assert WORDS in page


def test_failure_after_a_commit_is_not_called_nothing(desk, filled, monkeypatch):
    def fails(*args, **more):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("newsroom.articles.filing.move", fails)
    page = is_broken(desk.post("/admin/file/", filled))
    assert Edition.objects.exists()
    assert "It may have been saved" in page
    assert "Nothing was saved" not in page
    assert WORDS in page


def test_connection_that_breaks_in_a_transaction_may_have_broken_after_it(
    desk, filled, monkeypatch
):
    """Nobody who lost the connection knows what became of the commit."""

    def fails(self):
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as patch:
        patch.setattr(type(connections["default"]), "_commit", fails)
        response = desk.post("/admin/file/", filled)
    connection.close()
    assert "It may have been saved" in is_broken(response)


def test_mistake_of_the_program_keeps_the_words_too(desk, filled, monkeypatch):
    monkeypatch.setattr(writing, "record", lambda *args, **more: 1 / 0)
    response = desk.post("/admin/file/", filled)
    page = is_broken(response, status=500)
    assert "Something went wrong on our side" in page
    assert "Nothing was saved" in page
    assert WORDS in page
    assert "Retry-After" not in response
    assert not Edition.objects.exists()


def test_request_that_cannot_be_read_says_so(desk, filled, monkeypatch):
    def fails(self, *args, **more):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("django.http.request.HttpRequest.parse_file_upload", fails)
    page = is_broken(desk.post("/admin/file/", filled))
    assert "did not arrive whole" in page


def test_developers_see_the_words_as_well(desk, filled, away, settings):
    settings.DEBUG = True
    away()
    assert WORDS in is_broken(desk.post("/admin/file/", filled))


def test_log_names_the_part_and_no_word(desk, filled, away, caplog):
    away()
    desk.post("/admin/file/", filled)
    told = "\n".join(record.getMessage() for record in caplog.records if "newsroom" in record.name)
    assert "DATABASE: OperationalError" in told
    assert WORDS not in caplog.text
    assert "words and all" not in caplog.text


# Readers


@pytest.mark.parametrize(
    ("path", "lang"),
    [("/", 'lang="ar" dir="rtl"'), ("/en/", 'lang="en" dir="ltr"'), ("/ku/", 'lang="ku" dir="ltr"'),
     ("/ckb/articles/7/", 'lang="ckb" dir="rtl"')],
)  # fmt: skip
def test_readers_of_a_stopped_database_get_a_page_in_their_language(client, away, path, lang):
    away()
    response = client.get(path)
    assert lang in is_broken(response)
    assert response["Retry-After"] == "30"
    assert not response.cookies


def test_readers_are_served_by_a_database_that_only_reads(client, story, read_only):
    edition = story("published")
    read_only()
    for url in ("/", edition.url, "/search/?q=هجين"):
        text = re.sub("</?mark>", "", client.get(url).text)
        assert edition.headline in text, url


def test_readers_are_served_on_a_full_disk(client, story, full):
    edition = story("published")
    full()
    assert edition.headline in client.get(edition.url).text


# Pictures


@pytest.fixture
def vault_is_full(monkeypatch):
    def fails(self, name, content):
        raise FULL

    monkeypatch.setattr(WholeFiles, "_save", fails)


def test_full_storage_costs_a_filed_picture_and_no_word(desk, filled, vault_is_full):
    del filled["submit"]
    page = page_of(desk.post("/admin/file/", filled | {"picture_1": picture_file()}, follow=True))
    assert "The storage for pictures is full" in page
    assert WORDS in Edition.objects.get().body
    assert not Photo.objects.exists()


def test_full_storage_costs_a_photo_at_the_desk_and_none_of_its_words(photo_editor, vault_is_full):
    Account.objects.filter(pk=photo_editor.pk).update(language="en")
    client = Client(headers=OURS)
    client.force_login(photo_editor)
    data = {"upload": picture_file(), "alt_ar": WORDS, "rights": "own"}
    page = page_of(client.post("/admin/media/photo/add/", data))
    assert "The storage for pictures is full" in page
    assert WORDS in page
    assert not Photo.objects.exists()


def test_full_storage_leaves_a_photo_the_pixels_that_it_has(reporter, photo_editor, monkeypatch):
    photo = make_photo(reporter)
    monkeypatch.setattr(WholeFiles, "_save", lambda *args: (_ for _ in ()).throw(FULL))
    Account.objects.filter(pk=photo_editor.pk).update(language="en")
    client = Client(headers=OURS)
    client.force_login(photo_editor)
    url = reverse("admin:media_photo_change", args=[photo.pk])
    page = client.post(url, {"upload": picture_file(), "alt_ar": WORDS}).text
    assert WORDS in page
    assert "The storage for pictures is full" in page
    fresh = Photo.objects.get()
    assert (fresh.master.name, fresh.width) == (photo.master.name, photo.width)


@pytest.mark.parametrize("body", [BODY])
def test_picture_whose_temporary_file_found_no_room_leaves_the_words(
    desk, filled, settings, body, monkeypatch
):
    def fails(self, data, start):
        raise FULL

    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    handler = "django.core.files.uploadhandler.TemporaryFileUploadHandler"
    monkeypatch.setattr(f"{handler}.receive_data_chunk", fails)
    page = page_of(desk.post("/admin/file/", filled | {"picture_1": picture_file()}, follow=True))
    assert "The storage for pictures is full" in page
    assert "Not submitted yet" in page
    assert WORDS in Edition.objects.get().body
