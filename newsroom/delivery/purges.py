"""What each app knows of changes, in its module `purges`: `WATCHED`, of which tables the database
notes what (`triggers.Watched`), and maybe

- `follows(tags)`: which tags follow from those that it noted, as far as one has to look for that,
  with as many queries for a thousand as for one;
- `about(tag)`: what has to be told together with it, for when that fails;
- `forgets(tags)`: lets go what the app itself keeps ready of them.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.db import InterfaceError, OperationalError

log = logging.getLogger("newsroom.delivery")
Follows = Callable[[set[str]], Iterable[str]]


def modules() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        is_ours = config.name.startswith("newsroom.") and config.name != "newsroom.delivery"
        if is_ours and find_spec(f"{config.name}.purges"):
            yield import_module(f"{config.name}.purges")


def forget(tags: set[str]) -> set[str]:
    """Those of which some process may still remember what was."""
    still_known: set[str] = set()
    for module in modules():
        if hasattr(module, "forgets"):
            still_known |= module.forgets(tags)
    return still_known


def following(tags: set[str]) -> tuple[set[str], set[str]]:
    """(what follows from them, those of which nobody could say that). Raises what says that the
    database is away."""
    found: set[str] = set()
    unknown: set[str] = set()
    for module in modules():
        if hasattr(module, "follows"):
            parts: dict[str, set[str]] = defaultdict(set)
            for each in tags:
                parts[module.about(each)].add(each)
            more, failed = told(module.follows, list(parts.values()))
            found |= more
            unknown |= failed
    return found, unknown


def told(follows: Follows, parts: list[set[str]]) -> tuple[set[str], set[str]]:
    """Asked for all at once; where that fails, by halves, until those that fail are alone."""
    tags = set().union(*parts)
    try:
        return set(follows(tags)), set()
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if len(parts) == 1:
            failed = type(error).__name__
            log.error("What follows from changes of %s is unknown: %s", kinds(tags), failed)
            return set(), tags
    half = len(parts) // 2
    (one, lost), (other, also_lost) = told(follows, parts[:half]), told(follows, parts[half:])
    return one | other, lost | also_lost


def kinds(tags: Iterable[str]) -> str:
    """Of what they are, and not of which."""
    return ", ".join(sorted({tag.partition(":")[0] for tag in tags}))
