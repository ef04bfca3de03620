"""Fields for names in several languages: each input carries its own language and direction.

modeltranslation's own tabs load scripts from a foreign host and know no direction.
"""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom.text.languages import LANGUAGES, Language, marked
from newsroom.text.markup import isolate


class InLanguage(str):
    """A field's label: what it is, and the language by its own name."""

    def __new__(cls, what: str, language: Language) -> "InLanguage":
        label = super().__new__(cls, f"{what} · {isolate(language.endonym)}")
        label.what, label.language = what, language
        return label

    what: str
    language: Language

    def __html__(self) -> SafeString:
        """Django asks for this wherever it would escape."""
        return format_html("{} · {}", self.what, marked(self.language.endonym, self.language.code))


def in_every_language(*fields: str) -> list[str]:
    """Rows of a fieldset: each field in every language, in the house's order."""
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
            formfield.label = InLanguage(formfield.label.partition("[")[0].strip(), language)
        return formfield
