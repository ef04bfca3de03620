"""The languages of the newsroom: what a page, a field or a mail needs to know of each."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One edition language. `locale` is the CLDR locale whose digits and words the house uses."""

    code: str
    endonym: str
    direction: str
    locale: str


#: In the order in which the desk and the public pages list them.
LANGUAGES = {
    language.code: language
    for language in (
        Language("ar", "العربية", "rtl", "ar"),
        Language("ckb", "سۆرانی", "rtl", "ckb"),
        Language("ku", "Kurmancî", "ltr", "ku"),
        Language("en", "English", "ltr", "en_GB"),
    )
}

#: The language of unprefixed public addresses, and of a newcomer's desk.
DEFAULT = "ar"

#: Where a missing *name* is taken from. Story text never falls back.
FALLBACKS = {
    "ar": ("ar", "en"),
    "ckb": ("ckb", "ar", "en"),
    "ku": ("ku", "en", "ar"),
    "en": ("en", "ar"),
}


def direction(code: str) -> str:
    """'rtl' or 'ltr'; unknown codes count as left to right, as HTML does."""
    language = LANGUAGES.get(code)
    return language.direction if language else "ltr"


def first_filled(value: Callable[[str], str], language: str) -> tuple[str, str]:
    """The first non-empty `value(code)` along the fallback chain and the code it is written in.

    Returns `("", language)` where no language has it.
    """
    for code in FALLBACKS[language]:
        if text := value(code):
            return text, code
    return "", language
