"""What the worker does for photos while nobody presses a button."""

from newsroom.media.uploads import forget_what_nobody_sends_on

DUTIES = (forget_what_nobody_sends_on,)
