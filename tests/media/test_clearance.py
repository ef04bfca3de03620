"""Who can fetch a photo, and when: renditions follow clearance, the master its own list."""

from __future__ import annotations

import errno
import io
import re
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from makers import make_photo, picture_file
from PIL import Image

from newsroom.accounts.models import Account
from newsroom.articles.models import Edition
from newsroom.media import clearance, renditions
from newsroom.media.duties import sweep
from newsroom.media.models import Photo
from newsroom.storage import WholeFiles
from newsroom.workflow.moves import Refused, move

ADD = reverse("admin:media_photo_add")
NAME = "Leila-Hasan-Raqqa-house.jpg"
#: What the form wants before the photo is fit for readers.
FIT = {
    "alt_ar": "النهر عند الفجر",
    "caption_ar": "ضفة النهر",
    "credit_ar": "طرفاء",
    "rights": "own",
    "depicts": "nobody",
}
#: What the plain file of `make_photo` is called.
PLAIN = "/article-800.jpg"
DEPICTS = "an answer whether it shows minors or detainees"


@pytest.fixture
def moved(django_capture_on_commit_callbacks):
    """Moves, and lets the effects happen that follow the commit."""

    def moved(photo: Photo, verb: str, by: Account, note: str = "") -> None:
        with django_capture_on_commit_callbacks(execute=True):
            move(photo, verb, by=by, note=note)

    return moved


def sign_in(account: Account) -> Client:
    Account.objects.filter(pk=account.pk).update(language="en")
    client = Client()
    client.force_login(account)
    return client


def files_under(path) -> list[str]:
    return sorted(str(file.relative_to(path)) for file in path.rglob("*") if file.is_file())


def every_file(photo: Photo) -> list[str]:
    return sorted(renditions.names(photo))


def master(photo: Photo) -> str:
    return reverse("media:master", args=[photo.pk])


def move_url(photo: Photo, verb: str) -> str:
    return reverse("admin:media_photo_move", args=[photo.pk, verb])


# Renditions


def test_renditions_exist_only_while_the_photo_is_cleared(
    reporter, photo_editor, moved, settings, tmp_path
):
    photo = make_photo(reporter)
    assert files_under(tmp_path / "media") == []

    moved(photo, "publish", photo_editor)

    assert files_under(tmp_path / "media") == [renditions.plain_name(photo)]
    assert (
        Image.open(default_storage.open(renditions.plain_name(photo))).size
        == (renditions.plain(photo)[1:])
    )
    clearance.reconcile(photo)
    assert files_under(tmp_path / "media") == every_file(photo)
    assert len(every_file(photo)) > 10

    moved(photo, "withdraw", photo_editor, "طلبت صاحبة الصورة ذلك")

    assert files_under(tmp_path / "media") == []

    moved(photo, "publish", photo_editor)

    assert files_under(tmp_path / "media") == [renditions.plain_name(photo)]


def test_renditions_do_not_appear_when_clearing_is_undone(reporter, photo_editor, tmp_path):
    """Without the commit, as when something else fails in the same transaction."""
    photo = make_photo(reporter)

    move(photo, "publish", by=photo_editor)

    assert files_under(tmp_path / "media") == []


def test_story_shows_a_photo_to_readers_only_while_it_is_cleared(
    client, reporter, photo_editor, story, moved
):
    photo = make_photo(reporter)
    edition = story("published", photos=[photo])
    token = photo.token

    assert token not in client.get(edition.url).content.decode()
    moved(photo, "publish", photo_editor)
    assert token in client.get(edition.url).content.decode()
    moved(photo, "withdraw", photo_editor, "سبب")
    assert token not in client.get(edition.url).content.decode()


def test_story_drops_a_photo_to_the_second_when_its_rights_end(
    client, reporter, photo_editor, story, moved, monkeypatch
):
    end = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    photo = make_photo(reporter, rights_until=end)
    moved(photo, "publish", photo_editor)
    edition = story("published", photos=[photo])
    pages = (edition.url, "/")

    monkeypatch.setattr(timezone, "now", lambda: end - timedelta(seconds=1))
    assert list(Photo.objects.published()) == [photo]
    assert all(photo.token in client.get(page).text for page in pages)
    monkeypatch.setattr(timezone, "now", lambda: end)
    assert not Photo.objects.published().exists()
    assert list(Photo.objects.published(end - timedelta(seconds=1))) == [photo]
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200
        assert photo.token not in response.text
        assert photo.alt_ar not in response.text


def test_page_names_the_plain_file_alone_until_all_others_are_there(
    client, reporter, photo_editor, story, moved
):
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)
    edition = story("published", photos=[photo])

    def named(page: str) -> set[str]:
        return set(
            re.findall(rf"photos/{photo.token}/{renditions.NAME.replace('?P<ending>', '?:')}", page)
        )

    for page in (edition.url, "/"):
        assert named(client.get(page).text) == {renditions.plain_name(photo)}
    clearance.reconcile(photo)
    cards = {name for name in renditions.names(photo) if "/card-" in name}
    assert named(client.get("/").text) == cards
    text = client.get(edition.url).text
    assert named(text) == set(renditions.names(photo)) - cards
    assert f"base64,{Photo.objects.get().placeholder}" in text
    assert "base64," not in client.get("/").text
    for name in named(text):
        assert default_storage.exists(name)


# When the storage or the time is against it


@pytest.fixture
def broken(monkeypatch):
    """Breaks a method of the public storage for the files whose names end so."""

    def broken(method: str, ending: str) -> None:
        whole = getattr(WholeFiles, method)

        def fails(self, name, *args, **more):
            if name.endswith(ending):
                raise OSError(f"no answer for {name}")
            return whole(self, name, *args, **more)

        monkeypatch.setattr(WholeFiles, method, fails)

    return broken


def test_storage_that_keeps_one_rendition_loses_the_others(
    reporter, photo_editor, moved, tmp_path, broken, monkeypatch, caplog
):
    """The person's answer stays as it is, the log names no file, and the command mends the rest."""
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)
    broken("delete", PLAIN)

    moved(photo, "withdraw", photo_editor, "سبب")

    assert files_under(tmp_path / "media") == [renditions.plain_name(photo)]
    assert f"Photo {photo.pk}" in caplog.text
    assert photo.token not in caplog.text
    with pytest.raises(CommandError, match=rf"photo {photo.pk}\."):
        call_command("renditions")
    monkeypatch.undo()
    call_command("renditions")
    assert files_under(tmp_path / "media") == []


def test_rendition_that_could_not_be_written_is_written_by_the_command(
    reporter, photo_editor, moved, tmp_path, broken, monkeypatch, capsys
):
    photo = make_photo(reporter)
    broken("_save", PLAIN)

    moved(photo, "publish", photo_editor)

    photo.refresh_from_db()
    assert photo.state == "published"
    assert files_under(tmp_path / "media") == []
    monkeypatch.undo()
    call_command("renditions")
    assert files_under(tmp_path / "media") == every_file(photo)
    assert capsys.readouterr().out.startswith(f"Photo {photo.pk}: mended 1 files.\n")
    call_command("renditions")
    assert capsys.readouterr().out == ""


def test_rendition_that_was_only_begun_does_not_pass_for_one(
    reporter, photo_editor, moved, tmp_path, monkeypatch
):
    photo = make_photo(reporter)

    def full_disk(self, begun, content):
        begun.write_bytes(b"RIFF")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(WholeFiles, "write", full_disk)
    moved(photo, "publish", photo_editor)
    assert files_under(tmp_path / "media") == []
    monkeypatch.undo()
    call_command("renditions")
    assert files_under(tmp_path / "media") == every_file(photo)


@pytest.mark.parametrize("content", [b"RIFF", b"", b"<svg/>", b"RIFF\xff\xff\xff\x7fWEBPVP8 "])
def test_rendition_that_is_no_picture_stops_the_story_until_it_is_cleared_anew(
    reporter, photo_editor, chief, story, moved, tmp_path, content
):
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)
    edition = story("approved", photos=[photo])
    assert clearance.metadata(photo) == ()
    (tmp_path / "media" / renditions.plain_name(photo)).write_bytes(content)

    assert clearance.metadata(photo) == ("unreadable",)
    client = sign_in(chief)
    address = reverse("admin:articles_edition_change", args=[edition.pk])
    assert "cannot be read. Withdraw the photo and clear it again." in client.get(address).text
    with translation.override("en"), pytest.raises(Refused, match="cannot be read"):
        move(edition, "publish", by=chief)

    moved(photo, "withdraw", photo_editor, "ملف تالف")
    moved(photo, "publish", photo_editor)

    assert clearance.metadata(photo) == ()
    move(edition, "publish", by=chief)


def test_rendition_that_vanishes_while_it_is_looked_at_is_unread(
    reporter, photo_editor, moved, monkeypatch
):
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)
    seen = clearance.there(photo.token)
    default_storage.delete(renditions.plain_name(photo))
    assert clearance.metadata(photo) == ()
    monkeypatch.setattr(clearance, "there", lambda _token: seen)
    assert clearance.metadata(photo) == ("unreadable",)


@pytest.mark.parametrize("method", ["listdir", "_open"])
def test_storage_that_does_not_answer_makes_a_rendition_unread(
    reporter, photo_editor, moved, broken, method
):
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)
    broken(method, PLAIN if method == "_open" else photo.token)
    assert clearance.metadata(photo) == ("unreadable",)


def test_one_photo_that_cannot_be_mended_keeps_no_other_back(
    reporter, photo_editor, moved, tmp_path
):
    lost, kept = make_photo(reporter), make_photo(reporter)
    lost.master.storage.delete(lost.master.name)
    for photo in (lost, kept):
        move(photo, "publish", by=photo_editor)
    with pytest.raises(CommandError, match=rf"photo {lost.pk}\."):
        call_command("renditions")
    assert files_under(tmp_path / "media") == every_file(kept)


def test_withdrawing_before_the_renditions_are_made_leaves_none(
    reporter, photo_editor, tmp_path, django_capture_on_commit_callbacks
):
    """As when two processes come in the other order: the state has the last word."""
    photo = make_photo(reporter)
    with django_capture_on_commit_callbacks() as effects:
        move(photo, "publish", by=photo_editor)
        move(photo, "withdraw", by=photo_editor, note="سبب")
    for effect in reversed(effects):
        effect()
    assert files_under(tmp_path / "media") == []


@pytest.mark.django_db(transaction=True)
def test_withdrawing_while_the_renditions_are_made_leaves_none(
    reporter, photo_editor, tmp_path, monkeypatch
):
    photo = make_photo(reporter)
    whole, threads = renditions.encode, []

    def withdraw():
        try:
            move(Photo.objects.get(pk=photo.pk), "withdraw", by=photo_editor, note="سبب")
        finally:
            connection.close()

    def slow(*args, **more):
        if not threads:
            threads.append(Thread(target=withdraw))
            threads[0].start()
            threads[0].join(0.5)
        return whole(*args, **more)

    monkeypatch.setattr(renditions, "encode", slow)
    move(photo, "publish", by=photo_editor)
    threads[0].join()
    photo.refresh_from_db()
    assert photo.state == "withdrawn"
    assert files_under(tmp_path / "media") == []


# Other pixels, other names


@pytest.fixture
def renewed(django_capture_on_commit_callbacks):
    def renewed(photo: Photo) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            clearance.renew(photo)

    return renewed


def test_renewed_photo_has_other_files_and_no_old_ones(
    reporter, photo_editor, moved, renewed, tmp_path
):
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)
    before = files_under(tmp_path / "media")
    assert before

    renewed(photo)

    after = files_under(tmp_path / "media")
    assert after
    assert not set(before) & set(after)
    assert all(photo.token in name for name in after)
    assert photo.token == Photo.objects.get().token
    assert not photo.former_tokens.exists()


def test_renewed_photo_that_nobody_cleared_has_no_files(reporter, renewed, tmp_path):
    photo = make_photo(reporter)
    old = photo.token
    renewed(photo)
    assert photo.token != old
    assert files_under(tmp_path / "media") == []
    assert not photo.former_tokens.exists()


def test_old_name_is_known_until_its_files_have_gone(
    reporter, photo_editor, moved, renewed, tmp_path, broken, monkeypatch
):
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)
    old = photo.token
    broken("delete", "")
    renewed(photo)
    renewed(photo)
    assert photo.former_tokens.filter(token=old).exists()
    assert Photo.objects.get().mend_at is not None
    monkeypatch.undo()
    call_command("renditions")
    assert not photo.former_tokens.exists()
    assert {name.split("/")[1] for name in files_under(tmp_path / "media")} == {photo.token}
    assert len(files_under(tmp_path / "media")) == len(every_file(photo))


# What clearing needs


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        (["alt_ar"], "alternative text"),
        (["caption_ar"], "caption"),
        (["credit_ar"], "credit"),
        (["rights"], "rights"),
        (["depicts"], DEPICTS),
        (list(FIT), f"alternative text, caption, credit, rights, {DEPICTS}"),
    ],
)
def test_clearing_is_refused_with_a_sentence_that_says_what_is_missing(
    reporter, photo_editor, lacking, said, moved, tmp_path
):
    photo = make_photo(reporter, **dict.fromkeys(lacking, ""))

    response = sign_in(photo_editor).post(move_url(photo, "publish"), {"seen": photo.seen()})

    assert response.status_code == 403
    assert f"Before it is cleared the photo needs: {said}." in response.content.decode()
    with translation.override("en"), pytest.raises(Refused, match=said):
        moved(photo, "publish", photo_editor)
    photo.refresh_from_db()
    assert photo.state == "draft"
    assert photo.history.count() == 0
    assert files_under(tmp_path / "media") == []


def test_clearing_is_refused_when_the_rights_have_ended(reporter, photo_editor, moved):
    photo = make_photo(reporter, rights_until=timezone.now() - timedelta(seconds=1))
    with (
        translation.override("en"),
        pytest.raises(Refused, match="rights to this photo have ended"),
    ):
        moved(photo, "publish", photo_editor)
    photo.rights_until = timezone.now() + timedelta(days=1)
    photo.save()
    moved(photo, "publish", photo_editor)


def test_clearing_is_refused_while_what_is_obscured_waits(reporter, photo_editor, editor, moved):
    photo = make_photo(reporter)
    waits = photo.obscurings.create(by=photo_editor)
    with translation.override("en"), pytest.raises(Refused, match="waits for a second person"):
        moved(photo, "publish", photo_editor)
    waits.confirmed_by, waits.confirmed_at = editor, timezone.now()
    waits.save()
    moved(photo, "publish", photo_editor)


def test_photo_whose_rights_ended_says_so_and_may_be_written_on(reporter, photo_editor, moved):
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)
    with translation.override("en"):
        assert (photo.chip, photo.chip_label) == ("published", "Cleared")
        photo.rights_until = timezone.now()
        assert (photo.chip, photo.chip_label) == ("expired", "Rights ended")
        photo.alt_ar = ""
        photo.clean()
        photo.rights_until = None
        with pytest.raises(ValidationError, match="alternative text"):
            photo.clean()


def test_clearing_from_the_form_saves_the_words_first(reporter, photo_editor):
    photo = make_photo(reporter, **dict.fromkeys(FIT, ""))
    url = reverse("admin:media_photo_change", args=[photo.pk])
    words = FIT

    sign_in(photo_editor).post(url, words | {"_move": "publish"})

    photo.refresh_from_db()
    assert (photo.alt_ar, photo.rights, photo.state) == (FIT["alt_ar"], "own", "published")


def test_clearing_from_the_form_without_words_keeps_those_that_are_there(reporter, photo_editor):
    photo = make_photo(reporter, **dict.fromkeys(FIT, ""))
    url = reverse("admin:media_photo_change", args=[photo.pk])

    response = sign_in(photo_editor).post(
        url, {"alt_ar": FIT["alt_ar"], "_move": "publish"}, follow=True
    )

    photo.refresh_from_db()
    assert (photo.alt_ar, photo.state) == (FIT["alt_ar"], "draft")
    assert f"the photo needs: caption, credit, rights, {DEPICTS}." in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"alt_ar": ""}, "alternative text"), ({"credit_ar": ""}, "credit"),
     ({"caption_ar": ""}, "caption"),
     ({"rights": ""}, "rights"), ({"depicts": ""}, DEPICTS),
     ({"alt_ar": "\u200b\x0b"}, "alternative text")],
)  # fmt: skip
def test_cleared_photo_keeps_what_it_needed_to_be_cleared(
    reporter, photo_editor, moved, sent, said
):
    photo = make_photo(reporter)
    url = reverse("admin:media_photo_change", args=[photo.pk])
    words = FIT
    desk = sign_in(photo_editor)
    assert desk.post(url, words | sent).status_code == 302, "a draft may lack it"
    desk.post(url, words)
    moved(Photo.objects.get(), "publish", photo_editor)

    response = desk.post(url, words | sent)

    assert response.status_code == 200
    assert f"Before it is cleared the photo needs: {said}." in response.text
    photo.refresh_from_db()
    assert {name: getattr(photo, name) for name in words} == words
    assert desk.post(url, words | {"alt_ar": "أوضح"}).status_code == 302


def test_cleared_photo_keeps_its_pixels_against_a_forged_form(reporter, photo_editor, moved):
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)
    url = reverse("admin:media_photo_change", args=[photo.pk])
    words = FIT

    response = sign_in(photo_editor).post(url, words | {"upload": picture_file(size=(500, 500))})

    assert response.status_code == 302
    assert Photo.objects.get().token == photo.token


def test_words_are_stored_without_control_characters(reporter):
    photo = make_photo(reporter, alt_ar="النهر\x0b عند\x00 الفجر ", credit_en="\x07Tarfa")
    assert (photo.alt_ar, photo.credit_en) == ("النهر عند الفجر", "Tarfa")


# Masters that are replaced


@pytest.mark.django_db(transaction=True)
def test_replaced_master_of_a_draft_stays_for_a_day(reporter):
    """A backup that is being taken has the old row, and looks for its file."""
    photo = make_photo(reporter)
    vault = photo.master.storage
    url = reverse("admin:media_photo_change", args=[photo.pk])
    words = FIT
    desk = sign_in(reporter)

    desk.post(url, words)
    desk.post(url, words | {"upload": picture_file(size=(500, 500))})

    fresh = Photo.objects.get()
    assert fresh.master.name != photo.master.name
    assert vault.exists(fresh.master.name)
    assert vault.exists(photo.master.name)
    assert sweep(timezone.now()) == 0
    cache.delete("media:swept")
    assert sweep(timezone.now() + timedelta(days=1, minutes=1)) == 2, "and what was sent"
    assert vault.exists(fresh.master.name)
    assert not vault.exists(photo.master.name)


def test_master_stays_until_its_replacement_is_committed(reporter):
    photo = make_photo(reporter)
    url = reverse("admin:media_photo_change", args=[photo.pk])
    words = FIT

    sign_in(reporter).post(url, words | {"upload": picture_file(size=(500, 500))})

    assert Photo.objects.get().master.name != photo.master.name
    assert photo.master.storage.exists(photo.master.name)


@pytest.mark.parametrize("who", ["reporter", "translator"])
def test_clearing_is_for_the_photo_desk_and_editors(people, who, moved, tmp_path):
    photo = make_photo(people["reporter"])

    sign_in(people[who]).post(move_url(photo, "publish"), {"seen": photo.seen()})
    with pytest.raises(Refused):
        moved(photo, "publish", people[who])

    photo.refresh_from_db()
    assert photo.state == "draft"
    assert files_under(tmp_path / "media") == []


def test_withdrawing_needs_a_note(reporter, photo_editor, moved, tmp_path):
    photo = make_photo(reporter)
    moved(photo, "publish", photo_editor)

    with pytest.raises(Refused):
        moved(photo, "withdraw", photo_editor, "  ")

    assert files_under(tmp_path / "media")


def test_cleared_photo_cannot_be_changed_by_whoever_sent_it(reporter, photo_editor, moved):
    photo = make_photo(reporter)
    url = reverse("admin:media_photo_change", args=[photo.pk])
    client = sign_in(reporter)
    assert (
        client.post(url, {"alt_ar": "أول", "caption_ar": "ضفة", "credit_ar": "طرفاء"}).status_code
        == 302
    )
    photo.refresh_from_db()
    assert photo.alt_ar == "أول"
    photo.rights, photo.depicts = "own", "nobody"
    photo.save()
    moved(photo, "publish", photo_editor)

    assert client.post(url, {"alt_ar": "وصف طويل كتبه المراسل بعد ذلك"}).status_code == 403

    photo.refresh_from_db()
    assert photo.alt_ar == "أول"


# Names


def test_no_file_or_page_carries_the_name_that_the_picture_had(
    client, photo_editor, moved, story, tmp_path
):
    desk = sign_in(photo_editor)
    data = FIT | {"upload": picture_file(NAME)}
    assert desk.post(ADD, data).status_code == 302
    photo = Photo.objects.get()
    moved(photo, "publish", photo_editor)
    edition = story("published", photos=[photo])

    stored = files_under(tmp_path / "media") + [photo.master.name]
    assert len(stored) == 2
    for name in stored:
        assert re.fullmatch(rf"photos/[0-9a-f]{{16}}/{renditions.NAME}|[0-9a-f]{{16}}\.webp", name)
    pages = [
        client.get(edition.url), desk.get(reverse("admin:media_photo_change", args=[photo.pk])),
        desk.get(reverse("admin:media_photo_changelist")), desk.get(master(photo)),
    ]  # fmt: skip
    for response in pages:
        assert response.status_code == 200
        assert "Leila" not in str(response.headers)
    assert not [response for response in pages[:3] if "Leila" in response.content.decode()]
    columns = Photo.objects.values_list().get()
    assert not [value for value in columns if "Leila" in str(value)]


def test_filing_a_picture_keeps_no_name_of_it(reporter, section):
    data = {
        "key": "6f1ed002-ab54-4cbd-8b43-6a0b0e0a4b11", "language": "ar", "headline": "عنوان",
        "body": "نص", "signing": "desk", "picture_1": picture_file(NAME),
    }  # fmt: skip

    page = sign_in(reporter).post("/admin/file/", data, follow=True).content.decode()

    assert Edition.objects.get().article.photos.count() == 1
    assert "Leila" not in Photo.objects.get().master.name
    assert "Leila" not in page


def test_master_lies_outside_what_readers_can_fetch(client, reporter, settings):
    photo = make_photo(reporter)

    lies = Path(photo.master.storage.path(photo.master.name)).resolve()
    assert lies.is_file()
    assert not lies.is_relative_to(settings.MEDIA_ROOT.resolve())
    assert not lies.is_relative_to(settings.STATIC_ROOT.resolve())
    for name in (photo.master.name, f"vault/{photo.master.name}", renditions.plain_name(photo)):
        assert client.get(f"/media/{name}").status_code == 404


# The master's view


def test_master_is_not_there_for_those_who_may_not_see_it(client, reporter, stranger, photo_editor):
    """Alike for an anonymous reader, a stranger, and a number that never was."""
    photo = make_photo(reporter)
    never = reverse("media:master", args=[photo.pk + 1000])
    assert sign_in(reporter).get(master(photo)).status_code == 200

    for visitor in (client, sign_in(stranger)):
        hidden, missing = visitor.get(master(photo)), visitor.get(never)
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content.replace(never.encode(), master(photo).encode())
        assert hidden.headers.items() == missing.headers.items()


@pytest.mark.parametrize("who", ["photo", "editor", "chief", "reporter"])
def test_master_is_shown_to_its_sender_and_to_the_desk(people, who):
    photo = make_photo(people["reporter"])

    response = sign_in(people[who]).get(master(photo))

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert set(response.headers["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert b"".join(response)[8:12] == b"WEBP"


def test_master_of_a_cleared_photo_is_open_to_the_desk_until_it_is_withdrawn(
    client, reporter, stranger, photo_editor, moved
):
    photo = make_photo(reporter)
    theirs = sign_in(stranger)

    moved(photo, "publish", photo_editor)
    assert theirs.get(master(photo)).status_code == 200
    assert client.get(master(photo)).status_code == 404
    moved(photo, "withdraw", photo_editor, "سبب")
    assert theirs.get(master(photo)).status_code == 404


def test_master_is_not_there_for_accounts_outside_the_desk(reporter, photo_editor):
    photo = make_photo(reporter)
    client = sign_in(photo_editor)
    assert client.get(master(photo)).status_code == 200

    Account.objects.filter(pk=photo_editor.pk).update(is_staff=False)

    assert client.get(master(photo)).status_code == 404


def test_list_of_photos_fetches_small_copies(reporter):
    photo = make_photo(reporter)
    client = sign_in(reporter)

    page = client.get(reverse("admin:media_photo_changelist")).text
    assert f'src="{master(photo)}?width=200"' in page
    response = client.get(master(photo), {"width": 200})

    assert Image.open(io.BytesIO(b"".join(response))).width == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("width", ["", "0", "201", "-200", "x", "99999999999"])
def test_master_comes_in_few_widths_only(reporter, width):
    assert sign_in(reporter).get(master(make_photo(reporter)), {"width": width}).status_code == 404


def test_small_copy_is_for_those_who_may_see_the_master(client, reporter, stranger):
    photo = make_photo(reporter)
    for visitor in (client, sign_in(stranger)):
        assert visitor.get(master(photo), {"width": 200}).status_code == 404


def test_master_is_only_read(reporter):
    assert sign_in(reporter).post(master(make_photo(reporter))).status_code == 405


def test_list_of_photos_shows_a_stranger_cleared_ones_only(reporter, stranger, photo_editor, moved):
    hidden = make_photo(reporter, alt_ar="سر المراسل", caption_ar="سر المراسل")
    cleared = make_photo(reporter, alt_ar="مجازة للنشر", caption_ar="مجازة للنشر")
    moved(cleared, "publish", photo_editor)
    url = reverse("admin:media_photo_changelist")

    page = sign_in(stranger).get(url).content.decode()

    assert "مجازة للنشر" in page
    assert "سر المراسل" not in page
    assert master(hidden) not in page
    assert "سر المراسل" in sign_in(photo_editor).get(url).content.decode()


@pytest.mark.parametrize("content", [b"", b"words " * 50])
def test_desk_form_refuses_what_is_no_picture(photo_editor, content):
    file = picture_file(NAME)
    file.file.seek(0)
    file.file.truncate()
    file.file.write(content)
    file.file.seek(0)
    file.size = len(content)

    response = sign_in(photo_editor).post(ADD, {"upload": file, "alt_ar": "وصف مكتوب"})

    assert response.status_code == 200
    page = response.content.decode()
    assert "This picture is empty" in page or "no picture that we can read" in page
    assert "وصف مكتوب" in page
    assert not Photo.objects.exists()


def test_thumbnails_of_what_is_ready_come_from_the_small_file(reporter, photo_editor, moved):
    photo = make_photo(reporter, cleared_by=photo_editor)
    clearance.reconcile(photo)
    asked = f"{master(photo)}?width=200"
    client = sign_in(photo_editor)
    photo.master.storage.delete(photo.master.name)
    with Image.open(io.BytesIO(client.get(asked).getvalue())) as small:
        assert small.width == 200
    moved(photo, "withdraw", photo_editor, note="لا")
    assert client.get(asked).status_code == 404


@pytest.mark.parametrize("way", ["button of the form", "button by itself"])
def test_nobody_clears_pixels_that_they_have_not_seen(reporter, photo_editor, way):
    photo = make_photo(reporter)
    client = sign_in(photo_editor)
    page = client.get(reverse("admin:media_photo_change", args=[photo.pk]))
    seen, opened = page.context["seen"], page.context["adminform"].form.initial
    exchanged = sign_in(reporter).post(
        reverse("admin:media_photo_change", args=[photo.pk]),
        FIT | {"upload": picture_file(size=(700, 500))},
    )
    assert exchanged.status_code == 302
    # What was answered for the other picture is asked anew.
    assert Photo.objects.get().depicts == ""
    Photo.objects.update(depicts="nobody")

    if way == "button of the form":
        sent = FIT | {"_move": "publish", "opened": opened["opened"]}
        answer = client.post(
            reverse("admin:media_photo_change", args=[photo.pk]),
            sent | {"looked_at": opened["looked_at"]},
        )
        assert "another one by now" in answer.text
    else:
        move_view = reverse("admin:media_photo_move", args=[photo.pk, "publish"])
        client.post(move_view, {"seen": seen})
    assert Photo.objects.get().state == "draft"


def test_when_and_where_it_was_taken_is_for_those_who_clear(reporter, photo_editor, translator):
    photo = make_photo(reporter, cleared_by=photo_editor, taken_on=timezone.now().date())
    page = reverse("admin:media_photo_change", args=[photo.pk])
    assert "readers are not told" in sign_in(photo_editor).get(page).text
    for person in (reporter, translator):
        assert "readers are not told" not in sign_in(person).get(page).text
