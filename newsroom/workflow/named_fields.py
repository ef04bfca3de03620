"""Fields for names in several languages: each input carries its own language and direction.

modeltranslation's own tabs load scripts from a foreign host and know no direction.
"""

from collections.abc import Iterable

from newsroom.text.languages import LANGUAGES


def in_every_language(*fields: str) -> list[str]:
    """Rows of a fieldset: each field's four languages, in the house's order."""
    return [f"{field}_{code}" for field in fields for code in LANGUAGES]


class NamedFieldsMixin:
    """For a ModelAdmin; `named_fields` are the model's translated fields."""

    named_fields: Iterable[str] = ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        original, _, code = db_field.name.rpartition("_")
        if formfield and original in self.named_fields and code in LANGUAGES:
            language = LANGUAGES[code]
            formfield.widget.attrs |= {"lang": code, "dir": language.direction}
            formfield.label = f"{formfield.label.partition('[')[0].strip()} · {language.endonym}"
        return formfield
