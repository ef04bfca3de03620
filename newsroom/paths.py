"""Addresses of public pages by language. A list has a hundred of them, and Django works each out
anew; nothing but the program's own table of addresses can change one."""

from __future__ import annotations

from functools import cache, lru_cache
from urllib.parse import quote

from django.urls import get_urlconf, reverse
from django.utils.http import RFC3986_SUBDELIMS
from django.utils.translation import get_language, override

from newsroom.text.languages import DEFAULT

#: What Django leaves as it is in an address.
SAFE = f"{RFC3986_SUBDELIMS}/~:@"


def public_path(name: str, *args: object, language: str = "") -> str:
    """Of a page of `newsroom/public/urls.py`, in the active language where none is given."""
    return found(get_urlconf(), language or get_language() or DEFAULT, name, args)


def short_path(article: int, language: str = "") -> str:
    """Of a story, whatever its headline; it leads to the other one."""
    return f"{stories(get_urlconf(), language or get_language() or DEFAULT)}{article}/"


def article_path(article: int, slug: str, language: str) -> str:
    """As Django would write it. An archive has more of them than anything remembers, and a mirror
    or a list asks for so many that Django's own way took longer than all else about a card."""
    return f"{short_path(article, language)}{quote(slug or '-', safe=SAFE)}/"


@cache
def stories(urlconf: str | None, language: str) -> str:
    """What all their addresses begin with."""
    return found(urlconf, language, "article_by_id", (0,)).removesuffix("0/")


@lru_cache(10_000)
def found(urlconf: str | None, language: str, name: str, args: tuple[object, ...]) -> str:
    with override(language):
        return reverse(f"public:{name}", urlconf, args)
