import logging
import traceback
from types import TracebackType


class PlaceAndKind(logging.Formatter):
    """Writes of an error where it happened and what kind it was, never what it says: a database's
    message may quote the row, and with it an unpublished word."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, _error, tb = ei
        frames = traceback.extract_tb(tb)
        places = (f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        return "\n".join([kind.__name__ if kind else "", *places])
