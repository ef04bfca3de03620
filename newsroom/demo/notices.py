"""What the demo's desk tells readers after publication: written by `editor`, brought by `chief`."""

from __future__ import annotations

from typing import Any

from newsroom.accounts.models import Account
from newsroom.articles import corrections, writing
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.overriding import open_warnings, override
from newsroom.articles.checks.reading import read
from newsroom.articles.models import Edition
from newsroom.articles.moves import bringing
from newsroom.demo.cast import speaking
from newsroom.workflow.moves import move

FICTION = "مادة تجريبية متخيَّلة"
WORDS = ("kind", "said", "right", "found_by", "shows_comparison")


def as_it_was(text: dict[str, Any]) -> str:
    """The body with the words that its notices put right later."""
    body = text["body"]
    for notice in text.get("notices", ()):
        if "now" in notice:
            body = body.replace(notice["now"], notice["was"])
    return body


def let_warnings_stand(edition: Edition, by: Account) -> None:
    """The demo's stories are invented: what a desk would look into has no answer here."""
    with speaking(by):
        findings = open_warnings(edition, run(read(edition, edition.latest)))
        override(edition, {each.key: FICTION for each in findings}, by=by)


def tell(edition: Edition, text: dict[str, Any]) -> None:
    """Takes each notice of the story to readers, or leaves it waiting for a second person."""
    editor, chief = (Account.objects.get(username=name) for name in ("editor", "chief"))
    for notice in text.get("notices", ()):
        edition.refresh_from_db()
        with speaking(editor):
            write(edition, notice, editor)
        if not notice.get("waits"):
            let_warnings_stand(edition, editor)
            with speaking(chief):
                move(edition, bringing(edition), by=chief)


def write(edition: Edition, notice: dict[str, Any], editor: Account) -> None:
    if "now" in notice:
        body = edition.body.replace(notice["was"], notice["now"])
        writing.write(edition, by=editor, text={"body": body}, why=notice["right"][:200])
    words = {name: notice[name] for name in WORDS if name in notice}
    corrections.propose(edition, by=editor, **words)
