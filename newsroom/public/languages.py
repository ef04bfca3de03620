"""The public site once in each language: Arabic at the root, the others under their prefix."""

from urllib.parse import urlencode

from django.urls import LocalePrefixPattern, URLPattern, URLResolver, reverse
from django.utils import translation

from newsroom.text.languages import DEFAULT, LANGUAGES


class LanguagePrefix(LocalePrefixPattern):
    """Django's own pattern, with our default language in place of settings.LANGUAGE_CODE."""

    @property
    def language_prefix(self) -> str:
        language = translation.get_language() or DEFAULT
        return "" if language == DEFAULT else f"{language}/"


def language_patterns(*urls: URLPattern | URLResolver) -> list[URLResolver]:
    return [URLResolver(LanguagePrefix(), list(urls))]


def address(language: str, name: str, *args: object, **query: str) -> str:
    """The path of a public page in that language; empty query values are left out."""
    with translation.override(language):
        path = reverse(f"public:{name}", args=args)
    filled = {key: value for key, value in query.items() if value}
    return f"{path}?{urlencode(filled)}" if filled else path


def in_each(name: str, *args: object) -> dict[str, str]:
    return {code: address(code, name, *args) for code in LANGUAGES}
