"""What each move that came through makes of the driver's own account."""

from __future__ import annotations

from walks.ledger import Due, Ledger, Notice
from walks.rules import TABLE, Try


class Effects:
    """`new_line` is the number of a line that the move itself put into the log, where it did."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def of(self, tried: Try, *, new_line: int | None = None) -> None:
        effect = getattr(self, tried.verb.replace("return", "returned"), None)
        if effect:
            effect(tried, new_line) if tried.verb == "take_down" else effect(tried)
        tried.sheet.state = TABLE[tried.verb].target or tried.sheet.state

    def submit(self, tried: Try) -> None:
        tried.sheet.submitters.add(tried.by)

    def approve(self, tried: Try) -> None:
        sheet = tried.sheet
        sheet.approved, sheet.approved_by = sheet.latest.pk, tried.by
        sheet.blessed.add(sheet.latest.pk)

    def publish(self, tried: Try) -> None:
        tried.sheet.published_at = tried.at

    def update(self, tried: Try) -> None:
        sheet = tried.sheet
        if sheet.notice:
            self.tell(tried, after=sheet.latest.pk)
        sheet.approved = sheet.says = sheet.latest.pk
        sheet.blessed.add(sheet.latest.pk)
        sheet.due = None

    correct = update

    def set_change(self, tried: Try) -> None:
        sheet = tried.sheet
        sheet.due = Due(tried.at, tried.by, sheet.latest.pk, sheet.notice)

    def unset_change(self, tried: Try) -> None:
        tried.sheet.due = None

    def returned(self, tried: Try) -> None:
        tried.sheet.unbind()

    spike = returned

    def reopen(self, tried: Try) -> None:
        tried.sheet.says = tried.sheet.latest.pk
        tried.sheet.unbind()

    bring_back = reopen

    def unschedule(self, tried: Try) -> None:
        tried.sheet.take_off()

    def hold_back(self, tried: Try) -> None:
        tried.sheet.take_off()
        tried.sheet.on_hold = True

    def hold(self, tried: Try) -> None:
        tried.sheet.on_hold = True

    def release(self, tried: Try) -> None:
        tried.sheet.on_hold = False

    def withdraw(self, tried: Try) -> None:
        """Readers get the notice and no new words."""
        self.tell(tried, after=tried.sheet.approved)
        tried.sheet.due = None
        tried.sheet.last_out, tried.sheet.is_told_why = tried.sheet.approved, True

    explain = withdraw

    def take_down(self, tried: Try, new_line: int | None) -> None:
        sheet = tried.sheet
        assert new_line
        waiting = sheet.notice
        silent = Notice(new_line, "withdrawal", "", "", tried.by)
        self.ledger.put_in_log(sheet, silent, tried.by, minute(tried), after=sheet.approved)
        sheet.notice, sheet.due = waiting, None
        sheet.last_out, sheet.is_told_why = sheet.approved, False

    def tell(self, tried: Try, *, after: int) -> None:
        notice = tried.sheet.notice
        self.ledger.put_in_log(tried.sheet, notice, tried.by, minute(tried), after)


def minute(tried: Try):
    """Readers are told no time finer than that."""
    return tried.now.replace(second=0, microsecond=0)
