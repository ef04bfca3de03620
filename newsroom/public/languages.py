"""The public site once in each language: Arabic at the root, the others under their prefix."""

from collections.abc import Mapping
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.urls import LocalePrefixPattern, URLPattern, URLResolver
from django.utils import translation

from newsroom.paths import public_path
from newsroom.text.languages import DEFAULT, LANGUAGES

#: What the paths of the text-only edition begin with, behind the language.
LITE = "lite"


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
    found = public_path(name, *args, language=language)
    filled = {key: value for key, value in query.items() if value}
    return f"{found}?{urlencode(filled)}" if filled else found


def whole(url: str) -> str:
    """A path of ours with its host, for whoever meets it elsewhere; what has one stays as it is."""
    is_path = url.startswith("/") and not url.startswith("//")
    return f"{settings.SITE_URL}{url}" if is_path else urljoin(settings.SITE_URL, url)


def lite(url: str) -> str:
    """Where the text-only edition of a page of ours is, by the page's path or whole address; an
    address of anybody else stays as it is."""
    site = settings.SITE_URL if url.startswith(f"{settings.SITE_URL}/") else ""
    path = url.removeprefix(site)
    if not path.startswith("/") or path.startswith("//") or is_lite(path):
        return url
    language, rest = parted(path)
    return f"{site}/{language}{LITE}/{rest}"


def is_lite(path: str) -> bool:
    return parted(path)[1].split("/")[0] == LITE


def parted(path: str) -> tuple[str, str]:
    """The language's prefix, "" or "en/", and the rest."""
    first, slash, rest = path[1:].partition("/")
    return (f"{first}/", rest) if slash and first in LANGUAGES else ("", path[1:])


def in_each(name: str, *args: object, **query: str) -> dict[str, str]:
    return {code: address(code, name, *args, **query) for code in LANGUAGES}


def alternates(here: Mapping[str, str], original: str = DEFAULT) -> dict[str, str]:
    """What search engines are told of a page that exists in several languages, by `hreflang`.

    Whoever reads none of them (`x-default`) gets the house's own language, else the one that the
    page was first written in, else English.
    """
    if len(here) < 2:
        return {}
    default = next(code for code in (DEFAULT, original, "en", *LANGUAGES) if code in here)
    return {code: here[code] for code in LANGUAGES if code in here} | {"x-default": here[default]}
