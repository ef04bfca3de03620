"""What readers have of photos."""

from newsroom.delivery.triggers import Watched

CLEARED = "{row}.state = 'published'"
WATCHED = (
    Watched(
        "media.Photo", ("'photo:' || {row}.id",),
        columns=(
            "state", "token", "rights_until", "ready_at", "alt", "caption", "credit", "focus_x",
            "focus_y", "width", "height", "placeholder",
        ),
        shown=CLEARED, gone=("token", "rights_until"),
    ),
    # The front goes by whether a story has a picture, also of stories that are not on it.
    Watched("media.Photo", ("'front'",), columns=("state", "rights_until"), shown=CLEARED),
)  # fmt: skip
