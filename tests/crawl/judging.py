"""What is wrong with what a person meets on a page, as `meeting.js` tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings

from crawl.newsroom import MARK
from newsroom.text.languages import LANGUAGES, direction

ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
LATIN = re.compile(r"[A-Za-zêîûçşÊÎÛÇŞ]{2,}")
#: Letters that the one writes and the other does not.
SORANI_ONLY, ARABIC_ONLY = re.compile("[ڕڵۆێەڤ]"), re.compile("[ةىكيًٌٍَُِّْ]")
ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
BROKEN = re.compile(r"%\(|%s|\{\{|\{%|\}\}|&amp;|&quot;|&#39;|</?bdi")
NONE = re.compile(r"(?:^|[\s:«(])(?:None|True|False)(?:$|[\s»).,:])")
#: Written in Latin letters in every language: names of firms and formats, codes, keys.
NAMES = {
    "RSS", "WhatsApp", "Telegram", "Facebook", "YouTube", "Vimeo", "Aegis", "FreeOTP", "Google",
    "Authenticator", "JPEG", "JPG", "PNG", "WebP", "HEIC", "AVIF", "GIF", "EXIF", "XMP", "IPTC",
    "SHA", "HTML", "URL", "SMS", "GPS", "UTC", "MB", "KB", "km", "px", "Shift", "Delete", "Ctrl",
    "zzz",
}  # fmt: skip
#: Parts that are codes or letters spoken of, whatever the language: languages, addresses, file
#: names, keys, checks by number, and the places in a sentence that a script fills in.
CODES = re.compile(
    r"و ف ب ل ك|P-code|\{\w+\}|\b(?:ar|ckb|ku|en)\b|https?://\S+|\S+@\S+|/\S*|#\S+|\b[A-Z]\d+\b"
    r"|\b[\w-]+\.\w{2,5}\b|\b[0-9a-f]{8,}\S*"
)
ISOLATES = ("\u2066\u2067\u2068", "\u2069")
EMBEDDINGS = ("\u202a\u202b\u202d\u202e", "\u202c")


@cache
def catalogue(language: str) -> dict[str, str]:
    """English text -> its translation; plurals by each of their forms."""
    if language == "en":
        return {}
    path = Path(settings.BASE_DIR, "locale", language, "LC_MESSAGES", "django.po")
    with path.open("rb") as file:
        rows = [row for row in read_po(file) if row.id]
    found: dict[str, str] = {}
    for row in rows:
        ids = row.id if isinstance(row.id, tuple) else (row.id,)
        words = row.string if isinstance(row.string, tuple) else (row.string,)
        for english in ids:
            # With a context it may stand untranslated elsewhere.
            found[english] = "" if row.fuzzy or row.context else words[0]
    return found


def plain(words: str) -> str:
    return " ".join(words.split()).rstrip(":")


@cache
def translated(language: str) -> set[str]:
    """English texts that this language has words of its own for. A label that Django begins with a
    capital may be the translation of one that begins with none."""
    known, all_of_them = catalogue(language), catalogue("ar")
    own = {plain(words) for words in known.values()}
    said = {plain(english) for english, words in known.items() if words and len(english) > 3}
    small = {each: each[:1].lower() + each[1:] for each in said}
    return {
        each
        for each in said - own - {"Username"}
        if "%" not in each and (known.get(small[each]) or small[each] not in all_of_them)
    }


@cache
def only_in(language: str, other: str) -> set[str]:
    """What the other language says and this one does not."""
    ours = {plain(words) for words in catalogue(language).values()}
    theirs = {plain(words) for words in catalogue(other).values() if len(words) > 3}
    return theirs - ours - {plain(english) for english in catalogue("ar")}


def is_balanced(words: str) -> bool:
    for opening, closing in (
        ("\u2066\u2067\u2068", "\u2069"),
        ("\u202a\u202b\u202d\u202e", "\u202c"),
    ):
        depth = 0
        for char in words:
            depth += (char in opening) - (char == closing)
            if depth < 0:
                return False
        if depth:
            return False
    return True


def foreign(words: str, language: str, *, is_desk: bool) -> str:
    """Which part of the text is in another language; "" if none."""
    bare = CODES.sub(" ", ISOLATED.sub(" ", words))
    if MARK in bare:
        # Somebody's own words: whether those around them are moved is for `mixed` to say.
        strange = (ARABIC if language in ("en", "ku") else LATIN).findall(bare)
        return f"not marked as {' '.join(strange[:5])}" if strange else ""
    if language in ("en", "ku"):
        strange = ARABIC.findall(bare)
        others = ("ku",) if language == "en" else ()
    else:
        # On the desk a word that Sorani lacks stands in English.
        is_open = is_desk and language == "ckb"
        strange = [] if is_open else [word for word in LATIN.findall(bare) if word not in NAMES]
        strange += (ARABIC_ONLY if language == "ckb" else SORANI_ONLY).findall(bare)
        others = ("ckb" if language == "ar" else "ar",)
    if strange:
        return " ".join(strange[:5])
    if language != "en" and plain(words) in translated(language):
        return "English, though there is a translation"
    return next(
        (f"this is {other}" for other in others if plain(words) in only_in(language, other)), ""
    )


def mixed(text: dict) -> str:
    """Whether somebody's words stand in the middle of others' and are not kept apart."""
    if MARK not in ISOLATED.sub("", text["words"]):
        return ""
    around = text.get("whole")
    if around is None:
        said, is_marked = text["words"], False
    else:
        said, is_marked = around["words"], around["isMarked"]
    if said.count(MARK) % 2:
        return ""  # cut where two texts are compared
    parts = ISOLATED.sub("", said).split(MARK)
    outside = "".join(parts[::2])
    if re.search(r"\w", outside) and not is_marked:
        return f"not isolated within «{' '.join(said.split())[:80]}»"
    return ""


def says_none(words: str, language: str) -> bool:
    """A label of the form's may be "None" in English, and nowhere else."""
    is_label = language != "ar" and words.strip() in catalogue("ar")
    return bool(NONE.search(words)) and not is_label


def faults(page: dict, language: str, *, is_desk: bool) -> Iterator[str]:
    if page["html"] != [language, direction(language)]:
        yield f"html says {page['html']}"
    for text in page["texts"]:
        where = f"{text['kind']} at {text['at']}: {' '.join(text['words'].split())[:90]!r}"
        if not is_balanced(text["words"]):
            yield f"isolates not balanced, {where}"
        if BROKEN.search(text["words"]) or says_none(text["words"], language):
            yield f"raw, {where}"
        own = text["lang"] in ("", language)
        if own and (strange := foreign(text["words"], language, is_desk=is_desk)):
            yield f"{strange}, {where}"
        if why := mixed(text):
            yield f"{why}, {where}"
        if text["lang"] not in ("", "?", *LANGUAGES):
            yield f"lang {text['lang']}, {where}"
    for place in page["nameless"]:
        yield f"a link or a button without words: {place}"
    for place, lang, shown in page["bent"]:
        yield f"{lang} set {shown} at {place}"
    for field in page["fields"]:
        yield from of_field(field)


def of_field(field: dict) -> Iterator[str]:
    code = field["name"].rpartition("_")[2]
    if code in LANGUAGES:
        if (field["lang"], field["shown"]) != (code, direction(code)):
            yield f"field {field['name']} is marked {field['lang'] or 'nothing'}, {field['shown']}"
    elif not (field["dir"] or field["lang"]):
        yield f"field {field['name']} has no direction of its own"
