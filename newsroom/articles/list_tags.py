"""By what tags a page depends on a list of stories, and what becomes of a list.

A list is named by its kind and its thing's key, such as `section-3`; all stories of a language are
`all`. The rows that a page shows note themselves: these are for those that it does not have.
"""

from __future__ import annotations

ALL = "all"
#: A new newest one arrives.
TOP = "top"
#: One arrives further down.
DEEP = "deep"
#: One arrives so far down that whoever chose among the older ones would choose anew.
OLD = "old"
#: One leaves.
LEFT = "left"


def named(kind: str, key: object) -> str:
    return f"{kind}-{key}"


def tag(what: str, name: str, language: str) -> str:
    return f"{what}:{name}:{language}"
