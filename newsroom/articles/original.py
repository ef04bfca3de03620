"""What a translation may not do because of its original. Each guard raises `Refused`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from newsroom.articles.following import leading
from newsroom.text.named import language_name
from newsroom.workflow.moves import Refused

if TYPE_CHECKING:
    from newsroom.articles.models import Edition


def is_not_gone(edition: Edition) -> None:
    refuse_if_gone(leading(edition))


def allows_it(edition: Edition) -> None:
    """No translation goes to readers while its original is withdrawn, or on hold."""
    original = leading(edition)
    refuse_if_gone(original)
    if original and original.on_hold:
        said = _("The original in %(language)s is on hold. Release that hold first.")
        raise Refused(said % {"language": language_name(original.language)})


def refuse_if_gone(original: Edition | None) -> None:
    if original and original.is_taken_back:
        said = _("The original in %(language)s was taken from its readers: that comes back first.")
        raise Refused(said % {"language": language_name(original.language)})
