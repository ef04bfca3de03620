"""The lists of stories beside those of `test_pages.py`: there and back by key, kinds, all places,
correspondents and topics on a page."""

from datetime import date

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from makers import make_correspondent, make_topic

from newsroom.articles.models import Moment, Topic
from newsroom.regions.models import Region
from newsroom.workflow.moves import move

INDEXES = {"/regions/": 7, "/topics/": 7, "/correspondents/": 6, "/kinds/news/": 8}


@pytest.fixture
def water(db):
    topic = make_topic()
    topic.background_ar, topic.background_en = "النهر ينخفض.\n\nوالآبار تعمق.", "The river drops."
    topic.save()
    return topic


@pytest.fixture
def stories(story, water):
    nada = make_correspondent(area=None, languages="ar, en")

    def make(count, **shared):
        return [
            story(
                "published", hours=1 + number / 60, correspondents=[nada], signing="pen_name",
                topics=[water], text={"headline": f"محطات المياه رقم {number}"}, **shared,
            )
            for number in range(count)
        ]  # fmt: skip

    return make


def listed(response) -> list[int]:
    return [edition.pk for edition in response.context["editions"]]


def test_a_reader_pages_down_and_back_up_the_same_list(stories, client, monkeypatch):
    monkeypatch.setattr("newsroom.public.views.paging.PER_PAGE", 2)
    stories(6)
    down, url = [], "/sections/news/"
    while url:
        response = client.get(url)
        down.append(listed(response))
        url = response.context["older"]
    assert [len(page) for page in down] == [2, 2, 2]
    caches["pages"].clear()  # they are asked for again, and made anew for their context
    up = client.get(response.context["newer"])
    assert listed(up) == down[1]
    assert up.context["older"]
    top = client.get(up.context["newer"])
    assert listed(top) == down[0]
    assert top.context["newest"] is None is top.context["newer"]


@pytest.mark.parametrize("key", ["x", "1-", "99999999999999999999-1"])
def test_nonsense_key_leads_up_to_nothing(stories, client, key):
    stories(1)
    assert client.get(f"/sections/news/?after={key}").status_code == 404


@pytest.mark.parametrize("url", INDEXES)
def test_index_takes_the_same_queries_for_one_story_and_three(stories, client, url):
    found = []
    for more in (1, 2):
        stories(more)
        make_topic(f"topic-{more}")
        make_correspondent(f"someone-{more}")
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        found.append(len(captured))
    assert found[0] == found[1] <= INDEXES[url]


def test_kind_lists_its_own_stories_alone(stories, client):
    (news,), (report,) = stories(1), stories(1, kind="report")
    assert listed(client.get("/kinds/report/")) == [report.pk]
    assert listed(client.get("/kinds/news/")) == [news.pk]
    assert client.get("/kinds/rumour/").status_code == 404
    links = client.get("/sections/news/").context["narrower"]
    assert [link["url"] for link in links] == [
        "/search/?kind=news&section=news", "/search/?kind=report&section=news"
    ]  # fmt: skip
    assert listed(client.get(links[1]["url"])) == [report.pk]


def test_who_is_always_withheld_stands_in_no_index(story, client):
    nada = make_correspondent()
    hidden = make_correspondent(
        "siraj", signing="withheld", pen_name_ar="سراج الطرفاء", role_line_ar="مراسلنا هنا"
    )
    story("published", correspondents=[nada, hidden], signing="withheld")
    page = client.get("/correspondents/").text
    assert "ندى" in page
    assert not [word for word in ("سراج", "siraj", "مراسلنا") if word in page]


def test_place_that_is_not_published_stands_in_no_index(story, client, places):
    story("published")
    assert client.get("/regions/").text.count("قرية النخيلات") == 1
    Region.objects.filter(slug="village").update(state="draft")
    cache.clear()
    for url in ("/regions/", "/search/?region=village"):
        assert "قرية النخيلات" not in client.get(url).text


def test_topic_without_a_story_is_in_no_index(story, water, client, chief):
    """It may be what the desk works on."""
    secret = make_topic("grain")
    Topic.objects.filter(pk=secret.pk).update(name_ar="صفقة الحبوب")
    edition = story("approved", topics=[secret])
    story("published", topics=[water])
    paths = ("/topics/", "/lite/topics/", "/en/topics/", "/sitemap-pages.xml")
    told = [client.get(path).text for path in paths]
    assert all("water" in text and "grain" not in text for text in told)
    assert "صفقة" not in "".join(told)
    move(edition, "publish", by=chief)
    assert all("grain" in client.get(path).text for path in paths)


def test_topic_tells_its_background_and_its_days(stories, story, water, client):
    (told,) = stories(1)
    draft = story("draft", text={"headline": "خبر لم يُنشر بعد"})
    Moment(topic=water, date=date(2026, 2, 3), text_ar="جفّ البئر.").save()
    Moment(topic=water, date=date(2025, 1, 2), edition=told).save()
    Moment(topic=water, date=date(2024, 1, 2), edition=draft).save()
    days = client.get("/topics/water/").context["timeline"]
    assert [day.text for day in days] == [told.headline, "جفّ البئر."]
    page = client.get("/topics/water/").text
    assert "والآبار تعمق." in page
    assert draft.headline not in page
    box = client.get(told.url).context["background"]
    assert (box["topic"], [day.text for day in box["days"]]) == (water, [day.text for day in days])
    english = client.get("/en/topics/water/")
    assert "The river drops." in english.text
    assert [(day.language, day.edition) for day in english.context["timeline"]] == [("ar", None)]


def test_day_of_a_story_that_was_withdrawn_is_gone_and_stays_gone(
    stories, story, water, client, people
):
    """Its line may say what had to go; no save of the topic's form brings it back."""
    (told,) = stories(1)
    moment = Moment(topic=water, date=date(2026, 2, 3), text_ar="شهد سالم الواقعة.", edition=told)
    moment.save()
    assert moment.text_ar in client.get("/topics/water/").text
    move(told, "take_down", by=people["chief"], note="خطر على الشاهد")
    for path in ("/topics/water/", "/lite/topics/water/", "/en/topics/water/"):
        assert moment.text_ar not in client.get(path).text
    client.force_login(people["editor"])
    form = {"name_ar": "المياه", "slug": "water", "moments-TOTAL_FORMS": "1",
            "moments-INITIAL_FORMS": "1", "moments-0-id": moment.pk, "moments-0-topic": water.pk,
            "moments-0-date": "2026-02-03", "moments-0-text_ar": moment.text_ar}  # fmt: skip
    opened = client.get(f"/admin/articles/topic/{water.pk}/change/")
    form["opened"] = opened.context["adminform"].form["opened"].value()
    url = f"/admin/articles/topic/{water.pk}/change/"
    assert client.post(url, form).status_code == 302
    assert moment.text_ar not in client.get("/topics/water/").text


@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_day_leads_to_no_story_before_readers_have_it(story, water, client, people, state):
    hidden = story(state)
    client.force_login(people["editor"])
    url = f"/admin/articles/topic/{water.pk}/change/"
    form = {"name_ar": "المياه", "slug": "water", "moments-TOTAL_FORMS": "1",
            "moments-INITIAL_FORMS": "0", "moments-0-date": "2026-02-03",
            "moments-0-edition": hidden.pk}  # fmt: skip
    form["opened"] = client.get(url).context["adminform"].form["opened"].value()
    assert client.post(url, form).status_code == 200
    assert not Moment.objects.exists()


def test_only_the_desk_writes_what_a_topic_tells(client, water, people, roles):
    url = f"/admin/articles/topic/{water.pk}/change/"
    form = {
        "name_ar": "المياه", "slug": "water", "background_ar": "كلمة جديدة.",
        "moments-TOTAL_FORMS": "1", "moments-INITIAL_FORMS": "0",
        "moments-0-date": "2026-02-03", "moments-0-text_ar": "جفّ البئر.",
    }  # fmt: skip
    for who, status in (("reporter", 403), ("translator", 403), ("photo", 403), ("editor", 302)):
        client.force_login(people[who])
        opened = client.get(url)
        if status == 302:
            form["opened"] = opened.context["adminform"].form["opened"].value()
        assert client.post(url, form).status_code == status, who
        assert water.moments.exists() == (who == "editor")
    water.refresh_from_db()
    assert water.background_ar == "كلمة جديدة."


def test_address_that_is_not_here_offers_its_words_and_what_is_new(stories, client):
    (told,) = stories(1)
    response = client.get("/articles/x/محطات-المياه_2026.html", follow=True)
    assert response.status_code == 404
    assert response.context["query"] == "محطات المياه"
    assert told.headline in response.text
    assert 'value="محطات المياه"' in response.text


def test_story_of_another_language_and_a_withdrawn_one_show_what_is_new(stories, story, client):
    (told,) = stories(1)
    english = story("published", language="en", text={"headline": "In English", "body": "<p>A</p>"})
    gone = story("withdrawn", text={"headline": "سُحبت"})
    for edition, status in ((english, 404), (gone, 410)):
        response = client.get(f"/articles/{edition.article_id}/")
        assert response.status_code == status
        assert told.headline in response.text


def test_a_correspondents_page_tells_area_and_languages(story, client, places):
    nada = make_correspondent(area=places["abu-kamal"], languages="ar,en")
    story("published", correspondents=[nada], signing="pen_name")
    context = client.get("/correspondents/nada/").context
    assert (context["area"], [each.code for each in context["writes_in"]]) == (
        places["abu-kamal"], ["ar", "en"]
    )  # fmt: skip
    Region.objects.filter(pk=places["abu-kamal"].pk).update(state="withdrawn")
    assert client.get("/correspondents/nada/").context["area"] is None


@pytest.mark.parametrize(("signing", "is_told"), [("pen_name", False), ("named", True)])
def test_of_a_pen_name_no_finer_place_than_a_district_is_told(
    story, client, places, signing, is_told
):
    """In a village everybody knows who writes."""
    nada = make_correspondent(area=places["village"], signing=signing, public_name_ar="ندى جاسم")
    story("published", correspondents=[nada], signing=signing)
    for path in ("/correspondents/", "/correspondents/nada/", "/lite/correspondents/nada/"):
        assert (places["village"].name_ar in client.get(path).text) is is_told, path
