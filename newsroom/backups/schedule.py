"""When the worker makes a backup, what it calls it, and which ones it keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

NAME = re.compile(r"newsroom-(\d{8}T\d{6}Z)(-lacking)?\.tar\.age")
STAMP = "%Y%m%dT%H%M%SZ"


class Kept(NamedTuple):
    """A backup in the folder. One that lacks files is better than none, and than no newer one."""

    is_whole: bool
    at: datetime
    path: Path


def name(at: datetime, *, is_whole: bool) -> str:
    return f"newsroom-{at.astimezone(UTC):{STAMP}}{'' if is_whole else '-lacking'}.tar.age"


def found(folder: Path) -> list[Kept]:
    """Those that the worker named; oldest first. None where there is no such folder."""
    paths = folder.iterdir() if folder.is_dir() else ()
    named = [(NAME.fullmatch(path.name), path) for path in paths]
    backups = [Kept(not match[2], at(match[1]), path) for match, path in named if match]
    return sorted(backups, key=lambda each: each.at)


def at(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)


def is_due(backups: Iterable[Kept], now: datetime, hours: int) -> bool:
    """One from the future, made while the clock was wrong, keeps nobody from the next."""
    return not any(now - timedelta(hours=hours) < each.at <= now for each in backups)


def kept(backups: Iterable[Kept], now: datetime, days: int, weeks: int) -> set[Path]:
    """All of today, one of each of the last days, one of each of the weeks before those; and the
    newest whole one however old it is. Days and weeks are those of UTC."""
    best: dict[object, Path] = {}
    today = now.astimezone(UTC).date()
    for each in sorted(backups):
        day = each.at.date()
        age = (today - day).days
        if each.is_whole:
            best["newest"] = each.path
        if age <= 0:
            best[each.at] = each.path
        elif age < days:
            best[day] = each.path
        elif age < days + 7 * weeks:
            best[day.isocalendar()[:2]] = each.path
    return set(best.values())


def sweep(folder: Path, keep: set[Path]) -> None:
    """Deletes what the worker made and need not keep, and what it began and was killed over. Only
    for whoever holds the folder's lock."""
    for each in found(folder):
        if each.path not in keep:
            each.path.unlink()
    for path in folder.glob(".newsroom-*.part"):
        if NAME.fullmatch(path.name[1:].rsplit(".", 2)[0]):
            path.unlink()
