"""make pictures: every kind of page, as a reader sees it, into var/looks with a sheet of them all.

Three kinds of day on a demo newsroom made for it: usual, few (three stories, no picture), breaking.
`--only front,article` takes what begins so; `--languages`, `--widths`, `--schemes` take less."""

from __future__ import annotations

import argparse
import html
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from served import ROOT, around, build, serving

CHROMIUM = "chromium", "chromium-browser", "google-chrome"
OUT = ROOT / "var" / "looks"
DAYS = {"usual": "", "few": "front", "breaking": "front"}
#: A4 at 96 px an inch.
PAPER = {"width": 794, "height": 1123}
#: Longer than a page may be for a picture of it that anybody looks at.
LONGEST = 16_000


def asked_for() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="beginnings of names: front,article-rich,print")
    parser.add_argument("--languages", default="ar,ckb,ku,en")
    parser.add_argument("--widths", default="390,1280")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--days", default=",".join(DAYS))
    parser.add_argument("--folder", type=Path, help="a demo newsroom that is there already")
    parser.add_argument("--out", type=Path, default=OUT)
    return parser.parse_args()


def main() -> None:
    asked, started = asked_for(), time.monotonic()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="newsroom-looks-") as own, sync_playwright() as driver:
        folder = (asked.folder or Path(own)).resolve()
        if not asked.folder:
            build(folder)
        path = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for day in asked.days.split(","):
            one_day(browser, folder, Path(own), day, asked)
        browser.close()
    count = sheet(asked.out)
    print(f"{count} pictures, {time.monotonic() - started:.0f} s: {asked.out / 'index.html'}")


def one_day(browser: Browser, folder: Path, own: Path, day: str, asked) -> None:
    copy = copied(folder, own / day)
    script = [sys.executable, "tests/looks/days.py", day]
    where = around(copy, DEBUG="1", PYTHONPATH=str(ROOT))
    told = subprocess.run(script, cwd=ROOT, env=where, stdout=subprocess.PIPE, check=True)
    with serving(copy) as site:
        for language, addresses in json.loads(told.stdout).items():
            if language in asked.languages.split(","):
                wanted = [
                    (name, path) for name, path in addresses.items() if is_asked(name, day, asked)
                ]
                each_look(browser, site, f"{day}-{language}", wanted, asked)


def copied(folder: Path, to: Path) -> Path:
    """A newsroom of its own with the same photos."""
    to.mkdir()
    with closing(sqlite3.connect(folder / "newsroom.sqlite3")) as database:
        database.execute("VACUUM INTO ?", [str(to / "newsroom.sqlite3")])
    for name in ("media", "vault"):
        (to / name).symlink_to(folder / name)
    for name in ("secret_key", "protection_key"):
        shutil.copy(folder / name, to)
    return to


def is_asked(name: str, day: str, asked) -> bool:
    return name.startswith(DAYS[day]) and name.startswith(tuple(asked.only.split(",")))


def each_look(browser: Browser, site: str, prefix: str, wanted, asked) -> None:
    for width in asked.widths.split(","):
        for scheme in asked.schemes.split(","):
            context = browser.new_context(
                viewport={"width": int(width), "height": 900}, color_scheme=scheme
            )
            page = context.new_page()
            for name, path in sorted(wanted, key=lambda each: each[0] == "print"):
                if name == "print" and (width, scheme) != ("1280", "light"):
                    continue
                take(page, site + path, asked.out / f"{prefix}-{name}-{width}-{scheme}.png")
            context.close()


def take(page: Page, url: str, file: Path) -> None:
    is_print = "-print-" in file.name
    page.emulate_media(media="print" if is_print else "screen")
    if is_print:
        page.set_viewport_size(PAPER)
    page.goto(url)
    page.evaluate(
        """async () => {
          for (const img of document.images) img.loading = "eager";
          await document.fonts.ready;
          await Promise.all([...document.images].map((img) => img.decode().catch(() => null)));
        }"""
    )
    if is_print:
        page.pdf(path=file.with_suffix(".pdf"), format="A4", print_background=False)
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.screenshot(
        path=file,
        full_page=True,
        clip={"x": 0, "y": 0, "width": page.viewport_size["width"], "height": min(tall, LONGEST)},
    )
    print(f"  {file.name}", flush=True)


HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>How the pages look</title>
<style>body{font:16px system-ui;margin:1rem}h2{margin:2rem 0 .5rem}div{display:flex;flex-wrap:wrap;
gap:1rem;align-items:start}figure{margin:0}img{height:26rem;max-width:40rem;object-fit:cover;
object-position:top;border:1px solid #888}</style><h1>How the pages look</h1>"""


def sheet(out: Path) -> int:
    """One row for each kind of page: all that lies in the folder, from this run or before it."""
    rows: dict[str, list[Path]] = {}
    for file in sorted(out.glob("*.png")):
        day, _language, *kind, _width, _scheme = file.stem.split("-")
        rows.setdefault(f"{'-'.join(kind)}, {day} day", []).append(file)
    parts = [HEAD]
    for name, files in sorted(rows.items()):
        parts.append(f"<h2>{html.escape(name)}</h2><div>")
        for file in files:
            said = html.escape(file.name)
            parts.append(f'<figure><a href="{said}"><img src="{said}" alt="{said}" loading="lazy">'
                         f"</a><figcaption>{said}</figcaption></figure>")  # fmt: skip
        parts.append("</div>")
    (out / "index.html").write_text("\n".join(parts), encoding="utf-8")
    return sum(map(len, rows.values()))


if __name__ == "__main__":
    main()
