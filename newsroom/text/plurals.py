"""Which form of a word a language counts with."""

from functools import cache

from babel.plural import PluralRule

from newsroom.text.languages import LANGUAGES


@cache
def _rule(language: str) -> PluralRule:
    return LANGUAGES[language].cldr.plural_form


def plural(language: str, n: int) -> str:
    """CLDR's category of a whole number: zero, one, two, few, many or other."""
    return str(_rule(language)(n))


def counted(n: int, language: str, forms: dict[str, str]) -> str:
    """The form for `n`, with `{n}` filled in; a category without a form takes `other`."""
    return forms.get(plural(language, n), forms["other"]).replace("{n}", str(n))
