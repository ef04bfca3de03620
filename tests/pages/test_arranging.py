import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from makers import arrange, make_photo, make_topic

from newsroom.articles.models import Article, Edition, Section
from newsroom.audit.models import Entry
from newsroom.pages import arranging
from newsroom.pages.drafting import act, read
from newsroom.pages.models import Arrangement, Pin

PAGE = "/admin/pages/arrangement/"
HOUR = timedelta(hours=1)


@pytest.fixture
def stories(story):
    def make(count, **more):
        return [
            story("published", hours=number + 1, text={"headline": f"مادة {number}"}, **more)
            for number in range(count)
        ]

    return make


def posted(rows, **more) -> dict:
    """`rows`: (where, what, until)."""
    where, what, until = (list(column) for column in zip(*rows, strict=True)) if rows else ([],) * 3
    return {"language": "ar", "follows": "0", "when": "now", "act": "save", "goes_on": "on",
            "where": where, "what": what, "until": until} | more  # fmt: skip


def lead(client, path="/"):
    caches["pages"].clear()  # made anew, for its context
    return client.get(path).context["lead"]


# What readers get


def test_what_is_pinned_leads_until_its_time_is_over(stories, client, editor):
    made = stories(3)
    until = (timezone.now() + HOUR).isoformat()
    arrange("ar", by=editor, lead=[made[2]], until=until)
    assert lead(client) == made[2]
    Pin.objects.update(until=timezone.now())
    assert lead(client) == made[0]


def test_one_that_was_withdrawn_is_passed_over(stories, client, editor):
    made = stories(3)
    arrange("ar", by=editor, lead=[made[2]], second=[made[1]])
    Edition.objects.filter(pk=made[2].pk).update(state="withdrawn")
    response = client.get("/")
    assert response.context["lead"] == made[0]
    assert made[2].url not in response.text


def test_a_scheduled_one_stands_once_it_is_out(story, stories, client, editor):
    """Its time there begins then."""
    made = stories(3)
    coming = story("scheduled", hours=40)
    client.force_login(editor)
    assert coming in [row["edition"] for row in client.get(PAGE).context["stories"]]
    client.post(PAGE, posted([("lead", str(coming.pk), "12")]))
    assert lead(client) == made[0]
    assert coming.headline in client.get(PAGE).text
    assert Pin.objects.get().until == coming.published_at + 12 * HOUR
    Edition.objects.filter(pk=coming.pk).update(published_at=timezone.now())
    assert lead(client) == coming


def test_one_that_few_may_know_of_is_not_offered_before_it_is_out(story, client, editor):
    secret = story("scheduled", text={"headline": "سنديانة"})
    client.force_login(editor)
    assert "سنديانة" in client.get(PAGE).text
    Article.objects.update(is_restricted=True)
    form = posted([("lead", str(secret.pk), "12")])
    pages = [client.get(PAGE).text, client.post(PAGE, form | {"act": "search"}).text]
    client.post(PAGE, form)
    assert "سنديانة" not in "".join(pages) + client.get(PAGE).text
    assert not Pin.objects.exists()


def test_the_newest_begun_holds_and_what_is_to_come_does_not(stories, client, editor):
    made = stories(4)
    now = timezone.now()
    arrange("ar", by=editor, lead=[made[1]], starts_at=now - HOUR)
    arrange("ar", by=editor, lead=[made[2]], starts_at=now + HOUR)
    arrange("ar", by=editor, lead=[made[3]], starts_at=now - 2 * HOUR)
    assert lead(client) == made[1]
    later = Arrangement.objects.in_force("ar", now + 2 * HOUR)
    assert later.pins.get().edition == made[2]


def test_each_language_has_its_own(story, stories, client, editor):
    made = stories(3)
    words = {"headline": "Story", "body": "<p>Text.</p>"}
    english = [story("published", language="en", article=each.article, text=words) for each in made]
    arrange("ar", by=editor, lead=[made[2]])
    assert lead(client) == made[2]
    assert lead(client, "/en/") in english
    # Somebody's form that names a story of another language shows it to no reader.
    arrange("en", by=editor, lead=[made[0]])
    assert lead(client, "/en/").language == "en"


def test_blocks_are_of_a_section_a_place_or_a_topic_and_the_others_follow(
    stories, client, editor, places, section
):
    water, other = make_topic(), Section(slug="other", state="published", name_ar="آخر")
    other.save()
    stories(9, topics=[water])
    blocks = [water, places["deir-ez-zor"]]
    arrangement = arrange("ar", by=editor, blocks=blocks)
    things = [part.thing for part in client.get("/").context["parts"]]
    assert things[0] == water
    Arrangement.objects.filter(pk=arrangement.pk).update(goes_on=False)
    kept = [part.thing for part in client.get("/").context["parts"]]
    assert section not in kept
    water.state = "withdrawn"
    type(water).objects.filter(pk=water.pk).update(state="withdrawn")
    assert [part.thing for part in client.get("/").context["parts"]] == [places["deir-ez-zor"]]


def test_lite_has_the_same_order(stories, client, editor):
    made = stories(12)
    arrange("ar", by=editor, lead=[made[5]], second=[made[7]])
    links = [
        [
            int(key)
            for key in re.findall(
                r'(?:<h[23][^>]*>|<li>)<a href="/(?:lite/)?articles/([0-9]+)/', page
            )
        ]
        for page in (client.get("/").text, client.get("/lite/").text)
    ]
    assert links[1][:2] == [made[5].article_id, made[7].article_id]
    assert sorted(links[0]) == sorted(links[1]) == sorted(each.article_id for each in made)


# The desk's page


@pytest.mark.parametrize("role", ["reporter", "stranger", "translator", "photo", "editor", "chief"])
def test_who_arranges(stories, client, people, role):
    (made,) = stories(1)
    existing = arrange("ar", by=people["chief"], lead=[made])
    client.force_login(people[role])
    may = role in ("editor", "chief")
    data = posted([("lead", made.pk, "12")], follows=existing.pk)
    assert client.get(PAGE).status_code == (200 if may else 403)
    assert client.post(PAGE, data).status_code == (302 if may else 403)
    assert Arrangement.objects.count() == (2 if may else 1)
    preview = client.get(f"/admin/preview/front/{existing.pk}/")
    assert preview.status_code == (200 if may else 403)
    assert client.post(f"{PAGE}{existing.pk}/withdraw/").status_code == (302 if may else 403)
    existing.refresh_from_db()
    assert bool(existing.withdrawn_at) is may


def test_a_stranger_from_outside_is_led_to_the_sign_in(stories, client, editor):
    (made,) = stories(1)
    existing = arrange("ar", by=editor, lead=[made])
    for path in (PAGE, f"{PAGE}{existing.pk}/change/", f"/admin/preview/front/{existing.pk}/"):
        assert client.get(path)["Location"].startswith("/admin/login/")


def test_saving_is_told_in_the_trail_and_holds_at_once(stories, client, editor):
    made = stories(3)
    client.force_login(editor)
    rows = [("lead", made[2].pk, "3"), ("second", made[1].pk, "24")]
    client.post(PAGE, posted(rows))
    pin = Pin.objects.get(spot="lead")
    assert timedelta(hours=2.9) < pin.until - timezone.now() <= timedelta(hours=3)
    assert Entry.objects.filter(verb="arranged", by=editor.pk).exists()
    assert lead(client) == made[2]


def test_a_set_time_has_to_be_still_to_come(stories, client, editor):
    made = stories(2)
    client.force_login(editor)
    rows = [("lead", made[1].pk, "12")]
    answer = client.post(PAGE, posted(rows, when="at", starts_at="2020-01-01T10:00"))
    assert answer.status_code == 200
    assert made[1].headline in answer.text
    assert not Arrangement.objects.exists()
    at = timezone.localtime(timezone.now() + HOUR)
    client.post(PAGE, posted(rows, when="at", starts_at=at.strftime("%Y-%m-%dT%H:%M")))
    made_one = Arrangement.objects.get()
    assert lead(client) == made[0]
    client.post(f"{PAGE}{made_one.pk}/withdraw/")
    assert not Arrangement.objects.to_come("ar", timezone.now()).exists()


def test_of_two_who_save_the_second_is_told_and_loses_nothing(stories, client, editor, chief):
    made = stories(3)
    arrange("ar", by=chief, lead=[made[1]])
    client.force_login(editor)
    answer = client.post(PAGE, posted([("lead", made[2].pk, "12")]))
    assert answer.status_code == 409
    assert made[2].headline in answer.text
    assert lead(client) == made[1]
    again = posted([("lead", made[2].pk, "12")], follows=answer.context["follows"])
    assert client.post(PAGE, again).status_code == 302
    assert lead(client) == made[2]


def test_the_database_keeps_the_second_out(stories, editor):
    stories(1)
    now = timezone.now()
    arranging.save(read(QueryDict()), "ar", by=editor, follows=0, starts_at=now)
    twin = Arrangement(language="ar", follows=0, made_by=editor, starts_at=now)
    with pytest.raises(Exception, match="(?i)unique"):
        twin.save()


def test_withdrawing_brings_back_the_one_before(stories, client, editor):
    made = stories(3)
    arrange("ar", by=editor, lead=[made[1]])
    newest = arrange("ar", by=editor, lead=[made[2]])
    arranging.withdraw(newest, by=editor)
    assert lead(client) == made[1]
    assert Entry.objects.filter(verb="arrangement_withdrawn").count() == 1


def test_a_draft_is_neither_offered_nor_shown_by_its_key(story, stories, client, editor):
    (made,) = stories(1)
    draft = story("draft", text={"headline": "سر المسودة"})
    client.force_login(editor)
    rows = [("lead", made.pk, "12"), ("second", draft.pk, "12"), ("second", made.pk, "12")]
    answer = client.post(PAGE, posted(rows, act="search", words="سر"))
    assert "سر المسودة" not in answer.text
    client.post(PAGE, posted(rows))
    assert [pin.edition for pin in Pin.objects.all()] == [made]


def test_the_buttons_work_without_scripts(stories, client, editor, section):
    made = stories(4)
    client.force_login(editor)
    rows = [("lead", made[0].pk, "12"), ("second", made[1].pk, "24"), ("second", made[2].pk, "24")]

    def shown(press, **more):
        answer = client.post(PAGE, posted(rows, act=press, **more))
        spots = {each["spot"]: each["rows"] for each in answer.context["spots"]}
        return {spot: [made.index(row["edition"]) for row in rows] for spot, rows in spots.items()}

    assert shown(f"up:{made[2].pk}")["second"] == [2, 1]
    assert shown(f"down:{made[1].pk}")["second"] == [2, 1]
    assert shown(f"remove:{made[1].pk}")["second"] == [2]
    found = shown(f"lead:{made[2].pk}")
    assert (found["lead"], found["second"]) == ([2], [0, 1])
    assert shown(f"add:{made[3].pk}", into="opinion")["opinion"] == [3]
    answer = client.post(PAGE, posted(rows, act="block", block=f"section:{section.pk}"))
    assert [each["what"] for each in answer.context["blocks"]] == [f"section:{section.pk}"]


@pytest.mark.parametrize("what", ["", "x", "section:", "section:x", "section:99999", "nope:1",
                                  "-1", "9" * 40])  # fmt: skip
def test_nonsense_is_left_out(stories, client, editor, what):
    (made,) = stories(1)
    client.force_login(editor)
    rows = [("nope", made.pk, "x"), ("block", what, ""), ("in", what, "x"), ("lead", what, "")]
    assert client.post(PAGE, posted(rows)).status_code == 302
    assert not Pin.objects.exists()
    assert made.headline in client.get("/").text


@pytest.mark.parametrize(
    "until",
    ["9999-12-31T23:59:59-23:00", "0001-01-01T00:00+14:00", "2026-02-30T00:00Z", "2026-01-01T10:00",
     "2998-01-01T00:00Z", "²", "9" * 5000],
)  # fmt: skip
def test_nonsense_for_a_time_holds_no_longer_than_any(stories, client, editor, until):
    (made,) = stories(1)
    client.force_login(editor)
    rows = [("lead", made.pk, until)]
    for press in ("search", "add:²", f"lead:{'9' * 30}", "save"):
        assert client.post(PAGE, posted(rows, act=press)).status_code in (200, 302), press
    assert Pin.objects.get().until <= timezone.now() + timedelta(days=30)


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_year_that_was_mistyped_arranges_nothing(stories, client, editor, year):
    (made,) = stories(1)
    client.force_login(editor)
    rows = [("lead", made.pk, "24")]
    answer = client.post(PAGE, posted(rows, when="at", starts_at=f"{year}-12-31T23:59"))
    assert "starts_at" in answer.context["form"].errors
    assert not Arrangement.objects.exists()


def test_too_many_are_refused_with_a_sentence(stories, client, editor):
    made = stories(5)
    client.force_login(editor)
    answer = client.post(PAGE, posted([("second", each.pk, "24") for each in made]))
    assert answer.context["wrong"]
    assert all(each.headline in answer.text for each in made)
    assert not Arrangement.objects.exists()


def test_a_preview_is_nobodys_front_and_only_the_desk_frames_it(stories, client, editor):
    made = stories(3)
    client.force_login(editor)
    answer = client.post(PAGE, posted([("lead", made[2].pk, "12")], act="preview"))
    tried = Arrangement.objects.get(starts_at=None)
    assert f'src="/admin/preview/front/{tried.pk}/"' in answer.text
    assert lead(client) == made[0]
    for _ in range(2):  # made anew each time: no memory has it
        shown = client.get(f"/admin/preview/front/{tried.pk}/")
        assert shown.context["lead"] == made[2]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "no-store" in shown["Cache-Control"]
    for path in ("/", PAGE):
        assert "frame-ancestors 'none'" in client.get(path)["Content-Security-Policy"]
    client.post(PAGE, posted([("lead", made[1].pk, "12")], act="preview"))
    assert Arrangement.objects.filter(starts_at=None).count() == 1


def test_an_act_on_what_is_not_there_changes_nothing():
    draft = read(QueryDict("where=lead&what=5&until=12"))
    for verb in ("up", "down", "remove"):
        for what in ("6", "²", "9" * 30):
            act(draft, verb, what)
    assert draft.editions() == {5}


# Cost


def test_queries_do_not_grow(stories, client, editor, photo_editor, places):
    photo = make_photo(editor, cleared_by=photo_editor)
    water = make_topic()

    def queries(path):
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        return len(seen)

    first = stories(1, photos=[photo], topics=[water])
    arrange("ar", by=editor, lead=first, blocks=[water, places["deir-ez-zor"]])
    one = queries("/")
    more = stories(2, photos=[photo], topics=[water])
    arrange("ar", by=editor, lead=first, second=more, blocks=[water, places["deir-ez-zor"]])
    three = queries("/")
    stories(30, photos=[photo], topics=[water])
    assert one == three == queries("/") <= 17
