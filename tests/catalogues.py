"""What the code and the templates mark for translation, ours and that of others, and what the
catalogues say of it."""

import ast
import io
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from newsroom.text.languages import LANGUAGES

ROOT = Path(__file__).parent.parent
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3), "gettext_noop": None, "_": None,
}  # fmt: skip
STRING = r"""u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*\""""
CALL = re.compile(rf"\b(n?p?gettext|_)\(((?:\s|,|{STRING})+)")


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


def of_files(paths):
    """(path, context or None, English) of everything that is marked for translation there."""
    for path in paths:
        for keyword, strings in of_code(path) if path.suffix == ".py" else of_template(path):
            yield path, *context_and_text(keyword, strings)


@cache
def ours():
    files = [
        *sorted((ROOT / "newsroom").rglob("*.py")),
        *sorted((ROOT / "templates").rglob("*.html")),
    ]
    found = {(str(path.relative_to(ROOT)), *message) for path, *message in of_files(files)}
    names = {("newsroom/settings.py", None, language.english) for language in LANGUAGES.values()}
    return sorted(found | names, key=str)


def of_others(*areas):
    """The same of installed packages, e.g. `django/forms/*.py`."""
    for area in areas:
        package, pattern = area.split("/", 1)
        files = sorted(Path(find_spec(package).origin).parent.glob(pattern))
        assert files, area
        for _path, context, text in of_files(files):
            yield area, context, text


def source(language):
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


@cache
def catalogue(language):
    with source(language).open("rb") as file:
        return read_po(file)


def forms(message) -> tuple[str, ...]:
    """All that a translation says: one string, or each of its plural forms."""
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def originals(message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple | list) else (message.id,)


def messages(language):
    return [message for message in catalogue(language) if message.id]


def missing(language, wanted):
    """Of (where, context, English), the English that this language lacks, wholly or in a form."""
    found = catalogue(language)
    return sorted({text for _where, context, text in wanted if not has(found, context, text)})


def has(found, context, text) -> bool:
    message = found.get(text, context)
    return bool(message and not message.fuzzy and all(forms(message)))
