"""Lists and people as schema.org tells them, and the way to a page."""

from __future__ import annotations

from collections.abc import Iterable

from newsroom.articles.models import Edition
from newsroom.pages.models import Network
from newsroom.public.languages import address, whole
from newsroom.public.structured.network import Told, filled, organisation_key, site_key


def way(language: str, steps: Iterable[tuple[str, str]], url: str) -> Told:
    """From the front to the page at `url`, by `steps` of (name, address)."""
    first = (Network.current().named("name", language)[0], address(language, "front"))
    return {
        "@type": "BreadcrumbList",
        "@id": f"{url}#way",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": whole(step)}
            for place, (name, step) in enumerate([first, *steps], start=1)
        ],
    }


def collection(language: str, url: str, name: str, about: str, editions: Iterable[Edition]) -> Told:
    stories = [
        {"@type": "ListItem", "position": place, "url": whole(edition.url)}
        for place, edition in enumerate(editions, start=1)
    ]
    return filled({
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": name,
        "description": about,
        "inLanguage": language,
        "isPartOf": {"@id": site_key(language)},
        "publisher": {"@id": organisation_key()},
        "mainEntity": {"@type": "ItemList", "itemListElement": stories},
    })  # fmt: skip


def profile(language: str, url: str, name: str, about: str) -> Told:
    """Under the name that readers have; whoever has none has no page."""
    person = {
        "@type": "Person", "@id": f"{url}#person", "name": name, "url": url, "description": about,
        "worksFor": {"@id": organisation_key()},
    }  # fmt: skip
    return {
        "@type": "ProfilePage",
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": language,
        "isPartOf": {"@id": site_key(language)},
        "mainEntity": filled(person),
    }
