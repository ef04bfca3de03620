"""What each move that came through makes of the driver's own account."""

from __future__ import annotations

from collections.abc import Callable

from walks.ledger import Due, Ledger, Notice, Sheet
from walks.rules import TABLE, Try


class Effects:
    """`new_line` tells the number of the line that the move itself put into the log of a sheet."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def of(self, tried: Try, *, new_line: Callable[[Sheet], int]) -> None:
        effect = getattr(self, tried.verb.replace("return", "returned"), None)
        if effect:
            effect(tried, new_line) if tried.verb == "take_down" else effect(tried)
        tried.sheet.state = TABLE[tried.verb].target or tried.sheet.state
        if tried.verb in ("withdraw", "take_down") and tried.reaches_all:
            self.withdraw_along(tried, new_line)

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
        tried.sheet.take_off_along(tried.now)

    def spike(self, tried: Try) -> None:
        """As if somebody had held the others by hand: the original's release lifts none."""
        tried.sheet.unbind()
        for other in tried.sheet.others():
            if tried.sheet.is_original and other.waits(tried.now):
                other.put_on_hold(tried.now)

    def bring_back(self, tried: Try) -> None:
        tried.sheet.says = tried.sheet.latest.pk
        tried.sheet.unbind()

    def reopen(self, tried: Try) -> None:
        self.bring_back(tried)
        tried.sheet.take_off_along(tried.now)

    def unschedule(self, tried: Try) -> None:
        tried.sheet.take_off()
        tried.sheet.take_off_along(tried.now)

    def hold_back(self, tried: Try) -> None:
        tried.sheet.put_on_hold(tried.now)
        for other in tried.sheet.others():
            if tried.sheet.is_original and other.waits(tried.now) and not other.on_hold:
                other.put_on_hold(tried.now, along=True)

    hold = hold_back

    def release(self, tried: Try) -> None:
        tried.sheet.on_hold = tried.sheet.is_held_along = False
        for other in tried.sheet.others():
            if tried.sheet.is_original and other.waits(tried.now) and other.is_held_along:
                other.on_hold = other.is_held_along = False

    def withdraw_along(self, tried: Try, new_line: Callable[[Sheet], int]) -> None:
        for other in tried.sheet.others():
            if other.is_scheduled(tried.now):
                other.put_on_hold(tried.now)
            elif other.state == "published":
                self.gone_without_a_word(tried, other, new_line(other))
                other.state = "withdrawn"

    def withdraw(self, tried: Try) -> None:
        """Readers get the notice and no new words."""
        self.tell(tried, after=tried.sheet.approved)
        tried.sheet.due = None
        tried.sheet.last_out, tried.sheet.is_told_why = tried.sheet.approved, True

    explain = withdraw

    def take_down(self, tried: Try, new_line: Callable[[Sheet], int]) -> None:
        self.gone_without_a_word(tried, tried.sheet, new_line(tried.sheet))

    def gone_without_a_word(self, tried: Try, sheet: Sheet, line: int) -> None:
        waiting = sheet.notice
        silent = Notice(line, "withdrawal", "", "", tried.by)
        self.ledger.put_in_log(sheet, silent, tried.by, minute(tried), after=sheet.approved)
        sheet.notice, sheet.due = waiting, None
        sheet.last_out, sheet.is_told_why = sheet.approved, False

    def tell(self, tried: Try, *, after: int) -> None:
        notice = tried.sheet.notice
        self.ledger.put_in_log(tried.sheet, notice, tried.by, minute(tried), after)


def minute(tried: Try):
    """Readers are told no time finer than that."""
    return tried.now.replace(second=0, microsecond=0)
