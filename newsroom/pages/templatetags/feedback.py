"""What the desk's front says of its readers."""

from django import template

from newsroom.accounts.models import Account
from newsroom.pages.models import Feedback

register = template.Library()


@register.simple_tag
def new_feedback(person: Account) -> int:
    """How much of what readers wrote nobody has looked at yet, as far as this person may know."""
    return Feedback.objects.visible_to(person).new().count()
