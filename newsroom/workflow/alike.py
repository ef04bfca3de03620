"""A second row of one name is told to whoever makes it, before it is there: at the desk nothing is
ever deleted. It is a warning: who saves once more means another thing."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.text.markup import isolate


class AlikeForm:
    """For a ModelForm of a `Found` row."""

    #: What there is by now, as far as the person may see it.
    rows: ClassVar[QuerySet]
    #: (label, address) of what has the same name.
    namesakes: tuple[tuple[str, str], ...] = ()

    def __init__(self, data: Any = None, files: Any = None, **more: Any) -> None:
        super().__init__(data.copy() if data is not None else None, files, **more)
        self.fields["alike"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> Any:
        cleaned = super().clean()
        fields = {field.name for field in self._meta.model._meta.concrete_fields}
        said = {name: value for name, value in self.cleaned_data.items() if name in fields}
        row = self._meta.model(**said | {"pk": self.instance.pk})
        if row.keys() - self.instance.keys():
            self.tell(row.alike(self.rows))
        return cleaned

    def tell(self, found: list[Any]) -> None:
        told = "-".join(str(row.pk) for row in found)
        if not found or self.data.get("alike") == told:
            return
        self.data["alike"] = told
        page = f"admin:{self._meta.model._meta.label_lower.replace('.', '_')}_change"
        self.namesakes = tuple((str(row), reverse(page, args=[row.pk])) for row in found)
        names = _(", ").join(isolate(label) for label, _address in self.namesakes)
        self.add_error(
            None,
            _("This name is there already: %(names)s. If you mean another one, save again.")
            % {"names": names},
        )


class AlikeMixin:
    """For a ModelAdmin of `Found` rows, before those that make its form."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (AlikeForm, form), {"rows": self.get_queryset(request)})
