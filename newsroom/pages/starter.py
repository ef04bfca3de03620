"""The seven pages about us as a newsroom finds them: drafts that say what the system does."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

from newsroom.pages.models import Page, PageKind

STARTER = Path(__file__).parent / "trust.toml"


def open_pages() -> int:
    """Adds those that are missing; returns how many. None of them is with readers by that."""
    known = set(Page.objects.values_list("kind", flat=True))
    missing = [kind for kind in PageKind.values if kind not in known]
    table = tomllib.loads(STARTER.read_text(encoding="utf-8"))
    for kind in missing:
        columns = {
            f"{name}_{code}": as_html(text) if name == "body" else text
            for name, languages in table[kind].items()
            for code, text in languages.items()
        }
        Page(kind=kind, **columns).save()
    return len(missing)


def as_html(text: str) -> str:
    """Of the plain signs of trust.toml."""
    return "".join(map(one_line, text.strip().split("\n"))).replace("</ul><ul>", "")


def one_line(line: str) -> str:
    words = escape(line.strip("#- ").strip(), quote=False)
    if line.startswith("## "):
        return f"<h2>{words}</h2>"
    if line.startswith("- "):
        return f"<ul><li><p>{words}</p></li></ul>"
    return f"<p>{words}</p>" if words else ""
