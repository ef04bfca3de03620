"""What readers have of those who report. Whatever changes of it, what it was is gone at once: it
may have told who somebody is."""

from newsroom.delivery.triggers import Watched

COLUMNS = (
    "state", "signing", "public_name", "pen_name", "role_line", "about", "slug", "area",
    "languages",
)  # fmt: skip
WATCHED = (
    Watched(
        "correspondents.Correspondent", ("'correspondent:' || {row}.id",),
        columns=COLUMNS, gone=COLUMNS,
    ),
)  # fmt: skip
