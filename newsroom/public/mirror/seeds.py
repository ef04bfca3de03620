"""Every page that a mirror begins with, and what each is made of besides the rows in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from newsroom.pages.models import Page
from newsroom.paths import short_path
from newsroom.public.feeds.feed import TYPES
from newsroom.public.languages import LITE, address, lite, parted
from newsroom.public.mirror import own, search
from newsroom.public.mirror.pages import Pages
from newsroom.public.mirror.standing import Standing
from newsroom.public.views.trust import place
from newsroom.public.whereabouts import KINDS
from newsroom.text.languages import DEFAULT, LANGUAGES
from newsroom.workflow.addresses import FormerSlug

#: Pages that list everything of a kind, by what changes them; `{}` is their address.
INDEXES = {
    "archive": ("index:{}",),
    "regions": ("index:{}", "places"),
    "topics": ("index:{}", "topics"),
    "correspondents": ("people",),
}
#: The address of a story.
STORY = re.compile(r"/(?:[a-z]+/)?(?:lite/)?articles/[0-9]+/[^/?]+/\Z")


@dataclass(frozen=True)
class Seed:
    """`make`: who makes it where the site does not; `onward`: where it leads and nothing else;
    `is_anywhere`: it is shown at addresses that are not its own."""

    tags: frozenset[str] = frozenset()
    make: Callable[[str], str] | None = None
    onward: str = ""
    is_anywhere: bool = False


def seeds(standing: Standing, had: Iterable[str]) -> dict[str, Seed]:
    """`had`: addresses that the mirror has or once had."""
    found = dict(moved(standing, had))
    for part in (fronts, indexes, lists, stories, promises, former, files, owned, searched):
        found |= dict(part(standing))
    return found


Seeds = Iterator[tuple[str, Seed]]


def both(url: str, *tags: str) -> Seeds:
    """With its text-only twin."""
    seed = Seed(frozenset({"site", *tags}))
    yield url, seed
    page, _, query = url.partition("?")
    yield f"{lite(page)}{'?' if query else ''}{query}", seed


def fronts(standing: Standing) -> Seeds:
    for code in LANGUAGES:
        yield from both(address(code, "front"), "front", f"stories:{code}")


def indexes(standing: Standing) -> Seeds:
    for code in LANGUAGES:
        for name, tags in INDEXES.items():
            url = address(code, name)
            yield from both(url, *(tag.format(url) for tag in tags))


def lists(standing: Standing) -> Seeds:
    """With their feeds, and the pages below the first. The switch of languages and engines are told
    which others have a story."""
    for path, keys in standing.lists.items():
        prefix, rest = parted(path)
        tags = {f"list:{path}", *(["places"] if rest.startswith("regions/") else [])}
        yield from both(path, *tags)
        for page in Pages(keys).all():
            url = f"{path}?before={page.key}"
            yield from both(url, f"page:{url}")
        if not rest.startswith("archive/"):
            yield from fed(path, f"list:{path}")
    for code in LANGUAGES:
        yield from fed(address(code, "front"), f"stories:{code}")


def fed(path: str, tag: str) -> Seeds:
    for form in TYPES:
        yield f"{path}feed.{form}", Seed(frozenset({"site", tag}))


def stories(standing: Standing) -> Seeds:
    """And their short links; of what was taken back, the notice."""
    for story in standing.stories:
        tags = (f"article:{story.article}", f"beside:{story.pk}")
        yield from both(story.url, *tags)
        short = short_path(story.article, story.language)
        yield short, Seed(onward=story.url)
        yield lite(short), Seed(onward=lite(story.url))
    for article, code in standing.withdrawn:
        url = short_path(article, code)
        yield from both(url, f"article:{article}", f"stories:{code}")


def moved(standing: Standing, had: Iterable[str]) -> Seeds:
    """Where a story stood in this mirror under another headline. Of one from which words were taken
    out nothing leads on: they may have stood in its address."""
    now = {
        short_path(story.article, story.language): story.url
        for story in standing.stories
        if story.pk not in standing.redacted
    }
    for url in filter(STORY.match, had):
        number = url.rstrip("/").rpartition("/")[0] + "/"
        language, rest = parted(number)
        is_plain = not rest.startswith(f"{LITE}/")
        to = now.get(f"/{language}{rest.removeprefix(f'{LITE}/')}")
        if to and url not in (to, lite(to)):
            yield url, Seed(onward=to if is_plain else lite(to))


def promises(standing: Standing) -> Seeds:
    for kind in Page.objects.published().with_words().values_list("kind", flat=True):
        for code in LANGUAGES:
            yield from both(place(code, kind))


def former(standing: Standing) -> Seeds:
    """Names that things had once."""
    for name, rows in KINDS.items():
        of_kind = ContentType.objects.get_for_model(rows().model)
        slugs = dict(rows().values_list("pk", "slug"))
        for slug, pk in FormerSlug.objects.filter(content_type=of_kind).values_list(
            "slug", "object_id"
        ):
            for code in LANGUAGES if pk in slugs else ():
                url, to = address(code, name, slug), address(code, name, slugs[pk])
                yield url, Seed(onward=to)
                yield lite(url), Seed(onward=lite(to))


def files(standing: Standing) -> Seeds:
    told = Seed(frozenset({"site", "stories", "places", "people", "topics"}))
    for name in ("sitemap", "sitemap_pages", "news_sitemap"):
        yield reverse(name), told
    for year, month in {story.month for story in standing.stories}:
        tags = frozenset({f"month:{year}-{month}"})
        yield reverse("sitemap_month", args=[year, month]), Seed(tags)
    yield reverse("robots"), Seed(frozenset({"site"}))


def owned(standing: Standing) -> Seeds:
    for code in LANGUAGES:
        prefix = "" if code == DEFAULT else f"{code}/"
        yield f"/{prefix}search/", Seed(frozenset({"site", "places"}), own.search)
        yield f"/{prefix}feedback/", Seed(frozenset({"site"}), own.feedback)
        lost = frozenset({"site", f"stories:{code}"})
        yield f"/{prefix}404.html", Seed(lost, own.not_found, is_anywhere=True)


def searched(standing: Standing) -> Seeds:
    """The parts of the carried search."""
    for code in LANGUAGES:
        yield search.address_of(code, "index"), Seed(frozenset({f"stories:{code}"}))
    for part, stories in search.parts(standing).items():
        tags = {f"article:{story.article}" for story in stories}
        yield part, Seed(frozenset({f"part:{part}", "site", "places", *tags}))
