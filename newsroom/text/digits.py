"""Numbers as a language writes them: European digits, as the house has it, and what parts them."""

from decimal import Decimal
from functools import cache

from newsroom.text.languages import LANGUAGES

PLACES = str.maketrans({",": "\0", ".": "\1"})
#: By CLDR's name of the system, for a reader who wants them.
OWN = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}


@cache
def own_digits(language: str) -> str:
    """Those of the language's own script, from zero; "" where they are the European ones."""
    return OWN.get(LANGUAGES[language].cldr.other_numbering_systems.get("native", ""), "")


@cache
def separators(language: str) -> tuple[str, str]:
    """What stands between thousands and before decimals, by CLDR for European digits."""
    if language not in LANGUAGES:
        return ",", "."
    signs = LANGUAGES[language].cldr.number_symbols.get("latn", {})
    return signs.get("group", ","), signs.get("decimal", ".")


def whole_number(text: str, digits: int = 18) -> int | None:
    """What a form or an address says, in European digits; None where that is no number, or one with
    more digits than any key has."""
    is_one = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if is_one else None


def grouped(number: Decimal, language: str) -> str:
    """'12,600.5'; in Kurmanji '12.600,5'."""
    thousand, decimal = separators(language)
    return f"{number:,f}".translate(PLACES).replace("\0", thousand).replace("\1", decimal)
