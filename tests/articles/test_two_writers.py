"""Two people at one story, and one person's saves that overtake each other: through the desk's
form, with a client for each browser."""

from __future__ import annotations

import html
import re
from random import Random
from time import sleep

import pytest
from desk_form import ADD, add_sibling, address, change, fields, opened, page_of, sign_in
from django.db import connection
from django.test import Client
from django.utils.html import strip_tags
from makers import make_correspondent, make_photo, make_section, make_topic
from together import at_once

from newsroom.articles import redaction, writing
from newsroom.articles.models import Article, Edition, Revision, SavedPage
from newsroom.text.units import units
from newsroom.workflow.moves import move

WORDS = "عادت المحطات إلى العمل فجر اليوم قرب النهر بعد انقطاع طويل وقال عامل فيها".split()  # noqa: SIM905
ONE, TWO, THREE = (
    "<p>الأولى من الفقرات.</p>", "<p>عادت أربع محطات إلى العمل.</p>", "<p>الثالثة هنا.</p>",
)  # fmt: skip
TEXT = ONE + TWO + THREE


class Writer:
    """Somebody at a browser with one story open."""

    def __init__(self, account, edition):
        self.client, self.url = sign_in(account), address(edition)
        self.account, self.edition = account, edition
        self.open()

    def open(self):
        self.page = opened(self.account, self.edition)

    def save(self, **new):
        data = self.page | {"_continue": "1"} | new
        self.answer = self.client.post(self.url, data)
        return self.answer

    def shown(self):
        """The answer as a browser shows it."""
        if self.answer.status_code == 302:
            self.answer = self.client.get(self.answer.url)
        return page_of(self.answer)

    def again(self, **new):
        """On the page that the last save was answered with."""
        self.shown()
        self.page = fields(self.answer)
        return self.save(**new)


@pytest.fixture
def both(story, reporter, editor):
    """A draft that two people have open."""
    edition = story("draft", text={"body": TEXT})
    return edition, Writer(reporter, edition), Writer(editor, edition)


def test_locked_story_is_as_it_stands_by_now_and_costs_one_query(story, django_assert_num_queries):
    held = story("draft").article
    section, version = held.section, held.version
    other = make_section("other")
    Article.objects.filter(pk=held.pk).update(section=other, place=None, version=version + 1)
    with django_assert_num_queries(1):
        held.lock()
    assert (held.section, held.place, held.version) == (other, None, version + 1)
    assert held.section != section


def stored() -> Edition:
    return Edition.objects.select_related("article", "latest").get()


def clashes(writer) -> list:
    return writer.answer.context["adminform"].form.meeting.clashes


# Without a collision


def test_changes_of_different_paragraphs_are_merged_and_saved(both):
    edition, nada, karim = both
    karim.save(body=TEXT.replace("الثالثة", "ثالثًا"))
    nada.save(body=TEXT.replace("الأولى", "أولى"), why="خطأ في العدد")

    edition = stored()
    assert edition.body == TEXT.replace("الأولى", "أولى").replace("الثالثة", "ثالثًا")
    first = edition.revisions.all()[1]
    assert (edition.latest.why, edition.latest.by.username) == ("خطأ في العدد", "reporter")
    page = html.unescape(nada.shown())
    assert re.search(r"Merged with what \u2068Editor\u2069 saved at \d\d:\d\d\.", page)
    assert f"/compare/?before={first.pk}&after={edition.latest_id}" in page


def test_merged_save_makes_no_step_before_it_was_read(both):
    edition, nada, karim = both
    karim.save(body=TEXT.replace("الثالثة", "ثالثًا"))
    nada.save(body=TEXT.replace("الأولى", "أولى"), _move="submit")

    assert "The step was not made" in nada.shown()
    assert stored().state == "draft"
    nada.again(_move="submit")
    edition = stored()
    assert edition.state == "submitted"
    assert "ثالثًا" in edition.body


def test_headline_of_one_and_text_of_the_other_are_both_kept(both):
    _edition, nada, karim = both
    karim.save(headline="عنوان المحرر", standfirst="موجز\r\nفي سطرين")
    nada.save(body=TEXT.replace("الأولى", "أولى"))
    edition = stored()
    assert (edition.headline, edition.standfirst) == ("عنوان المحرر", "موجز\nفي سطرين")
    assert "أولى من" in edition.body


@pytest.mark.parametrize("state", ["approved", "scheduled"])
def test_merged_text_loses_its_approval_as_any_change_does(story, editor, chief, state):
    edition = story(state, text={"body": TEXT})
    late = Writer(editor, edition)
    writing.save_shared(edition.article, by=chief, fields={"kind": "report"},
                        version=Article.objects.get().version)  # fmt: skip
    late.save(body=TEXT.replace("الأولى", "أولى"))
    edition = stored()
    assert (edition.state, edition.approved, edition.article.kind) == ("in_review", None, "report")


def test_merged_text_of_a_published_story_waits_for_a_second_person(story, editor, chief):
    edition = story("published", text={"body": TEXT})
    late = Writer(editor, edition)
    Writer(chief, edition).save(body=TEXT.replace("الثالثة", "ثالثًا"))
    late.save(body=TEXT.replace("الأولى", "أولى"), _move="update")
    edition = stored()
    assert edition.is_pending
    assert edition.body == TEXT
    assert "أولى من" in edition.latest.body
    assert "ثالثًا" in edition.latest.body


def test_page_from_before_a_step_saves_beside_it(story, editor, chief):
    edition = story("submitted", text={"body": TEXT})
    late = Writer(editor, edition)
    move(edition, "take", by=chief)
    late.save(body=TEXT.replace("الأولى", "أولى"), _move="approve")
    edition = stored()
    assert (edition.state, edition.body) == ("in_review", TEXT.replace("الأولى", "أولى"))
    assert "The step was not made" in late.shown()


# With one


def test_changes_of_one_paragraph_are_shown_with_all_else_merged(both):
    _edition, nada, karim = both
    karim.save(body=TEXT.replace("أربع", "ثلاث").replace("الثالثة", "ثالثًا"))
    nada.save(body=TEXT.replace("أربع", "خمس").replace("الأولى", "أولى"), _move="submit")

    edition = stored()
    assert (edition.state, edition.revisions.count()) == ("draft", 2)
    assert "<p>أولى" not in edition.body
    [clash] = clashes(nada)
    assert (clash.name, clash.may_be_both) == ("take_body_0", True)
    shown = nada.answer.context["adminform"].form["body"].value()
    assert "خمس" in shown
    assert "أولى من" in shown
    assert "ثالثًا" in shown
    page = strip_tags(nada.shown())
    for words in ("Editor", "Yours", "Both, one after the other"):
        assert words in page


@pytest.mark.parametrize(
    ("choice", "there"), [("theirs", "ثلاث"), ("both", "خمس ثلاث"), ("x", "خمس")]
)
def test_choice_is_what_is_saved(both, choice, there):
    _edition, nada, karim = both
    karim.save(body=TEXT.replace("أربع", "ثلاث"))
    nada.save(body=TEXT.replace("أربع", "خمس"))
    nada.again(take_body_0=choice)
    body = stored().body
    assert [word for word in ("خمس", "ثلاث") if word in body] == there.split()
    assert (units(body)[0], units(body)[-1]) == (ONE, THREE)
    assert SavedPage.objects.filter(by__username="reporter").count() == 1


def test_words_typed_on_the_page_that_asks_are_kept_with_the_choice(both):
    _edition, nada, karim = both
    karim.save(body=TEXT.replace("أربع", "ثلاث"))
    nada.save(body=TEXT.replace("أربع", "خمس"))
    typed = nada.answer.context["adminform"].form["body"].value() + "<p>وأخيرًا.</p>"
    nada.again(take_body_0="theirs", body=typed)
    assert stored().body == TEXT.replace("أربع", "ثلاث") + "<p>وأخيرًا.</p>"


def test_place_rewritten_by_hand_and_given_up_at_once_is_asked_again(both):
    _edition, nada, karim = both
    karim.save(body=TEXT.replace("أربع", "ثلاث"))
    nada.save(body=TEXT.replace("أربع", "خمس"))
    nada.again(take_body_0="theirs", body=TEXT.replace("أربع", "ست"))
    assert "Choose once more" in nada.shown()
    [clash] = clashes(nada)
    assert stored().revisions.count() == 2
    nada.again(**{clash.name: "mine"})
    assert stored().body == TEXT.replace("أربع", "ست")


def test_third_person_meanwhile_is_a_second_conflict(both, chief):
    edition, nada, karim = both
    karim.save(body=TEXT.replace("أربع", "ثلاث"))
    nada.save(body=TEXT.replace("أربع", "خمس"))
    Writer(chief, edition).save(body=TEXT.replace("أربع", "سبع").replace("الأولى", "أولى"))
    nada.again(take_body_0="mine")

    page = nada.shown()
    assert "\u2068Chief\u2069 changed this story while you were writing" in page
    assert stored().revisions.count() == 3
    assert all(word in page for word in ("خمس", "سبع", "أولى من"))
    nada.again(take_body_0="both")
    body = stored().body
    assert all(word in body for word in ("خمس", "سبع", "أولى من"))


def test_line_that_both_changed_is_asked_and_both_stand_there(both):
    _edition, nada, karim = both
    karim.save(headline="عنوان المحرر")
    nada.save(headline="عنوان المراسل", standfirst="موجز المراسل")
    page = nada.shown()
    assert "عنوان المحرر" in page
    assert "عنوان المراسل" in page
    [clash] = clashes(nada)
    assert not clash.may_be_both
    nada.again(take_headline_0="theirs")
    edition = stored()
    assert (edition.headline, edition.standfirst) == ("عنوان المحرر", "موجز المراسل")


def test_person_at_two_windows_is_told_so(story, reporter):
    edition = story("draft", text={"body": TEXT})
    one, other = Writer(reporter, edition), Writer(reporter, edition)
    other.save(body=TEXT.replace("أربع", "ثلاث"))
    one.save(body=TEXT.replace("أربع", "خمس"))
    assert "You saved this story from another page" in one.shown()
    one.again(take_body_0="theirs", body=TEXT.replace("أربع", "خمس"))
    assert "ثلاث" in stored().body


@pytest.mark.parametrize("seen", ["", "draft.False.987654.None.None/1"])
def test_unknown_beginning_overwrites_nothing(both, seen):
    _edition, nada, _karim = both
    nada.save(body=TEXT.replace("أربع", "خمس"), seen=seen)
    assert stored().body == TEXT
    assert len(clashes(nada)) == 1


def test_revision_of_another_story_is_no_beginning(both, story):
    edition, nada, _karim = both
    other = story("draft", writer="stranger", text={"body": "<p>سر.</p>"})
    seen = nada.page["seen"].replace(f".{edition.latest_id}.", f".{other.latest_id}.")
    assert seen != nada.page["seen"]
    nada.save(body=TEXT.replace("أربع", "خمس"), seen=seen)
    assert "سر." not in nada.shown()
    assert Edition.objects.get(pk=edition.pk).body == TEXT


@pytest.mark.parametrize(
    "told", ["[1]", "{", '{"body": [["x"]]}', '{"body": 7}', "null", '{"a": []}']
)
def test_answers_that_nobody_asked_for_are_no_error(both, told):
    _edition, nada, _karim = both
    nada.save(body=TEXT.replace("أربع", "خمس"), clashes=told, base=told)
    assert "خمس" in stored().body


def test_words_taken_out_for_good_are_not_merged_back(both, chief):
    edition, nada, _karim = both
    redaction.redact(edition, "أربع محطات", by=chief)
    nada.save(body=TEXT.replace("الأولى", "أولى"))

    page = nada.shown()
    assert "Words were taken out of this story for good while you were writing" in page
    assert "أربع" not in stored().body
    assert stored().latest.by != chief or "أولى من" not in stored().body
    nada.again(take_body_0="theirs")
    assert "أربع" not in stored().body


# What all languages share


def test_what_each_put_with_the_story_is_kept_and_what_one_took_away_is_gone(
    story, reporter, editor, photo_editor
):
    first, second, third = (make_topic(slug) for slug in ("one", "two", "three"))
    hidden, own = make_photo(photo_editor), make_photo(reporter)
    nada = make_correspondent()
    edition = story("draft", topics=[first, second], correspondents=[nada])
    mine = Writer(reporter, edition)
    theirs = Writer(editor, edition)
    theirs.save(topics=[second.pk, third.pk], photos=[hidden.pk], correspondents=[])
    mine.save(topics=[first.pk], photos=[own.pk], correspondents=[nada.pk])

    article = stored().article
    assert set(article.topics.all()) == {third}
    assert set(article.photos.all()) == {hidden, own}
    assert not article.correspondents.exists()


def test_photo_that_one_cannot_see_and_the_desk_took_away_stays_away(
    story, reporter, editor, photo_editor
):
    hidden = make_photo(photo_editor)
    edition = story("draft", photos=[hidden])
    mine = Writer(reporter, edition)
    Writer(editor, edition).save(photos=[])
    mine.save(body=TEXT)
    assert not stored().article.photos.exists()
    assert stored().body == TEXT


def test_time_and_mark_set_meanwhile_stay(both):
    _edition, nada, karim = both
    karim.save(embargo_until="2031-01-02T10:30", is_sensitive="on")
    nada.save(body=TEXT.replace("الأولى", "أولى"))
    article = stored().article
    assert article.is_sensitive
    assert article.embargo_until.year == 2031


def test_merged_fields_are_checked_as_any(story, editor, chief):
    """The editor's page shows an embargo as it was; meanwhile readers have got the story."""
    nada = make_correspondent(signing="named", public_name_ar="ندى")
    edition = story("published", signing="named", correspondents=[nada])
    late = Writer(editor, edition)
    writing.save_shared(Article.objects.get(), by=chief, fields={"signing": "withheld"},
                        version=Article.objects.get().version)  # fmt: skip
    late.save(signing="pen_name")
    [clash] = clashes(late)
    late.again(**{clash.name: "mine"})
    assert "not signed more openly" in late.shown()
    assert stored().article.signing == "withheld"


def test_translator_merges_words_and_touches_nothing_shared(story, translator, reporter, places):
    article = story("published").article
    story("draft", language="en", article=article, writer="translator", text={"body": TEXT})
    edition = article.editions.get(language="en")
    late = Writer(translator, edition)
    writing.write(edition, by=reporter, text={"body": TEXT.replace("الثالثة", "ثالثًا")})
    before = Article.objects.values().get()
    late.save(body=TEXT.replace("الأولى", "أولى"), place=places["abu-kamal"].pk)
    assert "ثالثًا" in article.editions.get(language="en").latest.body
    after = Article.objects.values().get()
    assert {**after, "version": 0} == {**before, "version": 0}


# One page, several posts


def test_page_that_saves_twice_is_one_writer(both):
    _edition, nada, _karim = both
    nada.save(body=TEXT.replace("أربع", "خمس"), sent="1000")
    nada.save(body=TEXT.replace("أربع", "ست"), sent="2000")
    assert stored().body == TEXT.replace("أربع", "ست")
    nada.save(body=TEXT.replace("أربع", "سبع"))
    assert stored().body == TEXT.replace("أربع", "سبع")


def test_post_that_was_overtaken_changes_nothing_and_is_answered_as_saved(both):
    _edition, nada, _karim = both
    nada.save(body=TEXT.replace("أربع", "ست"), headline="الأحدث", sent="2000")
    answer = nada.save(body=TEXT.replace("أربع", "خمس"), sent="1000", _move="submit")
    assert answer.status_code == 302
    edition = stored()
    assert (edition.headline, edition.state) == ("الأحدث", "draft")
    assert "ست" in edition.body
    assert edition.revisions.count() == 2


@pytest.mark.parametrize("sent", ["", "1000"])
def test_post_repeated_after_a_lost_answer_is_no_second_revision(both, sent):
    _edition, nada, _karim = both
    for _time in range(2):
        nada.save(body=TEXT.replace("أربع", "خمس"), sent=sent)
        assert nada.answer.status_code == 302
    assert stored().revisions.count() == 2


@pytest.mark.parametrize("sent", ["", "1000"])
def test_post_with_a_step_repeated_after_a_lost_answer_has_arrived(both, sent):
    _edition, nada, _karim = both
    for _time in range(2):
        nada.save(body=TEXT.replace("أربع", "خمس"), sent=sent, _move="submit")
        assert nada.answer.status_code == 302
    assert "The story has arrived. It is: Submitted." in nada.shown()
    edition = stored()
    assert (edition.state, edition.revisions.count()) == ("submitted", 2)
    assert edition.history.filter(verb="submit").count() == 1


def test_other_words_after_ones_own_step_are_shown_not_saved(both):
    _edition, nada, _karim = both
    nada.save(body=TEXT, _move="submit")
    nada.save(body=TEXT.replace("أربع", "خمس محطات أخرى غير التي"))
    assert nada.answer.status_code == 403
    assert "خمس محطات أخرى غير التي" in nada.shown()


def test_step_of_the_same_page_is_no_conflict(story, editor):
    edition = story("submitted", text={"body": TEXT})
    karim = Writer(editor, edition)
    karim.save(_move="take")
    karim.save(body=TEXT.replace("أربع", "خمس"))
    assert not SavedPage.objects.filter(seen="").exists()
    edition = stored()
    assert (edition.state, "خمس" in edition.body) == ("in_review", True)


def test_page_gone_back_to_does_not_undo_what_was_merged_into_it(both):
    """Its form has no word of what the other wrote; the page that asked had them."""
    _edition, nada, karim = both
    karim.save(body=TEXT.replace("الثالثة", "ثالثًا"))
    nada.save(body=TEXT.replace("الأولى", "أولى"))
    nada.save(body=TEXT.replace("الأولى", "أولى").replace("أربع", "خمس"))
    body = stored().body
    assert all(word in body for word in ("ثالثًا", "<p>أولى", "خمس"))

    karim.save(body=TEXT.replace("أربع", "سبع"))
    assert "سبع" not in stored().body
    [clash] = clashes(karim)
    karim.again(**{clash.name: "theirs"})
    assert all(word in stored().body for word in ("<p>أولى", "خمس"))


def test_page_of_somebody_else_is_ones_own_to_nobody(both):
    _edition, nada, karim = both
    nada.save(body=TEXT.replace("أربع", "خمس"), sent="1000")
    karim.save(body=TEXT.replace("أربع", "ست"), page=nada.page["page"], sent="2000")
    assert len(clashes(karim)) == 1
    assert "خمس" in stored().body


def test_new_story_sent_twice_is_one_story_with_the_later_words(reporter, section):
    client = sign_in(reporter)
    page = fields(client.get(ADD)) | {"headline": "عنوان", "body": ONE, "section": section.pk}
    client.post(ADD, page | {"sent": "1000"})
    client.post(ADD, page | {"sent": "2000", "body": ONE + TWO, "_move": "submit"})
    client.post(ADD, page | {"sent": "1500", "body": ONE + THREE})
    assert Article.objects.count() == 1
    edition = stored()
    assert (edition.body, edition.revisions.count()) == (ONE + TWO, 2)


def test_new_language_sent_twice_is_one_edition(reporter, story):
    article = story("draft").article
    client = sign_in(reporter)
    url = add_sibling(article, "en")
    page = fields(client.get(url)) | {"headline": "Water", "body": "<p>Water.</p>"}
    for body in ("<p>Water.</p>", "<p>Water is back.</p>"):
        assert client.post(url, page | {"body": body}).status_code == 302
    edition = article.editions.get(language="en")
    assert (edition.body, edition.revisions.count()) == ("<p>Water is back.</p>", 2)


def test_two_new_pages_are_two_stories(reporter):
    client = sign_in(reporter)
    for _story in range(2):
        change(client, ADD, headline="عنوان", body=ONE)
    assert Article.objects.count() == 2


def test_save_asks_the_database_as_often_however_long_its_history(both, django_assert_num_queries):
    edition, nada, _karim = both
    counts = []
    for number in range(3):
        nada.open()
        with connection.execute_wrapper(counted := Counted()):
            nada.save(body=TEXT + f"<p>{number} مرة.</p>")
        counts.append(counted.times)
    assert counts[1] == counts[2]
    assert edition.revisions.count() == 4


class Counted:
    times = 0

    def __call__(self, execute, *args):
        self.times += 1
        return execute(*args)


# Many


def sentence(dice: Random) -> str:
    return f"{' '.join(dice.choices(WORDS, k=6))} {dice.randint(10**6, 10**7)}."


def rewritten(text: str, dice: Random, among: range) -> tuple[str, list[str]]:
    """A few edits of those paragraphs, and the sentences that were typed."""
    parts, typed = list(units(text)), []
    for _edit in range(dice.randint(1, 3)):
        said, at = sentence(dice), dice.choice(among)
        act = dice.choice(["change", "add", "put", "drop"] if len(parts) > 8 else ["put"])
        at = min(at, len(parts) - 1)
        if act == "change":
            parts[at] = f"<p>{said}</p>"
        elif act == "add":
            parts[at] = parts[at].replace("</p>", f" {said}</p>")
        elif act == "put":
            parts.insert(at, f"<p>{said}</p>")
        else:
            del parts[at]
        typed += [said] if act != "drop" else []
    body = "".join(parts)
    return body, [said for said in typed if said in body]


def stale_saves(times: int, story, reporter, editor, seed: int) -> tuple[int, int]:
    dice, refused, merged = Random(seed), 0, 0
    edition = story("draft", text={"body": "".join(f"<p>{sentence(dice)}</p>" for _ in range(12))})
    first, second = Writer(reporter, edition), Writer(editor, edition)
    for number in range(times):
        if dice.random() < 0.5:
            first, second = second, first
        for each in (first, second):
            each.open()
        text = stored().latest.body
        at = dice.randrange(len(units(text)))
        anywhere = range(len(units(text)))
        theirs, said = rewritten(text, dice, range(at, at + 1) if number % 2 else anywhere)
        mine, typed = rewritten(text, dice, range(at, at + 1) if number % 2 else anywhere)
        lines = {"standfirst": sentence(dice)} if dice.random() < 0.3 else {}
        first.save(body=theirs, headline=f"عنوان {number}", **lines)
        assert first.answer.status_code == 302
        second.save(body=mine, seo_title=f"محركات {number}")
        if second.answer.status_code == 200:
            refused += 1
            assert stored().latest.body == theirs
            there = html.unescape(second.shown())
        else:
            merged += 1
            there = stored().latest.body
            assert stored().seo_title == f"محركات {number}"
        assert not [each for each in typed + said if each not in there]
        assert stored().headline == f"عنوان {number}"
        assert all(each == stored().standfirst for each in lines.values())
    return refused, merged


def test_stale_saves_are_refused_or_merged_with_both_texts_kept(story, reporter, editor):
    refused, merged = stale_saves(5, story, reporter, editor, seed=7)
    assert refused
    assert merged


@pytest.mark.soak
def test_a_hundred_stale_saves_keep_both_texts(story, reporter, editor):
    refused, merged = stale_saves(100, story, reporter, editor, seed=2)
    assert refused > 25
    assert merged > 30


def overlapping(reporter, edition, times: int) -> list[int]:
    """One page posts a growing text `times` times at once; the statuses of the answers."""
    client = Client()
    client.force_login(reporter)
    url = address(edition)
    page = fields(client.get(url))

    def send(number: int) -> int:
        mine = Client()
        mine.cookies = client.cookies
        words = "".join(f"<p>الجملة {n}.</p>" for n in range(number + 1))
        sleep(number / 200)
        told = page | {"body": words, "sent": str(1000 + number)}
        return mine.post(url, told).status_code

    return at_once(times, send)


@pytest.mark.django_db(transaction=True)
def test_overlapping_saves_of_one_page_are_no_conflict(story, reporter):
    edition = story("draft")
    answers = overlapping(reporter, edition, 20)
    assert answers == [302] * 20
    assert stored().body == "".join(f"<p>الجملة {n}.</p>" for n in range(20))
    assert Revision.objects.filter(edition=edition).count() <= 21


@pytest.mark.django_db(transaction=True)
def test_new_story_from_several_connections_at_once_is_one(reporter, section):
    client = Client()
    client.force_login(reporter)
    page = fields(client.get(ADD)) | {"headline": "عنوان", "body": ONE, "sent": "1000"}

    def send(_number: int) -> int:
        mine = Client()
        mine.cookies = client.cookies
        return mine.post(ADD, page).status_code

    assert at_once(4, send) == [302] * 4
    assert (Article.objects.count(), Revision.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["base", "clashes"])
@pytest.mark.parametrize("said", ["[" * 200_000, "[1, 2]", "7", "{", "null"])
def test_what_no_form_of_ours_says_is_as_nothing_said(story, editor, chief, name, said):
    edition = story("in_review")
    form = opened(editor, edition)
    writing.write(edition, by=chief, text={"standfirst": "جملة من زميل"})
    answer = sign_in(editor).post(address(edition), form | {name: said, "headline": "عنوان آخر"})
    saved = Edition.objects.get(pk=edition.pk)
    if answer.status_code == 302:
        assert (saved.headline, saved.standfirst) == ("عنوان آخر", "جملة من زميل")
    else:  # asked, with what both wrote
        assert answer.status_code == 200
        assert "عنوان آخر" in page_of(answer)
        assert saved.standfirst == "جملة من زميل"
