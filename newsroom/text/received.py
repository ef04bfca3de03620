"""What a browser sent as JSON."""

from __future__ import annotations

import json
from typing import Any


def received(text: str | bytes) -> Any:
    """None where it cannot be read, as what is nested deeper than Python can follow."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
