"""A real Chromium against a real server. Each person has a browser of their own, a phone's or a
desk's; whatever a page asks of a foreign host, or reports against its policy, fails the test."""

import os
import shutil

import pytest
from browsers import DESK, PHONE

# Playwright runs a loop of its own in the test's thread; the ORM is used beside it, never inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
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
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": ARGUMENTS}


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
    own = (live_server.url, "data:", "blob:")
    assert not [url for url in asked if not url.startswith(own)]
    assert reports == []


@pytest.fixture
def sign_in(open_browser):
    """A page of the desk, signed in as that account."""

    def signed_in(account, viewport=DESK, **more):
        page = open_browser(viewport, **more)
        page.goto("/admin/login/")
        page.fill("[name=username]", account.username)
        page.fill("[name=password]", "secret-word")
        page.click("#login-form [type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return signed_in
