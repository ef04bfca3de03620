"""Caption, credit and rights of several photos at once: each as on its own form."""

from __future__ import annotations

import pytest
from desk_form import page_of, sign_in
from django.urls import reverse
from makers import make_correspondent, make_photo

from newsroom.audit.models import Entry
from newsroom.correspondents.protection import protect
from newsroom.media.admin.bulk import COLUMNS
from newsroom.media.models import Photo

WORDS = reverse("admin:media_photo_words")


def asked(*photos: Photo) -> str:
    return f"{WORDS}?{'&'.join(f'photo={photo.pk}' for photo in photos)}"


def opened(client, *photos: Photo) -> dict:
    """What the page would post as it stands."""
    chosen = client.get(asked(*photos)).context["chosen"]
    hidden = {f"opened_{each.photo.pk}": each.opened for each in chosen}
    return hidden | {"photo": [each.photo.pk for each in chosen]}


def saved(photo: Photo) -> Photo:
    return Photo.objects.get(pk=photo.pk)


def test_words_reach_all_that_were_chosen_and_no_other(reporter, photo_editor):
    one, two, other = (make_photo(reporter) for _ in range(3))
    client = sign_in(photo_editor)

    response = client.post(WORDS, opened(client, one, two) | {
        "caption_ar": "  في السوق ", "credit_en": "Tarfa", "rights": "agency",
        "rights_until": "2027-03-01T18:30",
    }, follow=True)  # fmt: skip

    assert "2 photos saved." in page_of(response)
    for photo in (one, two):
        fresh = saved(photo)
        assert (fresh.caption_ar, fresh.credit_en, fresh.rights) == ("في السوق", "Tarfa", "agency")
        assert fresh.rights_until.isoformat() == "2027-03-01T15:30:00+00:00"
        assert (fresh.alt_ar, fresh.credit_ar, fresh.depicts) == (
            photo.alt_ar, photo.credit_ar, photo.depicts,
        )  # fmt: skip
        assert Photo.objects.search("السوق").filter(pk=photo.pk).exists()
        line = Entry.objects.filter(verb="changed", kind="media.photo", thing=photo.pk).get()
        assert line.by == photo_editor.pk
    assert saved(other).caption_ar == other.caption_ar
    assert not Entry.objects.filter(verb="changed", thing=other.pk).exists()


def test_what_stays_empty_changes_nothing(reporter, photo_editor):
    photo = make_photo(reporter, caption_en="The river")
    before = Photo.objects.values(*COLUMNS, "token", "alt_ar").get()
    client = sign_in(photo_editor)
    answer = client.post(WORDS, opened(client, photo))
    assert "Nothing was changed." in answer.text
    assert not Entry.objects.filter(verb="changed").exists()
    assert Photo.objects.values(*COLUMNS, "token", "alt_ar").get() == before
    assert photo.caption_en == before["caption_en"] == "The river"


def test_photo_that_somebody_changed_meanwhile_stays_with_a_sentence(
    reporter, photo_editor, editor
):
    one, two = make_photo(reporter), make_photo(reporter)
    client = sign_in(photo_editor)
    page = opened(client, one, two)
    two.caption_ar = "كتبها زميل"
    two.save()

    response = client.post(WORDS, page | {"caption_ar": "كلماتي"})

    assert response.status_code == 409
    assert (saved(one).caption_ar, saved(two).caption_ar) == ("كلماتي", "كتبها زميل")
    assert [each.photo.pk for each in response.context["chosen"]] == [two.pk]
    assert "Somebody changed it meanwhile." in page_of(response)
    assert "كلماتي" in page_of(response)

    again = {f"opened_{two.pk}": response.context["chosen"][0].opened, "photo": two.pk}
    assert client.post(WORDS, again | {"caption_ar": "كلماتي"}).status_code == 302
    assert saved(two).caption_ar == "كلماتي"


def test_protected_words_reach_no_cleared_photo(reporter, photo_editor, chief):
    protect(make_correspondent(), "name", ["ليلى حسن الخلف"], by=chief)
    cleared, draft = make_photo(reporter, cleared_by=photo_editor), make_photo(reporter)
    client = sign_in(photo_editor)

    response = client.post(
        WORDS, opened(client, cleared, draft) | {"credit_ar": "تصوير ليلى حسن الخلف"}
    )

    # Of a draft nobody learns by saving: clearing asks. As on its own form.
    assert [each.photo.pk for each in response.context["chosen"]] == [cleared.pk]
    assert "protected for somebody" in response.context["chosen"][0].why
    assert saved(cleared).credit_ar == "طرفاء"
    assert saved(draft).credit_ar == "تصوير ليلى حسن الخلف"


def test_each_is_asked_whether_it_may_be_changed(reporter, stranger, photo_editor):
    """A reporter changes drafts of their own: a cleared one they only see."""
    mine, cleared = make_photo(reporter), make_photo(reporter, cleared_by=photo_editor)
    hidden = make_photo(stranger)
    client = sign_in(reporter)
    page = opened(client, mine, cleared, hidden)
    assert page["photo"] == [cleared.pk, mine.pk]

    response = client.post(
        WORDS, page | {"photo": [mine.pk, cleared.pk, hidden.pk], "caption_ar": "كلماتي"}
    )

    assert [each.photo.pk for each in response.context["chosen"]] == [cleared.pk]
    assert "You may not change this photo." in page_of(response)
    assert [saved(each).caption_ar for each in (mine, cleared, hidden)] == [
        "كلماتي", cleared.caption_ar, hidden.caption_ar,
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_as_often_for_three_photos_as_for_one(
    reporter, photo_editor, count, django_assert_num_queries
):
    photos = [make_photo(reporter) for _ in range(count)]
    client = sign_in(photo_editor)
    client.get(asked(*photos))
    with django_assert_num_queries(6):
        assert len(client.get(asked(*photos)).context["chosen"]) == count


def test_photos_that_one_may_not_see_are_none(reporter, stranger, translator):
    photo = make_photo(reporter)
    client = sign_in(stranger)
    for sent in (photo.pk, 987654, "x", "9" * 30):
        assert client.get(WORDS, {"photo": sent}).status_code == 404
        sent = {"photo": sent, "caption_ar": "كلماتي"}
        assert client.post(WORDS, sent).status_code == 404
    assert sign_in(translator).get(asked(photo)).status_code == 403
    assert saved(photo).caption_ar == photo.caption_ar


def test_nothing_chosen_is_told(photo_editor):
    response = sign_in(photo_editor).get(WORDS, follow=True)
    assert "Choose the photos first." in page_of(response)


def test_too_long_a_word_changes_none_and_is_kept(reporter, photo_editor):
    photo = make_photo(reporter)
    client = sign_in(photo_editor)
    long = "ك" * 401
    response = client.post(WORDS, opened(client, photo) | {"caption_ar": long})
    assert response.context["form"].errors.keys() == {"caption_ar"}
    assert long in response.text
    assert saved(photo).caption_ar == photo.caption_ar


def test_a_year_that_was_mistyped_changes_none_and_is_told(reporter, photo_editor):
    photo = make_photo(reporter)
    client = sign_in(photo_editor)
    for year in ("0001", "9999"):
        data = opened(client, photo) | {"rights_until": f"{year}-12-31T23:59"}
        response = client.post(WORDS, data)
        said = response.context["form"].errors["rights_until"]
        assert said == ["Write a year from 1970 to 2999."]
    assert saved(photo).rights_until is None


def test_focus_and_pixels_stay_as_they_are(reporter, photo_editor):
    photo = make_photo(reporter, focus_x=10)
    client = sign_in(photo_editor)
    client.post(WORDS, opened(client, photo) | {"credit_ar": "غيرها"})
    fresh = saved(photo)
    assert (fresh.credit_ar, fresh.focus_x, fresh.token) == ("غيرها", 10, photo.token)
