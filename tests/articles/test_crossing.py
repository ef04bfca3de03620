"""A story is saved while somebody, or a picture, that it names is being withdrawn: both come
through, whoever is first, and of a name that is withdrawn nothing stays."""

from __future__ import annotations

from threading import Event

import pytest
from desk_form import address, opened, sign_in
from django.db import connection
from django.urls import reverse
from makers import make_correspondent, make_photo
from together import at_once

from newsroom.articles import byline_withdrawal, writing
from newsroom.articles.models import Edition
from newsroom.workflow import moves

HEADLINE = "عنوان جديد للمادة"


def withdraw(thing, by) -> None:
    moves.move(type(thing).objects.get(pk=thing.pk), "withdraw", by=by, note="خطر")


def withdraw_byline(correspondent, by) -> None:
    byline_withdrawal.withdraw_byline(correspondent, by=by)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("kind", "act"),
    [("photos", withdraw), ("correspondents", withdraw), ("correspondents", withdraw_byline)],
)
def test_neither_waits_for_the_other_crosswise(story, people, monkeypatch, kind, act):
    edition = story("in_review")
    thing = (
        make_photo(people["editor"], cleared_by=people["chief"])
        if kind == "photos"
        else make_correspondent("salim", pen_name_ar="سليم الفرات", pen_name_en="Salim al-Furat")
    )
    client = sign_in(people["editor"])
    form = opened(people["editor"], edition) | {kind: [thing.pk], "headline": HEADLINE}
    is_locked, has_told = Event(), Event()
    of_moves, of_writing = moves.record, writing.record

    def late(verb, **more):
        is_locked.set()
        has_told.wait(2)
        return of_moves(verb, **more)

    def early(verb, **more):
        done = of_writing(verb, **more)
        has_told.set()
        return done

    monkeypatch.setattr(moves, "record", late)
    monkeypatch.setattr(writing, "record", early)

    def go(number: int) -> int:
        if number == 0:
            act(thing, people["chief"])
            return 0
        is_locked.wait(10)
        return client.post(address(edition), form).status_code

    assert at_once(2, go) == [0, 302]
    assert Edition.objects.get(pk=edition.pk).headline == HEADLINE
    thing.refresh_from_db()
    assert thing.state == "withdrawn"


NAMED = "<p>قال سليم الفرات كل شيء.</p>"


@pytest.fixture
def salim(db):
    return make_correspondent("salim", pen_name_ar="سليم الفرات", pen_name_en="Salim al-Furat")


def name_him(edition: Edition, by) -> None:
    writing.write(Edition.objects.get(pk=edition.pk), by=by, text={"body": NAMED})


def withdraw_by_the_page(salim, by) -> int:
    page = reverse("admin:articles_byline_withdraw", args=[salim.pk])
    return sign_in(by).post(page, {"is_sure": "on"}).status_code


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_words_of_who_waits_for_the_withdrawal_lose_the_name(story, people, monkeypatch, salim):
    edition = story("published")
    has_head, waits = Event(), Event()
    keep_out, of_writing = byline_withdrawal.keep_out, writing.record

    def late(*told):
        keep_out(*told)
        has_head.set()
        waits.wait(5)

    def second(verb, **more):
        waits.set()
        return of_writing(verb, **more)

    monkeypatch.setattr(byline_withdrawal, "keep_out", late)
    monkeypatch.setattr(writing, "record", second)

    def go(number: int) -> int:
        if number == 0:
            return withdraw_by_the_page(salim, people["chief"])
        has_head.wait(5)
        name_him(edition, people["editor"])
        return 0

    assert at_once(2, go) == [302, 0]
    assert "سليم" not in Edition.objects.get(pk=edition.pk).latest.body


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_words_numbered_before_the_look_and_committed_after_lose_the_name(
    story, people, monkeypatch, salim
):
    edition, other = story("published"), story("draft")
    is_numbered, has_looked = Event(), Event()
    look, of_writing = byline_withdrawal.stories_with, writing.record

    def slow(verb, **more):
        if not is_numbered.is_set():
            is_numbered.set()
            has_looked.wait(3)
        return of_writing(verb, **more)

    def first(*told):
        found = look(*told)
        has_looked.set()
        return found

    monkeypatch.setattr(writing, "record", slow)
    monkeypatch.setattr(byline_withdrawal, "stories_with", first)

    def go(number: int) -> int:
        if number == 0:
            name_him(edition, people["editor"])
            return 0
        is_numbered.wait(5)
        later = Edition.objects.get(pk=other.pk)
        writing.write(later, by=people["reporter"], text={"standfirst": "شيء آخر"})
        return withdraw_by_the_page(salim, people["chief"])

    assert at_once(2, go) == [0, 302]
    assert "سليم" not in Edition.objects.get(pk=edition.pk).latest.body
