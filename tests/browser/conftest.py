"""A real Chromium against a real server. Each person has a browser of their own, a phone's or a
desk's; whatever a page asks of a foreign host, or reports against its policy, fails the test."""

import os
import shutil

import pytest
from browsers import DESK, PHONE
from crawl.newsroom import Newsroom
from django.test import Client
from put_back import requests

# Playwright runs a loop of its own in the test's thread; the ORM is used beside it, never inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def installed(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


#: The whole browser; and the same without windows, which asks for half the processor's time.
#: BROWSER names the one to drive instead.
CHROMIUM = installed("chromium", "chromium-browser", "google-chrome")
LIGHT = installed(os.environ.get("BROWSER", "chromium-headless-shell")) or CHROMIUM
POLICY = "Content Security Policy"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    for test in items:
        if "tests/browser/" in str(test.path):
            test.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                test.add_marker(pytest.mark.skip(reason="No Chromium on this machine."))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": LIGHT, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def whole_browser(browser_type_launch_args):
    """For what a browser leaves on the device: the light one leaves less."""
    return browser_type_launch_args | {"executable_path": CHROMIUM}


@pytest.fixture
def open_browser(browser, live_server, settings):
    """A fresh browser: `open_browser(PHONE)`, with scripts off where asked."""
    settings.SITE_URL = live_server.url
    asked, reports = [], []
    contexts = []

    def opened(viewport=PHONE, **more):
        context = browser.new_context(viewport=viewport, base_url=live_server.url, **more)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda line: reports.append(line.text) if POLICY in line.text else None)
        return page

    opened.reports = reports
    yield opened
    for context in contexts:
        context.close()
    # What a page sent as it went, and has begun by now, is answered under this test's settings.
    requests.wait()
    own = (live_server.url, "data:", "blob:")
    assert not [url for url in asked if not url.startswith(own)]
    assert reports == []


@pytest.fixture
def sign_in(open_browser):
    """The first page of the desk, after that account has filled the form of the sign-in."""

    def signed_in(account, viewport=DESK, **more):
        page = open_browser(viewport, **more)
        page.goto("/admin/login/")
        page.fill("[name=username]", account.username)
        page.fill("[name=password]", "secret-word")
        page.click("#login-form [type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return signed_in


@pytest.fixture
def signed_in(open_browser, live_server):
    """A page of a browser in which that account signed in before; it shows nothing yet."""

    def opened(account, viewport=DESK, **more):
        page = open_browser(viewport, **more)
        page.context.add_cookies([session_of(account, live_server.url)])
        return page

    return opened


def session_of(account, url: str) -> dict[str, str]:
    """The cookie of a session that begins now."""
    client = Client()
    client.force_login(account)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}


@pytest.fixture
def site(story, people, settings, live_server):
    """A newsroom with one of everything; `signed_in` is the cookie of its chief."""
    settings.CHECKS_OFF = [f"W{number}" for number in range(1, 18)]
    made = Newsroom(story, people)
    made.signed_in = session_of(people["chief"], live_server.url)
    return made
