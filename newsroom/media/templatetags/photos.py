"""What the desk's front tells of photos."""

from __future__ import annotations

from django import template

from newsroom.accounts.models import Account
from newsroom.media.models import Obscuring, Photo
from newsroom.media.obscuring import PERMISSION

register = template.Library()


@register.simple_tag
def waits_for_a_second_look(person: Account) -> int:
    """In how many photos somebody else has obscured what this person could confirm."""
    if not person.has_perm(PERMISSION):
        return 0
    waiting = Obscuring.objects.filter(confirmed_at=None).exclude(by=person)
    return waiting.filter(photo__in=Photo.objects.visible_to(person)).count()
