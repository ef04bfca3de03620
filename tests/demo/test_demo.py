"""The demo newsroom, made once for the whole file's questions."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from turns import a_sample

from newsroom.accounts.models import Account
from newsroom.articles.models import Edition, Section, Topic
from newsroom.articles.models.article import Kind
from newsroom.demo import scenes, stories
from newsroom.demo.pictures import words
from newsroom.media.models import Photo
from newsroom.text.languages import LANGUAGES
from newsroom.text.markup import count_words
from newsroom.text.slugs import slugify
from newsroom.workflow.models import Transition

ENGLISH = ("Correction", "Clarification", "Withdraw", "along with", "The ", "says")
ACCOUNTS = {"reporter", "editor", "chief", "translator", "photo", "admin"}


def make(**options) -> str:
    out = StringIO()
    call_command("demo", no_serve=True, stdout=out, **options)
    return out.getvalue()


def test_demo_refuses_where_debug_is_off(db):
    with pytest.raises(CommandError, match="DEBUG"):
        make()
    assert not Account.objects.filter(username="admin").exists()


SAID = {
    "state", "hours_ago", "on_hold", "note", "kicker", "headline", "short_headline", "standfirst",
    "key_points", "body", "notices",
}  # fmt: skip


def test_files_hold_no_word_that_nobody_reads():
    """A key misspelt in a file would be a line that silently never reaches the newsroom."""
    known = words()["scenes"]
    for name, story in stories.files():
        assert set(story["photos"]) <= set(known), name
        assert story["language"] in story["editions"], name
        for text in story["editions"].values():
            assert set(text) <= SAID, name
            placed = stories.PLACED.findall(text["body"])
            assert {scene for row, _words in placed for scene in row.split()} <= set(known), name


def test_every_scene_has_its_words_in_every_language():
    assert set(words()["scenes"]) == set(scenes.SCENES)
    for name, told in words()["scenes"].items():
        for field in ("caption", "alt"):
            assert set(told[field]) == set(LANGUAGES), (name, field)


@pytest.fixture
def quick_pictures(monkeypatch):
    """Scenes at a fifth of their size: what they show is not the question here."""
    draw = scenes.draw
    kept = {}

    def small(name):
        if name not in kept:
            kept[name] = draw(name).resize((320, 213))
        return kept[name]

    monkeypatch.setattr(scenes, "draw", small)


def test_demo_makes_the_newsroom_it_promises_and_only_once(db, settings, client, quick_pictures):
    settings.DEBUG = True
    out = make()
    assert set(Account.objects.values_list("username", flat=True)) >= ACCOUNTS
    assert "tarfa-demo" in out
    editions = Edition.objects.select_related("article")
    assert Counter(editions.values_list("language", flat=True)) == {
        "ar": 58, "en": 22, "ku": 14, "ckb": 11,
    }  # fmt: skip
    states = set(editions.values_list("state", flat=True))
    assert states == {
        "draft", "submitted", "in_review", "returned", "approved", "published", "withdrawn",
        "spiked",
    }  # fmt: skip
    assert editions.filter(on_hold=True).exists()
    assert any(edition.is_scheduled for edition in editions)
    lengths = sorted(count_words(edition.body) for edition in editions.in_language("ar"))
    assert sum(300 <= length <= 600 for length in lengths) >= 12
    assert sum(150 <= length <= 250 for length in lengths) >= 25
    assert sum(length < 100 for length in lengths) >= 10
    every_page_of_the_site_is_lived_in()
    siblings_of_demo(client)
    history_in_the_language_of_each_person()
    known = {model: model.objects.count() for model in (Account, Edition, Photo)}
    make()
    assert known == {model: model.objects.count() for model in (Account, Edition, Photo)}
    for path in ("/", "/en/", "/ku/", "/ckb/"):
        assert client.get(path).context["lead"] is not None
    fresh_stories_in_bulk(client)


def history_in_the_language_of_each_person():
    """The desk's own words in a note are Arabic, as the desk of the demo's people is."""
    notes = Transition.objects.exclude(note="").values_list("verb", "note")
    assert {"tell", "override"} & {verb for verb, _note in notes}
    assert [note for _verb, note in notes if any(word in note for word in ENGLISH)] == []
    assert any("تصحيح" in note for _verb, note in notes)


def every_page_of_the_site_is_lived_in():
    """What readers have: of each language, section, kind, topic, and of a year of months."""
    published = Edition.objects.published()
    arabic = published.in_language("ar")
    counts = Counter(published.values_list("language", flat=True))
    assert counts["en"] >= 15
    assert counts["ku"] >= 8
    assert counts["ckb"] >= 8
    of_section = Counter(arabic.values_list("article__section__slug", flat=True))
    assert set(of_section) == set(Section.objects.values_list("slug", flat=True))
    assert min(of_section.values()) >= 3
    of_kind = Counter(arabic.values_list("article__kind", flat=True))
    assert set(of_kind) == set(Kind.values)
    assert min(of_kind.values()) >= 2
    of_topic = Counter(arabic.values_list("article__topics__slug", flat=True))
    assert set(of_topic) == set(Topic.objects.values_list("slug", flat=True))
    assert min(of_topic.values()) >= 2
    assert len({at.strftime("%Y-%m") for at in arabic.values_list("published_at", flat=True)}) >= 10
    in_all_four = Counter(published.values_list("article_id", flat=True))
    assert list(in_all_four.values()).count(4) >= 2


def siblings_of_demo(client):
    """Two translations lag behind a correction, one is gone along with its original."""
    english = Edition.objects.in_language("en")
    pages = [client.get(edition.url) for edition in english.exclude(first_published_at=None)]
    assert [page.status_code for page in pages].count(410) == 1
    assert sum('id="behind"' in page.text for page in pages) == 2


def fresh_stories_in_bulk(client):
    before = Edition.objects.published().count()
    make(stories=40)
    published = Edition.objects.published()
    assert published.count() == before + 40
    printed = list(published.order_by("published_at")[:40])
    oldest = printed[0]
    word = oldest.headline.split()[0]
    assert oldest in published.search(word, oldest.language)
    assert client.get(oldest.url).status_code == 200
    assert {each.language for each in printed} > {"ar"}
    for edition in printed:
        assert edition.latest_id == edition.approved_id is not None
        assert edition.text() == edition.approved.text()
        assert edition.folded == edition.terms()
        assert edition.slug == slugify(edition.headline, edition.language)
        assert 120 <= count_words(edition.body) <= 180
        assert edition.article.listed_in.count() == edition.article.place.level + 1


@pytest.mark.parametrize("name", a_sample(sorted(scenes.SCENES), one_in=5))
def test_scene_is_drawn_the_same_each_time(name):
    picture = scenes.draw(name)
    assert (picture.size, picture.mode) == ((1600, 1067), "RGB")
    colours = picture.resize((40, 27)).getcolors(maxcolors=40 * 27)
    assert len(colours) > 100
