"""Every role, in every state, at every door of a story that is no move: against a table that was
written by hand. The moves have theirs in tests/articles/test_move_table.py.

MAY is nobody's output: it is what the desk was promised. A door opens exactly where MAY says, by
form and link as by a forged POST and a guessed address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from turns import a_sample, by_turns

from newsroom.accounts.models import Account
from newsroom.articles import access, corrections, previews
from newsroom.articles.access import ACCESS
from newsroom.articles.admin import edition as edition_admin
from newsroom.articles.admin import following as following_views
from newsroom.articles.admin import sourcing
from newsroom.articles.admin.edition import EditionAdmin
from newsroom.articles.beside import key_of
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.reading import likely_time, read
from newsroom.articles.following import original_of
from newsroom.articles.models import (
    Article,
    Correction,
    Edition,
    Override,
    PreviewLink,
    Revision,
    SourceRecord,
)
from newsroom.articles.querysets import EditionQuerySet
from newsroom.articles.sourcing_fields import digest
from newsroom.workflow.admin import EditorialAdmin

SECRET = "سرّ الوديعة"
WORD = "الوديعة"
BODY = f"<p>قال مصدر إن {SECRET} في 40 بيتًا يوم الأربعاء.</p>"

BEFORE = ("draft", "submitted", "in_review", "returned", "approved", "scheduled", "held")
STATES = (*BEFORE, "published", "withdrawn", "spiked")
WITH_THE_WRITER = ("draft", "returned")
IN_HAND = (*BEFORE, "published")
#: What whoever works on a story does in every state.
ALWAYS = "see know"
DESK = dict.fromkeys(STATES, ALWAYS)
for state in IN_HAND:
    DESK[state] += " write source answer follow"
for state in BEFORE:
    DESK[state] += " lend"
for state in ("published", "withdrawn"):
    DESK[state] += " tell"
AUTHOR = dict.fromkeys(STATES, ALWAYS)
for state in WITH_THE_WRITER:
    AUTHOR[state] += " write source follow"
AUTHOR["published"] += " follow"
#: role -> state -> what it may do there. The story is the reporter's.
MAY: dict[str, dict[str, str]] = {
    "reporter": {state: f"{may} translate" for state, may in AUTHOR.items()},
    "stranger": {"published": "see"},
    "translator": {"published": "see translate follow"},
    "photo": {"published": "see"},
    "editor": {state: f"{may} translate" for state, may in DESK.items()},
    "chief": {state: f"{may} translate redact" for state, may in DESK.items()},
}
#: The same where the story is need-to-know and "named" is a reporter on its list.
MAY_RESTRICTED = {
    "reporter": MAY["reporter"],
    "named": dict.fromkeys(STATES, ALWAYS),
    "stranger": {"published": "see"},
    "translator": {"published": "see"},
    "photo": {"published": "see"},
    "editor": {"published": "see"},
    # Who answers for what readers have or had has the means.
    "chief": {state: MAY["chief"][state] for state in ("published", "withdrawn")},
}

SUGGESTIONS = (
    f"{reverse('admin:autocomplete')}?app_label=articles&model_name=revision&field_name=edition"
    "&term="
)


class Door:
    """What somebody tries with one story, signed in as they are."""

    def __init__(self, client, edition: Edition, old: Revision, secret: SourceRecord):
        self.client, self.edition, self.old, self.secret = client, edition, old, secret

    def url(self, name: str, *more) -> str:
        return reverse(f"admin:articles_edition_{name}", args=[self.edition.pk, *more])

    def get(self, url: str) -> bool:
        """Whether the words are there; a search box repeats what was asked."""
        answer = self.client.get(url)
        said = WORD in answer.text.replace(f'value="{WORD}"', "")
        return said and answer.status_code == 200  # what is not found shows the newest stories

    def changes(self, url: str, data: dict, what: Callable) -> bool:
        """Whether a POST changed what it was about; it is undone at once."""
        before = what()
        with transaction.atomic():
            self.client.post(url, data)
            after = what()
            transaction.set_rollback(True)
        return before != after

    def follows(self) -> bool:
        """As if it were a translation, with an original that readers have."""
        article, by = self.edition.article, self.edition.created_by
        with transaction.atomic():
            Article.objects.filter(pk=article.pk).update(original_language="ku")
            original = Edition.objects.create(
                article=article, language="ku", created_by=by, headline="Av", body="<p>Av.</p>"
            )
            said = Revision.objects.create(edition=original, by=by, **original.text())
            Edition.objects.filter(pk=original.pk).update(
                latest=said, approved=said, state="published", published_at=timezone.now()
            )
            shown = original_of(Article.objects.get(pk=article.pk), "ar")
            person = Account.objects.get(pk=self.client.session["_auth_user_id"])
            sent = {"original": key_of(shown, person), "seen": self.edition.written_on()}
            self.client.post(self.url("follow"), sent)
            followed = Edition.objects.get(pk=self.edition.pk).latest.follows_id == said.pk
            transaction.set_rollback(True)
        return followed

    def asks(self, name: str) -> bool:
        """As the form's script does while somebody writes."""
        said = {"words": {"headline": "كلمات لم تُحفظ", "body": BODY}, "seen": ""}
        answer = self.client.post(self.url(name), said, content_type="application/json")
        return answer.status_code == 200

    def row(self):
        return Edition.objects.filter(pk=self.edition.pk).values("latest", "headline").get()


def doors(door: Door) -> dict[str, list[Callable[[], bool]]]:
    """By what the table calls it, every way to do it."""
    return {
        "see": [
            lambda: door.get(door.url("change")),
            lambda: door.get(reverse("admin:articles_edition_changelist")),
            lambda: door.get(f"{reverse('admin:articles_edition_changelist')}?q={WORD}"),
            lambda: WORD in str(door.client.get(SUGGESTIONS).json()),
        ],
        "know": [
            lambda: door.get(door.url("compare")),
            lambda: door.get(reverse("desk_preview", args=[door.edition.pk])),
            lambda: door.client.get(door.url("revisions")).status_code == 200,
            lambda: "مصدر مكتوم" in door.client.get(door.url("sourcing")).text,
            lambda: door.client.get(door.url("history")).status_code == 200,
            lambda: door.client.post(door.url("checks"), {"body": BODY}).status_code == 200,
            lambda: "مصدر مكتوم" in door.client.get(door.url("change")).text,
            lambda: door.asks("unsaved"),
        ],
        "write": [
            lambda: door.changes(door.url("change"), form_of(door.edition), door.row),
            lambda: door.changes(
                door.url("restore", door.old.pk),
                {"why": "سبب", "seen": door.edition.seen()}, door.row,
            ),
            lambda: door.asks("keep"),
        ],
        "source": [
            lambda: door.changes(
                f"{door.url('sourcing')}source/", source_of(), SourceRecord.objects.count
            ),
            lambda: door.changes(
                f"{door.url('sourcing')}source/{door.secret.pk}/delete/",
                {"seen": digest(door.secret)}, SourceRecord.objects.count,
            ),
        ],
        "answer": [
            lambda: door.changes(
                door.url("change"), form_of(door.edition) | reasons(door.edition),
                Override.objects.count,
            )
        ],
        "tell": [
            lambda: door.changes(
                door.url("notice"),
                {"kind": "withdrawal", "right": "سبب", "seen": f"{door.edition.state}.None"},
                Correction.objects.count,
            )
        ],
        "lend": [
            lambda: door.changes(
                door.url("preview_lend"), {"hours": "24"}, PreviewLink.objects.count
            )
        ],
        "follow": [lambda: door.follows()],
        # No row says so: nobody deletes a story.
        "delete": [
            lambda: door.changes(
                reverse("admin:articles_edition_changelist"),
                {"action": "delete_selected", "_selected_action": [door.edition.pk], "post": "yes"},
                Edition.objects.count,
            ),
            lambda: door.changes(door.url("delete"), {"post": "yes"}, Edition.objects.count),
        ],
        "redact": [
            lambda: door.changes(
                door.url("redact"), {"words": WORD, "is_sure": "on"}, door.row
            )
        ],
        "translate": [
            lambda: door.changes(
                f"{reverse('admin:articles_edition_add')}?article={door.edition.article_id}"
                "&language=en",
                {"headline": "Water", "body": "<p>Water.</p>",
                 "seen": f"new/{Article.objects.get(pk=door.edition.article_id).version}"}
                | shared_of(door.edition),
                Edition.objects.count,
            )
        ],
    }  # fmt: skip


def shared_of(edition: Edition) -> dict:
    article = Article.objects.get(pk=edition.article_id)
    return {
        "section": article.section_id, "kind": article.kind, "place": article.place_id,
        "precision": article.precision, "signing": article.signing,
        **({"is_restricted": "on"} if article.is_restricted else {}),
        "readers": list(article.readers.values_list("pk", flat=True)),
    }  # fmt: skip


def form_of(edition: Edition) -> dict:
    version = Article.objects.get(pk=edition.article_id).version
    return shared_of(edition) | {
        "headline": "كتابة مزوّرة", "body": BODY, "seen": f"{edition.written_on()}/{version}",
        "notice": edition.notice_id or "",
    }  # fmt: skip


def reasons(edition: Edition) -> dict:
    found = run(read(edition, at=likely_time(edition)))
    return {f"reason:{each.key}": "سبب" for each in found if each.level == "warn"}


def source_of() -> dict:
    return {
        "kind": "resident", "wording": "ساكن", "terms": "on_record", "people": "1",
        "evidence": "none", "known_to": [],
    }  # fmt: skip


@pytest.fixture
def made(story, people, make_account):
    """The story with an old revision and a source, and "named" on its list."""

    def make(state: str, *, is_restricted: bool):
        people["named"] = make_account("named", "reporter")
        edition = story(state, text={"headline": "عنوان قديم"})
        first = edition.latest
        writing_done_by_nobody(edition)
        secret = edition.article.sources.create(
            kind="informed", wording_ar="مصدر مكتوم", created_by=people["reporter"]
        )
        if is_restricted:
            article = edition.article
            Article.objects.filter(pk=article.pk).update(is_restricted=True)
            article.readers.add(people["named"])
        return Edition.objects.get(pk=edition.pk), first, secret

    return make


def writing_done_by_nobody(edition: Edition) -> None:
    """Its words become the secret ones, in a second revision: whatever the state allows."""
    new = Revision.objects.create(
        edition=edition, by=edition.created_by,
        **edition.text() | {"headline": SECRET, "body": BODY},
    )  # fmt: skip
    columns = edition.text_of(new) | {"latest": new}
    if edition.approved_id:
        columns["approved"] = new
    Edition.objects.filter(pk=edition.pk).update(**columns)


def opened(door: Door) -> dict[str, list[bool]]:
    return {name: [way() for way in ways] for name, ways in doors(door).items()}


def expected(may: str, ways: dict[str, list[bool]]) -> dict[str, list[bool]]:
    return {name: [name in may.split()] * len(tried) for name, tried in ways.items()}


@pytest.fixture
def tried(made, people, client):
    """Which doors opened for a role, and which should have."""

    def go(role: str, state: str, *, is_restricted: bool = False):
        door = Door(client, *made(state, is_restricted=is_restricted))
        client.force_login(people[role])
        ways = opened(door)
        table = MAY_RESTRICTED if is_restricted else MAY
        return ways, expected(table[role].get(state, ""), ways)

    return go


# That `access.may` agrees with the tables in every case is asked below.


@pytest.mark.parametrize(("role", "state"), by_turns(MAY, STATES, one_in=6))
def test_doors_open_as_the_table_says(tried, role, state):
    found, wanted = tried(role, state)
    assert found == wanted


@pytest.mark.parametrize(
    ("role", "state"),
    by_turns(MAY_RESTRICTED, ["draft", "held", "published", "withdrawn"], one_in=4),
)
def test_doors_of_a_need_to_know_story(tried, role, state):
    found, wanted = tried(role, state, is_restricted=True)
    assert found == wanted


@pytest.mark.parametrize("is_restricted", [False, True])
@pytest.mark.parametrize("state", STATES)
def test_access_is_the_table_in_every_case(made, people, state, is_restricted):
    """What the doors ask, for every role; a translation's writer has tests of their own."""
    edition, _first, _secret = made(state, is_restricted=is_restricted)
    for role, states in (MAY_RESTRICTED if is_restricted else MAY).items():
        person = Account.objects.get(pk=people[role].pk)
        may = {each for each in ACCESS if access.may(person, each, edition)}
        assert may - {"follow"} == {*states.get(state, "").split()} & {*ACCESS} - {"follow"}, role
        listed = Edition.objects.visible_to(person).filter(pk=edition.pk).exists()
        assert listed is ("see" in may), role


def test_every_row_of_the_code_is_in_the_table():
    named = {each for states in MAY.values() for may in states.values() for each in may.split()}
    assert set(ACCESS) <= named


# Each check by itself: without it a door stands open, and the tests above fail.


def yes(*args, **kwargs) -> bool:
    return True


def no(*args, **kwargs) -> bool:
    return False


def everything(rows, account):
    return rows


def row_of(action: str, **columns):
    return lambda patch: patch.setitem(access.ACCESS, action, replace(ACCESS[action], **columns))


def granted(role: str, codename: str):
    def grant(patch):
        permission = Permission.objects.get(codename=codename)
        Group.objects.get(name=role).permissions.add(permission)

    return grant


CHECKS = {
    "what a list shows": (
        "stranger", "draft", False,
        lambda patch: patch.setattr(EditionQuerySet, "visible_to", everything),
    ),
    "what a preview shows": (
        "stranger", "draft", False,
        lambda patch: patch.setattr(Edition, "is_known_to", yes),
    ),
    "who knows a story's history": (
        "translator", "published", False,
        lambda patch: patch.setattr(EditionAdmin, "may_know", yes),
    ),
    "who changes a text": (
        "reporter", "submitted", False,
        lambda patch: patch.setattr(EditionAdmin, "has_change_permission", yes),
    ),
    "the states in which a writer writes": (
        "reporter", "submitted", False, row_of("write", author=access.EVERY),
    ),
    "the states in which the desk writes": (
        "editor", "withdrawn", False, row_of("write", desk=access.EVERY),
    ),
    "who writes notices": (
        "reporter", "published", False,
        lambda patch: patch.setattr(corrections, "may", yes),
    ),
    "who says that a translation follows": (
        "reporter", "submitted", False,
        lambda patch: patch.setattr(following_views, "may_follow", yes),
    ),
    "who makes links": (
        "editor", "withdrawn", False, lambda patch: patch.setattr(previews, "may", yes),
    ),
    "who changes sources": (
        "reporter", "submitted", False,
        lambda patch: patch.setattr(sourcing, "may_write", yes),
    ),
    "who translates": (
        "stranger", "published", False,
        lambda patch: patch.setattr(edition_admin, "may_translate", yes),
    ),
    "from whom a need-to-know story is kept": (
        "chief", "draft", True,
        lambda patch: (
            patch.setattr(access, "is_kept_from", no),
            patch.setattr(access, "restricted", lambda: Article.objects.none().values("pk")),
        ),
    ),
    "who lets a warning stand": ("reporter", "draft", False, granted("reporter", "review_edition")),
    "who takes words out": ("editor", "draft", False, granted("editor", "redact_revision")),
    "who deletes": (
        "editor", "draft", False,
        lambda patch: (
            patch.setattr(EditorialAdmin, "has_delete_permission", yes),
            patch.setattr(EditorialAdmin, "actions", []),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("check", a_sample(CHECKS, one_in=4))
def test_doors_notice_that_a_check_is_gone(tried, monkeypatch, check):
    role, state, is_restricted, take_away = CHECKS[check]
    take_away(monkeypatch)
    found, wanted = tried(role, state, is_restricted=is_restricted)
    assert found != wanted
