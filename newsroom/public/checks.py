from typing import Any

from django.core.checks import CheckMessage, Warning

from newsroom.public.cards.lettering import may_letter


def cards_are_drawn(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Without it Pillow would draw Arabic letters unjoined and in the wrong order."""
    if may_letter():
        return []
    return [
        Warning(
            "Stories have no social cards: Pillow finds no libfribidi here.",
            hint="Install it: apt-get install libfribidi0",
            id="newsroom.W006",
        )
    ]
