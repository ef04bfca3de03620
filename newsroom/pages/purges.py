"""What readers have of the network itself, of the bar and of how the front is arranged."""

from newsroom.caches import forget
from newsroom.delivery.kept import ALL
from newsroom.delivery.triggers import Watched
from newsroom.pages.moves import BARS_KEPT, PAGES_KEPT

WATCHED = (
    Watched("pages.Network", ("'site'",)),
    Watched("pages.FollowLink", ("'site'",)),
    Watched(
        "pages.BreakingBar", ("'bar'",),
        columns=("text", "article", "begins_at", "ends_at", "state"),
        shown="{row}.state = 'published'",
        # Words may have been taken out, and the line stands on every page.
        gone=("text",),
    ),
    Watched("pages.Page", ("'trust'",), columns=("kind", "state", "told"),
            shown="{row}.state = 'published'"),
    Watched("pages.PageText", ("'trust'",), events=("update", "delete")),
    Watched(
        "pages.Arrangement", ("'front'",),
        columns=("language", "starts_at", "goes_on", "withdrawn_at"),
        shown="{row}.starts_at IS NOT NULL",
    ),
    Watched("pages.Block", ("'front'",)),
    Watched("pages.Pin", ("'front'",)),
)  # fmt: skip
KEPT = {"site": "network", "bar": BARS_KEPT, "trust": PAGES_KEPT}


def forgets(tags: set[str]) -> set[str]:
    """What pages keep ready of these for themselves is no longer right. Those of which somebody may
    go on keeping it."""
    told = KEPT.keys() if ALL in tags else tags & KEPT.keys()
    still_kept = {each for each in told if not forget(KEPT[each])}
    return tags if ALL in tags and still_kept else still_kept
