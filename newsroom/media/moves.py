from django.utils.translation import gettext_lazy as _

from newsroom.media.clearance import check_fit, keep_in_step, out_of_step
from newsroom.workflow.moves import publish_and_withdraw

MOVES = publish_and_withdraw(
    "photo",
    guard=check_fit,
    change=out_of_step,
    publish_label=_("Clear"),
    on_publish=(keep_in_step,),
    on_withdraw=(keep_in_step,),
)

#: Whoever clears photos.
CLEARS = ["view_photo", "add_photo", "change_photo", "publish_photo", "see_every_photo"]
GRANTS = {
    "reporter": ["view_photo", "add_photo", "change_photo"],
    "translator": ["view_photo"],
    "editor": [*CLEARS, "obscure_photo"],
    "chief": [*CLEARS, "obscure_photo", "open_original"],
    "photo": [*CLEARS, "obscure_photo", "open_original"],
}
