"""What a picture's file carries besides its pixels, read from the bytes themselves.

Judges strictly: what belongs to no known part of a format is carried, too.
"""

from newsroom.media.traces.found import Kind, Trace, Unreadable
from newsroom.media.traces.reading import Carried, carried

__all__ = ["Carried", "Kind", "Trace", "Unreadable", "carried"]
