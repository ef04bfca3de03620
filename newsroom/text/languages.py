"""The languages of the newsroom: what a page, a field or a mail needs to know of each."""

from collections.abc import Callable, Container

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom.text.language import Language as Language


class Said(str):
    """Text that knows its language: plain wherever plain text stands, marked where HTML does.

    For what stands among choices, columns and labels; a template that puts it into an attribute
    has to ask for its plain form (`|stringformat:"s"`).
    """

    language: str

    def __new__(cls, text: str, language: str = "") -> "Said":
        said = super().__new__(cls, text)
        said.language = language
        return said

    def __html__(self) -> SafeString:
        """Django asks for this wherever it would escape."""
        return marked(str(self), self.language)


#: In the order in which the desk and the public pages list them.
LANGUAGES: dict[str, Language] = {each.code: each for each in settings.NEWSROOM_LANGUAGES}

#: For forms and filters: each endonym is marked as what it is.
CHOICES = [(code, Said(each.endonym, code)) for code, each in LANGUAGES.items()]

#: The language of unprefixed public addresses, and of a newcomer's desk.
DEFAULT = next(iter(LANGUAGES))

#: Where a missing *name* is taken from. Story text never falls back.
FALLBACKS = {code: (code, *each.fallbacks) for code, each in LANGUAGES.items()}


def listed(codes: Container[str]) -> list[Language]:
    """Those with these codes, in the house's order."""
    return [language for code, language in LANGUAGES.items() if code in codes]


def direction(code: str) -> str:
    """'rtl' or 'ltr'; unknown codes count as left to right, as HTML does."""
    language = LANGUAGES.get(code)
    return language.direction if language else "ltr"


def marked(text: str, code: str) -> SafeString:
    """As HTML, isolated from its surroundings; by its own letters where `code` is ""."""
    if not code:
        return format_html('<bdi dir="auto">{}</bdi>', str(text))
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', code, direction(code), str(text))


def first_filled(value: Callable[[str], str], language: str) -> tuple[str, str]:
    """The first non-empty `value(code)` along the fallback chain and the code it is written in.

    Returns `("", language)` where no language has it.
    """
    for code in FALLBACKS[language]:
        if text := value(code):
            return text, code
    return "", language
