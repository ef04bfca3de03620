"""Every link of our own answers, in every language, from the front on; none leads elsewhere but
those that share a story, those that the network put up and those in a story's own text."""

import re
from io import StringIO
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from crawl.links import Links, Walk
from crawl.newsroom import Newsroom
from django.conf import settings
from django.core.management import call_command
from PIL import Image

from newsroom.articles.models import Edition
from newsroom.demo import scenes
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH
from newsroom.pages.models.network import FollowLink
from newsroom.text.languages import LANGUAGES

SHARED = {"t.me", "wa.me", "www.facebook.com", "x.com"}


def asking(client):
    """The renditions are for the server in front of us to give out: there they have to lie."""

    def ask(path: str) -> tuple[int, str, str]:
        if path.startswith(settings.MEDIA_URL):
            file = settings.MEDIA_ROOT / path.removeprefix(settings.MEDIA_URL)
            return (200 if file.is_file() else 404), "image/any", ""
        answer = client.get(path, follow=True)
        kind = answer.headers.get("Content-Type", "")
        is_read = not answer.streaming and (kind.startswith("text/html") or "xml" in kind)
        return answer.status_code, kind, answer.content.decode() if is_read else ""

    return ask


def walked(client) -> Walk:
    urls = [link.url for link in FollowLink.objects.all()]
    for edition in Edition.objects.published():
        urls += re.findall(r"https?://[^\s\"<]+", edition.body)
    hosts = {urlsplit(url).hostname for url in urls}
    return Walk(asking(client), settings.SITE_URL, SHARED | hosts).go("/", "/sitemap.xml")


def test_every_link_answers(story, people, client, settings, django_capture_on_commit_callbacks):
    settings.CHECKS_OFF = [f"W{number}" for number in range(1, 18)]
    with django_capture_on_commit_callbacks(execute=True):
        Newsroom(story, people)
    walk = walked(client)
    wrong = "\n".join(f"{path}: {why}" for path, why in walk.wrong.items())
    assert not wrong, wrong
    for edition in Edition.objects.published():
        assert edition.url in walk.ids
    for language in LANGUAGES:
        prefix = "" if language == "ar" else f"/{language}"
        assert {f"{prefix}/", f"{prefix}/search/", f"{prefix}/archive/"} <= walk.ids.keys()


PAGES = {
    "/": '<a href="/a/#there">a</a><a href="https://t.me/x">t</a><link rel="canonical" href="/">',
    "/a/": '<p id="there"><a href="/b/">b</a><a href="#away">c</a><img srcset="/c.jpg 1x, '
    '/d.jpg 2x"><a href="https://elsewhere.example/">e</a><script src="https://t.me/s.js"></script>',
    "/c.jpg": "",
}


def test_what_leads_nowhere_is_told():
    def ask(path):
        return (200 if path in PAGES else 404), "text/html", PAGES.get(path, "")

    walk = Walk(ask, "http://here.example", {"t.me"}).go("/")
    assert {*walk.wrong} == {
        "/b/", "/d.jpg", "/a/#away", "https://elsewhere.example/", "https://t.me/s.js",
    }  # fmt: skip
    assert Links('<a href="&amp;x">').links == ["&x"]


@pytest.fixture
def flat_pictures(monkeypatch):
    """Scenes of one colour: as many files and names, and none to draw or to press small."""

    def flat(name: str) -> Image.Image:
        return Image.new("RGB", (WIDTH, HEIGHT), f"#{crc32(name.encode()) & 0xFFFFFF:06x}")

    monkeypatch.setattr(scenes, "draw", flat)


@pytest.mark.soak
def test_every_link_of_the_demo_answers(db, client, settings, flat_pictures):
    from_demo(settings)
    walk = walked(client)
    assert len(walk.ids) > 200
    wrong = "\n".join(f"{path}: {why}" for path, why in walk.wrong.items())
    assert not wrong, wrong


def from_demo(settings) -> None:
    settings.DEBUG = True
    call_command("demo", "--no-serve", stdout=StringIO())
    settings.DEBUG = False
    call_command("renditions", stdout=StringIO())
