"""The tables of moves as people read them: `docs/workflow.md` is made from the code."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.translation import override

from newsroom.workflow.models import Editorial, State
from newsroom.workflow.roles import grants

HEAD = """# Who may do what

Made from the tables in the code by `manage.py moves`; a test keeps it true.
"""


def everything() -> list[type[Editorial]]:
    return [model for model in apps.get_models() if issubclass(model, Editorial)]


def markdown() -> str:
    with override("en"):
        tables = (line for model in everything() for line in section(model))
        return "\n".join([HEAD, *tables, *besides()])


def besides() -> Iterator[str]:
    """What is done with a thing besides moving it: the table `ACCESS` of an app's `access.py`."""
    for config in apps.get_app_configs():
        if config.name.startswith("newsroom.") and find_spec(f"{config.name}.access"):
            yield f"## Besides moving it (`{config.label}.access`)\n"
            yield from rows(import_module(f"{config.name}.access").ACCESS)
            yield ""


def in_states(states: tuple[str, ...]) -> str:
    return "every state" if set(states) >= set(State) else ", ".join(states) or "–"


STANDINGS = ("anybody", "author", "translator", "named", "desk")


def rows(table: Mapping[str, Any]) -> Iterator[str]:
    who = "anybody | its authors | its translator | named on it | the desk"
    yield f"| action | what | needs | {who} |"
    yield "|---|---|---|---|---|---|---|---|"
    for action, row in table.items():
        cells = [in_states(getattr(row, standing)) for standing in STANDINGS]
        yield f"| {action} | {row.label} | {row.permission} | {' | '.join(cells)} |"


def section(model: type[Editorial]) -> Iterator[str]:
    label = model._meta.app_label
    holders: dict[tuple[str, str], list[str]] = {}
    for role, app, codename in grants():
        holders.setdefault((app, codename), []).append(role)
    yield f"## {str(model._meta.verbose_name).capitalize()} (`{label}.{model.__name__}`)\n"
    yield "| move | button | from | to | needs | who |"
    yield "|---|---|---|---|---|---|"
    for move in model.moves().values():
        wants = ("a note" if move.needs_note else "", getattr(move.asks, "wants", ""))
        needs = ", ".join(filter(None, wants))
        target = move.target or "stays"
        who = ", ".join(holders.get((label, move.permission), ())) or "administrators"
        if move.comes_along:
            who = "comes along"
        sources = ", ".join(move.source)
        yield f"| {move.verb} | {move.label} | {sources} | {target} | {needs} | {who} |"
    yield ""
