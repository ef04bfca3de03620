from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.forms import Field
from django.utils.translation import gettext as _

from newsroom.text.markup import count_words

MOST_WORDS = 10_000


def check_length(text: str) -> None:
    """Raises ValidationError above the longest story that the desk takes in one piece."""
    if (words := count_words(text)) > MOST_WORDS:
        raise ValidationError(
            _(
                "The text has %(words)s words; at most %(most)s fit into one story. Nothing is"
                " lost: shorten it here, or split it into two stories."
            )
            % {"words": f"{words:,}", "most": f"{MOST_WORDS:,}"}
        )


def take_nulls(field: Field) -> None:
    """A pasted U+0000 is no reason to refuse a story: nobody sees it, and storing drops it."""
    field.validators = [
        check
        for check in field.validators
        if not isinstance(check, ProhibitNullCharactersValidator)
    ]
