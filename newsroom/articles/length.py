from django.core.exceptions import ValidationError
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
