from datetime import timedelta

import pytest
from desk_form import fields
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from makers import make_bar, make_correspondent

from newsroom.correspondents.protection import protect
from newsroom.pages.models import BreakingBar
from newsroom.workflow.moves import Refused, move

HOUR = timedelta(hours=1)
PATHS = ("/", "/search/", "/archive/", "/corrections/", "/sections/news/", "/lite/", "/nope/")
TEXT = "فيضان في هجين"


@pytest.fixture(autouse=True)
def published(story):
    return story("published")


@pytest.mark.parametrize("path", PATHS)
def test_it_stands_on_every_page_of_its_language(client, editor, path):
    make_bar(editor)
    assert TEXT in client.get(path).text
    english = client.get(f"/en{path}").text
    assert "Flood in Hajin" in english
    assert TEXT not in english


def test_a_language_without_a_text_is_told_nothing(client, editor):
    make_bar(editor, text_en="", text_ku="", text_ckb="")
    assert TEXT in client.get("/").text
    for path in ("/en/", "/ku/", "/ckb/"):
        page = client.get(path)
        assert TEXT not in page.text
        assert 'class="bar"' not in page.text


def test_it_lasts_from_its_beginning_to_its_end(client, editor):
    now = timezone.now()
    bar = make_bar(editor, begins_at=now + HOUR, ends_at=now + 2 * HOUR)
    assert TEXT not in client.get("/").text
    for begins, ends, is_there in ((-HOUR, HOUR, True), (-2 * HOUR, -HOUR, False)):
        BreakingBar.objects.update(begins_at=now + begins, ends_at=now + ends)
        cache.clear()
        assert (TEXT in client.get("/").text) is is_there, ends
    bar.refresh_from_db()
    with pytest.raises(Refused):
        move(make_bar(editor, is_up=False, begins_at=now - HOUR, ends_at=now - 1 * HOUR / 2),
             "publish", by=editor)  # fmt: skip


def test_a_page_that_is_kept_knows_when_to_hide_it(client, editor):
    bar = make_bar(editor)
    stamp = timezone.localtime(bar.ends_at).isoformat(timespec="seconds")
    assert f'data-until="{stamp}"' in client.get("/").text


def test_drafts_are_not_shown_and_withdrawal_is_at_once(
    client, editor, django_capture_on_commit_callbacks
):
    bar = make_bar(editor, is_up=False)
    assert TEXT not in client.get("/").text
    with django_capture_on_commit_callbacks(execute=True):
        move(bar, "publish", by=editor)
    assert TEXT in client.get("/").text
    with django_capture_on_commit_callbacks(execute=True):
        move(bar, "withdraw", by=editor, note="انتهى")
    assert TEXT not in client.get("/").text


def test_the_newest_that_has_begun_stands(client, editor):
    now = timezone.now()
    make_bar(editor, text_ar="الأول", begins_at=now - 2 * HOUR)
    make_bar(editor, text_ar="الثاني", text_en="", begins_at=now - HOUR)
    assert "الثاني" in client.get("/").text
    assert "الأول" not in client.get("/").text
    assert "Flood in Hajin" in client.get("/en/").text


def test_it_leads_to_the_story_only_where_readers_have_it(client, story, editor):
    first = story("published")
    make_bar(editor, article=first.article)
    assert f'<a href="{first.url}"><bdi lang="ar"' in client.get("/").text
    english = client.get("/en/").text
    assert (
        f"/articles/{first.article_id}/"
        not in english.partition('class="bar"')[2].partition("</aside>")[0]
    )


def test_it_goes_with_its_story(client, story, editor, chief, django_capture_on_commit_callbacks):
    """What it says may be what had to go."""
    first = story("published")
    make_bar(editor, text_ar="أقدم منه", begins_at=timezone.now() - 2 * HOUR)
    make_bar(editor, article=first.article)
    assert TEXT in client.get("/").text
    assert "Flood in Hajin" in client.get("/en/").text, "readers have it, though not in English"
    with django_capture_on_commit_callbacks(execute=True):
        move(first, "take_down", by=chief, note="خطر على الشهود")
    for path in ("/", "/lite/", "/en/"):
        page = client.get(path).text
        assert TEXT not in page
    assert "أقدم منه" in client.get("/").text


def test_a_save_of_its_form_brings_it_back_no_more_than_its_story(
    client, story, editor, chief, django_capture_on_commit_callbacks
):
    bar = make_bar(editor, article=story("published").article)
    other = story("published").article
    with django_capture_on_commit_callbacks(execute=True):
        move(bar.article.editions.get(), "take_down", by=chief, note="خطر على الشهود")
    desk, url = Client(), f"/admin/pages/breakingbar/{bar.pk}/change/"
    desk.force_login(editor)
    opened = desk.get(url)
    offered = opened.context["adminform"].form.fields["article"].queryset
    assert bar.article not in offered, "a browser has no such choice, and posts none"
    form = fields(opened) | {"article": ""}
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(url, form).status_code == 302
    assert TEXT not in client.get("/").text
    assert desk.post(url, fields(desk.get(url)) | {"article": other.pk}).status_code == 302
    assert BreakingBar.objects.get().article == other
    assert desk.post(url, fields(desk.get(url)) | {"article": ""}).status_code == 302
    assert BreakingBar.objects.get().article is None, "a story that readers have is let go"


def test_what_is_protected_since_is_not_put_up(editor, chief):
    bar = make_bar(editor, is_up=False, text_ar="اعتقال ندى جاسم العبدالله")
    protect(make_correspondent(), "name", ["ندى جاسم العبدالله"], by=chief)
    with pytest.raises(Refused):
        move(bar, "publish", by=editor)
    assert BreakingBar.objects.get().state == "draft"


def test_saved_words_are_told_as_soon_as_they_are_saved(
    client, editor, django_capture_on_commit_callbacks
):
    """Also where a reader came in between."""
    bar = make_bar(editor)
    with django_capture_on_commit_callbacks(execute=True):
        bar.text_ar = "صياغة أخرى"
        bar.save()
        cache.set("breaking", [BreakingBar(text_ar=TEXT, begins_at=bar.begins_at,
                                           ends_at=bar.ends_at)])  # fmt: skip
    assert TEXT not in client.get("/").text


def test_without_a_text_it_is_not_put_up(editor):
    empty = {f"text_{code}": "" for code in ("ar", "en", "ku", "ckb")}
    with pytest.raises(Refused):
        make_bar(editor, **empty)


@pytest.mark.parametrize("role", ["reporter", "translator", "photo", "editor", "chief"])
def test_who_puts_it_up(people, role):
    bar = make_bar(people["chief"], is_up=False)
    if role in ("editor", "chief"):
        move(bar, "publish", by=people[role])
    else:
        with pytest.raises(Refused):
            move(bar, "publish", by=people[role])


def test_the_desks_form_takes_four_texts_and_an_end(client, editor, published):
    client.force_login(editor)
    page = client.get("/admin/pages/breakingbar/add/")
    assert str(published) in page.text
    at = timezone.localtime(timezone.now())
    data = {
        "text_ar": "عاجل من هجين", "text_en": "From Hajin", "text_ku": "", "text_ckb": "",
        "begins_at": at.strftime("%Y-%m-%dT%H:%M"), "article": published.article_id,
        "ends_at": (at - HOUR).strftime("%Y-%m-%dT%H:%M"), "_continue": "1",
    }  # fmt: skip
    refused = client.post("/admin/pages/breakingbar/add/", data)
    assert refused.status_code == 200
    assert "عاجل من هجين" in refused.text
    data["ends_at"] = (at + HOUR).strftime("%Y-%m-%dT%H:%M")
    assert client.post("/admin/pages/breakingbar/add/", data).status_code == 302
    assert BreakingBar.objects.get().article == published.article


@pytest.mark.parametrize("year", ["0001", "1969", "3000", "9999"])
def test_a_year_that_was_mistyped_is_refused_with_a_sentence(year, client, editor):
    client.force_login(editor)
    url = "/admin/pages/breakingbar/add/"
    data = fields(client.get(url)) | {"text_ar": "عاجل", "article": ""}
    for name in ("begins_at", "ends_at"):
        page = client.post(url, data | {name: f"{year}-01-01T00:00"})
        assert "اكتب سنة بين 1970 و2999." in page.text, name
    assert client.post(url, data).status_code == 302


def test_it_costs_no_query_while_there_is_none(client, django_assert_num_queries):
    BreakingBar.current("ar")
    with django_assert_num_queries(0):
        assert BreakingBar.current("ar") is None
