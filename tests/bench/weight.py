"""What a first visit costs a reader: python -m tests.bench.weight http://127.0.0.1:8000

The bytes on the wire, compressed as they came, of each kind of page of a running newsroom, fetched
by a Chromium that was never there, as a phone of 390 px at double density; pictures as far as the
browser asks for them before anybody scrolls. With DEBUG static files come as they are.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from browsers import PHONE, PICTURES, fetched

KINDS = (".css", ".js", ".woff2")
PAGES = ("", "sections/news/", "regions/deir-ez-zor/", "archive/", "corrections/")
#: By language: a word in other letters would fetch their typeface.
SEARCHES = {"/": "search/?q=الماء", "/en/": "search/?q=water"}


def addresses(page, site: str, prefix: str) -> list[str]:
    """Of one language: the lists, and the story that leads the front."""
    page.goto(site + prefix)
    story = page.locator("main article h3 a, main article h2 a").first.get_attribute("href")
    path = story.split("/articles/", 1)[1]
    return [*PAGES, SEARCHES[prefix], f"articles/{path}"]


def main(site: str) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))))
    print(f"{'':<34}{'requests':>9}{'page':>7}{'css':>6}{'js':>6}{'fonts':>7}{'pics':>7}{'all':>7}")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for prefix in ("/", "/en/"):
            paths = addresses(browser.new_page(), site, prefix)
            for path in [*paths, *(f"lite/{path}" for path in paths)]:
                context = browser.new_context(viewport=PHONE, device_scale_factor=2)
                weight = fetched(context, f"{site}{prefix}{path}")
                context.close()
                parts = [*(weight.of(kind) for kind in KINDS), weight.of(*PICTURES)]
                text = weight.whole - sum(parts)
                sizes = [text, *parts, weight.whole]
                cells = "".join(f"{size / 1024:>{6 + (at not in (1, 2))}.1f}" for at, size in
                                enumerate(sizes))  # fmt: skip
                print(f"{prefix + path[:28]:<34}{len(weight.bodies):>9}{cells}")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
