"""Fields of the sourcing forms, and what stands in a stored row."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal

from django import forms
from django.utils.safestring import SafeString

from newsroom.text import languages

#: 2,600 and ٢٬٦٠٠; also with the spaces that some put there.
GROUPED = re.compile(r"-?\d{1,3}(?:[,٬\s]\d{3})+(?:[.٫]\d+)?")


class NumberField(forms.DecimalField):
    """Takes the digits and the separators of every family."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"})

    def to_python(self, value):
        text = str(value or "").strip().replace("\u2212", "-")
        if GROUPED.fullmatch(text):
            text = re.sub(r"[,٬\s]", "", text)
        return super().to_python(text.replace("٫", "."))

    def widget_attrs(self, widget):
        return {}

    def prepare_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class Rows(forms.ModelMultipleChoiceField):
    """Checkboxes, each with the row's own language and direction."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset, *, field: str, language: str, **more):
        self.field, self.language = field, language
        super().__init__(queryset, required=False, **more)

    def label_from_instance(self, row) -> SafeString:
        text, code = row.named(self.field, self.language)
        return SafeString(languages.marked(text or str(row), code if text else ""))


def digest(row) -> str:
    """Changes with any value of the row, and tells none."""
    values = [str(getattr(row, column.attname)) for column in row._meta.concrete_fields]
    for relation in row._meta.many_to_many:
        ids = getattr(row, relation.name).order_by("pk").values_list("pk", flat=True)
        values.append(str(list(ids)))
    return hashlib.blake2b("\0".join(values).encode(), digest_size=12).hexdigest()
