"""axe-core as our pages need it.

Its rule of contrast leaves out what it takes for a font of icons: it draws a word in a canvas, and
one that comes out narrower than its letters side by side is an icon's name. Arabic letters join, so
every Arabic text is left out. No option of the rule reaches that guess; the answer is put in its
place, and `test_low_contrast_is_found` holds that it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {
    "runOnly": {"type": "tag", "values": [*STANDARDS]},
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}


def without_the_guess(script: str) -> str:
    name = re.search(r"isIconLigature:function\(\)\{return (\w+)\}", script)[1]
    told, count = re.subn(rf"\bfunction {re.escape(name)}\(\w*\)\{{", r"\g<0>return!1;", script)
    if count != 1:
        raise LookupError(f"axe's guess about icons stands in {count} places")
    return told


AXE = Axe(without_the_guess(AXE_SCRIPT))


def violations(page: Page, skipped: Iterable[str] = ()) -> dict[str, list[str]]:
    """Rule -> where it is broken, and why."""
    rules = OPTIONS["rules"] | {rule: {"enabled": False} for rule in skipped}
    found = AXE.run(page, options=OPTIONS | {"rules": rules}).response["violations"]
    return {
        rule["id"]: [f"{node['html'][:120]} | {why(node)}" for node in rule["nodes"]]
        for rule in found
    }


def why(node: dict) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)
