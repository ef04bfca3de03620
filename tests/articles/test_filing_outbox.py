"""What the filing page's outbox relies on: the text first, then pictures in parts, and one story
with each picture once, whatever answer was lost."""

from __future__ import annotations

import hashlib
import io
import json
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import HEADLINE, filing_form, make_correspondent, picture_file

from newsroom.accounts.models import Account
from newsroom.articles import filing_pictures, writing
from newsroom.articles.models import Article, Edition, Revision
from newsroom.media.models import Part, Photo, Upload
from newsroom.workflow.moves import move

FILE = "/admin/file/"
BODY = "عادت أربع محطات إلى العمل.\n\nقال عامل في المحطة: «المياه صافية»."
PICTURES = [picture_file(size=(900 + each, 600)).read() for each in range(2)]
STEP = 1500


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Phone:
    """Sends as the page's script does."""

    def __init__(self, account: Account, client: Client | None = None):
        self.account = account
        self.client = client or Client()
        self.client.force_login(account)

    @property
    def headers(self) -> dict[str, str]:
        return {"Accept": "application/json", "X-Owner": self.account.owner_mark}

    def text(self, data: dict, pictures=(), **more):
        said = [
            {"digest": digest(each), "size": len(each), "name": "a.jpg", "caption": f"صورة {n}"}
            for n, each in enumerate(pictures, start=1)
        ]
        data = data | {"pictures": json.dumps(said)}
        return self.client.post(address(data["key"]), data, headers=self.headers | more)

    def ask(self, key: str, data: bytes):
        return self.client.get(picture_address(key, data), headers=self.headers)

    def part(self, key: str, data: bytes, offset: int, step: int = STEP, **more):
        query = f"?offset={offset}&size={len(data)}"
        return self.client.post(
            picture_address(key, data) + query, data[offset : offset + step],
            content_type="application/octet-stream", headers=self.headers | more,
        )  # fmt: skip

    def picture(self, key: str, data: bytes):
        answer = self.ask(key, data)
        while answer.status_code == 200 and not answer.json()["done"]:
            answer = self.part(key, data, answer.json()["have"])
        return answer


def address(key: UUID | str) -> str:
    return f"{FILE}{key}/"


def picture_address(key: UUID | str, data: bytes) -> str:
    return f"{address(key)}pictures/{digest(data)}/"


@pytest.fixture
def filled(section, places):
    def fill(**more) -> dict:
        return filing_form(section, places) | {"body": BODY} | more

    return fill


@pytest.fixture
def phone(reporter):
    return Phone(reporter)


def captions(article: Article) -> list[str]:
    return [use.photo.caption_ar for use in article.pictures.all()]


# The text


def test_submitted_text_is_with_the_desk_before_its_pictures_come(phone, filled):
    data = filled(submit="1")

    answer = phone.text(data, PICTURES)

    assert answer.status_code == 200
    assert answer.json()["submitted"] is True
    assert answer.json()["address"] == address(data["key"])
    edition = Edition.objects.get()
    assert (edition.state, edition.headline) == ("submitted", HEADLINE)
    assert not Photo.objects.exists()
    for data_of_one in PICTURES:
        assert phone.picture(data["key"], data_of_one).json()["done"] is True
    assert captions(edition.article) == ["صورة 1", "صورة 2"]
    assert [told.verb for told in edition.history.all()].count("picture") == 2
    assert not Part.objects.exists()


def test_saved_text_stays_with_its_writer_and_gets_its_picture(phone, filled):
    data = filled(save="1")

    assert phone.text(data, PICTURES[:1]).json()["submitted"] is False
    phone.picture(data["key"], PICTURES[0])

    edition = Edition.objects.get()
    assert edition.state == "draft"
    assert captions(edition.article) == ["صورة 1"]
    assert not edition.history.filter(verb="picture").exists()


def test_answer_says_how_the_story_stands_so_that_it_can_be_changed_again(phone, filled):
    data = filled(save="1")
    seen = phone.text(data).json()["form"]["seen"]

    answer = phone.text(data | {"body": "نص ثان.", "seen": seen})

    assert answer.status_code == 200
    assert Edition.objects.get().body == "<p>نص ثان.</p>"


def test_errors_come_by_field_and_nothing_is_made(phone, filled):
    answer = phone.text(filled(headline="  ", submit="1"))

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["headline"]
    assert not Article.objects.exists()


def test_text_that_cannot_be_submitted_is_saved_and_says_why(phone, filled):
    Account.objects.update(language="en")
    answer = phone.text(filled(section="", submit="1")).json()

    assert answer["submitted"] is False
    assert "still needs: section" in answer["messages"][0]["text"]
    assert Edition.objects.get().state == "draft"


def test_text_over_another_version_comes_back_with_both(phone, filled, editor):
    data = filled(save="1")
    phone.text(data)
    writing.write(Edition.objects.get(), by=editor, text={"body": "<p>نص صقله الديسك.</p>"})

    answer = phone.text(data | {"body": "نص قديم."})

    assert answer.status_code == 409
    assert answer.json()["theirs"] == {"headline": HEADLINE, "body": "نص صقله الديسك."}
    assert answer.json()["errors"][""]
    data |= answer.json()["form"] | {"body": "نص جمع الاثنين."}
    assert phone.text(data).status_code == 200
    assert Edition.objects.get().body == "<p>نص جمع الاثنين.</p>"


def test_strangers_key_is_answered_with_another_one_and_no_word_of_theirs(phone, filled, stranger):
    data = filled(save="1", body="سر لا يعرفه إلا صاحبه.")
    Phone(stranger).text(data)

    answer = phone.text(data | {"body": "كلامي.", "headline": "عنواني"})

    assert answer.status_code == 409
    assert answer.json()["form"]["key"] != data["key"]
    assert "theirs" not in answer.json()
    assert "سر لا" not in answer.content.decode()


def test_page_without_scripts_is_answered_as_ever(client, reporter, filled):
    client.force_login(reporter)
    assert client.post(FILE, filled(save="1")).status_code == 302


# Who is signed in


def test_state_tells_whose_session_it_is_and_gives_a_token(client, reporter):
    url = reverse("filing:state")
    assert client.get(url).json() == {"signed_in": False}
    client.force_login(reporter)

    answer = client.get(url)

    assert answer.json()["owner"] == reporter.owner_mark
    assert answer.json()["csrf"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert reporter.username not in answer.content.decode().replace(reporter.owner_mark, "")


def test_nothing_is_taken_without_the_token(reporter, filled):
    phone = Phone(reporter, Client(enforce_csrf_checks=True))
    data = filled(save="1")

    assert phone.text(data, PICTURES).status_code == 403
    assert not Article.objects.exists()

    token = {"X-CSRFToken": phone.client.get(f"{FILE}state/").json()["csrf"]}
    assert phone.text(data, PICTURES, **token).status_code == 200
    assert phone.part(data["key"], PICTURES[0], 0).status_code == 403
    assert phone.part(data["key"], PICTURES[0], 0, **token).status_code == 200


def test_what_one_person_wrote_is_never_sent_in_anothers_name(phone, filled, stranger):
    data = filled(submit="1")
    phone.client.force_login(stranger)

    assert phone.text(data, PICTURES).json()["why"] == "owner"
    assert not Article.objects.exists()

    phone.client.force_login(phone.account)
    phone.text(data, PICTURES)
    phone.client.force_login(stranger)
    assert phone.part(data["key"], PICTURES[0], 0).json()["why"] == "owner"
    assert not Part.objects.exists()


def test_ended_sign_in_is_told_apart_from_a_refusal(phone, filled):
    data = filled(submit="1")
    phone.text(data, PICTURES)
    phone.client.logout()

    for answer in (phone.text(data), phone.ask(data["key"], PICTURES[0])):
        assert (answer.status_code, answer.json()["why"]) == (403, "sign_in")


def test_who_writes_no_stories_sends_none(photo_editor, filled):
    answer = Phone(photo_editor).text(filled(save="1"))
    assert (answer.status_code, answer.json()["why"]) == (403, "permission")


# Pictures


def test_picture_that_nobody_announced_is_not_taken(phone, filled):
    data = filled(submit="1")
    phone.text(data)

    assert phone.ask(data["key"], PICTURES[0]).status_code == 404
    assert phone.part(data["key"], PICTURES[0], 0).status_code == 404
    assert not Part.objects.exists()


def test_picture_of_another_person_is_not_there(phone, filled, stranger):
    data = filled(submit="1")
    phone.text(data, PICTURES)
    theirs = Phone(stranger)

    assert theirs.ask(data["key"], PICTURES[0]).status_code == 404
    assert theirs.part(data["key"], PICTURES[0], 0).status_code == 404
    assert Upload.objects.get(digest=digest(PICTURES[0])).have == 0


def test_parts_that_do_not_fit_say_where_to_go_on(phone, filled):
    data, one = filled(submit="1"), PICTURES[0]
    phone.text(data, PICTURES)
    phone.part(data["key"], one, 0)

    def answer(offset, step=STEP):
        found = phone.part(data["key"], one, offset, step)
        return found.status_code, found.json()["have"]

    assert answer(2 * STEP) == (409, STEP)
    assert answer(0) == (200, STEP)
    assert answer(STEP - 10) == (200, 2 * STEP - 10)
    url = picture_address(data["key"], one)
    wrong = [f"?offset={each}&size={len(one)}" for each in ("-1", "٣", "9" * 5000, "")]
    for query in ("", "?offset=0", f"?offset=0&size={len(one) + 1}", *wrong):
        bad = phone.client.post(url + query, b"x", content_type="application/octet-stream",
                                headers=phone.headers)  # fmt: skip
        assert (bad.status_code, bad.json()["have"]) == (400, 2 * STEP - 10)


def test_too_large_a_part_is_not_read(phone, filled):
    data = filled(submit="1")
    phone.text(data, PICTURES)
    url = f"{picture_address(data['key'], PICTURES[0])}?offset=0&size={len(PICTURES[0])}"
    answer = phone.client.post(url, b"x" * (256 * 1024 + 1), headers=phone.headers,
                               content_type="application/octet-stream")  # fmt: skip
    assert answer.status_code == 413


def test_body_that_broke_off_is_neither_a_part_nor_a_story(phone, filled):
    data = filled(submit="1")
    phone.text(data, PICTURES)
    url = f"{picture_address(data['key'], PICTURES[0])}?offset=0&size={len(PICTURES[0])}"
    other = urlencode(filled(save="1"))

    broken = [
        (url, PICTURES[0][:500], "application/octet-stream"),
        (FILE, other.encode(), "application/x-www-form-urlencoded"),
    ]
    for to, body, kind in broken:
        cut = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body) + 9)}
        answer = phone.client.post(to, b"", content_type=kind, headers=phone.headers, **cut)
        assert answer.status_code == 400
    assert not Part.objects.exists()
    assert Article.objects.count() == 1


def test_what_is_no_picture_costs_a_sentence_and_not_the_story(phone, filled):
    data, bad = filled(submit="1"), "ليست صورة".encode() * 50
    phone.text(data, [bad, PICTURES[0]])

    for _again in range(2):
        answer = phone.picture(data["key"], bad)
        assert (answer.status_code, answer.json()["done"]) == (422, False)
        assert answer.json()["refusal"]
    phone.picture(data["key"], PICTURES[0])

    assert captions(Article.objects.get()) == ["صورة 2"]
    assert Edition.objects.get().state == "submitted"


def test_too_large_a_picture_is_told_with_the_text(phone, filled):
    data = filled(submit="1")
    said = json.dumps([{"digest": "a" * 64, "size": 26 * 1024 * 1024, "name": "كبيرة.heic"}])

    answer = phone.client.post(address(data["key"]), data | {"pictures": said},
                               headers=phone.headers).json()  # fmt: skip

    assert answer["submitted"] is True
    assert any("كبيرة.heic" in message["text"] for message in answer["messages"])
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "said", ["", "x", "{}", "[1, null, []]", '[{"digest": "../", "size": 1}]',
             '[{"digest": "' + "a" * 64 + '", "size": -1}]', '[{"size": "9"}]'],
)  # fmt: skip
def test_made_up_announcements_are_passed_over(phone, filled, said):
    data = filled(save="1", pictures=said)
    answer = phone.client.post(address(data["key"]), data, headers=phone.headers)
    assert answer.status_code == 200
    assert not Upload.objects.exists()


def test_pictures_stand_in_the_order_in_which_they_were_announced(phone, filled):
    data = filled(submit="1")
    phone.text(data, PICTURES)

    phone.picture(data["key"], PICTURES[1])
    phone.picture(data["key"], PICTURES[0])

    assert captions(Article.objects.get()) == ["صورة 1", "صورة 2"]


@pytest.mark.parametrize("verbs", [("take",), ("take", "approve"), ("take", "return")])
def test_picture_joins_a_story_that_the_desk_works_on(phone, filled, editor, verbs):
    data = filled(submit="1")
    phone.text(data, PICTURES[:1])
    edition = Edition.objects.get()
    for verb in verbs:
        move(edition, verb, by=editor, note="سبب")
    before = Article.objects.get().version

    assert phone.picture(data["key"], PICTURES[0]).json()["done"] is True

    assert captions(edition.article) == ["صورة 1"]
    assert Article.objects.get().version == before + 1, "who has the form open is told"


@pytest.mark.parametrize("state", ["published", "scheduled", "withdrawn", "spiked"])
def test_picture_that_comes_too_late_stays_in_the_library_as_its_senders(
    phone, story, reporter, state
):
    edition = story(state)
    upload = {"by": reporter, "story": edition.article.filing_key, "size": len(PICTURES[0])}
    Upload.objects.create(digest=digest(PICTURES[0]), number=1, caption="متأخرة", **upload)

    assert phone.picture(edition.article.filing_key, PICTURES[0]).json()["done"] is True

    assert not edition.article.pictures.exists()
    photo = Photo.objects.get()
    assert (photo.sent_by, photo.caption_ar, photo.state) == (reporter, "متأخرة", "draft")


def test_picture_that_the_desk_took_away_does_not_come_back(phone, filled, editor):
    data = filled(submit="1")
    phone.text(data, PICTURES[:1])
    phone.picture(data["key"], PICTURES[0])
    writing.illustrate(Article.objects.get(), [])

    assert phone.picture(data["key"], PICTURES[0]).json()["done"] is True
    assert phone.part(data["key"], PICTURES[0], 0).json()["done"] is True

    assert captions(Article.objects.get()) == []
    assert Photo.objects.count() == 1


def test_photo_and_its_place_are_made_together_or_not_at_all(phone, filled, monkeypatch):
    data, one = filled(submit="1"), PICTURES[0]
    phone.text(data, PICTURES[:1])

    def fail(*_args):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(filing_pictures, "put_with_story", fail)
        with pytest.raises(RuntimeError):
            phone.part(data["key"], one, 0, len(one))
    assert not Photo.objects.exists()
    assert phone.ask(data["key"], one).json() == {"have": len(one), "done": False, "refusal": ""}

    assert phone.picture(data["key"], one).json()["done"] is True
    assert captions(Article.objects.get()) == ["صورة 1"]


# Lost requests and answers


class Lost(Exception):
    pass


class BadLink(Phone):
    """Of each request "before" is lost on its way there, "after" on its way back."""

    def __init__(self, account: Account, fates: list[str]):
        super().__init__(account)
        self.fates = fates
        for verb in ("get", "post"):
            setattr(self.client, verb, self.losing(getattr(self.client, verb)))

    def losing(self, send):
        def sent(*args, **more):
            fate = self.fates.pop(0) if self.fates else ""
            if fate == "before":
                raise Lost
            answer = send(*args, **more)
            if fate == "after":
                raise Lost
            return answer

        return sent

    def run(self, data: dict) -> None:
        """The outbox: from the beginning after each loss, knowing only what was answered."""
        is_text_sent, done = False, set()
        while len(done) < len(PICTURES):
            try:
                if not is_text_sent:
                    assert self.text(data, PICTURES).status_code in (200,)
                    is_text_sent = True
                for n, each in enumerate(PICTURES):
                    if n not in done and self.picture(data["key"], each).json()["done"]:
                        done.add(n)
            except Lost:
                continue


FATES = st.lists(st.sampled_from(["", "", "before", "after"]), max_size=30)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fates=FATES, verb=st.sampled_from(["submit", "save"]))
def test_one_story_and_each_picture_once_whatever_is_lost(reporter, filled, fates, verb):
    check_what_arrives(reporter, filled(**{verb: "1"}, headline=f"{HEADLINE} {uuid4()}"), fates)


@pytest.mark.soak
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fates=FATES, verb=st.sampled_from(["submit", "save"]))
def test_one_story_and_each_picture_once_however_often_it_is_tried(reporter, filled, fates, verb):
    check_what_arrives(reporter, filled(**{verb: "1"}, headline=f"{HEADLINE} {uuid4()}"), fates)


def check_what_arrives(reporter, data, fates):
    photos = Photo.objects.count()

    BadLink(reporter, fates).run(data)

    edition = Edition.objects.get(headline=data["headline"])
    assert edition.article.filing_key == UUID(data["key"])
    assert Revision.objects.filter(edition=edition).count() == 1
    assert edition.state == ("submitted" if "submit" in data else "draft")
    assert captions(edition.article) == ["صورة 1", "صورة 2"]
    assert Photo.objects.count() == photos + 2
    assert not Part.objects.exists()


# The page that a device keeps


def test_kept_page_holds_no_story_no_name_and_no_token(client, reporter, story):
    make_correspondent(account=reporter, signing="pen_name")
    edition = story("draft", text={"headline": "مسودتي"})
    client.force_login(reporter)
    assert "مسودتي" in client.get(FILE).content.decode()

    page = client.get(reverse("filing:blank")).content.decode()

    for secret in ("مسودتي", str(edition.article.filing_key), "Reporter", "ندى", "مراسلة الشبكة",
                   "csrfmiddlewaretoken"):  # fmt: skip
        assert secret not in page
    assert 'value="pen_name"' in page
    assert reporter.owner_mark in page
    assert "data-blank" in page


def test_kept_page_takes_no_message_from_the_next_one(client, reporter, filled):
    client.force_login(reporter)
    client.post(FILE, filled(save="1"))
    client.get(reverse("filing:blank"))
    assert client.get(FILE).context["messages"]


def test_kept_page_is_given_to_those_who_file(client, photo_editor):
    url = reverse("filing:blank")
    assert client.get(url).status_code == 302
    client.force_login(photo_editor)
    assert client.get(url).status_code == 403


def test_worker_is_the_same_for_everybody_and_may_ask_nobody_else(client, reporter):
    first = client.get(reverse("filing:worker"))
    client.force_login(reporter)
    second = client.get(reverse("filing:worker"))

    assert first.status_code == 200
    assert first.content == second.content
    assert first.headers["Content-Type"].startswith("text/javascript")
    assert "connect-src 'self'" in first.headers["Content-Security-Policy"]
    assert "{%" not in first.content.decode()
