"""Every page in every language, in a real browser: nothing of another language, no raw text, no
words that move those beside them, each name and field in its own language and direction."""

from pathlib import Path

import crawl
import pytest
from browsers import DESK
from crawl import pages, visiting
from crawl.judging import faults
from crawl.newsroom import MARK, Newsroom

from newsroom.text.languages import LANGUAGES

pytestmark = pytest.mark.django_db(transaction=True)
MEETING = Path(crawl.__file__).with_name("meeting.js").read_text()


def test_every_address_is_known():
    """A new page has to be crawled, too."""
    known = {*pages.PUBLIC, *pages.DESK, *pages.OUTSIDE, *pages.NO_PAGE}
    assert set(pages.names()) - known == set()


@pytest.fixture
def newsroom(story, people, settings):
    settings.CHECKS_OFF = [f"W{number}" for number in range(1, 18)]
    return Newsroom(story, people)


class Crawl:
    """Opens pages in one browser and gathers what is wrong with them."""

    def __init__(self, page, newsroom: Newsroom) -> None:
        self.page, self.newsroom, self.wrong = page, newsroom, {}

    def look(self, url: str, language: str, *, is_desk: bool) -> None:
        self.page.goto(url, wait_until="load")
        if self.page.query_selector(".prose"):
            self.page.wait_for_selector(".prose-menubar__button")
            self.page.keyboard.press("Tab")  # the editor is named by then, at the latest
        met = self.page.evaluate(MEETING, MARK)
        assert met["texts"], url
        for fault in faults(met, language, is_desk=is_desk):
            self.wrong.setdefault(fault, []).append(url)

    def public(self, language: str, names=pages.PUBLIC) -> None:
        for url in visiting.public(self.newsroom, language, names):
            spoken = "ar" if "/preview/" in url else language  # the one that is lent is Arabic
            self.look(url, spoken, is_desk=False)

    def desk(self, language: str, names=pages.DESK) -> None:
        chief = self.newsroom.people["chief"]
        type(chief).objects.filter(pk=chief.pk).update(language=language)
        for path in [each for name in names for each in pages.DESK[name]]:
            self.look(path.format(**self.newsroom.things), language, is_desk=True)

    def said(self) -> str:
        return "\n".join(
            f"{fault}\n    {len(urls)}: {' '.join(urls[:3])}" for fault, urls in self.wrong.items()
        )


@pytest.fixture
def crawler(newsroom, open_browser, client, live_server):
    """Signed in as the chief, who sees the most."""
    client.force_login(newsroom.people["chief"])
    page = open_browser(DESK)
    name = "sessionid"
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    return Crawl(page, newsroom)


def test_one_page_of_each_kind(crawler):
    """The soak opens all of them."""
    for language in LANGUAGES:
        crawler.public(language, ("front", "article", "corrections", "nowhere"))
        crawler.public(language, ("lite front", "lite article", "lite search"))
        crawler.desk(language, ("index", "file", "articles_section_change", "app_list"))
    assert not crawler.wrong, crawler.said()


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_readers(crawler, language):
    crawler.public(language)
    assert not crawler.wrong, crawler.said()


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_desk(crawler, language):
    crawler.desk(language)
    assert not crawler.wrong, crawler.said()
