"""What the filing page's scripts say. `{name}` is filled in by them."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return of_the_store() | of_what_waits() | of_pictures()


def of_the_store() -> dict[str, str]:
    return {
        "kept": _("Kept on this phone at {time}. Not yet at the newsroom."),
        "unavailable": _("This browser keeps nothing: send before you close it."),
        "full": _("This could not be kept on this phone: send it before you close the page."),
        "wiped": _("Nothing is kept on this phone any more."),
        "drafts": _("Kept on this phone"),
        "kept_at": _("Kept at {time}"),
        "open": _("Open"),
        "differs": _("What is kept on this phone differs from what the newsroom has."),
        "other_fields": _("The text is the same; other answers differ."),
        "here": _("On this phone"),
        "there": _("At the newsroom"),
        "go_on": _("Go on with what is on this phone"),
        "drop": _("Throw it away"),
        "not_here": _("This story is not on this phone: it opens when there is a network."),
        "somebody": _("Somebody else is signed in here. What you wrote stays kept for you."),
        "not_yours": _(
            "This page was kept for somebody else. Copy what you wrote below, then open it anew."
        ),
        "again": _("Open the page anew"),
    }


def of_what_waits() -> dict[str, str]:
    return {
        "waits": _("Waits to be sent. Stories: {stories}, pictures: {pictures}"),
        "waiting": _("Waits to be sent"),
        "text_sent": _("Text sent ✓"),
        "text_sending": _("The text is being sent…"),
        "text_waits": _("The text waits."),
        "picture": _("Picture {n} of {all}: {percent} %"),
        "picture_sent": _("Picture {n} of {all} ✓"),
        "picture_waits": _("Picture {n} of {all} waits."),
        "offline": _("The newsroom cannot be reached: it goes out by itself once it can."),
        "sign_in": _("Sign in to go on. What waits stays here."),
        "enter": _("Sign in"),
        "broken": _("Something at the newsroom does not work: it is tried again by itself."),
        "elsewhere": _("Another page of this phone is sending it."),
        "permission": _("You may not file stories."),
        "not_taken": _("Not taken yet"),
        "refused": _("Put it right, and send it again."),
        "change": _("Change it"),
        "try": _("Try now"),
        "arrived": _("The newsroom has it."),
        "understood": _("Understood"),
        "another": _("File another story"),
    }


def of_pictures() -> dict[str, str]:
    return {
        "shrinking": _("Being made smaller…"),
        "shrunk": _("Made smaller, {before} → {after} KB. Place and time are removed."),
        "as_it_is": _("Sent as it is, {after} KB. The newsroom removes place and time."),
        "remove": _("Remove"),
        "lost": _("This picture is not on this phone any more: choose it again."),
        "gone": _("The newsroom no longer waits for this picture."),
        "damaged": _("This picture arrived damaged: choose it again."),
    }
