"""No string outside the catalogues: whatever the code or a template says is there in Arabic, and
what readers meet also in Kurmanji and Sorani."""

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2), "_": None,
}  # fmt: skip
STRING = r"""u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*\""""
CALL = re.compile(rf"\b(n?p?gettext|_)\(((?:\s|,|{STRING})+)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
PUBLIC = (
    "templates/public",
    "templates/404.html",
    "templates/500.html",
    "newsroom/public",
    "newsroom/articles/bylines.py",
)


def messages():
    """(file, context or None, English) of everything that is marked for translation."""
    for path in sorted((ROOT / "newsroom").rglob("*.py")):
        for keyword, strings in of_code(path):
            yield str(path.relative_to(ROOT)), *context_and_text(keyword, strings)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for keyword, strings in of_template(path):
            yield str(path.relative_to(ROOT)), *context_and_text(keyword, strings)


def of_code(path):
    for _line, keyword, strings, _comments in extract_python(
        io.BytesIO(path.read_bytes()), KEYWORDS.keys(), [], {}
    ):
        strings = strings if isinstance(strings, tuple) else (strings,)
        if strings[0]:
            yield keyword, strings


def of_template(path):
    """Django turns a template into calls of gettext with what is not Python between them."""
    calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for keyword, arguments in CALL.findall(calls):
        yield keyword, ast.literal_eval(f"({arguments.strip().rstrip(',')},)")


def context_and_text(keyword, strings):
    if keyword.startswith(("pgettext", "npgettext")):
        return strings[0], strings[1]
    return None, strings[0]


MESSAGES = sorted(set(messages()), key=str)


def catalogue(language):
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def translated(found, context, text) -> list[str]:
    message = found.get(text, context)
    if message is None or message.fuzzy:
        return []
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return [form for form in forms if form]


def missing(language, wanted):
    found = catalogue(language)
    return sorted({text for _name, context, text in wanted if not translated(found, context, text)})


def test_extraction_finds_both_kinds_of_source():
    names = {name for name, _context, _text in MESSAGES}
    assert any(name.endswith(".py") for name in names)
    assert any(name.endswith(".html") for name in names)
    assert len(MESSAGES) > 200


def test_arabic_is_complete():
    assert missing("ar", MESSAGES) == []


@pytest.mark.parametrize("language", ["ku", "ckb"])
def test_kurdish_is_complete_for_readers(language):
    assert missing(language, [each for each in MESSAGES if each[0].startswith(PUBLIC)]) == []


@pytest.mark.parametrize("language", ["ar", "ku", "ckb"])
def test_translation_has_no_placeholder_that_the_original_lacks(language):
    """It may leave one out (Arabic needs no model's name in "added"); a strange one would raise."""
    for message in catalogue(language):
        if message.id and not isinstance(message.id, tuple | list) and message.string:
            strange = set(PLACEHOLDER.findall(message.string)) - set(
                PLACEHOLDER.findall(message.id)
            )
            assert not strange, message.id


def test_kurmanji_has_no_arabic_letters():
    for message in catalogue("ku"):
        assert not re.search(r"[\u0620-\u06ff]", str(message.string)), message.id
