"""The demo's stories, taken through the desk's own moves by the demo's own people."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import Account
from newsroom.articles import writing
from newsroom.articles.models import Article, Edition, Section, Topic
from newsroom.correspondents.models import Correspondent, Signing
from newsroom.demo import cast, notices, pictures, sourcing
from newsroom.media.models import Photo
from newsroom.regions.models import Level, Region
from newsroom.text.markup import as_paragraphs, sanitise
from newsroom.workflow.moves import move

FOLDER = Path(__file__).parent / "stories"

#: The moves that lead to each state, with who makes them; "writer" is the story's own.
WAYS = {
    "draft": (),
    "submitted": (("submit", "writer"),),
    "in_review": (("submit", "writer"), ("take", "editor")),
    "returned": (("submit", "writer"), ("take", "editor"), ("return", "editor")),
    "approved": (("submit", "writer"), ("take", "editor"), ("approve", "editor")),
    "spiked": (("submit", "writer"), ("take", "editor"), ("spike", "editor")),
}
WAYS["published"] = (*WAYS["approved"], ("publish", "chief"))
#: Its notice withdraws it, or its original's.
WAYS["withdrawn"] = WAYS["published"]
#: A box: its kind, then its title or who is quoted; a line is a paragraph, with `- ` a point.
BOX = re.compile(r":::(context|facts|quote) ([^\n]*)\n(.*)", re.DOTALL)
PLACED = re.compile(r"!\[([a-z -]+)\] ?(.*)")
LINK = re.compile(r"\[(.+)\]\((\S+)\)")
NOTED = ("return", "spike", "hold")
#: What most editions are, and their files need not say.
USUAL = {"state": "published", "on_hold": False, "note": ""}


def files() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.toml")):
        story = tomllib.loads(path.read_text(encoding="utf-8"))
        for language, text in story["editions"].items():
            story["editions"][language] = USUAL | text
        yield path.stem, story


@transaction.atomic
def make(name: str, story: dict[str, Any], photo_words: dict[str, Any]) -> None:
    """The article with all its editions, unless it is there."""
    filing_key = uuid5(NAMESPACE_URL, f"demo:{name}")
    if Article.objects.filter(filing_key=filing_key).exists():
        return
    people = {person.slug: person for person in Correspondent.objects.select_related("account")}
    writer = people[story["bylines"][0]].account
    article = writing.new_article(
        by=writer, filing_key=filing_key, language=story["language"], kind=story["kind"]
    )
    with cast.speaking(writer):
        writing.save_shared(article, by=writer, fields=shared(story), version=1)
    sourcing.record(article, story, by=writer)
    writing.sign(article, [people[slug] for slug in story["bylines"]])
    photos = {scene: pictures.make(scene, photo_words) for scene in story["photos"]}
    writing.illustrate(article, photos.values())
    made = []
    for language, text in story["editions"].items():
        original = language == story["language"]
        translator = writer if original else Account.objects.get(username="translator")
        said = text | {"body": html(notices.as_it_was(text), photos)}
        made.append(Production(article, language, said, translator))
        made[-1].run()
    # What happens to an original reaches its translations: they are there by then.
    for each in made:
        each.go_on()


def shared(story: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": story["kind"],
        "section": Section.objects.get(slug=story["section"]),
        "place": region(story["place"]),
        "precision": Level[
            "PLACE" if story["precision"] == "village" else story["precision"].upper()
        ],
        "signing": Signing(story["byline_mode"]),
        "regions": [region(code) for code in story["regions"]],
        "topics": Topic.objects.filter(slug__in=story["topics"]),
        **sourcing.ticks(story),
    }


def region(code: str) -> Region:
    return Region.objects.get(pcode=code) if code[:2] == "SY" else Region.objects.get(slug=code)


def html(text: str, photos: dict[str, Photo]) -> str:
    """The demo's plain notation: blank lines, `## ` for a heading, `> ` for a quotation,
    `[words](url)` alone for a link, `![scene scene] caption` for pictures of the story,
    `:::context title` above the lines of a box."""
    return sanitise("".join(block_html(block, photos) for block in text.strip().split("\n\n")))


def block_html(block: str, photos: dict[str, Photo]) -> str:
    if block.startswith("## "):
        return f"<h2>{block[3:]}</h2>"
    if block.startswith("> "):
        return f"<blockquote>{as_paragraphs(block[2:])}</blockquote>"
    if found := PLACED.fullmatch(block):
        keys = " ".join(str(photos[scene].pk) for scene in found[1].split())
        return f'<figure data-photos="{keys}"><figcaption>{found[2]}</figcaption></figure>'
    if found := BOX.fullmatch(block):
        return box_html(*found.groups())
    if found := LINK.fullmatch(block):
        return f'<p><a href="{found[2]}">{found[1]}</a></p>'
    return as_paragraphs(block)


def box_html(kind: str, title: str, text: str) -> str:
    lines = [
        f"<ul><li>{line[2:]}</li></ul>" if line.startswith("- ") else f"<p>{line}</p>"
        for line in text.split("\n")
    ]
    inside = "".join(lines).replace("</ul><ul>", "")
    if kind == "quote":
        return f'<aside data-box="quote"><blockquote>{inside}</blockquote><p>{title}</p></aside>'
    return f'<aside data-box="{kind}"><h2>{title}</h2>{inside}</aside>'


class Production:
    """One edition on its way through the desk, then dated back to when the demo says it was."""

    def __init__(self, article: Article, language: str, text: dict[str, Any], writer: Account):
        self.text, self.writer = text, writer
        self.at = timezone.now().replace(microsecond=0) - timedelta(hours=text["hours_ago"])
        words = {name: text[name] for name in ("headline", "short_headline", "standfirst", "body")}
        words["kicker"] = text.get("kicker", "")
        words["key_points"] = "\n".join(text.get("key_points", ()))
        with cast.speaking(writer):
            self.edition = writing.start(article, language, by=writer, text=words)

    def run(self) -> None:
        for verb, who in WAYS[self.text["state"]]:
            details = {"published_at": self.at} if verb == "publish" else {}
            self.move(verb, who, **details)

    def go_on(self) -> None:
        """What comes after it was published, or while it waits."""
        notices.tell(self.edition, self.text)
        self.edition.refresh_from_db()
        if self.text["on_hold"]:
            self.move("hold", "editor")
        self.date_back(min(self.at, timezone.now()))

    def move(self, verb: str, who: str, **details: datetime) -> None:
        by = self.writer if who == "writer" else Account.objects.get(username=who)
        if verb == "publish":
            notices.let_warnings_stand(self.edition, by)
        note = self.text["note"] if verb in NOTED else ""
        with cast.speaking(by):
            move(self.edition, verb, by=by, note=note, **details)

    def date_back(self, at: datetime) -> None:
        steps = list(self.edition.history.order_by("id"))
        for number, step in enumerate(reversed(steps)):
            type(step).objects.filter(pk=step.pk).update(at=at - timedelta(minutes=12 * number))
        started = at - timedelta(minutes=12 * len(steps) + 25)
        self.edition.revisions.update(at=started)
        Edition.objects.filter(pk=self.edition.pk).update(moved_at=at)
