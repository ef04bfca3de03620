"""Asked of one newsroom, in an environment of its own: how many editions it has, the address of
each kind of page, and how many queries one takes while it is made. Prints JSON."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom.articles.models import Edition
from newsroom.articles.querysets import key
from newsroom.text.languages import LANGUAGES
from newsroom.text.markup import plain

PER_PAGE = 20
PAGES_DOWN = 2000
LANGUAGE = next(iter(LANGUAGES))


def published():
    return Edition.objects.published().in_language(LANGUAGE)


def article() -> str:
    """From the middle of the archive: no page that anything else had a reason to open."""
    ends = published().order_by("pk").values_list("pk", flat=True)
    middle = (ends.first() + ends.last()) // 2
    edition = published().filter(pk__gte=middle).order_by("pk").first()
    return f"/articles/{edition.article_id}/{quote(edition.slug)}/"


def newest(count: int) -> list[str]:
    rows = published().newest().values_list("article_id", "slug")[:count]
    return [f"/articles/{pk}/{quote(slug)}/" for pk, slug in rows]


def down(rows) -> tuple[int, str]:
    """How many pages down, and the address: where the list ends before, its last whole page."""
    pages = min(PAGES_DOWN, rows.count() // PER_PAGE - 2)
    last = rows.newest()[pages * PER_PAGE - 1]
    return pages, f"/kinds/news/?before={key(last)}"


def words() -> tuple[str, str]:
    """The word that most of a sample of stories have, and one that next to none of all has."""
    ends = published().order_by("pk").values_list("pk", flat=True)
    step = max(1, (ends.last() - ends.first()) // 300)
    keys = [*range(ends.first(), ends.last(), step), *ends[:40]]
    texts = published().filter(pk__in=keys).values_list("headline", "body")
    seen: Counter[str] = Counter()
    for headline, body in texts:
        seen.update({word for word in f"{headline} {plain(body)}".split() if word.isalpha()})
    by_number = [word for word, _times in seen.most_common() if len(word) > 3]
    return max(by_number[:10], key=found), min(filter(found, by_number[-60:]), key=found)


def found(word: str) -> int:
    return len(published().search(word, LANGUAGE).order_by()[:1001].values_list("pk", flat=True))


def pages() -> list[tuple[str, str, str]]:
    """A key, a name for people and the address of each."""
    common, rare = words()
    number, deep = down(published().of_kind("news"))
    return [
        ("article", "article", article()),
        ("front", "front", "/"),
        ("list", "list, page 1", "/kinds/news/"),
        ("deep", f"list, {number:,} pages down", deep),
        ("common", "search, common word", f"/search/?q={quote(common)}"),
        ("rare", "search, rare word", f"/search/?q={quote(rare)}"),
        ("feed", "feed", "/feed.rss"),
    ]


def queries(path: str) -> int:
    """The second time: what a process remembers from then on is not asked again."""
    client = Client(headers={"host": "127.0.0.1"})
    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return len(caught)


def main() -> None:
    if "--count" in sys.argv:
        print(json.dumps({"editions": Edition.objects.count()}))
        return
    if "--articles" in sys.argv:
        print(json.dumps({"articles": newest(int(sys.argv[-1]))}))
        return
    told = [
        {"key": each, "name": name, "path": path, "queries": queries(path)}
        for each, name, path in pages()
    ]
    print(json.dumps({"pages": told}))


if __name__ == "__main__":
    main()
