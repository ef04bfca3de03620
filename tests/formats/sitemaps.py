"""What the protocol of sitemaps (0.9) and Google's extensions of it ask for."""

from __future__ import annotations

from datetime import datetime

from defusedxml import ElementTree

from formats.feeds import RFC3339, is_whole, one

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LONGEST, MOST, LARGEST = 2048, 50_000, 50 * 2**20
MOST_NEWS = 1000


def index(text: str) -> list[str]:
    root = parsed(text)
    assert root.tag == f"{SITEMAP}sitemapindex"
    return [address(each) for each in root.findall(f"{SITEMAP}sitemap")]


def pages(text: str) -> dict[str, dict]:
    """By address what is told of it: when it changed, its pictures, its other languages."""
    found = {}
    for page in urls(text):
        changed = page.findtext(f"{SITEMAP}lastmod")
        assert changed is None or RFC3339.fullmatch(changed)
        links = {each.get("hreflang"): each.get("href") for each in page.findall(f"{XHTML}link")}
        pictures = [one(each, f"{IMAGE}loc") for each in page.findall(f"{IMAGE}image")]
        assert len(pictures) <= MOST_NEWS
        assert all(map(is_whole, [*links.values(), *pictures]))
        found[address(page)] = {"changed": changed, "links": links, "pictures": pictures}
    return found


def news(text: str) -> dict[str, dict]:
    found = {}
    for page in urls(text):
        (told,) = page.findall(f"{NEWS}news")
        (publication,) = told.findall(f"{NEWS}publication")
        at = one(told, f"{NEWS}publication_date")
        assert RFC3339.fullmatch(at)
        language = one(publication, f"{NEWS}language")
        assert language.isalpha()
        assert len(language) in (2, 3)
        found[address(page)] = {
            "title": one(told, f"{NEWS}title"), "name": one(publication, f"{NEWS}name"),
            "language": language, "at": datetime.fromisoformat(at),
        }  # fmt: skip
    assert len(found) <= MOST_NEWS
    return found


def parsed(text: str):
    assert len(text.encode()) <= LARGEST
    return ElementTree.fromstring(text.encode())


def urls(text: str) -> list:
    root = parsed(text)
    assert root.tag == f"{SITEMAP}urlset"
    found = root.findall(f"{SITEMAP}url")
    assert len(found) <= MOST
    told = [address(page) for page in found]
    assert len(set(told)) == len(told)
    return found


def address(element) -> str:
    url = one(element, f"{SITEMAP}loc")
    assert is_whole(url)
    assert len(url) < LONGEST
    return url
