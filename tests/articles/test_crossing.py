"""A story is saved with somebody or a picture new to it, while they are being withdrawn: both come
through, whoever is first."""

from __future__ import annotations

from threading import Event

import pytest
from desk_form import address, opened, sign_in
from django.db import connection
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
