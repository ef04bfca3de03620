"""Whatever a desk does, and however it is written: no kept page says anything else than a fresh one
would."""

from random import Random

import pytest
from django.utils import timezone

from delivery.doings import Doings
from delivery.shelf import Shelf
from newsroom.articles.models import Correction, Edition
from newsroom.delivery.draining import drain
from newsroom.public.languages import address, lite
from newsroom.text import dates

ONCE = ("/sitemap.xml", "/sitemap-pages.xml", "/news-sitemap.xml", "/sitemap-2026-02.xml",
        "/sitemap-2026-03.xml")  # fmt: skip
STANDING = ("front", "corrections", "regions", "topics", "correspondents", "archive", "about",
            "search")  # fmt: skip


@pytest.fixture(autouse=True)
def _no_warning_waits_for_a_reason(settings):
    settings.CHECKS_OFF = frozenset(f"W{number}" for number in range(1, 40))


def addresses(desk: Doings) -> list[str]:
    """Of every kind of page, in the languages that the desk writes in."""
    things = [
        *(("section", each.slug) for each in desk.sections),
        *(("topic", each.slug) for each in desk.topics),
        *(("region", slug) for slug in ("syria", "deir-ez-zor", "abu-kamal", "susat")),
        *(("correspondent", each.slug) for each in desk.correspondents),
        *(("kind", slug) for slug in ("news", "opinion")),
    ]
    found = list(ONCE)
    for code in ("ar", "ku"):
        found += [address(code, name) for name in STANDING]
        found += [address(code, kind, slug) for kind, slug in things]
        found += [address(code, f"{kind}_feed", slug, "rss") for kind, slug in things[:6]]
        found += [address(code, "feed", "json"), address(code, "corrections_feed", "atom")]
        found += [address(code, "month", 2026, month) for month in (1, 2, 3)]
        found += [address(code, "trust", "standards"), lite(address(code, "front"))]
        # Parts of lists that begin behind the newest few.
        for edition in Edition.objects.published().in_language(code).newest()[2:4]:
            key = f"{int(edition.published_at.timestamp())}-{edition.pk}"
            for kind, slug in things[:8]:
                found.append(f"{address(code, kind, slug)}?before={key}")
                found.append(f"{address(code, kind, slug)}?after={key}")
    for edition in Edition.objects.filter(published_at__isnull=False):
        found += [edition.url, address(edition.language, "feedback", edition.article_id)]
    for line in Correction.objects.filter(shows_comparison=True):
        found.append(address(line.edition.language, "change", line.edition.article_id, line.pk))
    return found


def walk(desk: Doings, shelf: Shelf, seed: int, steps: int) -> list[str]:
    """What was done. After each step some pages are asked for, and now and then all of them."""
    dice, done = Random(seed), []
    drain()
    for url in addresses(desk):
        shelf.get(url)
    for number in range(steps):
        done.append(desk.act())
        drain()
        for url in dice.sample(addresses(desk), 12):
            shelf.get(url)
        if number % 6 == 5 or number == steps - 1:
            wrong = shelf.wrong()
            assert not wrong, "\n".join([f"after {done[-7:]}", *wrong[:8]])
            for url in dice.sample(addresses(desk), 40):
                shelf.get(url)
    return done


@pytest.mark.parametrize("seed", [9])
def test_no_kept_page_differs_from_a_fresh_one(
    seed, shelf, clock, story, people, section, places, network
):
    desk = Doings(story, people, section, places, clock, seed)
    done = walk(desk, shelf, seed, 30)
    assert len(set(done)) > 12
    assert shelf.compared > 100


def test_newest_story_of_a_language_comes_into_a_month_that_is_over(shelf, story, clock):
    """Where no other language has that month, and where its own has: the index of sitemaps, the
    month's sitemap and its list."""
    story("published", hours=3)
    late = [
        story("published", language="ku", hours=hours, article=None) for hours in (7300, 7301, 7302)
    ]
    (month,) = {f"{timezone.localtime(each.published_at, dates.ZONE):%Y-%m}" for each in late}
    pages = ("/sitemap.xml", f"/sitemap-{month}.xml", f"/ku/archive/{month.replace('-', '/')}/")
    rows = Edition.objects.filter(pk__in=[each.pk for each in late])
    for gone in (rows, rows.filter(pk=late[0].pk)):
        gone.update(state="withdrawn")
        drain()
        for url in pages:
            shelf.get(url)
        gone.update(state="published")
        drain()
        assert not shelf.wrong()
        assert "/sitemap.xml" not in shelf.pages


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 120))
def test_no_kept_page_differs_after_thousands_of_actions(
    seed, shelf, clock, story, people, section, places, network
):
    desk = Doings(story, people, section, places, clock, seed)
    walk(desk, shelf, seed, 150)
