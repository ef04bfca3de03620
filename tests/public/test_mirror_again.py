"""The next mirror of the same newsroom: what it makes anew, where old addresses lead, and what it
knows after a crash."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.utils import timezone
from makers import make_topic
from mirrors import Mirrored
from public.test_mirror import LINK, holding, texts, told
from walks.clock import Clock

from newsroom.articles.models import Edition, Topic
from newsroom.delivery.mirror import verify
from newsroom.delivery.mirror.ledger import Ledger
from newsroom.public.mirror import making
from newsroom.public.mirror.known import behind

pytestmark = pytest.mark.django_db
REFRESH = re.compile(r'http-equiv="refresh" content="0; url=([^"]*)"')


@pytest.fixture(scope="module")
def mirrored(shared, tmp_path_factory):
    """At noon, of two stories of that morning, each with a topic of its own."""
    with pytest.MonkeyPatch.context() as patch, shared as story:
        Clock().rule(patch)
        for name, hours, topic in (("أقدم", 9, "water"), ("قديم", 8, "other")):
            story("published", text=told(name), hours=hours, topics=[make_topic(topic)])
        made = Mirrored(tmp_path_factory.mktemp("mirror"))
        made.summary = made()
    return made


@pytest.fixture(scope="module")
def elsewhere(shared, mirrored, tmp_path_factory):
    """The same one under an address of its own."""
    made = mirrored.carried_to(tmp_path_factory.mktemp("elsewhere"))
    with pytest.MonkeyPatch.context() as patch, shared:
        Clock().rule(patch)
        made(url="https://mirror.example.net/news")
    return made


@pytest.fixture
def anew(mirrored, clock, tmp_path, monkeypatch, settings, db):
    """Makes the mirror, and says which addresses were rendered for it."""
    settings.VAR_DIR = tmp_path / "var"
    finish, found, made = making.Making.finish, [], mirrored.carried_to(tmp_path)

    def finished(self, *told):
        found[:] = self.rendered
        return finish(self, *told)

    monkeypatch.setattr(making.Making, "finish", finished)

    def make():
        assert made().failed == []
        return {unquote(each) for each in found}

    make.made, make.folder = made, made.folder
    return make


def topic(slug):
    return Topic.objects.get(slug=slug)


def edition_of(name):
    return Edition.objects.get(headline=told(name)["headline"])


def page(folder, url):
    return folder / unquote(url.split("?")[0].lstrip("/")) / "index.html"


def leads_to(folder, url):
    """The file at the end of the refresh, which its link says as well."""
    at = page(folder, url)
    text = at.read_text()
    target = REFRESH.search(text)[1]
    assert f'<a href="{target}">' in text
    assert not target.startswith("/")
    return (at.parent / unquote(target)).resolve().relative_to(folder.resolve())


def test_publication_makes_only_pages_that_say_it(anew, story):
    story("published", text=told("جديد"), topics=[topic("water")])
    made_now = anew()
    assert "/topics/water/" in made_now
    assert "/topics/" in made_now
    untouched = {"/topics/other/", "/archive/", "/regions/", "/en/topics/", "/ku/regions/"}
    assert not untouched & made_now
    assert not [url for url in made_now if "عنوان-أقدم" in url]


def test_files_that_did_not_change_are_left_alone(anew, story, monkeypatch):
    """From the second time on: the tree that readers have has a spare then."""
    anew()
    changed, link, write = [], os.link, Path.write_bytes
    monkeypatch.setattr(os, "link", lambda old, new: changed.append(str(new)) or link(old, new))
    monkeypatch.setattr(
        Path, "write_bytes", lambda self, told: changed.append(str(self)) or write(self, told)
    )
    assert anew() == set()
    own = {"MANIFEST.sig", "MANIFEST.txt", "verify.py"}
    assert {Path(path).name for path in changed} <= own
    changed.clear()
    new = story("published", text=told("جديد"))
    made_now = anew()
    assert unquote(new.url) in made_now
    files = sum(1 for path in anew.folder.rglob("*") if path.is_file())
    assert len(changed) < 4 * len(made_now) + 2 * len(own) < files


def test_story_under_an_older_date_is_told_beside_those_after_it(anew, story):
    """A page has four related stories from before its own; what is older changes none of them."""
    numbers = ("أولى", "ثانية", "ثالثة", "رابعة", "خامسة", "سادسة", "سابعة", "ثامنة")
    older = [
        story("published", text=told(f"واحدة {name}"), hours=100 - 10 * place)
        for place, name in enumerate(numbers)
    ]
    anew()
    story("published", text=told("متأخرة"), hours=85)
    made_now = anew()
    changed = {each.pk for each in older if unquote(each.url) in made_now}
    assert changed == {each.pk for each in older[1:7]}
    assert "متأخرة" in page(anew.folder, older[4].url).read_text()


def test_another_day_makes_no_page_of_a_story_anew(anew, clock, mirrored):
    clock.turn(minutes=60 * 200)
    anew()
    clock.turn(minutes=60 * 26)
    made_now = anew()
    assert len(made_now) < mirrored.summary.rendered / 10
    edition = edition_of("أقدم")
    assert not {unquote(edition.url), "/topics/water/", "/sections/news/"} & made_now


def test_scheduled_story_comes_out_and_makes_no_other_list_anew(anew, story, clock):
    clock.turn(minutes=60 * 200)
    scheduled = story("scheduled", text=told("لاحق"), hours=1, topics=[topic("water")])
    anew()
    clock.turn(minutes=61)
    made_now = anew()
    assert unquote(scheduled.url) in made_now
    assert "/topics/water/" in made_now
    assert "/topics/other/" not in made_now


def test_old_addresses_lead_on(anew):
    edition = edition_of("أقدم")
    old = edition.url
    Edition.objects.filter(pk=edition.pk).update(slug="جديد", headline="عنوان جديد")
    water = topic("water")
    water.slug = "rivers"
    water.save()
    anew()
    edition.refresh_from_db()
    for start in ("", "/lite"):
        assert leads_to(anew.folder, f"{start}{old}") == page(anew.folder, f"{start}{edition.url}").relative_to(anew.folder)  # fmt: skip # noqa: E501
    assert str(leads_to(anew.folder, "/topics/water/")) == "topics/rivers/index.html"
    assert unquote(f"{old[1:]}index.html") in (anew.folder / verify.MANIFEST).read_text()
    assert verify.look(anew.folder, anew.made.public_key).is_whole
    # And so they do in the mirror after that, in one step.
    Edition.objects.filter(pk=edition.pk).update(slug="أجد")
    assert unquote(old) in anew()
    edition.refresh_from_db()
    assert leads_to(anew.folder, old) == page(anew.folder, edition.url).relative_to(anew.folder)
    assert anew() == set()
    assert page(anew.folder, old).is_file()


def test_address_with_words_that_were_taken_out_leads_nowhere(anew):
    edition = edition_of("أقدم")
    assert "أقدم" in (anew.folder / verify.MANIFEST).read_text()
    Edition.objects.filter(pk=edition.pk).update(
        slug="بعد", headline="بعد", body="<p>متن</p>", redacted_at=timezone.now()
    )
    anew()
    assert not page(anew.folder, edition.url).exists()
    assert "أقدم" not in (anew.folder / verify.MANIFEST).read_text()


@pytest.mark.parametrize(("which", "root"), [("mirrored", "/"), ("elsewhere", "/news/")])
def test_page_of_what_is_not_there_is_linked_from_the_root(request, which, root):
    folder = request.getfixturevalue(which).folder
    for name in ("404.html", "en/404.html"):
        text = (folder / name).read_text()
        links = [each for each in LINK.findall(text) if "://" not in each and each[:1] != "#"]
        assert len(links) > 5
        own = [each for each in links if not each.startswith("mailto:")]
        assert [each for each in own if not each.startswith(root)] == []
        for each in own:
            assert (folder / unquote(each.removeprefix(root).split("#")[0])).is_file(), each


def test_another_address_takes_the_sites_place(elsewhere):
    folder = elsewhere.folder
    assert holding(folder, "http://testserver") == [
        str(path) for path, text in texts(folder)
        if "feedback" in str(path) and "http://testserver" in text
    ]  # fmt: skip
    assert "https://mirror.example.net/news/sitemap.xml" in (folder / "robots.txt").read_text()


def test_crash_behind_the_switch_costs_no_second_run(anew, story, monkeypatch):
    story("published", text=told("جديد"))

    def dies(self, tree):
        raise KeyboardInterrupt

    settle = Ledger.settle
    monkeypatch.setattr(
        Ledger, "settle",
        lambda self, tree: dies(self, tree) if is_prepared(self, tree) else settle(self, tree),
    )  # fmt: skip
    with pytest.raises(KeyboardInterrupt):
        anew()
    monkeypatch.setattr(Ledger, "settle", settle)
    assert behind(anew.folder, timezone.now()) == 0
    assert anew() == set()


def is_prepared(ledger, tree):
    rows = ledger.database.execute("SELECT value FROM coming_told WHERE name = 'tree'").fetchall()
    return rows == [(tree,)]


def test_crash_before_the_switch_changes_nothing(anew, story, monkeypatch):
    new = story("published", text=told("جديد"))

    def dies(self):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(making.Tree, "switch", dies)
        with pytest.raises(KeyboardInterrupt):
            anew()
    assert not page(anew.folder, new.url).exists()
    made_now = anew()
    assert unquote(new.url) in made_now
    assert len(made_now) < 90
