"""A stored value as a person reads it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _


def shown(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ModelMultipleChoiceField):
        return _(", ").join(str(row) for row in value or ()) or "–"
    if isinstance(field, forms.ModelChoiceField):
        return str(field.queryset.filter(pk=value).first() or "–")
    if isinstance(field, forms.TypedChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(field.prepare_value(value) or "–")
