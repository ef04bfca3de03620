"""What the verbs of the audit trail mean, for whoever reads it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

#: Who came and went.
ACCESS: dict[str, Any] = {
    "sign_in": _("Signed in"),
    "sign_in_failed": _("Sign-in failed"),
    "signed_out": _("Signed out"),
    "password_changed": _("Password changed"),
    "second_factor_set": _("Second factor set up"),
    "second_factor_removed": _("Second factor removed"),
    "recovery_code_used": _("Recovery code used"),
    "account_changed": _("Account changed"),
}
#: Who looked at what few may see.
LOOKS: dict[str, Any] = {
    "saw": _("Opened a need-to-know story"),
    "saw_sources": _("Opened the sources of a story"),
    "saw_master": _("Opened the master of a photo"),
    "saw_original": _("Opened the original of a photo"),
    "saw_camera": _("Opened what the camera wrote into a photo"),
    "saw_account": _("Opened who is behind a byline"),
    "saw_recovery_codes": _("Opened the recovery codes"),
    "saw_audit": _("Opened the audit trail"),
    "took_audit": _("Downloaded the audit trail"),
    "preview_opened": _("Opened a preview by its link"),
}
#: Who changed what people are protected by.
PROTECTION: dict[str, Any] = {
    "protected": _("Protected words added"),
    "unprotected": _("Protected words removed"),
    "protected_hit": _("Something protected was met in a text"),
    "restricted": _("Made need-to-know"),
    "unrestricted": _("No longer need-to-know"),
    "byline_withdrawn": _("Byline withdrawn everywhere"),
    "redacted": _("Words taken out for good"),
    "obscure": _("Obscured areas drawn"),
    "confirm_obscured": _("Obscured areas confirmed"),
    "original_deleted": _("Original of a photo deleted"),
    "original_expired": _("Original of a photo gone, its time was over"),
    "original_kept": _("Original of a photo kept longer"),
    "account_linked": _("Account behind a byline changed"),
    "signing_changed": _("Rule of signing changed"),
    "preview_lent": _("Link to a preview made"),
    "preview_revoked": _("Link to a preview revoked"),
}
#: Who wrote and moved what.
WORK: dict[str, Any] = {
    "wrote": _("Text saved"),
    "shared": _("Changed for all languages"),
    "changed": _("Saved"),
    "deleted": _("Deleted"),
    "camera_answered": _("Decided what is kept of what the camera wrote"),
    "arranged": _("Front page arranged"),
    "arrangement_withdrawn": _("Arrangement of a front page withdrawn"),
    "mended": _("Mended by check_newsroom"),
    "sources_changed": _("Sources changed"),
    "let_stand": _("Let a warning stand"),
    "notice_propose": _("Notice written"),
    "notice_discard": _("Notice discarded"),
    "notice_redact": _("Notice redacted"),
    "submit": _("Submitted"),
    "take": _("Taken into review"),
    "approve": _("Approved"),
    "publish": _("Published"),
    "update": _("Update brought to readers"),
    "correct": _("Notice brought to readers"),
    "set_change": _("Change set for later"),
    "unset_change": _("Change not for later any more"),
    "recall": _("Taken back"),
    "return": _("Returned"),
    "reopen": _("Back to review"),
    "bring_back": _("Brought back"),
    "unschedule": _("Taken off the schedule"),
    "release": _("Hold released"),
    "release_along": _("Hold released along with the original"),
    "hold": _("Held"),
    "hold_back": _("Held and taken off the schedule"),
    "hold_along": _("Held along with the original"),
    "hold_back_along": _("Held along with the original and taken off the schedule"),
    "withdraw": _("Withdrawn"),
    "take_down": _("Taken down at once"),
    "withdraw_along": _("Withdrawn along with another language"),
    "explain": _("Withdrawal explained to readers"),
    "spike": _("Spiked"),
    "revive": _("Revived"),
}
#: What is kept in case of a loss, and what came back from it.
BACKUPS: dict[str, Any] = {
    "backup_made": _("Backup made"),
    "backup_lacking": _("Backup made, files are missing"),
    "backup_failed": _("Backup failed"),
    "backup_restored": _("Everything restored from a backup"),
}
VERBS = ACCESS | LOOKS | PROTECTION | WORK | BACKUPS
GROUPS = {
    "access": (_("Sign-in"), ACCESS),
    "looks": (_("Looks"), LOOKS),
    "protection": (_("Protection"), PROTECTION),
    "work": (_("Work on stories"), WORK),
    "backups": (_("Backups"), BACKUPS),
}
