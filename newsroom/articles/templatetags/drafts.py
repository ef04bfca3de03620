"""What the form's script says about the words that it keeps."""

import json

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.text.dates import MONTHS
from newsroom.text.languages import DEFAULT

register = template.Library()


@register.simple_tag
def month_names() -> str:
    """For the script, with bars between: no browser knows the house's names of them."""
    return "|".join(MONTHS[get_language() or DEFAULT].values())


@register.simple_tag
def draft_words() -> str:
    """JSON: what is so, to the sentence for it."""
    return json.dumps(
        {
            "typing": _("Not saved yet."),
            "here": _("Kept on this device at %(time)s. Not saved yet."),
            "none": _("Not kept on this device: this browser keeps nothing."),
            "full": _("Not kept: this device is full."),
            "failed": _("Not kept on this device: it did not take it."),
            "wiped": _("Wiped: this page keeps nothing more here until it is opened anew."),
            "there": _("At the newsroom, for you alone, at %(time)s."),
            "refused": _(
                "Not kept at the newsroom: words were taken out of this story for good since you"
                " opened it."
            ),
            "offline": _("No network."),
            "unreachable": _("The newsroom cannot be reached."),
            "signin": _("Your sign-in has ended: saving asks for it, and your words stay."),
            "others_turn": _("The story is no longer yours to change."),
            "undecided": _("Take your earlier words over or throw them away first."),
            "wrote": _("You wrote this on %(at)s, and it was not saved."),
            "choices": _("What you chose (place, byline, photos) has to be chosen again."),
            "replace": _("What stands in the form now is replaced and kept nowhere. Go on?"),
        }
    )
