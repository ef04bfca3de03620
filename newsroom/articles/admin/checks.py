"""The checklist beside the form of an edition, live while one writes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from newsroom.articles.admin.sourcing import may_write
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.discretion import told
from newsroom.articles.checks.findings import Finding, Level
from newsroom.articles.checks.overriding import override
from newsroom.articles.checks.reading import likely_time, overrides, read
from newsroom.articles.length import check_length
from newsroom.articles.models import Edition
from newsroom.articles.models.text import Text
from newsroom.text import dates, languages
from newsroom.text.markup import plain
from newsroom.text.numbers import Number
from newsroom.text.weekdays import DayNamed, candidates, days_named

#: Where what a finding is about is mended, when that is not a field of the form.
PAGES = ("sources", "claims", "figures")
REASON, DAY = "reason:", "day:"


class ChecksPanel:
    """For EditionAdmin: the panel, its address while one writes, and what is answered in it."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.checks_view))
        return [
            path("<int:pk>/checks/", view, name="articles_edition_checks"), *super().get_urls()
        ]  # fmt: skip

    def checks_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The panel for words that are not saved yet; nothing is stored."""
        edition = self.get_queryset(request).filter(pk=pk).first()
        if edition is None or not self.may_know(request, edition):
            raise Http404
        words = {name: request.POST.get(name, "") for name in Text.FIELDS}
        try:
            for said in words.values():
                check_length(said)
        except ValidationError as too_long:
            context = {"checklist": {"unread": too_long.messages}}
            return render(request, "admin/articles/edition/_checks.html", context)
        text = Edition(language=edition.language, **words)
        text.tidy()
        context = {"checklist": self.checklist(request, edition, text)}
        return render(request, "admin/articles/edition/_checks.html", context)

    def checklist(
        self, request: HttpRequest, edition: Edition, text: Text | None = None
    ) -> dict[str, Any]:
        """For the template: what was found, why it stands, and where it is mended."""
        found = run(read(edition, text, at=likely_time(edition)))
        found = told(found, edition, request.user)
        reasons = overrides(edition)
        days = {day.text: day for day in self.days_of(edition, text)}
        rows = [
            {
                "finding": each,
                "why": reasons.get(each.key),
                "url": self.place_of(edition, each),
                "figure_url": figure_address(edition, each.values.get("number")),
                "reason_name": f"{REASON}{each.key}" if each.level == Level.WARN else "",
                "day_name": f"{DAY}{days[each.passage].key}" if each.passage in days else "",
                "dates": self.choices(days.get(each.passage)),
            }
            for each in found
        ]
        for row in rows:  # what was answered in a form that was refused
            row["reason"] = request.POST.get(row["reason_name"], "")
            row["day"] = request.POST.get(row["day_name"], "")
        open_ones = Counter(row["finding"].level for row in rows if not row["why"])
        return {
            "checks": [row for row in rows if row["finding"].level != Level.HINT],
            "hints": [row for row in rows if row["finding"].level == Level.HINT],
            "blocks": open_ones[Level.BLOCK],
            "warnings": open_ones[Level.WARN],
            "may_override": request.user.has_perm("articles.review_edition"),
            "may_answer": self.has_change_permission(request, edition),
            "may_record": may_write(request, edition),
            "original": edition,
            "language": languages.LANGUAGES[edition.language],
        }

    def place_of(self, edition: Edition, finding: Finding) -> str:
        if finding.field == "corrections":
            return reverse("admin:articles_edition_notice", args=[edition.pk])
        if finding.field in PAGES:
            return reverse("admin:articles_edition_sourcing", args=[edition.pk])
        if finding.field == "photos" and finding.record:
            return reverse("admin:media_photo_change", args=[finding.record])
        return "" if finding.field == "days" else f"#id_{finding.field}"

    def days_of(self, edition: Edition, text: Text | None = None) -> list[DayNamed]:
        said = text or edition.latest or edition
        words = f"{said.standfirst}\n\n{said.key_points}\n\n{plain(said.body)}"
        return days_named(words, edition.language, timezone.localdate())

    def choices(self, day: DayNamed | None) -> list[tuple[str, str]]:
        """(ISO date, the date in words) for the dates that a weekday may mean."""
        if day is None:
            return []
        language = get_language() or languages.DEFAULT
        likely = candidates(day, timezone.localdate())
        return [(each.isoformat(), dates.day(each, language)) for each in likely]

    @transaction.atomic
    def keep_answers(self, request: HttpRequest, edition: Edition) -> None:
        """What was answered in the panel, saved with the form: dates first, since a date mends."""
        keys = {day.key for day in self.days_of(edition)}
        for name, value in request.POST.items():
            if name.startswith(DAY) and value and name.removeprefix(DAY) in keys:
                self.keep_day(request, edition, name.removeprefix(DAY), value)
        if request.user.has_perm("articles.review_edition"):
            reasons = {
                name.removeprefix(REASON): value
                for name, value in request.POST.items()
                if name.startswith(REASON)
            }
            override(edition, reasons, by=request.user)

    def keep_day(self, request: HttpRequest, edition: Edition, key: str, value: str) -> None:
        try:
            meant = date.fromisoformat(value)
        except ValueError:
            return
        edition.days_meant.update_or_create(key=key, defaults={"date": meant, "by": request.user})


def figure_address(edition: Edition, number: Number | None) -> str:
    """The form of a new figure, filled with what the text says; "" where there is no number."""
    if number is None:
        return ""
    qualifier = next(iter(sorted(number.qualifiers)), "exactly")
    said = {"low": f"{number.low:f}", "unit": number.unit, "qualifier": qualifier}
    if number.high != number.low:
        said["high"] = f"{number.high:f}"
    address = reverse("admin:articles_edition_sourcing_add", args=[edition.pk, "figure"])
    return f"{address}?{urlencode(said)}"
