"""A walk: whoever comes along tries whatever they like, on whichever story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from makers import make_correspondent, make_sources

from newsroom.accounts.models import Account
from newsroom.articles import writing
from newsroom.articles.models import Article, Edition
from newsroom.workflow.moves import Refused, StaleState
from walks.clock import Clock
from walks.effects import Effects
from walks.ledger import Folder, Ledger, Sheet, Version
from walks.rules import hold, may_write
from walks.watch import Watch, text_of

#: name -> role. "second" may lose theirs and get it back.
ROLES: dict[str, str | None] = {
    "reporter": "reporter", "stranger": "reporter", "translator": "translator", "photo": "photo",
    "editor": "editor", "second": "editor", "chief": "chief",
}  # fmt: skip
#: The desk comes along more often than the others: most of what can happen is theirs to do.
CROWD = [*ROLES, *("editor", "second", "chief") * 3]
NUMERALS = {
    "ar": ["ماء", "قمح", "سوق", "جسر", "خبز", "نهر", "حقل", "بئر", "طريق", "مدرسة"],
    "en": [
        "water",
        "wheat",
        "market",
        "bridge",
        "bread",
        "river",
        "field",
        "well",
        "road",
        "school",
    ],
    "ku": ["av", "genim", "bazar", "pir", "nan", "çem", "zevî", "bîr", "rê", "dibistan"],
}
#: So many stories are worked on at a time; whatever has no second pair of eyes left is let go.
STORIES = 4


class Walk:
    def __init__(self, people: dict[str, Account], clock: Clock, shared: dict[str, Any]) -> None:
        self.people, self.clock, self.fields = people, clock, shared
        self.roles = dict(ROLES)
        self.ledger = Ledger()
        self.effects = Effects(self.ledger)
        self.watch = Watch(self.ledger, clock, people)
        self.trail: list[str] = []
        self.came: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.copies: dict[int, Edition] = {}
        self.said = self.steps = 0
        self.correspondent = make_correspondent("walker", account=people["editor"])
        for by in ("reporter", "editor", "translator"):
            self.begin(by)

    # People and words

    def account(self, name: str) -> Account:
        """With nothing remembered of what they once could do."""
        return Account.objects.get(pk=self.people[name].pk)

    def words(self, language: str) -> str:
        """Never the same words twice."""
        self.said += 1
        return " ".join(NUMERALS[language][int(digit)] for digit in str(self.said))

    # Stories

    def begin(self, by: str) -> Folder:
        article = writing.new_article(by=self.account(by))
        fields = self.fields | {"signing": "pen_name", "precision": 3}
        writing.save_shared(article, by=self.account(by), fields=fields, version=article.version)
        bylined = by == "reporter"
        writing.sign(article, [self.correspondent] if bylined else [])
        if not bylined:
            article = Article.objects.get(pk=article.pk)
            fields = {"signing": "desk"}
            writing.save_shared(
                article, by=self.account(by), fields=fields, version=article.version
            )
        make_sources(article, self.account(by))
        folder = Folder(
            article.pk, by, frozenset(["editor"] if bylined else []),
            "pen_name" if bylined else "desk", 3,
        )  # fmt: skip
        self.ledger.folders.append(folder)
        self.start(folder, "ar", by)
        return folder

    def start(self, folder: Folder, language: str, by: str) -> Sheet:
        words = self.words(language)
        text = {"headline": words, "body": f"<p>{words}</p>"}
        article = Article.objects.get(pk=folder.pk)
        edition = writing.start(article, language, by=self.account(by), text=text)
        first = Version(edition.latest_id, by, text_of(**text))
        sheet = Sheet(edition.pk, by, language, folder, [first], first.pk)
        folder.sheets.append(sheet)
        self.trail.append(f"{by} starts {self.name(sheet)}")
        self.watch.look()
        return sheet

    def live(self) -> list[Sheet]:
        """The youngest stories, for as long as somebody of the desk may still approve each."""
        desk = {name for name, role in self.roles.items() if role in ("editor", "chief")}
        stories = [
            folder for folder in self.ledger.folders
            if any(desk - sheet.authors() for sheet in folder.sheets)
        ]  # fmt: skip
        while len(stories) < STORIES:
            stories.append(self.begin(("stranger", "reporter", "chief")[len(stories) % 3]))
        return [
            sheet for folder in stories[-STORIES:] for sheet in folder.sheets
            if desk - sheet.authors()
        ]  # fmt: skip

    def name(self, sheet: Sheet) -> str:
        return f"{self.ledger.folders.index(sheet.folder)}/{sheet.language}"

    def edition(self, sheet: Sheet) -> Edition:
        return Edition.objects.select_related("article", "latest", "notice").get(pk=sheet.pk)

    def may_write(self, sheet: Sheet, by: str) -> bool:
        """By hand, and the code says the same."""
        mine = may_write(sheet, by, self.roles[by], self.clock.at)
        hold(2, self.edition(sheet).may_change(self.account(by)) == mine, f"{by} writes")
        return mine

    # Steps

    def attempt(self, what: str, call: Callable[[], Any]) -> Any:
        """What `call` returns, or None where it was refused and nothing changed."""
        self.trail.append(f"{self.clock.at:%d.%m. %H:%M:%S} {what}")
        try:
            return call()
        except (Refused, StaleState) as no:
            self.trail[-1] += f": {type(no).__name__}"
            self.refused[type(no).__name__] += 1
            self.watch.nothing_changed()
            return None

    def step(self, steps: dict[Callable[[Walk, Random], None], int], number: int) -> None:
        """One step, wholly decided by `number` and by where the walk stands."""
        dice = Random(number)
        self.steps += 1
        (chosen,) = dice.choices(list(steps), list(steps.values()))
        chosen(self, dice)
        self.watch.look()
