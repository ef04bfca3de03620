from django.utils.translation import gettext_lazy as _

#: Group name to what the desk calls it. Administrators are superusers and need no group.
ROLES = {
    "reporter": _("Reporter"),
    "editor": _("Desk editor"),
    "chief": _("Editor-in-chief"),
    "translator": _("Translator"),
    "photo": _("Photo editor"),
}
