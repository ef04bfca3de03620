import logging
import traceback
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import Any


def config(*, debug: bool) -> dict[str, Any]:
    """Django's LOGGING: errors go to the console by place and kind only: no unpublished word,
    source or address."""
    # Django's own would mail the whole request to ADMINS, and print paths with their query.
    others = () if debug else ("django", "django.request", "django.security", "django.server")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "root": {"handlers": ["console"], "level": "WARNING"},
        "formatters": {"bare": {"()": PlaceAndKind}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "bare"}},
        "loggers": {
            name: {"handlers": [], "level": "WARNING", "propagate": True} for name in others
        },
    }


class PlaceAndKind(logging.Formatter):
    """Writes where something happened and what kind it was, never what it says.

    A database's message may quote the row, and with it an unpublished word; Django's and the web
    server's name the path and the reader's address. Only our own loggers' messages are written as
    they are.
    """

    def format(self, record: logging.LogRecord) -> str:
        bare = copy(record)
        # Another handler may have left the whole traceback here.
        bare.exc_text = None
        if record.name.partition(".")[0] != "newsroom":
            bare.msg, bare.args = place(record), None
        return super().format(bare)

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, _error, tb = ei
        frames = traceback.extract_tb(tb)
        places = (f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        return "\n".join([kind.__name__ if kind else "", *places])


def place(record: logging.LogRecord) -> str:
    """Logger and level, then the answer's status and the pattern of its address, or the line of
    code."""
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    status = getattr(record, "status_code", None)
    where = f"{Path(record.pathname).name}:{record.lineno}" if request is None else ""
    told = (record.name, record.levelname, status, match and match.route, where)
    return " ".join(str(each) for each in told if each)
