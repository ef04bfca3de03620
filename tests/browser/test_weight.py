"""What a first visit costs a reader with a poor phone, as a real browser fetched it from a server
that compresses as ours does; and that nothing on the page moves while it comes."""

from functools import cache
from urllib.parse import urlsplit

import pytest
from browsers import DESK, PHONE, PICTURES, fetched
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.test.testcases import LiveServerThread
from makers import make_section

from newsroom.articles.models import Edition
from newsroom.demo import pictures, scenes
from newsroom.public.languages import address, lite
from newsroom.text.languages import LANGUAGES

pytestmark = pytest.mark.django_db(transaction=True)

KB = 1024
FRONT, ARTICLE, LEAD, STYLES, SCRIPTS, TEXT_ONLY = 150, 60, 40, 9, 4, 14
SHIFT_AT_MOST = 0.02
SCENES = ("bridge-crossing", "market-street", "tents-winter")
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const moved = entry.sources.map(({node}) => node?.outerHTML?.slice(0, 90) ?? node?.data);
      if (!entry.hadRecentInput) window.shifts.push([entry.value, ...moved]);
    }
  }).observe({type: "layout-shift", buffered: true});
"""


#: As they are served to readers.
STATIC = {
    "STATICFILES_FINDERS": ["django.contrib.staticfiles.finders.FileSystemFinder"],
    "WHITENOISE_USE_FINDERS": False, "WHITENOISE_AUTOREFRESH": False,
}  # fmt: skip
PACKED = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
#: No scene is drawn twice.
drawn = cache(scenes.draw)


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The static files, collected and compressed."""
    root = tmp_path_factory.mktemp("static")
    storages = settings.STORAGES | {"staticfiles": PACKED}
    with override_settings(**STATIC, STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


@pytest.fixture
def server(settings, collected):
    """The newsroom with such static files."""
    for name, value in (STATIC | {"STATIC_ROOT": collected}).items():
        setattr(settings, name, value)
    settings.STORAGES = settings.STORAGES | {"staticfiles": PACKED}
    # By itself it would give out static files past our middleware.
    thread = LiveServerThread("127.0.0.1", static_handler=lambda application: application)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert not thread.error
    settings.SITE_URL = f"http://127.0.0.1:{thread.port}"
    yield settings.SITE_URL
    thread.terminate()


@pytest.fixture
def pages(server, story, people, network, monkeypatch) -> dict[str, dict[str, str]]:
    """By language and kind the addresses of pages that are as full as they get on a usual day."""
    monkeypatch.setattr(scenes, "draw", drawn)
    photos = [pictures.make(scene, pictures.words()) for scene in SCENES]
    sections = [make_section(slug) for slug in ("water", "society")]
    told = {}
    for number in range(8):
        shared = {"photos": [photos[number % 3]]}
        if number % 3:
            shared["section"] = sections[number % 2]
        first = story("published", hours=1 + number, **shared)
        second = story("published", article=first.article, language="en", hours=1 + number)
        words = {"headline": "Water returns to the upper quarters of Hajin after nine days",
                 "standfirst": "Two of five pumps run again, and a guard keeps the ledger.",
                 "body": f"<p>{'The water came back, in turns. ' * 16}</p>" * 6}  # fmt: skip
        Edition.objects.filter(pk=second.pk).update(**words)
        told = told or {"ar": first.url, "en": second.url}
    return {
        code: {"front": address(code, "front"), "article": told[code],
               "section": address(code, "section", "news"),
               "search": address(code, "search", q={"ar": "المياه", "en": "water"}[code])}
        for code in ("ar", "en")
    }  # fmt: skip


@pytest.fixture
def cold(server, browser):
    """A phone that was never here."""
    contexts = []

    def opened():
        context = browser.new_context(viewport=PHONE, device_scale_factor=2, base_url=server)
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()


def test_a_first_visit_keeps_to_its_budget(pages, cold, server):
    call_command("renditions", verbosity=0)
    for code, urls in pages.items():
        for kind, url in urls.items():
            weight = fetched(cold(), url)
            assert {urlsplit(each).netloc for each in weight.bodies} == {urlsplit(server).netloc}
            assert 0 < weight.of(".css") <= STYLES * KB
            assert 0 < weight.of(".js") <= SCRIPTS * KB
            assert weight.of(".woff2") > 0
            assert weight.whole <= FRONT * KB, (code, kind, weight.bodies)
            if kind == "article":
                seen = [size for each, size in weight.bodies.items() if each.endswith(PICTURES)]
                assert 0 < max(seen) <= LEAD * KB
                assert weight.whole - sum(seen) <= ARTICLE * KB
            text = fetched(cold(), lite(url))
            assert len(text.bodies) == 1, text.bodies
            assert text.whole <= TEXT_ONLY * KB


def moved(context, url: str) -> list:
    """What jumped on a page whose typeface arrives late, with how far."""
    page, held = context.new_page(), []
    page.add_init_script(SHIFTS)
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(url, wait_until="commit")
    for _ in range(100):
        if held and page.evaluate("performance.getEntriesByType('paint').length"):
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail("the words wait for their typeface")
    page.wait_for_timeout(200)
    page.evaluate("window.shifts.length = 0")  # from now on the typeface is to blame
    for _ in range(3):  # one may be asked for only once another is there
        while held:
            held.pop().continue_()
        page.wait_for_timeout(200)
    shifts = page.evaluate("window.shifts")
    page.close()
    return shifts


def test_nothing_moves_while_the_typeface_is_on_its_way(pages, browser, server):
    for screen in (PHONE, DESK):
        for kind, url in [each for urls in pages.values() for each in urls.items()]:
            context = browser.new_context(viewport=screen, base_url=server)
            shifts = moved(context, url)
            assert sum(value for value, *_ in shifts) <= SHIFT_AT_MOST, (kind, url, screen, shifts)
            context.close()


def fonts_asked_for(context, url: str) -> list[str]:
    """While none of them comes."""
    page, held = context.new_page(), []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(url, wait_until="commit")
    page.wait_for_selector(".foot")
    page.wait_for_timeout(300)
    return [route.request.url for route in held]


def test_a_late_typeface_fetches_no_other(pages, cold):
    """Signs that both scripts have wait for their own."""
    for code, script in (("ar", "arabic"), ("en", "latin")):
        for kind, url in pages[code].items():
            asked = fonts_asked_for(cold(), url)
            assert len(asked) == 2, (kind, asked)
            assert all(f"vazirmatn-{script}-" in each for each in asked), (kind, asked)


def test_whoever_saves_data_is_offered_the_text(network, open_browser):
    """Quietly, over the page's end; whoever wants to stay is not asked again."""
    saving = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    for code in LANGUAGES:
        page = open_browser()
        page.add_init_script(SHIFTS)
        page.goto(address(code, "front"))
        offer = page.locator(".saver")
        assert not offer.is_visible()
        page.add_init_script(saving)
        page.reload()
        assert offer.is_visible()
        assert sum(value for value, *_ in page.evaluate("window.shifts")) <= SHIFT_AT_MOST
        link = offer.get_by_role("link")
        assert link.get_attribute("href") == lite(address(code, "front"))
        offer.get_by_role("button").click()
        assert not offer.is_visible()
        page.reload()
        assert not offer.is_visible()
