"""What is obscured is in no public byte; to cover is for one, to uncover takes two."""

from __future__ import annotations

import io
import random
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from newsroom.accounts.models import Account
from newsroom.audit.models import Entry
from newsroom.media import areas, clearance, obscuring, originals
from newsroom.media.duties import bring_in_step, sweep
from newsroom.media.intake import take_in
from newsroom.media.models import Photo, vault
from newsroom.storage import WholeFiles, files_in
from newsroom.workflow.moves import NotAllowed, Refused, StaleState, move

FACE = {"shape": "box", "x": 0.4, "y": 0.3, "width": 0.24, "height": 0.32}
SIGN = {"shape": "ellipse", "x": 0.05, "y": 0.6, "width": 0.1, "height": 0.2}
SIZE = (900, 600)
#: The face is a pattern of so many squares, large enough to outlive any rendition.
SQUARES = (12, 8)
SECRET = random.Random(7).randbytes(SQUARES[0] * SQUARES[1])


def corners(size=SIZE, area=FACE) -> tuple[int, int, int, int]:
    left, top = area["x"] * size[0], area["y"] * size[1]
    right, bottom = left + area["width"] * size[0], top + area["height"] * size[1]
    return round(left), round(top), round(right), round(bottom)


def with_a_face(secret: bytes = SECRET, format: str = "JPEG") -> SimpleUploadedFile:
    picture = Image.new("RGB", SIZE, (200, 170, 120))
    left, top, right, bottom = corners()
    pattern = Image.frombytes("L", SQUARES, secret)
    face = pattern.resize((right - left, bottom - top), Image.Resampling.NEAREST)
    picture.paste(face.convert("RGB"), (left, top))
    out = io.BytesIO()
    picture.save(out, format, quality=92)
    return SimpleUploadedFile("face", out.getvalue())


def likeness(content: bytes) -> float:
    """How much of the secret pattern stands where the face was: about 1 for all, 0 for nothing."""
    picture = Image.open(io.BytesIO(content)).convert("L")
    found = picture.crop(corners(picture.size)).resize(SQUARES, Image.Resampling.BOX).tobytes()
    secret = [value - sum(SECRET) / len(SECRET) for value in SECRET]
    return sum(a * b for a, b in zip(secret, found, strict=True)) / sum(a * a for a in secret)


def blackness(content: bytes) -> int:
    """The brightest value within the area, away from what codecs and scaling mix at its edge."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    left, top, right, bottom = corners(picture.size)
    inside = picture.crop((left + 2, top + 2, right - 2, bottom - 2))
    return max(high for _low, high in inside.getextrema())


def held_by(storage, folder: str = "") -> dict[str, bytes]:
    return {name: storage.open(name).read() for name in files_in(storage, folder)}


def shows(contents: dict[str, bytes]) -> list[str]:
    return [name for name, content in contents.items() if abs(likeness(content)) > 0.02]


def sent(file: SimpleUploadedFile, by: Account) -> Photo:
    made = take_in(file, by=by, words="سوق الهال", beside=())
    for name, text in {"alt_ar": "وجه", "credit_ar": "طرفاء", "rights": "own",
                       "depicts": "nobody"}.items():  # fmt: skip
        setattr(made, name, text)
    made.save()
    return made


@pytest.fixture
def photo(reporter):
    return sent(with_a_face(), reporter)


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """Does something and what follows its commit; `dies`: the process, right after the commit."""

    def do(what, *args, dies=False, **named):
        with django_capture_on_commit_callbacks(execute=not dies):
            return what(*args, **named)

    return do


@pytest.fixture
def propose(done):
    def propose(photo: Photo, by: Account, *areas: dict, **named) -> None:
        saw = obscuring.seen(Photo.objects.get(pk=photo.pk))
        done(obscuring.propose, photo, areas, by=by, saw=saw, **named)

    return propose


@pytest.fixture
def confirm(done):
    def confirm(photo: Photo, by: Account, **named) -> None:
        saw = obscuring.seen(Photo.objects.get(pk=photo.pk))
        done(obscuring.confirm, photo, by=by, saw=saw, **named)

    return confirm


@pytest.fixture
def out(photo, photo_editor, done):
    """Cleared, with every file out that readers get."""
    done(move, photo, "publish", by=photo_editor)
    bring_in_step(timezone.now())
    return photo


def master_of(photo: Photo) -> bytes:
    return Photo.objects.get(pk=photo.pk).master.open().read()


# No byte


def test_obscured_face_is_in_no_public_byte_nor_in_the_vault_but_for_the_original(
    photo, photo_editor, chief, propose, confirm, done
):
    assert likeness(master_of(photo)) > 0.9  # otherwise nothing below could fail
    propose(photo, photo_editor, FACE)
    confirm(photo, chief)
    done(move, photo, "publish", by=photo_editor)
    bring_in_step(timezone.now())

    public = held_by(default_storage)
    assert len(public) > 1
    assert shows(public) == []
    assert max(map(blackness, public.values())) < 24
    assert shows(held_by(vault())) == [Photo.objects.get().original.name]


def test_public_bytes_are_the_same_whatever_was_covered(
    reporter, photo_editor, chief, propose, confirm, done
):
    """Two faces at one place, sent without loss: not a bit of any file tells which it was."""
    told = []
    for secret in (SECRET, bytes(255 - value for value in SECRET)):
        photo = sent(with_a_face(secret, "PNG"), reporter)
        propose(photo, photo_editor, FACE)
        confirm(photo, chief)
        done(move, photo, "publish", by=photo_editor)
        bring_in_step(timezone.now())
        stored = Photo.objects.get(pk=photo.pk)
        files = held_by(default_storage, f"photos/{stored.token}")
        by_name = {name.rpartition("/")[2]: content for name, content in files.items()}
        told.append((by_name, stored.placeholder, stored.likeness, master_of(stored)))
    assert told[0][0]
    assert told[0] == told[1]


def test_face_that_readers_had_is_gone_at_once(out, editor, propose, story, client):
    edition = story("published", photos=[out])
    before, old = set(held_by(default_storage)), out.token
    assert set(shows(held_by(default_storage))) == before != set()
    assert old in client.get(edition.url).text

    propose(out, editor, FACE)

    page = client.get(edition.url).text
    assert old not in page
    assert out.token in page
    after = held_by(default_storage)
    assert after
    assert not before & set(after)
    assert shows(after) == []
    assert shows(held_by(vault())) == [out.original.name]
    assert likeness(master_of(out)) < 0.02


def test_desk_sees_the_burnt_master_in_every_width(out, editor, propose, client):
    client.force_login(editor)
    widths = ("", "?width=400", "?width=200")
    url = reverse("media:master", args=[out.pk])
    seen = [b"".join(client.get(url + width).streaming_content) for width in widths]
    assert min(map(likeness, seen)) > 0.8
    propose(out, editor, FACE)
    seen = [b"".join(client.get(url + width).streaming_content) for width in widths]
    assert max(map(likeness, seen)) < 0.02


def test_what_was_known_of_the_pixels_before_is_forgotten(photo, editor, propose):
    Photo.objects.update(likeness="f" * 16, placeholder="cGl4ZWxz")
    propose(photo, editor, FACE)
    stored = Photo.objects.get()
    assert stored.likeness != "f" * 16
    assert stored.placeholder != "cGl4ZWxz"


@pytest.mark.parametrize("shape", ["box", "ellipse"])
@pytest.mark.parametrize(("x", "y"), [(0.5, 0.5), (0.9999, 0.5), (0.9999, 0.9999)])
def test_smallest_area_is_seen_to_be_burnt_in_or_not(photo, editor, propose, shape, x, y):
    """Beside a large one as well, which is."""
    tiny = {"shape": shape, "x": x, "y": y, "width": 0.0001, "height": 0.0001}
    propose(photo, editor, FACE)
    assert obscuring.is_burnt_in(photo)
    photo.refresh_from_db()
    proposal = obscuring.waiting(photo)
    proposal.areas = [{**FACE, "x": 0.1}, tiny]
    proposal.save()
    bright = Image.new("RGB", SIZE, (200, 170, 120))
    photo.keep_master(areas.burn(bright, proposal.areas[:1]), "half")
    assert not obscuring.is_burnt_in(photo)
    photo.keep_master(areas.burn(bright, proposal.areas), "whole")
    assert obscuring.is_burnt_in(photo)


# Two persons


def test_what_one_draws_covers_at_once_and_waits(photo, editor, propose):
    propose(photo, editor, FACE)
    proposal = obscuring.waiting(photo)
    assert (proposal.by, proposal.areas, proposal.held) == (editor, [FACE], [])
    assert obscuring.covered(photo) == [FACE]
    assert blackness(master_of(photo)) < 24


def test_own_proposal_is_confirmed_by_nobody_alone(photo, chief, propose, confirm):
    propose(photo, chief, FACE)
    with pytest.raises(Refused):
        confirm(photo, chief)
    assert obscuring.waiting(photo) is not None
    row = photo.obscurings.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.update(confirmed_by=chief, confirmed_at=timezone.now())


def test_uncovering_waits_for_the_second_person(photo, photo_editor, chief, propose, confirm):
    propose(photo, photo_editor, FACE, SIGN)
    confirm(photo, chief)
    propose(photo, chief, SIGN)
    assert likeness(master_of(photo)) < 0.02
    confirm(photo, photo_editor)
    assert likeness(master_of(photo)) > 0.9
    assert obscuring.covered(photo) == [SIGN]


def test_one_person_uncovers_nothing_by_proposing_again(
    photo, photo_editor, chief, propose, confirm
):
    """What was never confirmed stays covered as well, however often somebody changes their mind."""
    propose(photo, photo_editor, FACE)
    propose(photo, photo_editor, SIGN)
    propose(photo, chief)
    assert likeness(master_of(photo)) < 0.02
    assert photo.obscurings.count() == 1
    assert {each["x"] for each in obscuring.covered(photo)} == {FACE["x"], SIGN["x"]}
    confirm(photo, photo_editor)
    assert likeness(master_of(photo)) > 0.9


def test_uncovering_is_confirmed_by_whoever_can_see_what(
    photo, photo_editor, chief, editor, propose, confirm
):
    propose(photo, photo_editor, FACE)
    confirm(photo, editor)
    propose(photo, chief)
    with pytest.raises(Refused):
        confirm(photo, editor)
    assert likeness(master_of(photo)) < 0.02
    confirm(photo, photo_editor)
    assert likeness(master_of(photo)) > 0.9


def test_the_same_again_is_no_proposal(photo, editor, chief, propose, confirm):
    with pytest.raises(Refused):
        propose(photo, editor)
    propose(photo, editor, FACE)
    with pytest.raises(Refused):
        propose(photo, chief, FACE)
    assert obscuring.waiting(photo).by == editor
    confirm(photo, chief)
    with pytest.raises(Refused):
        propose(photo, editor, FACE)


def test_nobody_confirms_or_replaces_what_they_have_not_seen(photo, editor, chief, propose):
    propose(photo, editor, SIGN)
    saw = obscuring.seen(photo)
    propose(photo, editor, FACE)
    with pytest.raises(StaleState):
        obscuring.confirm(photo, by=chief, saw=saw)
    with pytest.raises(StaleState):
        obscuring.propose(photo, [], by=chief, saw=saw)
    assert obscuring.waiting(photo).areas == [FACE]


def test_enlarging_what_is_covered_uncovers_nothing(photo, editor, chief, propose, confirm):
    larger = FACE | {"x": 0.3, "width": 0.4}
    propose(photo, editor, FACE)
    propose(photo, editor, larger)
    assert obscuring.waiting(photo).held == []
    confirm(photo, chief)
    assert obscuring.covered(photo) == [larger]


def test_each_change_stands_in_history_and_audit_trail(photo, editor, chief, propose, confirm):
    propose(photo, editor, FACE)
    confirm(photo, chief)
    told = photo.history.order_by("id").values_list("verb", "by", "source", "target")
    assert list(told) == [
        ("obscure", editor.pk, "draft", "draft"),
        ("confirm_obscured", chief.pk, "draft", "draft"),
    ]
    lines = Entry.objects.filter(thing=photo.pk, kind="media.photo").order_by("number")
    assert list(lines.values_list("verb", "by")) == [told[0][:2], told[1][:2]]


# Where there is no original any more


def test_without_the_original_areas_are_added_and_none_goes(
    photo, photo_editor, chief, propose, confirm, done
):
    propose(photo, photo_editor, FACE)
    confirm(photo, chief)
    done(originals.let_go, photo, by=chief)
    propose(photo, chief, SIGN)
    assert obscuring.covered(photo) == [FACE, SIGN]
    confirm(photo, photo_editor)
    with pytest.raises(Refused):
        propose(photo, chief)
    assert shows(held_by(vault())) == []


def test_uncovering_that_waits_while_the_original_goes_uncovers_nothing(
    photo, photo_editor, chief, propose, confirm, done
):
    propose(photo, photo_editor, FACE)
    confirm(photo, chief)
    propose(photo, chief)
    done(originals.let_go, photo, by=chief)
    confirm(photo, photo_editor)
    assert obscuring.covered(photo) == [FACE]
    assert likeness(master_of(photo)) < 0.02


def test_original_that_cannot_be_read_hinders_no_covering(
    photo, photo_editor, chief, propose, confirm
):
    vault().delete(photo.original.name)
    propose(photo, photo_editor, FACE)
    assert likeness(master_of(photo)) < 0.02
    confirm(photo, chief)
    propose(photo, chief)
    before = master_of(photo)
    with pytest.raises(Exception, match="original"):
        confirm(photo, photo_editor)
    assert master_of(photo) == before
    assert obscuring.covered(photo) == [FACE]


# Other pixels


def test_other_pixels_of_a_draft_are_obscured_at_the_same_places(
    photo, photo_editor, reporter, chief, propose, confirm, client
):
    propose(photo, photo_editor, FACE)
    confirm(photo, chief)
    client.force_login(reporter)
    answer = client.post(
        reverse("admin:media_photo_change", args=[photo.pk]),
        {"upload": with_a_face(), "caption_ar": "سوق الهال"}, follow=True,
    )  # fmt: skip
    assert "alert" in answer.text or "warning" in answer.text
    stored = Photo.objects.get()
    assert stored.original.name != photo.original.name
    assert likeness(master_of(photo)) < 0.02
    proposal = obscuring.waiting(stored)
    assert (proposal.by, proposal.areas) == (reporter, [FACE])
    assert stored.obscurings.count() == 1


# A process that dies, a storage that fails


def test_process_that_dies_after_the_commit_leaves_what_the_worker_takes_away(out, editor, propose):
    before = set(held_by(default_storage))
    former = out.master.name
    propose(out, editor, FACE, dies=True)
    assert set(held_by(default_storage)) == before  # died before it could do anything
    bring_in_step(timezone.now())
    after = held_by(default_storage)
    assert after
    assert not before & set(after)
    assert shows(after) == []
    assert former in held_by(vault())
    for days in (0, 2):
        cache.delete("media:swept")
        sweep(timezone.now() + timedelta(days=days))
    assert shows(held_by(vault())) == [out.original.name]


def test_storage_that_deletes_nothing_keeps_the_worker_trying(out, editor, propose, monkeypatch):
    def fails(self, name):
        raise OSError("no answer")

    before = set(held_by(default_storage))
    monkeypatch.setattr(WholeFiles, "delete", fails)
    propose(out, editor, FACE)
    assert before <= set(held_by(default_storage))
    assert Photo.objects.get().mend_at is not None
    monkeypatch.undo()
    bring_in_step(timezone.now() + timedelta(hours=2))
    assert not before & set(held_by(default_storage))


@pytest.mark.parametrize("breaks", [(clearance, "renew"), (obscuring, "tell")])
def test_process_that_dies_before_the_commit_changes_nothing(
    out, editor, propose, monkeypatch, breaks
):
    def dies(*args, **named):
        raise KeyboardInterrupt

    master, files = out.master.name, held_by(default_storage)
    monkeypatch.setattr(*breaks, dies)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        propose(out, editor, FACE)
    stored = Photo.objects.get()
    assert (stored.master.name, stored.token) == (master, out.token)
    assert obscuring.covered(stored) == []
    assert held_by(default_storage) == files


# Who may


def page(photo: Photo, name: str = "obscure") -> str:
    return reverse(f"media:{name}", args=[photo.pk])


def form(photo: Photo, *areas: dict) -> dict:
    rows = [{key: value if key == "shape" else value * 100 for key, value in area.items()}
            for area in areas]  # fmt: skip
    columns = {key: [row[key] for row in rows] for key in FACE} if rows else {}
    return {"seen": obscuring.seen(Photo.objects.get(pk=photo.pk)), **columns}


#: Of a photo that the photo editor has covered, nobody has confirmed, and the reporter sent.
MAY = {
    "reporter": "",
    "stranger": "",
    "translator": "",
    "editor": "look draw confirm",
    "chief": "look draw confirm original",
    "photo": "look draw original",
}


@pytest.mark.parametrize("state", ["draft", "cleared"])
@pytest.mark.parametrize("role", MAY)
def test_doors_open_as_the_table_says(role, state, photo, people, propose, done):
    if state == "cleared":
        done(move, photo, "publish", by=people["chief"])
    propose(photo, people["photo"], FACE)
    client = Client()
    client.force_login(people[role])
    looks = [client.get(page(photo)), client.get(page(photo, "obscure_picture"))]
    sees = [200 if "look" in MAY[role] else 404] * 2
    assert [look.status_code for look in looks] == sees
    if "look" in MAY[role]:
        content = b"".join(looks[1].streaming_content)
        assert (likeness(content) > 0.8) is ("original" in MAY[role])
    is_logged = Entry.objects.filter(verb="saw_original", by=people[role].pk).exists()
    assert is_logged is ("original" in MAY[role])
    client.post(page(photo, "obscure_confirm"), form(photo))
    assert (obscuring.waiting(photo) is None) is ("confirm" in MAY[role])
    client.post(page(photo), form(photo, FACE, SIGN))
    assert (SIGN["x"] in [each["x"] for each in obscuring.covered(photo)]) is ("draw" in MAY[role])


def test_nothing_is_there_for_whoever_is_not_signed_in(photo, editor, propose, client):
    propose(photo, editor, FACE)
    assert client.get(page(photo)).status_code == 302
    assert client.get(page(photo, "obscure_picture")).status_code == 404
    for name in ("obscure", "obscure_confirm"):
        client.post(page(photo, name), form(photo, SIGN))
    assert obscuring.covered(photo) == [FACE]
    assert obscuring.waiting(photo) is not None


def test_rules_hold_without_any_page(photo, reporter, chief, propose, confirm):
    with pytest.raises(NotAllowed):
        propose(photo, reporter, FACE)
    propose(photo, chief, FACE)
    with pytest.raises(NotAllowed):
        confirm(photo, reporter)


# The page


def test_form_keeps_what_was_typed_and_says_what_is_wrong(photo, editor, client):
    client.force_login(editor)
    sent = form(photo, FACE, SIGN)
    sent["width"] = ["24", "much"]
    answer = client.post(page(photo), sent)
    assert answer.status_code == 400
    assert 'value="much"' in answer.text
    assert 'role="alert"' in answer.text
    assert obscuring.covered(photo) == []


def test_form_that_saw_something_else_keeps_its_areas(photo, editor, chief, client, propose):
    client.force_login(editor)
    sent = form(photo, SIGN)
    propose(photo, chief, FACE)
    answer = client.post(page(photo), sent)
    assert answer.status_code == 400
    assert 'value="5.0"' in answer.text
    assert obscuring.covered(photo) == [FACE]


def test_page_draws_the_areas_without_scripts(photo, editor, client, propose):
    propose(photo, editor, FACE, SIGN)
    client.force_login(editor)
    text = client.get(page(photo)).text
    assert '<rect x="40%" y="30%" width="24%" height="32%">' in text
    assert '<ellipse cx="10.000%" cy="70.000%" rx="5.000%" ry="10.000%">' in text
    assert text.count('name="shape"') == 2 + 3 + 1  # drawn, blank ones, the script's own


def test_panel_tells_that_something_waits(photo, editor, chief, client, propose):
    propose(photo, editor, FACE)
    client.force_login(chief)
    text = client.get(reverse("admin:media_photo_change", args=[photo.pk])).text
    assert page(photo) in text
    assert editor.name in text


def test_front_of_the_desk_tells_whoever_could_confirm(photo, people, client, propose):
    def is_told(role: str) -> bool:
        client.force_login(people[role])
        return "obscured=waits" in client.get(reverse("admin:index")).text

    assert not is_told("chief")
    propose(photo, people["editor"], FACE)
    assert [role for role in people if is_told(role)] == ["chief", "photo"]


def test_photo_is_not_cleared_while_something_waits(photo, editor, chief, propose, confirm):
    propose(photo, editor, FACE)
    with pytest.raises(Refused):
        move(photo, "publish", by=chief)
    confirm(photo, chief)
    move(photo, "publish", by=chief)
    # Readers have it by now: to cover more is no reason to withdraw it, nor to keep its words.
    propose(photo, editor, FACE, SIGN)
    photo.full_clean()
