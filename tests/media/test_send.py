"""Several pictures at once: each for itself, none lost for another's sake, none sent twice."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from makers import make_correspondent, picture_file
from PIL import Image

from newsroom.accounts.models import Account
from newsroom.correspondents.protection import protect
from newsroom.media import pixels
from newsroom.media.admin import send
from newsroom.media.models import Photo, vault
from newsroom.storage import WholeFiles

ADD, SEND = reverse("admin:media_photo_add"), reverse("admin:media_photo_send")
SCRIPT = {"Accept": "application/json"}
UNREADABLE = "This file is no picture that we can read"


def lined(seed: int, size=(90, 80), format: str = "PNG") -> SimpleUploadedFile:
    """A picture of its own look for each seed."""
    tones = bytes((seed * 2654435761 >> n % 31) % 200 for n in range(72))
    out = io.BytesIO()
    Image.frombytes("L", (9, 8), tones).resize(size, Image.Resampling.NEAREST).convert("RGB").save(
        out, format
    )
    return SimpleUploadedFile(f"{seed}.{format.lower()}", out.getvalue())


def broken() -> SimpleUploadedFile:
    return SimpleUploadedFile("broken.jpg", b"no picture at all")


@pytest.fixture
def enter(client):
    def enter(person: Account):
        Account.objects.filter(pk=person.pk).update(language="en")
        person.language = "en"
        client.force_login(person)
        return client

    return enter


# Without scripts


def test_page_for_a_new_photo_takes_several(enter, reporter):
    page = enter(reporter).get(ADD)
    assert page.status_code == 200
    assert 'type="file" id="pictures" name="pictures"' in page.text
    assert "multiple" in page.text
    assert reverse("admin:media_photo_send") in page.text


def test_window_of_a_storys_form_takes_one_with_its_words(enter, editor):
    page = enter(editor).get(ADD, {"_popup": 1}).text
    assert 'name="upload"' in page
    assert 'name="alt_ar"' in page


def test_each_is_taken_for_itself(enter, reporter):
    files = [lined(1), broken(), lined(2, format="WEBP"), SimpleUploadedFile("empty.jpg", b"")]
    page = enter(reporter).post(SEND, {"pictures": files})
    assert page.status_code == 200
    assert page.text.count("Arrived.") == 2
    assert UNREADABLE in page.text
    assert Photo.objects.count() == 2
    for photo in Photo.objects.all():
        assert photo.sent_by == reporter
        assert photo.state == "draft"
        assert len(photo.digest) == 64
        assert len(photo.likeness) == 16
        assert vault().exists(photo.master.name)
        assert reverse("admin:media_photo_change", args=[photo.pk]) in page.text
    assert Photo.objects.last().original.read() == files[0].open().read()


def test_no_rendition_is_made_while_somebody_waits(enter, reporter, tmp_path, monkeypatch):
    """The master is encoded once, and that is all."""
    calls = []
    whole = pixels.encoded
    monkeypatch.setattr("newsroom.media.models.mastered.encoded",
                        lambda *args, **more: calls.append(1) or whole(*args, **more))  # fmt: skip
    enter(reporter).post(SEND, {"pictures": [lined(1), lined(2)]})
    assert len(calls) == 2
    assert not (tmp_path / "media").exists() or not list((tmp_path / "media").iterdir())


def test_words_for_all_are_written_to_each(enter, reporter):
    words = {"language": "en", "caption": " A  river\x0b", "credit": "Tarfa", "rights": "own"}
    enter(reporter).post(SEND, words | {"pictures": [lined(1), lined(2)]})
    found = Photo.objects.values_list("caption_en", "credit_en", "rights")
    assert list(found) == [("A river", "Tarfa", "own")] * 2


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_words_that_are_protected_stop_before_anything_is_stored(enter, reporter, chief, headers):
    nada = make_correspondent(account=reporter)
    protect(nada, "name", ["Leila Hasan"], by=chief)
    sent = {"credit": "Leila Hasan", "caption": "stays typed", "pictures": [lined(1)]}
    answer = enter(reporter).post(SEND, sent, headers=headers)
    assert answer.status_code == 422
    assert "protected for somebody" in answer.content.decode()
    assert headers or "stays typed" in answer.text
    assert not Photo.objects.exists()


def test_colleagues_protected_words_are_not_found_out_by_trying(enter, reporter, stranger, chief):
    protect(make_correspondent(account=stranger), "name", ["Leila Hasan"], by=chief)
    sent = {"credit": "Leila Hasan", "pictures": [lined(1)]}
    assert enter(reporter).post(SEND, sent).status_code == 200
    assert Photo.objects.get().named("credit")[0] == "Leila Hasan"


def test_more_than_go_together_are_named(enter, reporter, monkeypatch):
    monkeypatch.setattr(send, "MOST_TOGETHER", 2)
    page = enter(reporter).post(SEND, {"pictures": [lined(1), lined(2), lined(3)]}).text
    assert Photo.objects.count() == 2
    assert "Not taken: at most 2 at a time. Send it again." in page
    assert "3.png" in page


def test_nothing_chosen_is_said(enter, reporter):
    assert "No picture arrived." in enter(reporter).post(SEND, {}).text
    assert enter(reporter).post(SEND, {}, headers=SCRIPT).status_code == 422


def test_vault_that_fails_costs_the_picture_and_its_sentence_says_so(enter, reporter, monkeypatch):
    def fails(self, name, content):
        raise OSError("no answer")

    monkeypatch.setattr(WholeFiles, "_save", fails)
    page = enter(reporter).post(SEND, {"pictures": [lined(1)]})
    assert "The storage for pictures does not answer." in page.text
    assert not Photo.objects.exists()


# With scripts


def test_script_is_answered_for_its_one_picture(enter, reporter):
    answer = enter(reporter).post(SEND, {"pictures": [lined(1), lined(2)]}, headers=SCRIPT).json()
    photo = Photo.objects.get()
    assert (answer["photo"], answer["is_known"], answer["refusal"]) == (photo.pk, False, "")
    assert reverse("media:master", args=[photo.pk]) in answer["row"]
    refused = enter(reporter).post(SEND, {"pictures": [broken()]}, headers=SCRIPT)
    assert refused.status_code == 200
    assert (refused.json()["photo"], Photo.objects.count()) == (None, 1)
    assert UNREADABLE in refused.json()["refusal"]


def test_name_of_a_file_is_text(enter, reporter):
    file = SimpleUploadedFile("<img src=x onerror=alert(1)>.png", b"nothing")
    answer = enter(reporter).post(SEND, {"pictures": [file]}, headers=SCRIPT).json()
    assert "<img src=x" not in answer["row"]
    assert "&lt;img src=x" in answer["row"]


# The same picture twice


def test_same_file_twice_in_one_sending_is_one(enter, reporter):
    page = enter(reporter).post(SEND, {"pictures": [lined(1), lined(1), lined(2)]}).text
    assert Photo.objects.count() == 2
    assert "This picture is here already:" in page


@pytest.mark.parametrize(("kind", "said"), [("same", "This picture is here already"),
                                            ("alike", "This looks like a picture")])  # fmt: skip
def test_picture_that_is_here_is_offered_instead(enter, reporter, photo_editor, kind, said):
    enter(reporter).post(SEND, {"pictures": [lined(1)]})
    again = lined(1) if kind == "same" else lined(1, size=(270, 250), format="WEBP")
    known = Photo.objects.get()
    files = set(vault().listdir("")[1])

    answer = enter(photo_editor).post(SEND, {"pictures": [again]}, headers=SCRIPT).json()

    assert (answer["photo"], answer["is_known"]) == (known.pk, True)
    assert said in answer["row"]
    assert reverse("admin:media_photo_change", args=[known.pk]) in answer["row"]
    assert Photo.objects.count() == 1
    assert set(vault().listdir("")[1]) == files
    again.seek(0)
    sent = {"pictures": [again], "even_if_known": "on"}
    assert not enter(photo_editor).post(SEND, sent, headers=SCRIPT).json()["is_known"]
    assert Photo.objects.count() == 2


@pytest.mark.parametrize("size", [(90, 80), (270, 250)])
def test_what_one_may_not_see_is_not_told(enter, reporter, stranger, size):
    """To the byte or by its look: the stranger's picture is new, as if there were no other."""
    enter(reporter).post(SEND, {"pictures": [lined(1)], "caption": "secret words"})
    answer = enter(stranger).post(SEND, {"pictures": [lined(1, size=size)]}, headers=SCRIPT).json()
    assert not answer["is_known"]
    assert "secret words" not in answer["row"]
    assert Photo.objects.filter(sent_by=stranger).count() == 1


def test_desk_is_told_on_the_photos_page_what_it_looks_like(enter, reporter, stranger, editor):
    enter(reporter).post(SEND, {"pictures": [lined(1)], "caption": "the first one"})
    enter(stranger).post(SEND, {"pictures": [lined(1, size=(270, 250))]})
    own = Photo.objects.get(sent_by=stranger)
    address = reverse("admin:media_photo_change", args=[own.pk])
    told = "Looks like a photo that is here"
    page = enter(editor).get(address).text
    assert told in page
    assert "the first one" in page
    page = enter(stranger).get(address).text
    assert told not in page
    assert "the first one" not in page


def test_form_of_a_draft_exchanges_digest_and_likeness_with_the_pixels(enter, reporter):
    enter(reporter).post(SEND, {"pictures": [lined(1)]})
    before = Photo.objects.get()
    url = reverse("admin:media_photo_change", args=[before.pk])
    enter(reporter).post(url, {"upload": lined(2)})
    after = Photo.objects.get()
    assert (after.digest, after.likeness) != (before.digest, before.likeness)
    answer = enter(reporter).post(SEND, {"pictures": [lined(1)]}, headers=SCRIPT).json()
    assert not answer["is_known"]


# Who may


@pytest.mark.parametrize("role", ["reporter", "stranger", "photo", "editor", "chief"])
def test_those_who_add_photos_send_them(enter, people, role):
    assert enter(people[role]).post(SEND, {"pictures": [lined(1)]}).status_code == 200
    assert Photo.objects.get().sent_by == people[role]


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_others_send_none(enter, translator, client, headers):
    for person in (None, translator):
        if person:
            enter(person)
        answer = client.post(SEND, {"pictures": [picture_file()]}, headers=headers)
        assert answer.status_code == 403
        assert client.get(ADD).status_code == (403 if person else 302)
    assert not Photo.objects.exists()


def test_page_is_only_posted_to(enter, reporter):
    assert enter(reporter).get(SEND).status_code == 405
