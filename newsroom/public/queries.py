"""Which part of a query each address reads. Anything else makes no page of its own."""

from __future__ import annotations

import re

from newsroom.public.languages import is_lite, parted

PAGED = frozenset({"before", "after"})
#: Beside the path behind the language, and behind `lite/`; the first that fits.
KNOWN: tuple[tuple[re.Pattern[str], frozenset[str] | None], ...] = (
    # What leads on to another address takes the query along.
    (re.compile(r"(?!.*(/|\.\w+)$).+"), None),
    # Each search is its own, and cheap.
    (re.compile("search/"), None),
    (re.compile(r"(sections|regions|topics|correspondents|kinds)/[^/]+/$"), PAGED),
    (re.compile(r"corrections/$"), PAGED),
    (re.compile(r"archive/[^/]+/[^/]+/$"), PAGED),
)


def known(path: str) -> frozenset[str] | None:
    """None: what answers there with a query is not kept. `path` as WSGI has it."""
    rest = parted(path)[1]
    own = frozenset({"part"}) if is_lite(path) else frozenset()
    rest = rest.removeprefix("lite/") if own else rest
    for pattern, names in KNOWN:
        if pattern.match(rest):
            return None if names is None else names | own
    return own
