"""The table of an edition's moves, role by state, against one that was written by hand.

MAY is nobody's output: it is what the desk was promised. Whoever changes the code's
table changes this one too, and says why.
"""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from makers import WAYS
from turns import by_turns

from newsroom.articles import writing
from newsroom.articles.models import Edition, Revision
from newsroom.articles.moves import MOVES
from newsroom.workflow.models import State, Transition
from newsroom.workflow.moves import Refused, StaleState, move, possible

#: What needs a change or a notice that waits: tests/articles/test_after_publication.py.
AFTER = ("update", "correct", "set_change", "unset_change", "withdraw", "explain")
#: What comes along with a move of another language: tests/articles/test_siblings.py.
ALONG = ("release_along", "hold_along", "hold_back_along", "withdraw_along")
VERBS = (
    "submit", "take", "approve", "publish", "recall", "return", "reopen", "bring_back",
    "unschedule", "release", "hold", "hold_back", "take_down", "spike", "revive", *AFTER,
    *ALONG,
)  # fmt: skip
STATES = (
    "draft", "submitted", "in_review", "returned", "approved", "published", "scheduled",
    "withdrawn", "spiked", "held",
)  # fmt: skip
DESK = {
    "draft": "submit hold spike",
    "submitted": "take return hold spike",
    "in_review": "approve return hold spike",
    "returned": "submit hold spike",
    "approved": "publish return reopen hold spike",
    "published": "",
    "scheduled": "unschedule hold_back",
    "withdrawn": "",
    "spiked": "revive",
    "held": "return reopen release spike",
}
#: role -> state -> the verbs it may use there. The story is the reporter's.
MAY = {
    "reporter": {"draft": "submit", "submitted": "recall", "returned": "submit"},
    "stranger": {},
    "translator": {},
    "photo": {},
    "editor": DESK,
    "chief": DESK | {"published": "take_down", "withdrawn": "bring_back"},
}
#: (state, verb) -> the state it leads to, where that is not the verb's one target.
LEADS = {
    "submit": "submitted", "take": "in_review", "approve": "approved", "publish": "published",
    "recall": "draft", "return": "returned", "reopen": "in_review",
    "bring_back": "in_review", "unschedule": "approved",
    "hold_back": "approved", "take_down": "withdrawn", "spike": "spiked", "revive": "draft",
}  # fmt: skip
#: What those who have no part in the story can see: what readers have.
SEEN_BY_ALL = {"published"}
CASES = [(state, role) for state in STATES for role in MAY]


def allowed(role: str, state: str) -> set[str]:
    return set(MAY[role].get(state, "").split())


def target(verb: str, stored: str) -> str:
    return LEADS.get(verb, stored)


def sees(role: str, state: str) -> bool:
    return role in ("reporter", "editor", "chief") or state in SEEN_BY_ALL


def picture(edition: Edition) -> tuple:
    """All that a refused move must leave as it was."""
    row = Edition.objects.filter(pk=edition.pk).values().get()
    told = Transition.objects.count(), Revision.objects.count()
    return (*row.items(), *told)


def in_a_savepoint(attempt):
    """What `attempt()` returns; the database is then as it was."""
    with transaction.atomic():
        found = attempt()
        transaction.set_rollback(True)
    return found


def test_hand_written_table_names_every_verb_and_state():
    assert set(VERBS) == set(MOVES)
    assert set(STATES) == set(WAYS) == set(DESK)
    assert set(State) - set(STATES) == set()
    assert {verb for states in MAY.values() for said in states.values() for verb in said.split()} \
        == set(VERBS) - set(AFTER) - set(ALONG)  # fmt: skip


@pytest.mark.parametrize(("state", "role"), CASES)
def test_move_does_what_the_table_says(story, people, state, role):
    edition = story(state)
    before = picture(edition)

    def attempt(verb: str) -> str | None:
        """The state it led to, or None where it was refused and nothing changed."""
        copy = Edition.objects.get(pk=edition.pk)
        if verb not in allowed(role, state):
            with pytest.raises(Refused, match=r"\w+ \w+"):
                move(copy, verb, by=people[role], note="سبب")
            assert picture(edition) == before, verb
            return None
        told = move(copy, verb, by=people[role], note="سبب")
        fresh = Edition.objects.get(pk=edition.pk)
        assert (told.source, told.target, told.verb) == (edition.state, fresh.state, verb)
        assert told.by == people[role]
        assert copy.state == fresh.state
        return fresh.state

    found = {verb: in_a_savepoint(lambda verb=verb: attempt(verb)) for verb in VERBS}
    assert {verb: led for verb, led in found.items() if led} == {
        verb: target(verb, edition.state) for verb in allowed(role, state)
    }
    assert {each.verb for each in possible(edition, people[role])} == allowed(role, state)


@pytest.mark.parametrize(("state", "role"), by_turns(STATES, MAY, one_in=6))
def test_desk_does_what_the_table_says(story, people, client, state, role):
    edition = story(state)
    person = people[role]
    client.force_login(person)
    before = picture(edition)

    def attempt(verb: str) -> str | None:
        address = reverse("admin:articles_edition_move", args=[edition.pk, verb])
        sent = {"seen": edition.seen(), "told": "1", "note": "سبب", "published_at": ""}
        response = client.post(address, sent)
        if response.status_code == 302:
            fresh = Edition.objects.get(pk=edition.pk)
            assert fresh.history.first().by == person
            return fresh.state
        assert response.status_code == (403 if sees(role, state) else 404), verb
        assert picture(edition) == before, verb
        if response.status_code == 403:
            assert escape(sentence(edition, verb, person)) in response.text, verb
        else:
            assert edition.headline not in response.text
        return None

    found = {verb: in_a_savepoint(lambda verb=verb: attempt(verb)) for verb in VERBS}
    assert {verb: led for verb, led in found.items() if led} == {
        verb: target(verb, edition.state) for verb in allowed(role, state)
    }


def sentence(edition: Edition, verb: str, person) -> str:
    """What the refusal says in the person's own language."""
    with translation.override(person.language), pytest.raises(PermissionDenied) as refused:
        move(Edition.objects.get(pk=edition.pk), verb, by=person, note="سبب")
    assert str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("state", ["draft", "published"])
def test_desk_knows_no_other_verb(story, people, client, state, role):
    edition = story(state)
    client.force_login(people[role])
    before = picture(edition)
    assert client.post(f"/admin/articles/edition/{edition.pk}/move/vanish/").status_code == 404
    assert picture(edition) == before


@pytest.mark.parametrize("verb", VERBS)
def test_anonymous_moves_nothing(story, client, verb):
    edition = story("submitted")
    before = picture(edition)
    address = reverse("admin:articles_edition_move", args=[edition.pk, verb])
    sent = {"seen": edition.seen(), "told": "1", "note": "سبب"}
    response = client.post(address, sent)
    assert response.status_code == 403
    assert edition.headline not in response.text
    assert client.get(address).status_code == 302
    assert picture(edition) == before


@pytest.mark.parametrize("sent", [{"seen": "approved.False.1.1"}, {"told": "1"}, {}])
def test_desk_moves_only_what_the_person_saw(story, people, client, sent):
    edition = story("submitted")
    before = picture(edition)
    client.force_login(people["editor"])
    address = reverse("admin:articles_edition_move", args=[edition.pk, "take"])
    response = client.post(address, sent, follow=True)
    assert picture(edition) == before
    with translation.override("ar"):
        assert escape(str(StaleState())) in response.text


def test_desk_asks_for_the_note_before_it_moves(story, people, client):
    edition = story("in_review")
    before = picture(edition)
    client.force_login(people["editor"])
    address = reverse("admin:articles_edition_move", args=[edition.pk, "return"])
    for told in ({}, {"told": "1"}, {"told": "1", "note": "   "}):
        response = client.post(address, {"seen": edition.seen(), **told})
        assert response.status_code == 200
        assert 'name="note"' in response.text
        assert picture(edition) == before


NOTE_WRITTEN = "ملاحظة طويلة كتبها المحرر"


def test_note_of_who_comes_too_late_stands_in_the_question(story, people, client):
    edition = story("in_review")
    seen = edition.seen()
    writing.write(edition, by=people["chief"], text={"standfirst": "جملة من زميل"})
    client.force_login(people["editor"])
    address = reverse("admin:articles_edition_move", args=[edition.pk, "return"])
    sent = {"seen": seen, "told": "1", "note": NOTE_WRITTEN}
    response = client.post(address, sent)
    assert response.status_code == 409
    assert NOTE_WRITTEN in response.text
    with translation.override("ar"):
        assert escape(str(StaleState())) in response.text
    assert Edition.objects.get(pk=edition.pk).state == "in_review"
    now = re.search(r'name="seen" value="([^"]+)"', response.text)[1]
    assert client.post(address, sent | {"seen": now}).status_code == 302
    assert Edition.objects.get(pk=edition.pk).history.first().note == NOTE_WRITTEN


def test_note_for_a_step_that_a_colleague_made_is_shown_to_be_copied(story, people, client):
    edition = story("in_review")
    sent = {"seen": edition.seen(), "told": "1", "note": NOTE_WRITTEN}
    move(edition, "return", by=people["chief"], note="سبب آخر")
    client.force_login(people["editor"])
    address = reverse("admin:articles_edition_move", args=[edition.pk, "return"])
    response = client.post(address, sent)
    assert response.status_code == 403
    assert NOTE_WRITTEN in response.text


def test_opening_a_moves_page_moves_nothing(story, people, client):
    edition = story("submitted")
    before = picture(edition)
    client.force_login(people["editor"])
    for verb in VERBS:
        address = reverse("admin:articles_edition_move", args=[edition.pk, verb])
        expected = 200 if verb in allowed("editor", "submitted") else 403
        assert client.get(address).status_code == expected, verb
    assert picture(edition) == before


def test_desk_says_it_when_another_text_than_the_approved_one_would_go_out(story, people, client):
    edition = story("approved")
    other = edition.revisions.create(by=people["editor"], headline="غيره", body="<p>غيره</p>")
    Edition.objects.filter(pk=edition.pk).update(latest=other)
    edition.refresh_from_db()
    before = picture(edition)
    client.force_login(people["chief"])
    address = reverse("admin:articles_edition_move", args=[edition.pk, "publish"])
    response = client.post(address, {"seen": edition.seen(), "told": "1"}, follow=True)
    with translation.override("ar"):
        assert escape(str(StaleState())) in response.text
    assert picture(edition) == before


@pytest.mark.parametrize("role", MAY)
def test_pending_change_is_brought_out_by_a_second_person(story, people, client, role):
    """The editor changed a published story: the chief may bring that out, the editor may not."""
    edition = story("published")
    writing.write(edition, by=people["editor"], text={"headline": "عنوان مصحّح"})
    before = picture(edition)
    client.force_login(people[role])
    address = reverse("admin:articles_edition_move", args=[edition.pk, "update"])
    response = client.post(address, {"seen": edition.seen(), "told": "1"})
    fresh = Edition.objects.get(pk=edition.pk)
    if role == "chief":
        assert (response.status_code, fresh.state) == (302, "published")
        assert (fresh.headline, fresh.is_pending) == ("عنوان مصحّح", False)
    else:
        assert response.status_code == 403
        assert picture(edition) == before
