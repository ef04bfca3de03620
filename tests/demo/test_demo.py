"""The demo newsroom, made once for the whole file's questions."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from newsroom.accounts.models import Account
from newsroom.articles.models import Edition
from newsroom.demo import scenes
from newsroom.media.models import Photo
from newsroom.text.markup import count_words

ACCOUNTS = {"reporter", "editor", "chief", "translator", "photo", "admin"}


def make(**options) -> str:
    out = StringIO()
    call_command("demo", no_serve=True, stdout=out, **options)
    return out.getvalue()


def test_demo_refuses_where_debug_is_off(db):
    with pytest.raises(CommandError, match="DEBUG"):
        make()
    assert not Account.objects.exists()


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
        "ar": 24, "en": 6, "ku": 3, "ckb": 3,
    }  # fmt: skip
    states = set(editions.values_list("state", flat=True))
    assert states == {
        "draft", "submitted", "in_review", "returned", "approved", "published", "withdrawn",
        "spiked",
    }  # fmt: skip
    assert editions.filter(on_hold=True).exists()
    assert any(edition.is_scheduled for edition in editions)
    lengths = sorted(count_words(edition.body) for edition in editions.in_language("ar"))
    assert sum(300 <= length <= 600 for length in lengths) >= 8
    assert sum(150 <= length <= 250 for length in lengths) >= 10
    assert sum(length < 100 for length in lengths) == 6
    known = {model: model.objects.count() for model in (Account, Edition, Photo)}
    make()
    assert known == {model: model.objects.count() for model in (Account, Edition, Photo)}
    for path in ("/", "/en/", "/ku/", "/ckb/"):
        assert client.get(path).context["lead"] is not None
    fresh_stories_in_bulk(client)


def fresh_stories_in_bulk(client):
    before = Edition.objects.published().count()
    make(stories=40)
    assert Edition.objects.published().count() == before + 40
    oldest = Edition.objects.published().order_by("published_at").first()
    word = oldest.headline.split()[0]
    assert oldest in Edition.objects.published().search(word, "ar")
    assert client.get(oldest.url).status_code == 200
    assert oldest.latest_id == oldest.approved_id is not None


@pytest.mark.parametrize(
    "name",
    [
        name if number % 5 == 0 else pytest.param(name, marks=pytest.mark.soak)
        for number, name in enumerate(sorted(scenes.SCENES))
    ],
)
def test_scene_is_drawn_the_same_each_time(name):
    picture = scenes.draw(name)
    assert (picture.size, picture.mode) == ((1600, 1067), "RGB")
    colours = picture.resize((40, 27)).getcolors(maxcolors=40 * 27)
    assert len(colours) > 100
