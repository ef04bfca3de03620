"""Who is told of what a check found.

A writer who was told of colleagues' protected words could find out their names by typing. So only
those who review are told of everybody's, others of their own; and the audit trail keeps who was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsroom.articles.checks.findings import Finding
from newsroom.correspondents import protection

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition


def told(found: Iterable[Finding], edition: Edition, by: Account) -> list[Finding]:
    """Those that this person may be told of; who asks shows them."""
    kept = [each for each in found if may_know(each, by)]
    note(kept, edition, by)
    return kept


def may_know(finding: Finding, by: Account) -> bool:
    is_open = finding.told_to is None or by.pk in finding.told_to
    return is_open or by.has_perm("articles.review_edition")


def note(found: Iterable[Finding], edition: Edition, by: Account) -> None:
    protection.note(by, edition, {each.field for each in found if each.told_to is not None})
