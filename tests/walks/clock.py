"""One clock that everything reads and only the test turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.utils import timezone

NOON = datetime(2026, 3, 1, 9, 0, 0, 250_000, tzinfo=UTC)


class Clock:
    """Stands in for `timezone.now`: columns with `auto_now_add` ask that by name at every save."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    @property
    def second(self) -> datetime:
        return self.at.replace(microsecond=0)

    def turn(self, **delta: float) -> datetime:
        assert timedelta(**delta) >= timedelta(0), "time goes forwards"
        self.at += timedelta(**delta)
        return self.at

    def rule(self, monkeypatch) -> None:
        """Until the test ends. Columns that took `timezone.now` as their default keep the function
        itself, so each gets the clock in its place."""
        real = timezone.now
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                if field.default is real:
                    monkeypatch.setattr(field, "default", self)
                    monkeypatch.setitem(field.__dict__, "_get_default", self)
        monkeypatch.setattr(timezone, "now", self)
