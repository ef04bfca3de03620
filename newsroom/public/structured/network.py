"""The network and its site as schema.org tells them."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static

from newsroom.pages.models import Network
from newsroom.pages.trust import policies
from newsroom.public.languages import address, whole

Told = dict[str, Any]
#: The pixels of the icon's own grid: programs ask for a size, a drawing has none.
LOGO_SIDE = 512


def filled(told: Told) -> Told:
    """Without what is not known: schema.org has no word for that."""
    return {name: value for name, value in told.items() if value not in ("", None, [], {})}


def organisation_key() -> str:
    """One for all languages: it is the same network."""
    return whole("/#network")


def organisation_in_short(language: str) -> Told:
    """For programs that look nowhere else for who it is."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": organisation_key(),
        "name": Network.current().named("name", language)[0],
        "url": whole(address(language, "front")),
    }


def organisation(language: str) -> Told:
    network = Network.current()
    logo = {
        "@type": "ImageObject", "url": whole(static("public/icon.svg")),
        "width": LOGO_SIDE, "height": LOGO_SIDE,
    }  # fmt: skip
    told = organisation_in_short(language) | {
        "description": network.named("about", language)[0],
        "logo": logo,
        "email": network.email,
        "sameAs": [link.url for link in network.follow_links.all()] if network.pk else [],
    }
    promised = {"correctionsPolicy": address(language, "corrections")} | policies(language)
    return filled(told | {name: whole(path) for name, path in promised.items()})


def site(language: str) -> Told:
    search = whole(address(language, "search"))
    return filled({
        "@type": "WebSite",
        "@id": site_key(language),
        "name": Network.current().named("name", language)[0],
        "alternateName": Network.current().named("short_name", language)[0],
        "url": whole(address(language, "front")),
        "inLanguage": language,
        "publisher": {"@id": organisation_key()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{words}}"},
            "query-input": "required name=words",
        },
    })  # fmt: skip


def site_key(language: str) -> str:
    return whole(f"{address(language, 'front')}#site")
