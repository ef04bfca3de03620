"""Reads the environment for `settings.py`; a bad value stops the start with a sentence.

Nothing but `settings.py` and the commands read the environment.
"""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from pyrage import RecipientError, x25519

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE


def number(name: str, default: int, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least}, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list; empty pieces are dropped."""
    return [word for piece in text(name, default).split(",") if (word := piece.strip())]


#: No newsroom does without these: off the record, metadata, byline, four eyes.
ALWAYS_CHECKED = frozenset({"B3", "B6", "B7", "B9"})


def checks_off(name: str) -> frozenset[str]:
    """Ids of the desk's checks; raises ImproperlyConfigured for one that is never switched off."""
    ids = frozenset(words(name))
    wrong = ids & ALWAYS_CHECKED | {each for each in ids if not re.fullmatch(r"[BW]\d+", each)}
    if wrong:
        raise ImproperlyConfigured(
            f"{name}: {', '.join(sorted(wrong))} cannot be switched off. Name checks such as W4;"
            " B3, B6, B7 and B9 always hold."
        )
    return ids


def recipients(name: str) -> list[str]:
    """Public keys of age, with commas. No bad one is quoted: it may be a secret one."""
    found = words(name)
    for number, word in enumerate(found, 1):
        try:
            x25519.Recipient.from_str(word)
        except RecipientError:
            raise ImproperlyConfigured(
                f"{name} must be public keys such as age1…, with commas; number {number} is none."
            ) from None
    return found


def folder(name: str) -> Path | None:
    """A whole path: a relative one would mean another place to each process."""
    value = text(name)
    if value and not Path(value).is_absolute():
        raise ImproperlyConfigured(f"{name} must be a whole path such as /srv/…, not {value!r}.")
    return Path(value) if value else None


def hosts(name: str, *, debug: bool) -> list[str]:
    """Host names with commas; with DEBUG on the local machine, else none is a mistake."""
    found = words(name, "127.0.0.1,localhost" if debug else "")
    if not found:
        raise ImproperlyConfigured(f"{name} must name the site's hosts, e.g. news.example.org.")
    return found


def address(name: str, default: str) -> str:
    """An http(s) origin without a path and without the closing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"{name} must be an address such as https://news.example.org, not {value!r}."
        )
    return value


def one_of(name: str, known: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in known:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(known)}, not {value!r}.")
    return value


def kept_pages(name: str, redis: str) -> str:
    """Where pages are kept. In Redis only where the variable `redis` names one."""
    asked = one_of(name, ("file", "redis", "off"), "redis" if text(redis) else "file")
    if asked == "redis" and not text(redis):
        raise ImproperlyConfigured(f"{name}=redis wants {redis} to name one.")
    return asked


def secret(name: str, *, debug: bool, file: Path) -> str:
    """The signing key. With DEBUG on it may be missing: one is then made once and kept in `file`.

    Raises ImproperlyConfigured outside DEBUG where it is missing or shorter than 50 characters.
    """
    value = text(name)
    if not value and debug:
        return kept_secret(file)
    if len(value) < 50:
        raise ImproperlyConfigured(f"{name} must be set to at least 50 random characters.")
    return value


def kept_secret(file: Path) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        begun = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
        begun.touch(0o600)
        begun.write_text(secrets.token_urlsafe(48))
        begun.replace(file)  # whole, or not there
    return file.read_text()
