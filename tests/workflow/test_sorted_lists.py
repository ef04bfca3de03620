"""Wherever names are listed to people, they stand in the order of that person's alphabet."""

import re

import pytest
from desk_form import sign_in
from django.contrib.admin import site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from newsroom.articles.filing_form import FilingForm
from newsroom.articles.models import LexiconTerm, Topic
from newsroom.articles.sourcing_forms import those_who_may_know
from newsroom.correspondents.models import Correspondent
from newsroom.regions.models import Region
from newsroom.workflow import sorted_by_name

#: By slug: its Arabic, Kurmanji, English name. Neither slugs nor code points have one's order.
NAMES = {
    "a": ("الباغوز", "Şengal", "Zeal"),
    "b": ("أريحا", "Çele", "Kobani"),
    "c": ("پيرا", "Cizîr", "Álava"),
}
ORDERS = {"ar": "bac", "ku": "cba", "en": "cba"}
TOPICS = "admin:articles_topic_changelist"


def make_topics(names=NAMES):
    for slug, (arabic, kurmanji, english) in names.items():
        Topic(slug=slug, state="published", name_ar=arabic, name_ku=kurmanji,
              name_en=english).save()  # fmt: skip


def listed(client) -> list[str]:
    found = client.get(reverse(TOPICS)).content.decode()
    return [
        Topic.objects.get(pk=pk).slug for pk in re.findall(r"articles/topic/(\d+)/change", found)
    ]


def offered(client) -> list[str]:
    told = {"app_label": "articles", "model_name": "article", "field_name": "topics", "term": ""}
    found = client.get(reverse("admin:autocomplete"), told).json()["results"]
    return [Topic.objects.get(pk=row["id"]).slug for row in found]


def test_topics_on_their_page_and_as_one_types(chief):
    make_topics()
    for language, order in ORDERS.items():
        client = sign_in(chief, language)
        assert "".join(listed(client)) == order, language
        assert "".join(offered(client)) == order, language


def make_people(names=NAMES):
    for slug, (arabic, kurmanji, english) in names.items():
        Correspondent(slug=slug, pen_name_ar=arabic, pen_name_ku=kurmanji,
                      pen_name_en=english).save()  # fmt: skip


def make_terms(names=NAMES):
    for arabic, kurmanji, _english in names.values():
        LexiconTerm(language="ar", term=arabic, preferred="x").save()
        LexiconTerm(language="ku", term=kurmanji, preferred="x").save()


def test_lists_cost_the_same_with_one_row_and_three(chief):
    for kind, make in (("articles_topic", make_topics), ("articles_lexiconterm", make_terms),
                       ("correspondents_correspondent", make_people)):  # fmt: skip
        client, costs = sign_in(chief), []
        for names in ({"a": NAMES["a"]}, {"b": NAMES["b"], "c": NAMES["c"]}):
            make(names)
            with CaptureQueriesContext(connection) as caught:
                client.get(reverse(f"admin:{kind}_changelist"))
            costs.append(len(caught))
        assert costs[0] == costs[1], kind


def test_the_database_is_told_the_order_of_many_rows_in_one_word(chief):
    """Keys of one, two and three digits, of which one is a part of another."""
    Topic.objects.bulk_create(
        Topic(slug=f"t{number}", state="published", name_en=f"Topic {150 - number}")
        for number in range(150)
    )
    client = sign_in(chief, "en")
    with CaptureQueriesContext(connection) as caught:
        slugs = listed(client)
    assert len(slugs) >= 30
    assert slugs == [f"t{number}" for number in range(149, 149 - len(slugs), -1)]
    assert not [query for query in caught.captured_queries if " WHEN " in query["sql"]]


def test_with_more_rows_than_it_tells_a_list_keeps_the_order_of_slugs(chief, monkeypatch):
    make_topics()
    monkeypatch.setattr(sorted_by_name, "MOST", 2)
    assert "".join(listed(sign_in(chief, "ar"))) == "abc"


def test_row_that_comes_while_a_list_is_made_stands_at_its_end(db):
    make_topics()
    order = site.get_model_admin(Topic).order()
    make_topics({"0": ("ا", "A", "A")})
    assert "".join(Topic.objects.order_by(*order).values_list("slug", flat=True)).endswith("0")


def test_correspondents_in_their_filter(chief):
    make_people()
    for language, order in ORDERS.items():
        page = sign_in(chief, language).get("/admin/articles/edition/").content.decode()
        assert "".join(re.findall(r"correspondent=([abc])\b", page)) == order


def test_lexicon_terms_by_the_alphabet_of_each_language(chief):
    for language, term in (("ku", "Şengal"), ("ku", "Cizîr"), ("ar", "النهر"), ("ar", "پيرا")):
        LexiconTerm(language=language, term=term, preferred="x").save()
    page = sign_in(chief).get("/admin/articles/lexiconterm/").content.decode()
    assert re.findall("النهر|پيرا|Cizîr|Şengal", page)[:4] == ["پيرا", "النهر", "Cizîr", "Şengal"]


@pytest.fixture
def siblings(places):
    parent = places["deir-ez-zor"]
    for slug, (arabic, kurmanji, english) in NAMES.items():
        Region(slug=slug, parent=parent, level=2, state="published", name_ar=arabic,
               name_ku=kurmanji, name_en=english).save()  # fmt: skip
    Region(slug="d", parent=Region.objects.get(slug="a"), level=3, state="published",
           name_ar="آ", name_ku="A", name_en="A").save()  # fmt: skip
    return parent


def test_places_of_the_filing_form_stand_under_their_own(reporter, siblings):
    for language, order in ORDERS.items():
        with translation.override(language):
            keys = [key.value for key, _label in FilingForm(person=reporter).fields["place"].choices
                    if key]  # fmt: skip
        slugs = [Region.objects.get(pk=key).slug for key in keys]
        told = [slug for slug in slugs if slug in {*NAMES, "d"}]
        assert "".join(told) == order.replace("a", "ad")
        assert slugs.index("deir-ez-zor") < min(slugs.index(slug) for slug in NAMES)


def test_readers_have_places_in_their_order(client, siblings):
    for language, order in ORDERS.items():
        start = "" if language == "ar" else f"/{language}"
        page = client.get(f"{start}/regions/deir-ez-zor/").content.decode()
        assert "".join(re.findall(r"/regions/([abc])/", page)) == order


def test_people_who_may_know(make_account, chief, story):
    edition = story("draft")
    for name in ("ياسر", "أحمد", "باسم"):
        make_account(name, "editor")
    names = [str(each) for each in those_who_may_know(edition.article)]
    assert len(names) >= 4
    page = sign_in(chief, "ar").get(
        reverse("admin:articles_edition_change", args=[edition.pk])
    ).content.decode()  # fmt: skip
    labels = re.findall(r'name="readers"[^>]*>\s*(?:<bdi[^>]*>)?([^<]+?)\s*<', page)
    assert [name for name in labels if name in ("ياسر", "أحمد", "باسم")] == ["أحمد", "باسم", "ياسر"]
