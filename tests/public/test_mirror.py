"""A mirror of a small newsroom: nothing in it that readers do not have, nothing made twice that did
not change, every link inside of it."""

import gzip
import json
import pickle
import re
import subprocess
import sys
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import call_command
from django.utils import timezone
from makers import WITHDRAWN, make_correspondent, make_photo, make_section, make_topic
from mirrors import Mirrored

from newsroom.articles import corrections
from newsroom.articles.models import Edition, Section
from newsroom.delivery.mirror import verify
from newsroom.delivery.mirror.ledger import Made, shared
from newsroom.delivery.mirror.trees import NotOurs
from newsroom.public import duties
from newsroom.public.mirror import making, pages, search
from newsroom.public.mirror.making import Busy
from newsroom.public.mirror.pages import Pages
from newsroom.public.mirror.places import Places, file_of
from newsroom.public.views import paging
from newsroom.public.views.paging import PER_PAGE
from newsroom.workflow.moves import move

LINK = re.compile(r'<(?:a|img|script|link|form|source)\b[^>]*?\s(?:href|src|action)="([^"]*)"')
TOLD = re.compile(r'rel="canonical"|hreflang=')


@pytest.fixture(scope="module")
def mirrored(shared, tmp_path_factory):
    """The first mirror of a newsroom with something of everything."""
    with shared as story:
        people = story.people
        nada = make_correspondent("nada")
        hidden = make_correspondent("hidden", signing="withheld", pen_name_ar="اسممحجوب")
        cleared = make_photo(people["photo"], cleared_by=people["editor"])
        secret = make_photo(people["photo"], caption_ar="صورةسرية")
        make_section("other")
    with shared as story:
        out = story("published", text=told("ظاهر"), correspondents=[nada],
                         photos=[cleared, secret], signing="pen_name")  # fmt: skip
        story("published", text=told("محجوب"), correspondents=[hidden], signing="withheld")
        story("draft", text=told("مسودةسرية"))
        story("scheduled", text=told("لاحقا"))
        story("withdrawn", text=told("مسحوبةسرية"))
    made = Mirrored(tmp_path_factory.mktemp("mirror"))
    with shared:
        made.summary = made()
    made.out, made.secret = out, secret
    return made


@pytest.fixture
def made(mirrored, tmp_path, settings, db):
    """Goes on from there."""
    settings.VAR_DIR = tmp_path / "var"
    return mirrored.carried_to(tmp_path)


@pytest.fixture
def nothing(tmp_path):
    """No mirror yet."""
    return Mirrored(tmp_path)


def texts(folder):
    """Of every file, compressed ones too; pictures as they are."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in (".woff2", ".jpg", ".webp", ".avif"):
            content = path.read_bytes()
            yield path, (gzip.decompress(content) if path.suffix == ".gz" else content).decode()


def holding(folder, word):
    return [str(path) for path, text in texts(folder) if word in text]


def broken(folder):
    """Links of the mirror's own pages that lead to no file."""
    for path in folder.rglob("*.html"):
        for tag in LINK.finditer(path.read_text()):
            url = urlsplit(unescape(tag[1]))
            if url.scheme or TOLD.search(tag[0]) or not url.path:
                continue
            # What is shown at any address is linked from the root.
            start = folder if path.name == "404.html" else path.parent
            if not (start / unquote(url.path).lstrip("/")).is_file():
                yield str(path.relative_to(folder)), tag[1]


def told(word):
    return {"headline": f"عنوان {word}", "body": f"<p>متن {word} هنا</p>"}


def withdraw(edition, people):
    corrections.propose(edition, by=people["editor"], kind="withdrawal", right=WITHDRAWN)
    fresh = Edition.objects.get(pk=edition.pk)
    move(fresh, "withdraw", by=people["chief"], note="سبب مكتوب")


@pytest.mark.django_db
def test_it_has_what_readers_have_and_nothing_else(mirrored):
    made, out, secret = mirrored, mirrored.out, mirrored.secret
    assert made.summary.failed == []
    page = made.folder / unquote(out.url[1:]) / "index.html"
    assert "متن ظاهر هنا" in page.read_text()
    lite = (made.folder / "lite" / unquote(out.url[1:]) / "index.html").read_text()
    assert "متن ظاهر هنا" in lite
    assert holding(made.folder, "ظاهر")
    for word in (
        "مسودةسرية",
        "لاحقا",
        "مسحوبةسرية",
        "اسممحجوب",
        "صورةسرية",
        "correspondents/hidden",
    ):
        assert not holding(made.folder, word), word
    assert list((made.folder / "media" / "photos").iterdir()) != []
    assert not list(made.folder.glob(f"media/photos/{secret.token}*"))
    assert list(broken(made.folder)) == []
    for name in ("feed.rss", "en/feed.json", "sitemap.xml", "robots.txt", "404.html"):
        assert (made.folder / name).is_file(), name
    sheets = [path.read_text() for path in made.folder.rglob("*.css")]
    assert any("font-display:" in text for text in sheets)
    assert not any("font-display:optional" in text for text in sheets)
    packed = made.folder / "index.html.gz"
    assert gzip.decompress(packed.read_bytes()) == (made.folder / "index.html").read_bytes()
    assert verify.look(made.folder, made.public_key).is_whole
    # The ledger names rows: it is neither in the mirror nor beside it.
    assert not list(made.folder.parent.rglob("*.sqlite3*"))


@pytest.mark.django_db
def test_a_second_one_makes_what_changed_and_keeps_the_rest(story, people, places, made, mirrored):
    first, other = mirrored.summary, Section.objects.get(slug="other")
    old = story("published", text=told("قديم"), hours=30)
    gone = story("published", text=told("زائل"), hours=20)
    made()
    assert made().rendered == 0
    kept = made.folder / unquote(old.url[1:]) / "index.html"
    before = kept.stat().st_ino
    elsewhere = {"section": other, "place": places["deir-ez-zor"], "precision": 1}
    new = story("published", text=told("جديد"), **elsewhere)
    second = made()
    assert 0 < second.rendered < first.rendered / 2
    assert holding(made.folder, "جديد")
    assert (made.folder / unquote(new.url[1:]) / "index.html").is_file()
    assert kept.stat().st_ino == before
    nearby = story("published", text=told("مجاور"), hours=0.01)  # in the section of the old ones
    third = made()
    assert 0 < third.rendered < first.rendered / 2
    assert (made.folder / unquote(nearby.url[1:]) / "index.html").is_file()
    # Whatever was kept is what would have been made.
    rendered = {path: text for path, text in texts(made.folder) if path.suffix == ".html"}
    made(anew=True)
    assert {path: text for path, text in texts(made.folder) if path.suffix == ".html"} == rendered

    withdraw(gone, people)
    made()
    there = list(made.folder.parent.glob(".site.[0-9]*"))
    assert sorted(path.suffix == ".spare" for path in there) == [False, True]
    assert [holding(each, "متن زائل") for each in there] == [[], []]
    assert list(broken(made.folder)) == []


@pytest.mark.django_db
def test_words_that_go_while_it_is_made_are_not_in_it(story, people, made, monkeypatch):
    gone = story("published", text=told("زائل"))
    asked = making.Making.make

    def and_then(self, renderer, addresses):
        asked(self, renderer, addresses)
        fresh = Edition.objects.get(pk=gone.pk)
        if fresh.state == "published":
            withdraw(fresh, people)

    made()  # From here on there is a spare that has it.
    assert holding(made.folder, "متن زائل")
    monkeypatch.setattr(making.Making, "make", and_then)
    story("published", text=told("جديد"))
    made()
    assert holding(made.folder, "متن جديد")
    for folder in made.folder.parent.glob(".site.[0-9]*"):
        assert holding(folder, "متن زائل") == []


@pytest.mark.django_db
def test_pages_of_a_list_are_paths_and_stay_when_a_story_comes(story, made, monkeypatch):
    """The list of its pages from the oldest end: all stories, none twice but on the first page."""
    for module in (paging, pages):
        monkeypatch.setattr(module, "PER_PAGE", 5)
    topic = make_topic()
    made_of = [
        story("published", text=told(f"م{number}"), hours=100 - number, topics=[topic])
        for number in range(5 * 2 + 3)
    ]
    made()
    folder = made.folder / "topics" / "water"
    further = set(folder.glob("before/*/index.html"))
    assert len(further) == 2
    assert list(broken(made.folder)) == []

    seen, at, order = set(), folder / "index.html", []
    while at:
        text = at.read_text()
        order.append(at)
        seen |= {each.pk for each in made_of if f"{each.url.split('/')[2]}/" in text}
        older = re.search(r'href="([^"]*)" rel="next"', text)
        at = (at.parent / older[1]).resolve() if older else None
    assert len(order) == 3
    assert seen == {each.pk for each in made_of}

    before = {page: page.stat().st_ino for page in further}
    story("published", text=told("الأحدث"), topics=[topic])
    made()
    assert set(folder.glob("before/*/index.html")) == further
    assert {page: page.stat().st_ino for page in further} == before


def test_every_place_in_a_list_is_on_a_page_of_it():
    keys = [(1000 + number, number + 1) for number in range(47)]
    for count in range(len(keys)):
        pages = Pages(keys[:count])
        rows = [row for page in pages.all() for row in page.rows]
        assert rows == keys[: len(rows)]
        # What no further page has, the first one shows.
        assert count - len(rows) <= PER_PAGE
        assert pages.number == 0 or count - len(rows) > 0


def test_addresses_lie_where_the_site_has_them():
    places = Places({"/sections/news/": [(number, number) for number in range(50)]})
    assert file_of("/") == "index.html"
    assert file_of("/en/articles/5/a-b/") == "en/articles/5/a-b/index.html"
    assert places.resolve("/admin/") is None
    assert places.resolve("/admin/file/") is None
    assert places.resolve("/lite/search/?q=x").file == "search/index.html"
    assert places.resolve("/en/articles/5/feedback/").file == "en/feedback/index.html"
    older = places.resolve("/lite/sections/news/?before=30-30")
    assert older.file == "lite/sections/news/before/40-40/index.html"
    assert places.resolve("/sections/news/?after=39-39").file == "sections/news/index.html"
    assert places.resolve("/sections/news/?before=../../x").file == "sections/news/index.html"


@pytest.mark.django_db
def test_its_index_finds_stories_by_folded_words(story, made):
    edition = story("published", text=told("المدرسةُ"), hours=0.01)
    made()
    part = max((made.folder / "search-index" / "ar").glob("2*.js"))
    _name, content = json.loads(part.read_text().removeprefix("(window.mirror ??= []).push(")[:-3])
    place = [row[0] for row in content["rows"]].index(edition.url)
    assert place < 10
    assert f"\nمدرس {place}\n" in content["words"]
    assert search.words("والمدرسة", "ar") == {"مدرس"}


class Walked(dict):
    """How often somebody went through all of it."""

    walks = 0

    def __iter__(self):
        self.walks += 1
        return super().__iter__()

    def keys(self):
        self.walks += 1
        return super().keys()

    items = values = None  # nobody needs them


def test_a_page_from_another_process_shares_its_tags():
    page = Made("/", (("index.html", 1, "a"),), shared(["story:1", "site"]), ("/feed.rss",), 1.5)
    arrived = pickle.loads(pickle.dumps(page))
    assert arrived == page
    assert all(one is other for one, other in zip(arrived.tags, page.tags, strict=True))


def test_a_page_goes_through_no_list_of_all_pages(story, made, monkeypatch):
    seen = []

    def seeds(*given):
        seen.append(Walked(making_seeds(*given)))
        return seen[-1]

    making_seeds = making.seeds
    monkeypatch.setattr(making, "seeds", seeds)
    story("published")
    summary = made()
    assert summary.rendered > 20
    assert sum(each.walks for each in seen) <= 2 * len(seen)  # what is wanted, what is to be made


@pytest.mark.django_db
def test_nobody_makes_it_twice_at_once(nothing, monkeypatch):
    monkeypatch.setattr(making.Making, "run", lambda self, anew: nothing())
    with pytest.raises(Busy):
        nothing()


@pytest.mark.django_db
def test_what_is_no_mirror_is_left_alone(nothing):
    nothing.folder.mkdir(parents=True)
    (nothing.folder / "thesis.txt").write_text("mine")
    with pytest.raises(NotOurs, match="no mirror"):
        nothing()
    assert (nothing.folder / "thesis.txt").read_text() == "mine"


@pytest.mark.django_db
def test_the_command_tells_and_checks(made, story, capsys):
    story("published")
    key = made.key_file
    call_command("mirror", str(made.folder), key=key, verbosity=0)
    line = capsys.readouterr().out.partition("Verify: python3 ")[2].split()
    ran = subprocess.run([sys.executable, *line], capture_output=True, text=True, check=True)
    assert "Whole and unchanged" in ran.stdout
    call_command("mirror", str(made.folder), key=key, check=True)
    assert "Whole and unchanged" in capsys.readouterr().out
    story("published", text=told("جديد"))
    with pytest.raises(SystemExit) as ended:
        call_command("mirror", str(made.folder), key=key, check=True)
    assert ended.value.code == 1
    assert "otherwise by now" in capsys.readouterr().out


class Process:
    def __init__(self, code):
        self.code = code

    def poll(self):
        return self.code


@pytest.mark.django_db
def test_the_worker_begins_one_when_readers_have_something_new(
    story, settings, tmp_path, monkeypatch
):
    begun = []
    monkeypatch.setattr(duties, "begin", lambda folder: begun.append(Process(None)) or begun[-1])
    mirroring, now = duties.Mirroring(), timezone.now()
    assert mirroring.begin_when_due(now) == 0  # not switched on
    settings.MIRROR_DIR = tmp_path / "site"
    assert mirroring.begin_when_due(now) == 1
    story("published")
    assert mirroring.begin_when_due(timezone.now()) == 0  # one is at it
    begun[-1].code = 0
    assert mirroring.begin_when_due(timezone.now()) == 1
    begun[-1].code = 1
    assert mirroring.begin_when_due(timezone.now()) == 0  # failed: not at once again
    assert mirroring.begin_when_due(timezone.now() + duties.RETRY) == 1
    begun[-1].code = 0
    assert mirroring.begin_when_due(timezone.now()) == 0
    assert mirroring.begin_when_due(timezone.now() + 2 * duties.AT_LEAST) == 1
