"""The reader's search: what narrows it, what it marks, and what it says where it finds nothing."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from makers import make_section

from newsroom.public.views.paging import Count

AT_MOST = 9


@pytest.fixture
def stories(story, places):
    """Three that say «جسر»: apart in section, place, kind and age; one is no reader's yet."""
    lone = make_section("lone")
    words = {"headline": "الجسر عاد", "standfirst": "خبر قصير."}
    body = {"body": "<p>سطر أول.</p><p>قال إن <strong>الجسور</strong> &amp; الطرق فُتحت.</p>"}
    made = {
        "new": story("published", hours=2, text=words | body),
        "old": story("published", hours=24 * 20, text=words, kind="report", section=lone),
        "far": story("published", hours=24 * 200, text=words, place=places["syria"]),
    }
    story("draft", text=words)
    story("scheduled", text=words)
    return made


def found(client, stories, **asked) -> set[str]:
    rows = client.get("/search/", asked).context["editions"]
    return {name for name, edition in stories.items() if edition in list(rows)}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"new", "old", "far"}),
        ({"section": "lone"}, {"old"}),
        ({"kind": "report"}, {"old"}),
        ({"region": "abu-kamal"}, {"new", "old"}),
        ({"region": "abu-kamal", "kind": "news"}, {"new"}),
        ({"period": "week"}, {"new"}),
        ({"period": "month"}, {"new", "old"}),
        ({"period": "year"}, {"new", "old", "far"}),
        ({"period": "own"}, {"new", "old", "far"}),
    ],
)
def test_filters_narrow_with_words_and_without(client, stories, asked, expected):
    assert found(client, stories, q="جسر", **asked) == expected
    assert found(client, stories, **asked) == (expected if set(asked) - {"period"} or
        asked.get("period") not in (None, "own") else set())  # fmt: skip


def test_days_count_whole_on_both_ends(client, stories):
    day = timezone.localtime(stories["old"].published_at).date()
    around = {"from": day.isoformat(), "to": day.isoformat()}
    assert found(client, stories, **around) == {"old"}
    before = {"to": (day - timedelta(days=1)).isoformat()}
    assert found(client, stories, **before) == {"far"}


@pytest.mark.parametrize(
    "asked",
    [
        {"section": "nope"}, {"region": "x" * 300}, {"kind": "'"}, {"period": "later"},
        {"from": "yesterday"}, {"from": "0001-01-01"}, {"to": "9999-12-31"},
        {"from": "2026-02-02", "to": "2026-02-01"}, {"section": "a\0b"}, {"region": "\0\x1f'"},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_and_the_rest_counts(client, stories, asked):
    response = client.get("/en/search/", {"q": "zzz"} | asked)
    assert len(response.context["filters"].faults) == 1
    assert 'role="alert"' in response.text
    assert found(client, stories, q="جسر", **asked) == {"new", "old", "far"}


def test_place_that_was_renamed_narrows_under_its_old_name(client, stories, places):
    places["abu-kamal"].slug = "bukamal"
    places["abu-kamal"].save()
    response = client.get("/search/", {"region": "abu-kamal"})
    assert not response.context["filters"].faults
    assert response.context["filters"].asked["region"] == "bukamal"
    assert found(client, stories, region="abu-kamal") == {"new", "old"}


def test_dates_that_were_typed_stay_in_the_form(client, stories):
    text = client.get("/search/", {"q": "جسر", "from": "2026-02-02", "to": "2026-02-01"}).text
    assert 'name="from" value="2026-02-02"' in text
    assert 'name="to" value="2026-02-01"' in text


def test_found_words_are_marked_in_headline_and_text(client, stories):
    first = client.get("/search/", {"q": "جسر"}).context["results"][0]
    assert first.headline == "<mark>الجسر</mark> عاد"
    assert first.passage == "قال إن <mark>الجسور</mark> &amp; الطرق فُتحت."
    assert "<mark>" not in client.get("/search/", {"kind": "news"}).text


def test_pages_of_a_search_keep_what_narrows_it(client, stories, monkeypatch):
    monkeypatch.setattr("newsroom.public.views.paging.PER_PAGE", 1)
    asked = {"q": "جسر", "region": "abu-kamal", "period": "month"}
    first = client.get("/search/", asked)
    second = client.get(first.context["older"])
    assert list(second.context["editions"]) == [stories["old"]]
    assert list(client.get(second.context["newer"]).context["editions"]) == [stories["new"]]
    links = [each["url"] for each in second.context["taken"]]
    assert len(links) == 2
    assert "region=" not in links[0]
    assert "period=month" in links[0]


def test_hits_are_counted_no_further_than_told(client, stories, monkeypatch):
    assert "3 مواد" in client.get("/search/", {"q": "جسر"}).text
    monkeypatch.setattr("newsroom.public.results.MOST", 2)
    assert "أكثر من 2 مادة" in client.get("/search/", {"q": "جسر"}).text


@pytest.mark.parametrize(
    ("language", "said"),
    [("ar", "أكثر من 1,000 مادة"), ("ckb", "زیاتر لە 1,000 هەواڵ"),
     ("ku", "Ji 1.000 nûçeyan zêdetir"), ("en", "More than 1,000 stories")],
)  # fmt: skip
def test_many_hits_are_told_as_each_language_groups_numbers(language, said):
    with translation.override(language):
        text = render_to_string("public/_count.html", {"count": Count(1001, 1000)})
        assert text.strip() == said
        exact = render_to_string("public/_count.html", {"count": Count(1000, 1000)})
    assert "1" in exact
    assert said not in exact


def test_who_finds_nothing_is_told_where_there_is_something(client, stories):
    context = client.get("/search/", {"q": "جسر", "kind": "opinion"}).context
    assert context["without_filters"].startswith("/search/?q=")
    assert "kind" not in context["without_filters"]
    context = client.get("/en/search/", {"q": "الجسر", "section": "lone"}).context
    assert [each["language"].code for each in context["in_others"]] == ["ar"]
    assert found(client, stories, q="الجسر", section="lone") == {"old"}
    assert not client.get("/en/search/", {"q": "قمر"}).context["in_others"]


def test_search_takes_the_same_queries_for_one_story_and_three(story, client):
    counts = []
    for _more in range(2):
        story("published", text={"headline": "جسر"})
        if counts:
            story("published", text={"headline": "جسر"})
        url = "/search/?q=جسر&section=news&region=abu-kamal"
        client.get(url)
        caches["pages"].clear()  # nothing on it changed: it would be given as it was made
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).context["editions"]
        counts.append(len(captured))
    # PostgreSQL looks through wider and wider windows for what few stories have.
    assert counts[0] == counts[1] <= AT_MOST + 1 + 5 * (connection.vendor == "postgresql")


def test_text_only_search_narrows_and_marks_too(client, stories):
    text = client.get("/lite/search/", {"q": "جسر", "kind": "report"}).text
    assert "<mark>الجسر</mark>" in text
    assert 'action="/lite/search/"' in text
