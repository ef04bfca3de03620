from django.utils.translation import gettext_lazy as _

from newsroom.media.clearance import check_fit, put_out, take_back
from newsroom.workflow.moves import publish_and_withdraw

MOVES = publish_and_withdraw(
    "photo",
    guard=check_fit,
    publish_label=_("Clear"),
    on_publish=(put_out,),
    on_withdraw=(take_back,),
)

GRANTS = {
    "reporter": ["view_photo", "add_photo", "change_photo"],
    "translator": ["view_photo"],
    "editor": ["view_photo", "add_photo", "change_photo", "publish_photo", "see_every_photo"],
    "chief": ["view_photo", "add_photo", "change_photo", "publish_photo", "see_every_photo"],
    "photo": ["view_photo", "add_photo", "change_photo", "publish_photo", "see_every_photo"],
}
