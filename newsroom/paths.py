"""Addresses of public pages by language. A list has a hundred of them, and Django works each out
anew; nothing but the program's own table of addresses can change one."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_urlconf, reverse
from django.utils.translation import get_language, override

from newsroom.text.languages import DEFAULT


def public_path(name: str, *args: object, language: str = "") -> str:
    """Of a page of `newsroom/public/urls.py`, in the active language where none is given."""
    return found(get_urlconf(), language or get_language() or DEFAULT, name, args)


def article_path(article: int, slug: str, language: str) -> str:
    return public_path("article", article, slug or "-", language=language)


@lru_cache(10_000)
def found(urlconf: str | None, language: str, name: str, args: tuple[object, ...]) -> str:
    with override(language):
        return reverse(f"public:{name}", urlconf, args)
