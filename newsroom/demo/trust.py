"""Tarfa's own pages about us: the starter texts with the gaps filled, brought out by a second."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from newsroom.accounts.models import Account
from newsroom.demo.cast import speaking
from newsroom.pages.models import Page
from newsroom.pages.models.trust import GAP, WORDS
from newsroom.pages.starter import open_pages
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.models import State
from newsroom.workflow.moves import move


def make_pages() -> None:
    open_pages()
    table = tomllib.loads((Path(__file__).parent / "trust.toml").read_text(encoding="utf-8"))
    editor, chief = (Account.objects.get(username=name) for name in ("editor", "chief"))
    for page in Page.objects.filter(state=State.DRAFT, written_by=None):
        fill(page, table.get(page.kind, {}))
        page.written_by = editor
        page.save()
        with speaking(chief):
            move(page, "publish", by=chief)


def fill(page: Page, words: dict[str, list[str]]) -> None:
    for code in LANGUAGES:
        left = iter(words.get(code, ()))
        for name in WORDS:
            text = getattr(page, f"{name}_{code}") or ""
            setattr(page, f"{name}_{code}", without_gaps(text, left))


def without_gaps(text: str, words: Iterator[str]) -> str:
    return GAP.sub(lambda _gap: next(words), text)
