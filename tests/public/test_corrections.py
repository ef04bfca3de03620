"""A correction and a withdrawal, followed through every door that a reader has: all tell the same
truth at once."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from makers import make_correspondent, make_topic

from newsroom.articles import corrections, writing
from newsroom.articles.models import Correction, Edition
from newsroom.public.languages import address
from newsroom.workflow.duties import do_all
from newsroom.workflow.moves import move

OLD, NEW = "سنديانة", "زيتونة"
SAID, RIGHT = "قلنا إن الشجرة سنديانة معمّرة.", "الشجرة من فصيلة أخرى."
WHY = "سحبنا المادة لأن مصدرها تراجع."
BODY = "<p>قال مهندس زراعي إن في الساحة {} معمّرة.</p>"


@pytest.fixture
def edition(story, section, places):
    nada = make_correspondent()
    return story(
        "published", hours=3, correspondents=[nada], signing="pen_name", topics=[make_topic()],
        text={"headline": f"{OLD} في الساحة", "standfirst": f"{OLD}.", "body": BODY.format(OLD)},
    )  # fmt: skip


@pytest.fixture
def neighbour(story, edition):
    """Whose page leads to the story as a neighbour and as related."""
    return story("published", hours=5, text={"headline": "مادة معروفة"})


LISTS = {
    "front": ("front",), "section": ("section", "news"), "region": ("region", "village"),
    "region above": ("region", "deir-ez-zor"), "topic": ("topic", "water"),
    "correspondent": ("correspondent", "nada"), "feed": ("feed",),
    "section feed": ("section_feed", "news"), "region feed": ("region_feed", "village"),
    "topic feed": ("topic_feed", "water"), "correspondent feed": ("correspondent_feed", "nada"),
}  # fmt: skip


@pytest.fixture
def read(client, edition, neighbour):
    """What stands behind each door now, by the door's name."""

    def doors() -> dict[str, str]:
        found = {name: address("ar", *where) for name, where in LISTS.items()}
        month = timezone.localtime(edition.published_at).timetuple()[:2]
        found["archive"] = address("ar", "month", *month)
        found["neighbour"] = neighbour.url
        found["article"] = address("ar", "article_by_id", edition.article_id)
        return {name: client.get(url, follow=True).text for name, url in found.items()}

    return doors


def correct(edition: Edition, editor, chief, **more) -> Correction:
    text = {"headline": f"{NEW} في الساحة", "standfirst": f"{NEW}.", "body": BODY.format(NEW)}
    writing.write(edition, by=editor, text=text)
    words = {"kind": "correction", "said": SAID, "right": RIGHT} | more
    corrections.propose(edition, by=editor, **words)
    move(Edition.objects.get(pk=edition.pk), "correct", by=chief)
    return Correction.objects.get()


def withdraw(edition: Edition, editor, chief) -> None:
    edition = Edition.objects.get(pk=edition.pk)
    corrections.propose(edition, by=editor, kind="withdrawal", right=WHY)
    move(edition, "withdraw", by=chief)


def search(client, word: str) -> bool:
    """Whether the search finds a story by that word."""
    return bool(client.get(address("ar", "search", q=word)).context["editions"])


def log(client, name: str = "corrections", language: str = "ar") -> str:
    return client.get(address(language, name)).text


def lastmod(client, edition: Edition) -> list[str]:
    month = timezone.localtime(edition.published_at).timetuple()[:2]
    xml = client.get(reverse("sitemap_month", args=month)).text
    return re.findall(rf"articles/{edition.article_id}/.*?<lastmod>(.*?)</lastmod>", xml, re.S)


def test_correction_is_behind_every_door_at_once(edition, read, client, editor, chief):
    assert all(OLD in text for text in read().values())
    before = lastmod(client, edition)
    line = correct(edition, editor, chief)
    told = read()
    assert {name for name, text in told.items() if NEW not in text} == set()
    own = told.pop("article")
    feeds = {name: told.pop(name) for name in list(told) if "feed" in name}
    assert {name for name, text in told.items() if OLD in text} == set()
    noticed = SAID.count(OLD)
    assert {text.count(OLD) for text in feeds.values()} == {noticed}, "in the notice alone"
    assert own.count(OLD) == 2 * noticed, "in the notice alone, for readers and for programs"
    assert RIGHT in own
    assert search(client, NEW)
    assert not search(client, OLD)
    assert lastmod(client, edition) != before
    for name in ("corrections", "corrections_feed"):
        text = log(client, name)
        assert RIGHT in text
        assert SAID in text
        assert f"{NEW} في الساحة" in text
        assert f"#correction-{line.pk}" in text


def test_nothing_of_a_correction_is_told_before_a_second_person_brings_it(
    edition, read, client, editor
):
    writing.write(edition, by=editor, text={"headline": f"{NEW} في الساحة"})
    corrections.propose(edition, by=editor, kind="correction", said=SAID, right=RIGHT)
    told = [*read().values(), log(client), log(client, "corrections_feed")]
    assert not any(NEW in text or RIGHT in text for text in told)


def test_withdrawal_is_behind_every_door_at_once(edition, read, client, editor, chief):
    assert all(OLD in text for text in read().values())
    withdraw(edition, editor, chief)
    told = read()
    assert {name for name, text in told.items() if OLD in text} == set()
    assert WHY in told["article"]
    assert not search(client, OLD)
    assert lastmod(client, edition) == []
    for name in ("corrections", "corrections_feed"):
        assert WHY in log(client, name)
        assert OLD not in log(client, name)


@pytest.mark.parametrize("how", ["slug", "number", "old slug"])
def test_withdrawn_story_keeps_its_addresses_with_the_notice(edition, client, editor, chief, how):
    withdraw(edition, editor, chief)
    slug = {"slug": [edition.slug], "number": [], "old slug": ["قديم"]}[how]
    name = "article" if slug else "article_by_id"
    response = client.get(address("ar", name, edition.article_id, *slug))
    assert response.status_code == 410
    assert response["Cache-Control"] == "no-store"
    assert WHY in response.text
    assert "noindex" in response.text
    assert OLD not in response.text


def test_story_taken_down_at_once_says_the_catalogues_sentence(edition, client, chief, editor):
    move(edition, "take_down", by=chief, note="خطر على شخص")
    url = address("en", "article_by_id", edition.article_id)
    assert client.get(url).status_code == 404, "there was no English edition"
    page = client.get(address("ar", "article_by_id", edition.article_id))
    assert page.status_code == 410
    assert "خطر" not in page.text, "the desk's own note is not for readers"
    sentence = re.search(r'class="body"><p>(.*?)</p>', page.text)[1]
    assert sentence in log(client)
    corrections.propose(Edition.objects.get(pk=edition.pk), by=editor, kind="withdrawal", right=WHY)
    assert WHY not in client.get(address("ar", "article_by_id", edition.article_id)).text
    move(Edition.objects.get(pk=edition.pk), "explain", by=chief)
    page = client.get(address("ar", "article_by_id", edition.article_id))
    assert WHY in page.text
    assert sentence not in page.text


def test_words_of_a_correction_go_with_the_story_and_the_fact_stays(edition, client, editor, chief):
    line = correct(edition, editor, chief, shows_comparison=True)
    change = address("ar", "change", edition.article_id, line.pk)
    assert client.get(change).status_code == 200
    withdraw(edition, editor, chief)
    for name in ("corrections", "corrections_feed"):
        text = log(client, name)
        assert f"#correction-{line.pk}" in text
        assert not any(words in text for words in (SAID, RIGHT, OLD, NEW))
    assert client.get(change).status_code == 404


def test_story_published_anew_is_back_and_the_log_remembers(edition, read, client, editor, chief):
    withdraw(edition, editor, chief)
    back = Edition.objects.get(pk=edition.pk)
    move(back, "bring_back", by=chief)
    assert client.get(edition.url).status_code == 410, "in review it is still withdrawn"
    move(back, "approve", by=editor)
    move(back, "publish", by=chief)
    assert client.get(edition.url).status_code == 200
    assert WHY in log(client)
    assert search(client, OLD)


def test_readers_compare_only_where_the_desk_lets_them(edition, client, editor, chief):
    line = correct(edition, editor, chief)
    assert client.get(address("ar", "change", edition.article_id, line.pk)).status_code == 404
    assert "/changes/" not in client.get(edition.url, follow=True).text


def test_comparison_shows_both_texts_and_nothing_older(edition, client, editor, chief, story):
    writing.write(edition, by=editor, text={"headline": "صيغة لم تُنشر"})
    line = correct(edition, editor, chief, shows_comparison=True)
    page = client.get(address("ar", "change", edition.article_id, line.pk)).text
    assert re.search(rf"<del[^>]*>.*?{OLD}", page)
    assert re.search(rf"<ins[^>]*>.*?{NEW}", page)
    assert "صيغة لم تُنشر" not in page


def test_comparison_answers_only_for_its_own_story_and_language(
    edition, neighbour, client, editor, chief
):
    line = correct(edition, editor, chief, shows_comparison=True)
    for url in (
        address("ar", "change", neighbour.article_id, line.pk),
        address("en", "change", edition.article_id, line.pk),
        address("ar", "change", edition.article_id, line.pk + 1),
    ):
        assert client.get(url).status_code == 404


def test_redacted_sentence_is_gone_from_every_door(edition, read, client, editor, chief):
    line = correct(edition, editor, chief, right="نعتذر. أبلغنا بذلك فلان.", shows_comparison=True)
    doors = [log(client), log(client, "corrections_feed"), read()["article"]]
    assert all("فلان" in text for text in doors)
    corrections.redact(line, by=chief, at=timezone.now(), said=[], right=[1])
    doors = [log(client), log(client, "corrections_feed"), read()["article"]]
    assert not any("فلان" in text for text in doors)
    assert all("نعتذر." in text and "[…]" in text for text in doors)
    assert client.get(address("ar", "change", edition.article_id, line.pk)).status_code == 404


def test_log_is_in_the_language_of_its_path(edition, client, editor, chief):
    correct(edition, editor, chief)
    for language in ("en", "ku", "ckb"):
        text = log(client, language=language) + log(client, "corrections_feed", language)
        assert RIGHT not in text


@pytest.mark.parametrize("name", ["corrections", "corrections_feed"])
def test_log_takes_the_same_queries_for_1_and_3_lines(story, client, editor, chief, name):
    def note() -> int:
        edition = story("published")
        corrections.propose(edition, by=editor, kind="note", right=RIGHT)
        move(edition, "correct", by=chief)
        log(client, name)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            log(client, name)
        return len(queries)

    one = note()
    note()
    assert note() == one <= 5


def test_log_is_paged_by_key(story, client, editor, chief):
    edition = story("published")
    for number in range(23):
        corrections.propose(edition, by=editor, kind="note", right=f"ملاحظة رقم {number}.")
        move(edition, "correct", by=chief)
        edition.refresh_from_db()
    page = client.get(address("ar", "corrections"))
    assert len(page.context["lines"]) == 20
    older = client.get(page.context["older"])
    assert [line.correction.right for line in older.context["lines"]] == [
        f"ملاحظة رقم {number}." for number in (2, 1, 0)
    ]
    assert client.get(address("ar", "corrections", before="x-y")).status_code == 404


def test_correction_set_for_later_is_at_every_door_when_the_worker_brought_it(
    edition, read, client, editor, chief
):
    writing.write(edition, by=editor, text={"headline": f"{NEW} في الساحة"})
    corrections.propose(edition, by=editor, kind="correction", said=SAID, right=RIGHT)
    at = timezone.now() + timedelta(hours=1)
    move(Edition.objects.get(pk=edition.pk), "set_change", by=chief, change_at=at)
    assert not any(NEW in text for text in read().values())
    do_all(at)
    assert all(NEW in text for text in read().values())
    assert RIGHT in log(client)
