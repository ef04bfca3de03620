"""What `rebuild` keeps of an element's attributes: where a link leads, language and direction."""

import re

from newsroom.text.legible import legible

LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def attributes(tag: str, attrs: list[tuple[str, str | None]]) -> dict[str, str]:
    given = {name: legible(value or "").strip() for name, value in attrs}
    if tag == "a":
        return {"href": re.sub(r"\s", "", given["href"])} if given.get("href") else {}
    kept = {"dir": given.get("dir", "").lower(), "lang": given.get("lang", "")}
    is_good = {"dir": kept["dir"] in ("ltr", "rtl", "auto"), "lang": LANG.fullmatch(kept["lang"])}
    return {name: value for name, value in kept.items() if is_good[name]}
