"""What schema.org, and Google's guide to it, ask of the types that our pages use: which properties
a type must have, which it may have, and what their values are. A word that is not here is a fault.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from html.parser import HTMLParser

from formats.feeds import RFC3339, is_whole

NAMED = {"NewsMediaOrganization", "Person"}
ARTICLES = {
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
}  # fmt: skip
POLICIES = {
    "publishingPrinciples", "ethicsPolicy", "correctionsPolicy", "unnamedSourcesPolicy",
    "noBylinesPolicy", "ownershipFundingInfo", "masthead", "actionableFeedbackPolicy",
    "diversityPolicy", "missionCoveragePrioritiesPolicy", "verificationFactCheckingPolicy",
}  # fmt: skip
TEXT, LANGUAGE, NUMBER, TIME, URL, TRUTH = "text", "language", "number", "time", "url", "truth"
#: type -> (what it must have, what it may have): property -> kind of value, or types of things.
ARTICLE = (
    {
        "headline": TEXT, "datePublished": TIME, "dateModified": TIME, "author": NAMED,
        "publisher": NAMED, "mainEntityOfPage": {"WebPage"}, "inLanguage": LANGUAGE, "url": URL,
        "wordCount": NUMBER, "isAccessibleForFree": TRUTH, "isPartOf": {"WebSite"},
    },
    {
        "alternativeHeadline": TEXT, "description": TEXT, "dateline": TEXT, "articleSection": TEXT,
        "keywords": TEXT, "contentLocation": {"Place"}, "image": {"ImageObject"},
        "correction": {"CorrectionComment"}, "translationOfWork": ARTICLES,
        "workTranslation": ARTICLES,
    },
)  # fmt: skip
PAGE = {"url": URL, "name": TEXT, "inLanguage": LANGUAGE, "isPartOf": {"WebSite"}}
TYPES = dict.fromkeys(ARTICLES, ARTICLE) | {
    "WebPage": ({}, {}),
    "NewsMediaOrganization": (
        {"name": TEXT, "url": URL},
        {"logo": {"ImageObject"}, "description": TEXT, "email": TEXT, "sameAs": URL}
        | dict.fromkeys(POLICIES, URL),
    ),
    "Person": ({"name": TEXT, "url": URL}, {"description": TEXT, "worksFor": NAMED}),
    "ImageObject": (
        {"url": URL, "width": NUMBER, "height": NUMBER}, {"caption": TEXT, "creditText": TEXT}
    ),
    "Place": ({"name": TEXT}, {"url": URL, "containedInPlace": {"Place"}}),
    "CorrectionComment": ({"text": TEXT, "datePublished": TIME}, {"url": URL}),
    "BreadcrumbList": ({"itemListElement": {"ListItem"}}, {}),
    "ItemList": ({}, {"itemListElement": {"ListItem"}}),
    "ListItem": ({"position": NUMBER}, {"name": TEXT, "item": URL, "url": URL}),
    "WebSite": (
        {"name": TEXT, "url": URL, "inLanguage": LANGUAGE},
        {"publisher": NAMED, "potentialAction": {"SearchAction"}, "alternateName": TEXT},
    ),
    "SearchAction": ({"target": {"EntryPoint"}, "query-input": TEXT}, {}),
    "EntryPoint": ({"urlTemplate": TEXT}, {}),
    "CollectionPage": (
        PAGE, {"description": TEXT, "publisher": NAMED, "mainEntity": {"ItemList"}}
    ),
    "ProfilePage": (PAGE | {"mainEntity": {"Person"}}, {}),
}  # fmt: skip
#: Another work of ours, told by where it is.
SHORT = {"@id", "@type", "url", "inLanguage"}


class Blocks(HTMLParser):
    """The blocks of a page, and its <meta> and <link>."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks, self.meta, self.links, self.is_in = [], [], [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.is_in = tag == "script" and said.get("type") == "application/ld+json"
        if tag == "meta":
            self.meta.append((said.get("property") or said.get("name"), said.get("content")))
        if tag == "link":
            self.links.append(said)

    def handle_endtag(self, tag):
        self.is_in = False

    def handle_data(self, data):
        if self.is_in:
            assert not re.search("[<>&]", data)
            self.blocks.append(json.loads(data))


def things(page: str) -> dict[str, dict]:
    """What the page's one block tells, by type; every thing in it is checked."""
    (block,) = Blocks(page).blocks
    assert block["@context"] == "https://schema.org"
    keys = {thing["@id"] for thing in block["@graph"]}
    for thing in block["@graph"]:
        check(thing, keys)
    return {thing["@type"]: thing for thing in block["@graph"]}


def check(thing: dict, keys: set[str]) -> None:
    if thing.keys() == {"@id"}:
        assert thing["@id"] in keys or thing["@id"].endswith("#site")
        return
    must, may = TYPES[thing["@type"]]
    said = thing.keys() - {"@id", "@type"}
    is_short = thing["@type"] in ARTICLES and thing.keys() == SHORT
    assert is_short or must.keys() <= said, (thing["@type"], must.keys() - said)
    for name in said:
        kinds = (must | may)[name]
        values = thing[name] if isinstance(thing[name], list) else [thing[name]]
        assert values, name
        for value in values:
            check_value(value, kinds, keys)


def check_value(value, kinds, keys: set[str]) -> None:
    if isinstance(kinds, set):
        assert value.keys() == {"@id"} or value["@type"] in kinds
        check(value, keys)
    elif kinds == TEXT:
        assert isinstance(value, str)
        assert value.strip()
    elif kinds == URL:
        assert is_whole(value)
    elif kinds == LANGUAGE:
        assert re.fullmatch("[a-z]{2,3}", value)
    elif kinds == TIME:
        assert RFC3339.fullmatch(value)
        assert datetime.fromisoformat(value).tzinfo
    else:
        assert type(value) is {NUMBER: int, TRUTH: bool}[kinds]
