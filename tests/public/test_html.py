"""html-validate finds nothing on any public page, nor on its text-only twin."""

import json
import subprocess

import pytest
from crawl import visiting
from crawl.newsroom import Newsroom
from judges import ROOT, judge

from newsroom.text.languages import LANGUAGES


def faults(folder) -> list[str]:
    """Reads every file in the folder with one start of the judge. It ends before a pipe has taken
    all that it says, so it says it to a file."""
    command = [judge("html-validate"), "--config", str(ROOT / "tests" / "htmlvalidate.json")]
    with (folder / "said.json").open("w+", encoding="utf-8") as said:
        subprocess.run(
            [*command, "--formatter", "json", str(folder / "*.html")], stdout=said, check=False
        )
        said.seek(0)
        files = json.load(said)
    return [
        f"{named(file['filePath'])}, line {told['line']}: {told['ruleId']}: {told['message']}"
        for file in files
        for told in file["messages"]
    ]


def named(path: str) -> str:
    return path.rpartition("/")[2]


@pytest.fixture
def newsroom(story, people, settings):
    settings.CHECKS_OFF = [f"W{number}" for number in range(1, 18)]
    return Newsroom(story, people)


def keep(folder, url: str, content: str) -> None:
    name = url.strip("/").replace("/", "_").replace("?", "_") or "front"
    (folder / f"{name[:150]}.html").write_text(content, encoding="utf-8")


def test_every_page_is_valid(newsroom, client, tmp_path):
    judge("html-validate")
    client.force_login(newsroom.people["chief"])
    for language in LANGUAGES:
        for url in visiting.with_twins(newsroom, language):
            keep(tmp_path, url, client.get(url).content.decode())
    assert len([*tmp_path.iterdir()]) > 60
    wrong = "\n".join(faults(tmp_path))
    assert not wrong, wrong


def test_a_fault_is_found(tmp_path):
    page = '<!doctype html><html lang="ar" dir="rtl"><head><title>س</title></head><body>{}'
    keep(tmp_path, "/good/", page.format("<p>س</p></body></html>"))
    assert faults(tmp_path) == []
    keep(tmp_path, "/bad/", page.format('<p id="a"><div id="a">س</div></p><a>س'))
    assert len(faults(tmp_path)) > 2


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("heading-level", "<main><h1>س</h1><h3>س</h3></main>"),
        ("heading-level", "<main><h1>س</h1><h1>س</h1></main>"),
        ("heading-level", "<main><h2>س</h2></main>"),
        ("unique-landmark", "<nav><a href='/'>س</a></nav><nav><a href='/'>ع</a></nav>"),
    ],
)
def test_what_a_screen_reader_stumbles_over_is_found(tmp_path, rule, body):
    page = f'<!doctype html><html lang="ar" dir="rtl"><head><title>س</title></head><body>{body}'
    keep(tmp_path, "/bad/", page.replace("'", '"') + "</body></html>")
    assert [fault for fault in faults(tmp_path) if f": {rule}: " in fault]
