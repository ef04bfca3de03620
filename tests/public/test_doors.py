"""Every door a reader has, against every state a story can be in.

Each hidden story is made so that it could leak: it has words nobody else has, and a time of
publication. That each case can fail is shown by breaking `published()` and watching it leak.
The log of corrections is followed in test_corrections.py.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from makers import make_correspondent, make_topic

from newsroom.articles.models import Edition, Listing
from newsroom.articles.search import in_language
from newsroom.public.languages import address, lite

SECRET = "سنديانة"
HIDDEN = [
    "draft", "submitted", "in_review", "returned", "approved", "held", "scheduled", "withdrawn",
    "spiked",
]  # fmt: skip


def named(name, *args):
    return lambda case: address("ar", name, *args)


def month_of(case):
    return timezone.localtime(case["hidden"].published_at).timetuple()[:2]


DOORS = {
    "front": named("front"),
    "section": named("section", "news"),
    "region": named("region", "village"),
    "region above": named("region", "deir-ez-zor"),
    "topic": named("topic", "water"),
    "correspondent": named("correspondent", "nada"),
    "archive": lambda case: address("ar", "month", *month_of(case)),
    "search": lambda case: address("ar", "search", q=SECRET),
    "feed": named("feed"),
    "section feed": named("section_feed", "news"),
    "region feed": named("region_feed", "village"),
    "topic feed": named("topic_feed", "water"),
    "correspondent feed": named("correspondent_feed", "nada"),
    **{
        f"{name} as {form}": named(name, *args, form)
        for form in ("atom", "json")
        for name, *args in (("feed",), ("section_feed", "news"), ("region_feed", "village"))
    },
    "news sitemap": lambda case: reverse("news_sitemap"),
    "sitemap": lambda case: reverse("sitemap_month", args=month_of(case)),
    "own address": lambda case: case["hidden"].url,
    "own address without slug": lambda case: case["hidden"].url.rsplit("/", 2)[0] + "/",
    "neighbours and related": lambda case: case["visible"].url,
}
#: The text-only edition has the same views; that its templates tell no more is for these to see.
DOORS |= {
    f"lite {name}": lambda case, door=DOORS[name]: lite(door(case))
    for name in ("front", "section", "search", "own address", "neighbours and related")
}


@pytest.fixture
def case(story, section, places):
    """A story in the asked-for state beside one that readers have, alike in everything."""
    nada, water = make_correspondent(), make_topic()

    def make(state):
        shared = {"correspondents": [nada], "signing": "pen_name", "topics": [water]}
        visible = story("published", hours=5, text={"headline": "مادة معروفة"}, **shared)
        text = {"headline": f"خبر عن {SECRET} في القرية", "body": f"<p>{SECRET}</p>"}
        hidden = story(state, text=text, **shared)
        if hidden.published_at is None:
            Edition.objects.filter(pk=hidden.pk).update(
                published_at=timezone.now() - timedelta(hours=1)
            )
            hidden.refresh_from_db()
        return {"visible": visible, "hidden": hidden}

    return make


def tells(client, url, hidden) -> bool:
    """Whether the answer tells of the hidden story: by its words or by its address."""
    response = client.get(url)
    if response.status_code == 301:
        return str(hidden.article_id) in response["Location"]
    content = response.content.decode()
    for own in (f'value="{SECRET}"', f"«{SECRET}»", f"q={SECRET}"):
        content = content.replace(own, "")
    path = f"/articles/{hidden.article_id}/"
    query_only = "/search/" in url
    found = SECRET in strip_query(content) if query_only else SECRET in content
    return response.status_code in (200, 410) and (found or path in content)


def strip_query(content: str) -> str:
    """A results page repeats what was searched for; only the results count."""
    return (
        content.replace(f"<bdi>{SECRET}</bdi>", "")
        .replace(f">{SECRET}<", "><")
        .replace(f"\u2068{SECRET}\u2069", "")
    )


def telling(client, made) -> list[str]:
    """The doors that tell of the story."""
    return [name for name, door in DOORS.items() if tells(client, door(made), made["hidden"])]


@pytest.fixture
def open_doors(break_published, monkeypatch):
    """Called, it makes every story one that readers have, lists it wherever one is listed, and
    lets searches find it."""

    def everything():
        break_published()
        monkeypatch.setattr("newsroom.public.views.search.with_readers", in_language)
        lists = {*Listing.objects.values_list("of", "language")}
        unlisted = Edition.objects.exclude(pk__in=Listing.objects.values("edition"))
        Listing.objects.bulk_create(
            Listing(of=of, language=language, published_at=each.published_at, edition=each)
            for each in unlisted.filter(published_at__isnull=False)
            for of, language in lists
            if each.language == language
        )

    return everything


def test_every_door_tells_of_a_published_story(client, case):
    assert telling(client, case("published")) == [*DOORS]


@pytest.mark.parametrize("state", HIDDEN)
def test_doors_keep_silent_about_what_is_not_published(client, case, state, open_doors):
    """And each would leak if `published()` were broken: none is silent for another reason."""
    made = case(state)
    assert telling(client, made) == []
    open_doors()
    assert telling(client, made) == [*DOORS]


def test_neighbours_and_related_are_three_doors(client, case):
    """The page of another story leads to this one as a neighbour, and as related."""
    made = case("published")
    context = client.get(made["visible"].url).context
    assert context["next"] == made["hidden"]
    assert client.get(made["hidden"].url).context["previous"] == made["visible"]


def test_related_shows_published_stories_of_the_section_only(client, story):
    known = [
        story("published", hours=hours, text={"headline": f"مادة {hours}"})
        for hours in (1, 2, 3, 4, 5)
    ]
    story("draft", text={"headline": SECRET})
    context = client.get(known[0].url).context
    assert set(context["related"]) <= set(known[2:])
    assert context["related"]


def test_scheduled_story_appears_at_its_second(story):
    edition = story("scheduled", hours=1)
    at = edition.published_at
    assert edition not in Edition.objects.published(at - timedelta(seconds=1))
    assert edition in Edition.objects.published(at)


def test_withheld_correspondent_is_named_at_no_door(client, story, case):
    """Signed with a name by mistake, the person's own rule still wins."""
    ward = make_correspondent(
        "ward", signing="withheld", pen_name_ar="وردة الفرات", pen_name_en="Warda",
        role_line_ar="مراسل الشبكة في الريف",
    )  # fmt: skip
    made = case("published")
    made["hidden"] = story(
        "published", correspondents=[ward], signing="pen_name",
        topics=made["hidden"].article.topics.all(),
        text={"headline": f"خبر {SECRET}", "body": f"<p>{SECRET}</p>"},
    )  # fmt: skip
    for name, door in DOORS.items():
        content = client.get(door(made), follow=True).content.decode()
        assert "وردة الفرات" not in content, name
        assert "/correspondents/ward/" not in content, name
    assert client.get("/correspondents/ward/").status_code == 404
    assert client.get("/correspondents/ward/feed.rss").status_code == 404


def test_place_page_lists_no_story_below_its_precision(client, story, places):
    """A story shown at district level does not stand on its village's page."""
    edition = story("published", precision=2, text={"headline": SECRET})
    assert edition.url in client.get("/regions/abu-kamal/").content.decode()
    assert edition.url not in client.get("/regions/village/").content.decode()
    page = client.get(edition.url).content.decode()
    assert places["village"].name_ar not in page
    assert places["susat"].name_ar not in page


# Doors that tell of a story by something else than its words


LONG_AGO = 24 * 100
#: A month's address in the archive's and in the sitemap's index.
INDEXES = {
    "archive": ("/archive/", lambda month: address("ar", "month", *month)),
    "sitemap": ("/sitemap.xml", lambda month: reverse("sitemap_month", args=month)),
}
#: One that is to come is never the oldest.
HIDDEN_LONG_AGO = [state for state in HIDDEN if state != "scheduled"]


@pytest.fixture
def oldest(story):
    """The only story of its month, in the asked-for state, beside a published one of today."""

    def make(state):
        story("published")
        hidden = story(state, hours=LONG_AGO, text={"headline": SECRET})
        at = timezone.now() - timedelta(hours=LONG_AGO)
        Edition.objects.filter(pk=hidden.pk).update(published_at=at)
        return timezone.localtime(at).timetuple()[:2]

    return make


def lists_month(client, index, month) -> bool:
    url, address_of = INDEXES[index]
    return address_of(month) in client.get(url).text


def listing(client, month) -> list[str]:
    """The indexes that list it."""
    return [index for index in INDEXES if lists_month(client, index, month)]


def test_every_index_lists_the_month_of_a_published_story(client, oldest):
    assert listing(client, oldest("published")) == [*INDEXES]


@pytest.mark.parametrize("state", HIDDEN_LONG_AGO)
def test_no_index_gains_a_month_from_what_is_not_published(client, oldest, state, open_doors):
    """And each would, if `published()` were broken."""
    month = oldest(state)
    assert listing(client, month) == []
    open_doors()
    assert listing(client, month) == [*INDEXES]


@pytest.fixture
def siblings(story):
    """A story that readers have in one language, and that is in the asked-for state in another."""

    def make(state, hidden_language):
        visible_language = {"ar": "en", "en": "ar"}[hidden_language]
        words = {"headline": "Known", "body": "<p>Known.</p>"}
        visible = story("published", hours=2, language=visible_language, text=words)
        hidden = story(
            state, language=hidden_language, article=visible.article, text={"headline": SECRET}
        )
        if hidden.published_at is None:
            Edition.objects.filter(pk=hidden.pk).update(published_at=visible.published_at)
        return visible, hidden

    return make


def links_to(client, visible, hidden) -> bool:
    """By hreflang, by og:locale, by the switch of languages or among the siblings."""
    page = client.get(visible.url)
    assert page.status_code == 200
    other = f'property="og:locale:alternate" content="{hidden.language}'
    return f'{hidden.url}"' in page.text or other in page.text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_page_links_to_its_published_sibling(client, siblings, language):
    visible, hidden = siblings("published", language)
    page = client.get(visible.url).text
    assert page.count(f'{hidden.url}"') >= 3
    assert f'hreflang="{language}" href="http://testserver{hidden.url}"' in page


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("state", HIDDEN)
def test_page_links_to_no_sibling_that_is_not_published(
    client, siblings, state, language, open_doors
):
    """And it would, if `published()` were broken."""
    visible, hidden = siblings(state, language)
    assert not links_to(client, visible, hidden)
    assert 'rel="alternate" hreflang' not in client.get(visible.url).text
    open_doors()
    assert links_to(client, visible, hidden)


@pytest.fixture
def beside(story):
    """The middle one of three published stories, and one in the asked-for state, which is next to
    it in neither direction."""

    def make(state):
        _older, asked, _newer = (
            story("published", hours=hours, text={"headline": f"مادة {hours}"})
            for hours in (52, 51, 50)
        )
        hidden = story(state, text={"headline": SECRET})
        if state != "scheduled":
            at = timezone.now() - timedelta(hours=60)
            Edition.objects.filter(pk=hidden.pk).update(published_at=at)
        return asked, hidden

    return make


def is_related(client, asked, hidden) -> bool:
    """Whether the page of a story tells of the other as related, and of no neighbour."""
    context = client.get(asked.url).context
    assert hidden not in (context["previous"], context["next"])
    return hidden in context["related"]


def test_related_tells_of_a_published_story(client, beside):
    assert is_related(client, *beside("published"))


@pytest.mark.parametrize("state", HIDDEN)
def test_related_keeps_silent_about_what_is_not_published(client, beside, state, open_doors):
    """And it would leak alone, if `published()` were broken. One that is scheduled is newer, and
    only what is older is related."""
    asked, hidden = beside(state)
    assert not is_related(client, asked, hidden)
    open_doors()
    assert is_related(client, asked, hidden) or state == "scheduled"
