"""What readers get of a photo: which files, how large, and what they are called."""

from __future__ import annotations

import secrets


def new_token() -> str:
    return secrets.token_hex(8)
