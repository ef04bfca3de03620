"""make lighthouse: the median of three runs of Lighthouse 12 (mobile, its default throttling) on
the pages that readers open most. Ends with 1 where a score is under the floor."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from statistics import median

from served import ROOT, newsroom

LIGHTHOUSE = ROOT / "var" / "node" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "first-contentful-paint": "FCP ms", "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms", "cumulative-layout-shift": "CLS", "total-byte-weight": "bytes",
}  # fmt: skip
FLOOR = 98
CHROMIUM = "chromium", "chromium-browser", "google-chrome"


def pages(site: str) -> dict[str, str]:
    """Search is its form: what it finds is not for engines, which Lighthouse would mark down."""
    with urllib.request.urlopen(f"{site}/") as answer:
        front = answer.read().decode()
    story = re.search(r'class="card lead.*?href="(/articles/[^"]+)"', front, re.S)[1]
    return {"front": "/", "section": "/sections/news/", "article": story,
            "search": "/search/"}  # fmt: skip


def once(url: str, tries: int = 3) -> dict:
    """One report, as Lighthouse writes it. A recording that the browser lost is made again."""
    browser = next(filter(None, map(shutil.which, CHROMIUM)))
    flags = "--headless=new --no-sandbox --disable-gpu"
    done = subprocess.run(
        [LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={flags}",
         f"--only-categories={','.join(CATEGORIES)}"],
        capture_output=True, text=True, check=False, env=os.environ | {"CHROME_PATH": browser},
    )  # fmt: skip
    if "(NO_NAVSTART)" in done.stderr and tries > 1:
        return once(url, tries - 1)
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    return json.loads(done.stdout)


def judged(reports: list[dict]) -> tuple[list[int], list[float]]:
    scores = [
        round(100 * median(report["categories"][name]["score"] or 0 for report in reports))
        for name in CATEGORIES
    ]
    figures = [
        median(report["audits"][name]["numericValue"] for report in reports) for name in FIGURES
    ]
    return scores, figures


def complaints(report: dict) -> list[str]:
    """What cost points, by name."""
    return [
        f"{name}: {audit['title']} ({audit['score']})"
        for category in report["categories"].values()
        for ref in category["auditRefs"]
        if ref["weight"]
        for name, audit in [(ref["id"], report["audits"][ref["id"]])]
        if audit["score"] is not None and audit["score"] < 0.9
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", help="front,section,article,search")
    parser.add_argument("--folder", type=Path, help="a demo newsroom that is there already")
    asked = parser.parse_args()
    if not LIGHTHOUSE.exists():
        sys.exit("No Lighthouse here: sh tests/install.sh, where npm is, brings it.")
    with newsroom(asked.folder, is_built=asked.folder is not None) as site:
        sys.exit(measure(site, asked))


def measure(site: str, asked: argparse.Namespace) -> int:
    rows, whys = [], []
    for name, path in pages(site).items():
        if asked.only and name not in asked.only.split(","):
            continue
        reports = [once(site + path) for _ in range(asked.runs)]
        scores, figures = judged(reports)
        rows.append((name, scores, figures))
        whys += [f"{name}: {why}" for why in complaints(reports[0])]
    print(f"| page | {' | '.join([*CATEGORIES, *FIGURES.values()])} |")
    print("|---" * (1 + len(CATEGORIES) + len(FIGURES)) + "|")
    for name, scores, figures in rows:
        said = [*map(str, scores), *(f"{one:.3f}" if one < 1 else f"{one:,.0f}" for one in figures)]
        print(f"| {name} | {' | '.join(said)} |")
    print("\n".join(whys))
    return int(any(score < FLOOR for _name, scores, _figures in rows for score in scores))


if __name__ == "__main__":
    main()
