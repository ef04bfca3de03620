"""The focal point: saved with the form, and every address of the photo changes with it."""

from __future__ import annotations

import pytest
from desk_form import sign_in
from django.urls import reverse
from makers import make_photo

from newsroom.media.models import Photo

WORDS = {"alt_ar": "النهر عند الفجر", "caption_ar": "النهر", "credit_ar": "طرفاء",
         "rights": "own", "depicts": "nobody"}  # fmt: skip


def form_of(photo: Photo) -> str:
    return reverse("admin:media_photo_change", args=[photo.pk])


@pytest.mark.parametrize("state", ["draft", "published"])
def test_new_focus_changes_the_photos_address(reporter, photo_editor, state):
    photo = make_photo(reporter, cleared_by=photo_editor if state == "published" else None)

    sent = WORDS | {"focus_x": "80", "focus_y": "0"}
    assert sign_in(photo_editor).post(form_of(photo), sent).status_code == 302

    fresh = Photo.objects.get()
    assert (fresh.focus_x, fresh.focus_y, fresh.state) == (80, 0, state)
    assert fresh.token != photo.token
    assert fresh.mend_at is not None
    assert [each.token for each in fresh.former_tokens.all()] == [photo.token]


@pytest.mark.parametrize("sent", [{}, {"focus_x": "", "focus_y": ""}, {"focus_x": "50"}])
def test_form_that_says_nothing_new_leaves_the_focus(reporter, photo_editor, sent):
    photo = make_photo(reporter)
    assert sign_in(photo_editor).post(form_of(photo), WORDS | sent).status_code == 302
    fresh = Photo.objects.get()
    assert (fresh.focus_x, fresh.focus_y, fresh.token) == (50, 50, photo.token)


@pytest.mark.parametrize("value", ["-1", "101", "left", "5e9"])
def test_focus_outside_the_picture_is_refused_and_nothing_is_lost(reporter, photo_editor, value):
    photo = make_photo(reporter)

    response = sign_in(photo_editor).post(
        form_of(photo), WORDS | {"caption_ar": "كلمات جديدة", "focus_x": value}
    )

    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == {"focus_x"}
    assert "كلمات جديدة" in response.text
    assert Photo.objects.get().focus_x == 50


def test_sender_cannot_move_the_focus_of_what_readers_have(reporter, photo_editor):
    photo = make_photo(reporter, cleared_by=photo_editor)
    assert sign_in(reporter).post(form_of(photo), WORDS | {"focus_x": "9"}).status_code == 403
    assert Photo.objects.get().focus_x == 50


def test_rights_end_where_the_form_says(reporter, photo_editor):
    photo = make_photo(reporter)
    client = sign_in(photo_editor)
    client.post(form_of(photo), WORDS | {"rights_until": "2027-03-01T18:30"})
    page = client.get(form_of(photo)).text
    assert Photo.objects.get().rights_until.isoformat() == "2027-03-01T15:30:00+00:00"
    assert 'value="2027-03-01T18:30"' in page
