from typing import Any, ClassVar

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from newsroom.text.languages import DEFAULT, LANGUAGES, Said, first_filled, marked
from newsroom.text.markup import clean_line, clean_text, isolate


class Named:
    """For a model that is one row with names in several languages (`name_ar`, `name_ckb`, …).

    Stands before `models.Model` among the bases. Names are stored clean whoever saves them: a
    control character from a paste would break every feed.
    """

    #: Translated fields of one line, and those of many.
    LINES: ClassVar[tuple[str, ...]] = ("name",)
    TEXTS: ClassVar[tuple[str, ...]] = ()

    def named(self, field: str, language: str | None = None) -> tuple[str, str]:
        """The text of `field` for readers of `language` (the active one where None), and the
        language it is really in: along the fallback chain when `language` lacks it."""
        return first_filled(
            lambda code: getattr(self, f"{field}_{code}") or "",
            language or get_language() or DEFAULT,
        )

    def said(self) -> Said:
        """What `str()` says, with the language it is in where it is one of the names."""
        text = str(self)
        found = (self.named(field) for field in (*self.LINES, *self.TEXTS))
        return Said(text, next((code for name, code in found if name and name == text), ""))

    def tidy(self) -> None:
        for fields, clean in ((self.LINES, clean_line), (self.TEXTS, clean_text)):
            for name in [f"{field}_{code}" for field in fields for code in LANGUAGES]:
                if text := getattr(self, name):
                    setattr(self, name, clean(text))

    def save(self, **kwargs: Any) -> None:
        self.tidy()
        super().save(**kwargs)  # type: ignore[misc]  # the model's own, next among the bases


def said(thing: Any) -> Said:
    """What a thing is called, with the language that it is in where that is known."""
    if isinstance(thing, Said):
        return thing
    return thing.said() if hasattr(thing, "said") else Said(str(thing))


def language_name(code: str) -> str:
    """What the active language calls that one, isolated: for a sentence."""
    return isolate(LANGUAGES[code].name)


def own(thing: Any) -> SafeString:
    """The same as HTML; nothing for nothing."""
    return SafeString("") if thing is None or thing == "" else said(thing).__html__()


def marked_name(thing: Named, field: str = "name", language: str | None = None) -> SafeString:
    """What the thing says for readers of `language` (the active one where None), as HTML that is
    marked with the language it is really in; nothing for nothing."""
    text, code = thing.named(field, language)
    return marked(text, code) if text else SafeString("")
