"""Within one newsroom: its addresses by name, and the CPU time that each takes. Reads a question a
line, as JSON, and answers it with one."""

from __future__ import annotations

import gc
import json
import logging
import sys
from collections import Counter
from pathlib import Path
from time import process_time_ns
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from bench.delivery.ask import LANGUAGE, PER_PAGE, article, newest, published
from bench.size.__main__ import MARK
from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from newsroom.accounts.models import Account
from newsroom.articles.admin.filters import StateFilter
from newsroom.articles.models import Correction, Listing, Section, Topic
from newsroom.articles.querysets import key
from newsroom.correspondents.models import Correspondent
from newsroom.public.views.archive import month_span, months
from newsroom.regions.models import Region
from newsroom.text.languages import LANGUAGES
from newsroom.text.markup import plain

#: Stories of a month that has them on more than one page, and in its sitemap.
MANY = 200
EDITIONS = "/admin/articles/edition/"


def words() -> dict[str, str]:
    """By how many stories of a sample have each: a half, one in thirty, next to none, none."""
    ends = published().order_by("pk").values_list("pk", flat=True)
    step = max(1, (ends.last() - ends.first()) // 600)
    texts = published().filter(pk__in=range(ends.first(), ends.last(), step))
    seen: Counter[str] = Counter()
    for headline, body in texts.values_list("headline", "body"):
        seen.update({word for word in f"{headline} {plain(body)}".split() if word.isalpha()})
    known = [(word, times / texts.count()) for word, times in seen.items() if len(word) > 3]

    def nearest(share: float) -> list[str]:
        return [word for word, _share in sorted(known, key=lambda row: (abs(row[1] - share), row))]

    return {
        "common": nearest(0.5)[0], "medium": nearest(0.03)[0], "second": nearest(0.03)[10],
        "rare": nearest(0.002)[0], "nowhere": "غضنفر",
    }  # fmt: skip


def most_of(name: str) -> str:
    """The thing with the most of the newest, so that it is the same one in both newsrooms."""
    rows = Listing.objects.filter(of__startswith=name, language=LANGUAGE)
    if name == "signed:":
        theirs = [
            f"{name}{pk}" for pk in Correspondent.objects.public().values_list("pk", flat=True)
        ]
        rows = rows.filter(of__in=theirs)
    times = Counter(rows.order_by("-published_at").values_list("of", flat=True)[:3000])
    return min(times, key=lambda each: (-times[each], each))


def things() -> dict[str, Any]:
    """One of each kind that has a list."""
    kinds = {
        "section": (Section, "section:"), "topic": (Topic, "topic:"), "region": (Region, "region:"),
        "correspondent": (Correspondent, "signed:"),
    }  # fmt: skip
    return {
        kind: model.objects.get(pk=most_of(name).removeprefix(name))
        for kind, (model, name) in kinds.items()
    }


def lists(found: dict[str, Any]) -> dict[str, str]:
    """Each from its top, from far down, and as a feed."""
    told = {}
    for kind, thing in {**found, "kind": "news"}.items():
        path = f"/{kind}s/{getattr(thing, 'slug', thing)}/"
        rows = Listing.objects.of(thing).published().in_language(LANGUAGE)
        told |= {kind: path, f"{kind}, down": deep(path, rows), f"{kind}, feed": f"{path}feed.rss"}
    return told


def deep(path: str, rows: Any) -> str:
    """The last whole page."""
    last = rows.newest()[max(rows.count() // PER_PAGE - 1, 1) * PER_PAGE - 1]
    return f"{path}{'&' if '?' in path else '?'}before={key(last)}"


def searched(said: dict[str, str], found: dict[str, Any]) -> dict[str, dict[str, str]]:
    common, medium = said["common"], said["medium"]
    here = {"section": found["section"].slug}
    return {
        **{f"{name} word": {"q": said[name]} for name in ("common", "medium", "rare")},
        "a word of none": {"q": said["nowhere"]},
        "both words": {"q": f"{medium} {said['second']}"},
        "common and medium": {"q": f"{common} {medium}"},
        "common, a section": {"q": common, **here},
        "medium, a section": {"q": medium, **here},
        "medium, section and place": {"q": medium, **here, "region": found["region"].slug},
        "rare, a section": {"q": said["rare"], **here},
        "common, past month": {"q": common, "period": "month"},
        "medium, past month": {"q": medium, "period": "month"},
        "a place alone": {"region": found["region"].slug},
    }


def public(said: dict[str, str]) -> dict[str, str]:
    """A page of every kind that readers have."""
    found = things()
    year, month, rows = a_month()
    asked = searched(said, found)
    common = f"/search/?{urlencode(asked['common word'])}"
    corrected = Correction.objects.published().in_language(LANGUAGE).first()
    return {
        "front": "/", "front, text alone": "/lite/", "front, English": "/en/",
        "article": article(), "article, newest": newest(1)[0],
        "article, text alone": f"/lite{article()}",
        "feedback": f"/articles/{published().newest()[5].article_id}/feedback/",
        **lists(found),
        **{f"all {name}": f"/{name}/" for name in ("regions", "topics", "correspondents")},
        "archive": "/archive/",
        "month": f"/archive/{year}/{month:02}/",
        "month, down": deep(f"/archive/{year}/{month:02}/", rows),
        "corrections": "/corrections/", "corrections, feed": "/corrections/feed.rss",
        "about": "/about/", "feed": "/feed.rss", "feed, JSON": "/feed.json",
        **{f"search, {name}": f"/search/?{urlencode(query)}" for name, query in asked.items()},
        "search, common word, down": down_a_search(common, said["common"]),
        "search, its form": "/search/",
        "sitemap": "/sitemap.xml", "sitemap, pages": "/sitemap-pages.xml",
        "sitemap, a month": f"/sitemap-{year}-{month:02}.xml", "sitemap, news": "/news-sitemap.xml",
        "robots": "/robots.txt",
        **({"a notice": f"/articles/{corrected.edition.article_id}/"} if corrected else {}),
    }  # fmt: skip


def a_month() -> tuple[int, int, Any]:
    """The newest with many stories: the same ones in every newsroom."""
    for year, month in months(published().order_by("published_at").first().published_at):
        rows = published().in_month(*month_span(year, month))
        if rows.count() > MANY:
            return year, month, rows
    sys.exit(f"No month has {MANY} stories.")


def down_a_search(path: str, word: str) -> str:
    """From the middle of the archive."""
    rows = published().order_by("published_at")
    ends = rows.first().published_at, rows.last().published_at
    middle = rows.filter(published_at__gte=ends[0] + (ends[1] - ends[0]) / 2).first()
    return f"{path}&before={key(middle)}"


def desk(said: dict[str, str]) -> dict[str, str]:
    """Every list of the desk, the stories by every filter and search."""
    found = things()
    chosen: dict[str, dict[str, str]] = {"": {}, "page 20": {"p": "20"}}
    states = StateFilter.lookups(None, None, None)  # type: ignore[arg-type]
    chosen |= {f"state {code}": {"state": code} for code, _name in states}
    chosen |= {f"language {code}": {"language": code} for code in LANGUAGES}
    chosen |= {f"a {kind}": {kind: found[kind].slug} for kind in ("section", "correspondent")}
    english = {"section": found["section"].slug, "language": "en"}
    chosen["section, language"] = english
    chosen["section, language, state"] = {**english, "state": "published"}
    for name, query in searched(said, found).items():
        if "q" in query and not {"region", "period"} & query.keys():
            chosen[f"search, {name}"] = query
    chosen["search, common, English"] = {"q": said["common"], "language": "en"}
    story = published().newest()[5]
    told = {f"stories, {name}".removesuffix(", "): query for name, query in chosen.items()}
    return {
        "queue": "/admin/",
        **{name: f"{EDITIONS}?{urlencode(query)}" for name, query in told.items()},
        "a story": f"{EDITIONS}{story.pk}/change/", "its history": f"{EDITIONS}{story.pk}/history/",
        "filing": "/admin/file/",
        "translations": f"{EDITIONS}translations/",
        "translations, all": f"{EDITIONS}translations/?show=all",
        "translations, out of date": f"{EDITIONS}translations/?show=all&out_of_date=1",
        **{
            f"list of {each.model_name}": f"/admin/{each.app_label}/{each.model_name}/"
            for each in (model._meta for model in admin.site._registry)
        },
    }  # fmt: skip


class Asking:
    """Readers ask for pages, people of the desk for theirs."""

    def __init__(self) -> None:
        host = {"host": "127.0.0.1"}
        self.clients = {"page": Client(headers=host)}
        for name in ("editor", "reporter"):
            self.clients[name] = client = Client(headers=host)
            client.force_login(Account.objects.get(username=name))
        self.clients["desk"] = self.clients["editor"]
        self.clients["all"] = client = Client(headers=host)
        client.force_login(Account.objects.get(username="admin"))
        self.pages: dict[str, str] = {}
        self.server = server_process()

    def name(self, said: dict[str, str]) -> list[str]:
        self.pages = {f"page: {name}": path for name, path in public(said).items()}
        self.pages |= {f"desk: {name}": path for name, path in desk(said).items()}
        self.pages["desk: a reporter's queue"] = "/admin/"
        self.pages["desk: a reporter's stories"] = EDITIONS
        self.pages["desk: a reporter's drafts"] = f"{EDITIONS}?state=draft"
        return list(self.pages)

    def get(self, name: str) -> None:
        kind, _colon, rest = name.partition(": ")
        who = "reporter" if rest.startswith("a reporter") else kind
        if rest.startswith("list of"):
            who = "all"
        answer = self.clients[who].get(self.pages[name])
        assert answer.status_code in (200, 410), (name, self.pages[name], answer.status_code)

    def time(self, name: str) -> float:
        """Milliseconds of CPU of one request, of this process and of the database's that serves it;
        the second one, as the first may find what nobody asked for lately."""
        self.get(name)
        gc.collect()  # of all that was asked before
        gc.disable()
        started = self.spent()
        self.get(name)
        taken = self.spent() - started
        gc.enable()
        return taken / 1e6

    def spent(self) -> int:
        database = int(self.server.read_text().split()[0]) if self.server else 0
        return process_time_ns() + database

    def queries(self, names: list[str]) -> dict[str, list[tuple[float, str]]]:
        """The slowest of each page."""
        found = {}
        for name in names:
            with CaptureQueriesContext(connection) as caught:
                self.get(name)
            rows = [(float(each["time"]) * 1000, each["sql"]) for each in caught.captured_queries]
            found[name] = sorted(rows, reverse=True)[:3]
        return found


def server_process() -> Path | None:
    """Where the kernel tells how long PostgreSQL's process for this connection ran; it is to be on
    this machine, and to use that one process alone."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def main() -> None:
    setup_test_environment()
    logging.disable(logging.WARNING)  # the notice of a story that is gone
    settings.SECOND_FACTOR_ROLES = ()
    # The demo's people, though this is no DEBUG.
    with patch.object(Account, "may_sign_in", True):
        answer()


def answer() -> None:
    asking = Asking()
    for line in sys.stdin:
        ((question, asked),) = json.loads(line).items()
        match question:
            case "words":
                told: Any = words()
            case "pages":
                told = asking.name(asked)
            case "time":
                told = asking.time(asked)
            case "queries":
                told = asking.queries(asked)
        sys.stdout.write(f"{MARK}{json.dumps(told)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
