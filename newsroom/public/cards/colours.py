"""The site's colours by daylight, out of its own style sheet: there is one table of them."""

import re
from functools import cache

from django.conf import settings

SHEET = settings.BASE_DIR / "static/public/site.css"


@cache
def colours() -> dict[str, str]:
    """`{"paper": "#fbfaf6", …}`, with "tone-rose" and its like for what a section is marked in."""
    sheet = SHEET.read_text(encoding="utf-8")
    tokens = re.search(r":root\{(.*?)\}", sheet, re.DOTALL)
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", tokens[1] if tokens else ""))
    tones = re.findall(r"\.(tone-\w+)\{--tone:var\(--(\w+)\)\}", sheet)
    return found | {tone: found[name] for tone, name in tones}
