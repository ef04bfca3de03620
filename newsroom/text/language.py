"""What a language of the newsroom is. Which there are stands in the settings."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext

#: As many letters as the language columns have room for.
LONGEST_CODE = 3


@dataclass(frozen=True)
class Language:
    """One edition language. `locale` is the CLDR locale whose words the house takes where it has no
    table of its own; a missing *name* is taken from the `fallbacks`, the first that has it."""

    code: str
    endonym: str
    english: str
    direction: str
    locale: str
    fallbacks: tuple[str, ...] = ("en",)

    @property
    def made_of(self) -> str:
        """Which one it is says everything (`public/fragments.py`)."""
        return self.code

    @property
    def name(self) -> str:
        """In the active language, for a sentence in it; the English one where that has none."""
        return gettext(self.english)

    @property
    def cldr(self) -> Locale:
        return Locale.parse(self.locale)


def checked(languages: tuple[Language, ...]) -> tuple[Language, ...]:
    """The same; what could not work stops the start with a sentence."""
    codes = [language.code for language in languages]
    if len(set(codes)) < len(codes):
        raise ImproperlyConfigured("NEWSROOM_LANGUAGES has a code twice.")
    for each in languages:
        if fault := _fault(each, codes):
            raise ImproperlyConfigured(f"NEWSROOM_LANGUAGES: {fault}")
    return languages


def _fault(language: Language, codes: list[str]) -> str:
    code = language.code
    if not (code.isascii() and code.islower() and code.isalpha() and len(code) <= LONGEST_CODE):
        return f"{code!r} is no code of two or three small letters."
    if language.direction not in ("rtl", "ltr"):
        return f"the direction of {code} is rtl or ltr, not {language.direction!r}."
    if strange := set(language.fallbacks) - set(codes):
        return f"{code} falls back to {', '.join(sorted(strange))}, which is none of them."
    try:
        _cldr = language.cldr
    except (UnknownLocaleError, ValueError):
        return f"CLDR, as Babel has it, knows no locale {language.locale!r} ({code})."
    return ""
