"""Looks at the whole database after every step, and holds it against the ledger."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from newsroom.articles.models import Article, Correction, Edition, Override, Revision
from newsroom.articles.models.text import Text
from newsroom.workflow.models import Transition
from walks.clock import Clock
from walks.ledger import Folder, Ledger, Sheet
from walks.rules import NOTED, TABLE, hold

STATES = {"draft"} | {row.target for row in TABLE.values() if row.target}
#: column -> the rule that it would break if it were another than the ledger's.
COLUMNS = {
    "state": 1, "on_hold": 5, "latest_id": 6, "approved_id": 4, "published_at": 5,
    "notice_id": 7, "change_at": 7, "change_by_id": 7,
}  # fmt: skip
SECOND = timedelta(seconds=1)


class Watch:
    def __init__(self, ledger: Ledger, clock: Clock, people: dict[str, Any]) -> None:
        self.ledger, self.clock = ledger, clock
        self.ids = {name: account.pk for name, account in people.items()}
        self.names = {account.pk: name for name, account in people.items()}
        self.states: dict[int, str] = {}
        self.told = Transition.objects.order_by("-id").values_list("id", flat=True).first() or 0
        self.seen: dict[str, list] = {}

    def snapshot(self) -> dict[str, list]:
        return {
            model.__name__: list(model.objects.order_by("pk").values())
            for model in (Article, Edition, Revision, Correction, Override)
        } | {"Transition": list(self.lines_since())}

    def lines_since(self):
        return Transition.objects.filter(pk__gt=self.told).order_by("pk").values()

    def nothing_changed(self) -> None:
        """After a refusal: not a column of anything."""
        now = self.snapshot()
        for name, rows in now.items():
            hold(2, rows == (self.seen[name] if name != "Transition" else []), f"{name} changed")

    def look(self) -> None:
        """Every invariant, at this moment of the clock."""
        self.seen = self.snapshot()
        rows = {row["id"]: row for row in self.seen["Edition"]}
        self.follow_history(self.seen["Transition"])
        hold(6, set(rows) == {sheet.pk for sheet in self.ledger.sheets()}, "editions")
        for sheet in self.ledger.sheets():
            self.compare(sheet, rows[sheet.pk])
            self.compare_words(sheet, rows[sheet.pk])
        for folder, row in zip(self.ledger.folders, self.shared(), strict=True):
            hold(5, (folder.embargo, folder.delay) == (row["embargo_until"], row["delay_until"]))
            hold(4, (folder.signing, folder.precision, folder.is_sensitive) == (
                row["signing"], row["precision"], row["is_sensitive"]))  # fmt: skip
        self.compare_revisions()
        self.compare_log()
        self.compare_with_readers()

    def shared(self) -> list[dict]:
        rows = {row["id"]: row for row in self.seen["Article"]}
        return [rows[folder.pk] for folder in self.ledger.folders]

    def follow_history(self, lines: list[dict]) -> None:
        """Replays what was added, from the draft on."""
        for line in lines:
            said = f"{line['verb']} {line['source']} → {line['target']}"
            state = self.states.get(line["object_id"], "draft")
            hold(6, line["source"] == state, f"{said}, but it was {state}")
            if line["verb"] in NOTED:
                hold(1, line["target"] == state, said)
            else:
                row = TABLE[line["verb"]]
                hold(1, line["source"] in row.source.split(), said)
                hold(1, line["target"] == (row.target or state), said)
            hold(6, line["by_id"] in self.names and line["at"] == self.clock.at, said)
            self.states[line["object_id"]] = line["target"]
            self.told = line["id"]

    def compare(self, sheet: Sheet, row: dict) -> None:
        hold(1, row["state"] in STATES, row["state"])
        hold(6, self.states.get(sheet.pk, "draft") == row["state"], "the history tells another")
        due = sheet.due
        known = {
            "state": sheet.state, "on_hold": sheet.on_hold, "latest_id": sheet.latest.pk,
            "approved_id": sheet.approved, "published_at": sheet.published_at,
            "notice_id": sheet.notice and sheet.notice.pk, "change_at": due and due.at,
            "change_by_id": due and self.ids[due.by],
        }  # fmt: skip
        for column, rule in COLUMNS.items():
            hold(rule, row[column] == known[column], f"{column}: {row[column]}, {known[column]}")
        if due:
            hold(7, (due.latest, due.notice) == (sheet.latest.pk, sheet.notice), "set for others")

    def compare_words(self, sheet: Sheet, row: dict) -> None:
        expected = sheet.version(sheet.says).text
        said = {name: row[name] for name in expected}
        hold(4, said == expected, f"says {said}, not {expected}")
        if sheet.state == "published":
            hold(4, sheet.says in sheet.blessed, "words that nobody approved")

    def compare_revisions(self) -> None:
        """Who wrote what stays as it was; the driver notes each as it was written."""
        known = {each.pk: each for sheet in self.ledger.sheets() for each in sheet.versions}
        for row in self.seen["Revision"]:
            version = known.pop(row["id"], None)
            hold(6, version is not None, "a revision out of nowhere")
            hold(
                6, row["by_id"] == self.ids[version.by] and row["at"] <= self.clock.at, "who, when"
            )
            hold(6, {name: row[name] for name in version.text} == version.text, "rewritten")
        hold(6, not known, "a revision is gone")

    def compare_log(self) -> None:
        rows = {row["id"]: row for row in Correction.objects.published().values()}
        hold(6, rows.keys() == self.ledger.log.keys(), "the log lost or got a line")
        for pk, line in self.ledger.log.items():
            row = rows[pk]
            hold(4, (row["kind"], row["said"], row["right"]) == (line.kind, line.said, line.right))
            hold(3, (row["by_id"], row["brought_by_id"]) == (
                self.ids[line.by], self.ids[line.brought_by]))  # fmt: skip
            hold(3, line.by != line.brought_by or not (line.said or line.right), "one pair of eyes")
            hold(6, row["published_at"] == line.at and row["edition_id"] == line.edition)
            blessed = self.ledger.sheet(line.edition).blessed
            hold(4, {row["before_id"], row["after_id"]} <= blessed, "compares unapproved words")
            hold(4, (row["before_id"], row["after_id"]) == (line.before, line.after))

    def compare_with_readers(self) -> None:
        now = self.clock.at
        out = {sheet.pk for sheet in self.ledger.sheets() if sheet.is_out(now)}
        served = {edition.pk: edition for edition in Edition.objects.published()}
        hold(5, served.keys() == out, f"readers have {served.keys() ^ out}")
        for pk, edition in served.items():
            sheet = self.ledger.sheet(pk)
            hold(4, edition.text() == sheet.version(sheet.approved).text, "other words")
            hold(5, not edition.on_hold and sheet.state == "published")
            sheet.was_out = True
        for folder in self.ledger.folders:
            self.compare_with_promise(folder)

    def compare_with_promise(self, folder: Folder) -> None:
        """Whoever asks for a moment before embargo and delay are over, gets none of it."""
        if not (earliest := folder.earliest()) or earliest <= self.clock.at:
            return
        own = Edition.objects.filter(article=folder.pk)
        early = own.published(at=earliest - SECOND) | own.published(at=self.clock.at)
        hold(5, not early.exists(), f"before {earliest}")


def text_of(**words: Any) -> dict[str, Any]:
    """All that a version says."""
    empty = dict.fromkeys(Text.FIELDS, "") | {"boxes": {}}
    return empty | words
