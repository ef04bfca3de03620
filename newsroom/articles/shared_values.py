"""What all editions of a story share, as one string a field: as a form was opened with it, as a
browser posts it, and as it is stored by now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from newsroom.text.merge import Merged, merge_line
from newsroom.text.received import received
from newsroom.workflow.shown import shown


def is_many(field: forms.Field) -> bool:
    return isinstance(field, forms.ModelMultipleChoiceField)


def as_told(field: forms.Field, value: Any) -> str:
    """Of a value of the form's `initial` or of its cleaned data."""
    if is_many(field):
        return ",".join(sorted(str(getattr(row, "pk", row)) for row in value or ()))
    if isinstance(field, forms.BooleanField):
        return "on" if value else ""
    value = field.prepare_value(value)
    if isinstance(value, datetime):
        return field.widget.format_value(value)
    return "" if value is None else str(value)


def as_posted(field: forms.Field, data: Any, name: str) -> str:
    raw = field.widget.value_from_datadict(data, {}, name)
    if is_many(field):
        return ",".join(sorted(raw or ()))
    if isinstance(field, forms.BooleanField):
        return "on" if raw else ""
    if isinstance(field, forms.DateTimeField):
        try:
            return as_told(field, field.clean(raw))
        except forms.ValidationError:
            return str(raw or "")
    return str(raw or "")


def put(field: forms.Field, data: Any, name: str, told: str) -> None:
    """Into what was posted, as if the person had chosen it."""
    if is_many(field):
        data.setlist(name, told.split(",") if told else [])
    elif told or not isinstance(field, forms.BooleanField):
        data[name] = told
    else:
        data.pop(name, None)


def merge_value(field: forms.Field, base: str | None, mine: str, theirs: str) -> Merged:
    """Of several that can be chosen, what either added or took away; else as one line."""
    if not is_many(field) or base is None:
        return merge_line(base, mine, theirs)
    were, ours, others = (set(filter(None, told.split(","))) for told in (base, mine, theirs))
    kept = (ours & others) | (ours - were) | (others - were)
    return Merged((",".join(sorted(kept)),))


def merge_values(
    fields: Mapping[str, forms.Field], base: str, data: Any, now: Mapping[str, Any]
) -> dict[str, Merged]:
    """By field: `base` as the form was opened, `data` as posted, `now` as it is stored."""
    begun = unpacked_values(base)
    return {
        name: merge_value(
            field, begun.get(name), as_posted(field, data, name), as_told(field, now.get(name))
        )
        for name, field in fields.items()
    }


def packed_values(fields: Mapping[str, forms.Field], initial: Mapping[str, Any]) -> str:
    return json.dumps({name: as_told(field, initial.get(name)) for name, field in fields.items()})


def unpacked_values(text: str) -> dict[str, str]:
    """What a form says it was opened with; nothing where that cannot be read."""
    told = received(text or "")
    said = told.items() if isinstance(told, dict) else ()
    return {name: value for name, value in said if isinstance(value, str)}


def in_words(field: forms.Field, told: str) -> str:
    """As a person reads it."""
    if isinstance(field, forms.BooleanField):
        return shown(field, bool(told))
    if is_many(field):
        return shown(field, field.queryset.filter(pk__in=filter(str.isdecimal, told.split(","))))
    if isinstance(field, forms.DateTimeField):
        return moment(field, told)
    if isinstance(field, forms.ModelChoiceField):
        return shown(field, told if told.isdecimal() else None)
    return str({str(key): label for key, label in field.choices}.get(told, told) or "–")


def moment(field: forms.DateTimeField, told: str) -> str:
    try:
        value = field.clean(told)
    except forms.ValidationError:
        return told
    return date_format(timezone.localtime(value), "j F Y H:i") if value else "–"
