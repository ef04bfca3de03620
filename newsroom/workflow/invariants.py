"""Histories lead to where things stand, and roles may do what the tables say."""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from newsroom.audit.faults import Fault
from newsroom.workflow.models import Editorial, Transition
from newsroom.workflow.roles import grants, sync_roles
from newsroom.workflow.tables import everything


def every_state_has_its_history() -> Iterator[Fault]:
    """What a thing's last line leads to is where it stands. What has no line was made there."""
    for model in everything():
        yield from unexplained(model)


def unexplained(model: type[Editorial]) -> Iterator[Fault]:
    content_type = ContentType.objects.get_for_model(model)
    lines = Transition.objects.filter(content_type=content_type).order_by("id")
    told = dict(lines.values_list("object_id", "target"))
    for pk, state in model._base_manager.values_list("pk", "state").iterator():
        if told.get(pk, state) != state:
            yield Fault(
                f"{model._meta.label} {pk} is {state}, its history ends with {told[pk]}",
                "Only the program changes a state. Move it at the desk to where it belongs.",
            )


def every_line_begins_where_the_last_one_ended() -> Iterator[Fault]:
    before: dict[tuple[int, int], str] = {}
    lines = Transition.objects.order_by("id")
    for pk, kind, thing, source, target in lines.values_list(
        "pk", "content_type_id", "object_id", "source", "target"
    ).iterator():
        if before.get((kind, thing), source) != source:
            yield Fault(
                f"history: line {pk} begins with {source}, the one before it ended elsewhere",
                "A line was changed or deleted past the program: compare with a backup.",
            )
        before[kind, thing] = target


def roles_hold_their_grants() -> Iterator[Fault]:
    wanted: dict[str, set[tuple[str, str]]] = {}
    for role, app, codename in grants():
        wanted.setdefault(role, set()).add((app, codename))
    for role, permissions in wanted.items():
        rows = Group.objects.filter(name=role).values_list(
            "permissions__content_type__app_label", "permissions__codename"
        )
        if set(rows) != permissions:
            yield Fault(f"the role {role} may not do exactly what the tables say",
                        "manage.py roles", sync_roles)  # fmt: skip


INVARIANTS = (
    every_state_has_its_history,
    every_line_begins_where_the_last_one_ended,
    roles_hold_their_grants,
)
