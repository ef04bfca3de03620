"""A mirror as a reader has it: from a disk, from a folder of a server, from another host. It asks
for nothing outside of itself, and no browser has anything to say of it."""

import functools
import gzip
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from makers import make_photo, make_topic
from mirrors import Mirrored

from newsroom.demo import stories
from newsroom.public.mirror import search
from newsroom.public.views.paging import PER_PAGE

SCRIPT = Path(__file__).parents[2] / "static" / "mirror" / "search.js"
#: Compressed bytes: a budget of its own, since no page of the site loads it.
MOST = 4_000


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *said):
        pass


@pytest.fixture
def served():
    """The address of a folder, on a server that knows nothing but files."""
    servers = []

    def serve(folder):
        handler = functools.partial(Silent, directory=str(folder))
        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def mirrored(shared, tmp_path_factory):
    made = Mirrored(tmp_path_factory.mktemp("mirror"))
    with shared as story:
        topic, people = make_topic(), story.people
        photo = make_photo(people["photo"], cleared_by=people["editor"], alt_en="The bank")
    with shared as story:
        for number in range(PER_PAGE + 3):
            said = {"headline": f"مدرسة {number}", "body": f"<p>فتحت المدارس {number}</p>"}
            story("published", hours=60 - number, topics=[topic], text=said)
        both = story(
            "published", photos=[photo], text={"headline": "الجسر", "body": "<p>عاد الجسر</p>"}
        )
        english = {"headline": "The bridge is back", "body": "<p>The bridge over the Khabur.</p>"}
        story("published", language="en", article=both.article, writer="reporter", text=english)
        assert made().failed == []
    return made.folder


@pytest.fixture(params=["disk", "sub-path", "host"])
def beginning(request, mirrored, served):
    if request.param == "disk":
        return f"file://{mirrored.resolve()}/"
    if request.param == "sub-path":
        return f"{served(mirrored.parent)}/{mirrored.name}/"
    return f"{served(mirrored)}/"


def is_lost(request) -> bool:
    """What the next page cut off was not lost."""
    return request.failure != "net::ERR_ABORTED"


def at(line) -> str:
    return line.location["url"]


@pytest.mark.django_db
def test_all_of_it_works_wherever_it_lies(browser, beginning):
    page = browser.new_context().new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: said.append(request) if is_lost(request) else None)
    # Of a page that names no icon a browser asks its host for one, whatever lies there.
    page.on("console", lambda line: said.append(line.text) if "favicon" not in at(line) else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    page.goto(f"{beginning}index.html", wait_until="networkidle")
    page.wait_for_function("document.fonts.check('16px \"Vazir Arabic\"')")
    page.click("text=الجسر >> nth=0")
    page.wait_for_load_state("networkidle")
    assert page.inner_text("h1") == "الجسر"
    picture = page.locator("main img").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('main img').naturalWidth > 0")
    page.locator(".also a[hreflang=en]").click()
    page.wait_for_load_state("networkidle")
    assert page.inner_text("h1") == "The bridge is back"
    page.locator("a.lite").click()
    page.wait_for_load_state("networkidle")
    assert "over the Khabur" in page.inner_text("main")

    page.goto(f"{beginning}topics/water/index.html", wait_until="networkidle")
    page.click("a[rel=next]")
    page.wait_for_load_state("networkidle")
    assert "/before/" in page.url

    page.goto(f"{beginning}search/index.html", wait_until="networkidle")
    page.fill("#q-main", "المَدرسة")
    page.press("#q-main", "Enter")
    page.wait_for_selector("#found article")
    assert page.locator("#found article").count() == PER_PAGE
    page.click("#further")
    assert page.locator("#found article").count() == PER_PAGE + 3
    page.locator("#found a").first.click()
    page.wait_for_load_state("networkidle")
    assert re.fullmatch(r"مدرسة \d+", page.inner_text("h1"))

    for url in crawled(page, beginning):
        answer = page.goto(url)
        assert answer is None or answer.ok, url
    assert said == []
    assert [url for url in asked if not url.startswith((beginning, "data:"))] == []


def crawled(page, beginning):
    """One page of each kind that the front leads to, and of the further ways from there."""
    found, kinds = [], set()
    for start in ("index.html", "en/index.html", "archive/index.html", "regions/index.html"):
        page.goto(f"{beginning}{start}")
        for url in page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)"):
            kind = re.sub(r"[^/]+/index\.html.*|\d+", "", url)
            if url.startswith(beginning) and ".html" in url and kind not in kinds:
                kinds.add(kind)
                found.append(url)
    return found


def test_the_script_folds_as_the_index_does(browser):
    """Over the words of the demo, in four languages."""
    source = SCRIPT.read_text()
    ported = source[source.index("  const same =") : source.index("  const query =")]
    page = browser.new_context().new_page()
    for language in ("ar", "ckb", "ku", "en"):
        texts = [
            f"{edition['headline']} {edition['body']} ٣٤ ۵ Straße Qamişlo"
            for _name, told in stories.files()
            if (edition := told["editions"].get(language))
        ]
        words = page.evaluate(
            f"([language, texts]) => {{ {ported}; return texts.map((t) => fold(t).map(light)); }}",
            [language, texts],
        )
        for text, found in zip(texts, words, strict=True):
            kept = {word for word in found if 1 < len(word) <= search.LONGEST}
            assert kept == search.words(text, language)


def test_the_script_keeps_to_its_budget():
    assert len(gzip.compress(SCRIPT.read_bytes(), 6)) <= MOST
