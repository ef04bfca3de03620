"""The tables of moves as people read them: `docs/workflow.md` is made from the code."""

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import override

from newsroom.workflow.models import Editorial
from newsroom.workflow.roles import grants

HEAD = """# Who may do what

Made from the tables in the code by `manage.py moves`; a test keeps it true.
"""


def everything() -> list[type[Editorial]]:
    return [model for model in apps.get_models() if issubclass(model, Editorial)]


def markdown() -> str:
    with override("en"):
        return "\n".join([HEAD, *(line for model in everything() for line in section(model))])


def section(model: type[Editorial]) -> Iterator[str]:
    label = model._meta.app_label
    holders: dict[tuple[str, str], list[str]] = {}
    for role, app, codename in grants():
        holders.setdefault((app, codename), []).append(role)
    yield f"## {str(model._meta.verbose_name).capitalize()} (`{label}.{model.__name__}`)\n"
    yield "| move | button | from | to | needs | who |"
    yield "|---|---|---|---|---|---|"
    for move in model.moves().values():
        needs = "a note" if move.needs_note else "a time" if move.asks else ""
        target = move.target or "stays"
        who = ", ".join(holders.get((label, move.permission), ())) or "administrators"
        sources = ", ".join(move.source)
        yield f"| {move.verb} | {move.label} | {sources} | {target} | {needs} | {who} |"
    yield ""
