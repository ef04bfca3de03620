from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.caches import forget
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.models import State
from newsroom.workflow.moves import Move, Refused, publish_and_withdraw, table
from newsroom.workflow.public_words import check_words

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.pages.models import BreakingBar, Page

#: Under which the rows are kept for a minute: these moves change them, so they forget them at once.
PAGES_KEPT, BARS_KEPT = "trust", "breaking"


def ready(page: Page, by: Account) -> None:
    page.check_ready(by)
    check_words(page, by=by)


def ready_and_new(page: Page, by: Account) -> None:
    if not page.is_pending:
        raise Refused(_("Readers have these very words."))
    ready(page, by)


def bring_out(page: Page, by: Account) -> dict[str, Any]:
    return {"told": page.bring_out()}


def forget_list(page: Page) -> None:
    forget(PAGES_KEPT)


#: Words reach readers by a second person; out of their sight one is enough.
PAGE_MOVES = table(
    (
        Move(
            "publish", gettext_lazy("Publish"),
            source=(State.DRAFT, State.WITHDRAWN), target=State.PUBLISHED,
            permission="publish_page", guard=ready, change=bring_out,
            effects=(forget_list,), tone="go",
        ),
        Move(
            "update", gettext_lazy("Bring to readers"),
            source=(State.PUBLISHED,), target=None,
            permission="publish_page", guard=ready_and_new, change=bring_out,
            effects=(forget_list,), tone="go",
        ),
        Move(
            "withdraw", gettext_lazy("Withdraw"),
            source=(State.PUBLISHED,), target=State.WITHDRAWN,
            permission="withdraw_page", effects=(forget_list,), needs_note=True, tone="stop",
        ),
    )
)  # fmt: skip


def may_stand(bar: BreakingBar, by: Account, **_details: Any) -> None:
    if not any(bar.text_in(code) for code in LANGUAGES):
        raise Refused(_("Write its text in one language at least."))
    if bar.ends_at <= timezone.now():
        raise Refused(_("Its time is over. Set an end that is still to come."))
    check_words(bar, by=by)


def told_at_once(bar: BreakingBar) -> None:
    forget(BARS_KEPT)


BREAKING_MOVES = publish_and_withdraw(
    "breakingbar",
    guard=may_stand,
    publish_label=gettext_lazy("Put up"),
    on_publish=(told_at_once,),
    on_withdraw=(told_at_once,),
)

#: Whoever decides what readers see first.
ARRANGES = [
    "arrange_front",
    "view_breakingbar", "add_breakingbar", "change_breakingbar", "publish_breakingbar",
]  # fmt: skip
GRANTS = {
    "editor": [
        *ARRANGES,
        "view_page", "change_page", "publish_page", "view_feedback", "change_feedback",
    ],
    "chief": [
        *ARRANGES,
        "view_network", "change_network",
        "view_followlink", "add_followlink", "change_followlink", "delete_followlink",
        "view_page", "change_page", "publish_page", "withdraw_page",
        "view_feedback", "change_feedback",
    ],
}  # fmt: skip
