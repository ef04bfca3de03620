"""What readers have of places."""

from newsroom.delivery.triggers import Watched

WATCHED = (
    # The place around it lists it.
    Watched(
        "regions.Region", ("'region:' || {row}.id", "'region:' || {row}.parent_id"),
        columns=(
            "name", "slug", "state", "level", "path", "parent", "pcode", "latitude", "longitude",
        ),
        shown="{row}.state = 'published'",
    ),
)  # fmt: skip
