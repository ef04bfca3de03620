from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.articles.expecting import expect
from newsroom.articles.models import Article, Edition
from newsroom.caches import forget, remembered
from newsroom.delivery.record import note, until
from newsroom.pages.moves import BARS_KEPT, BREAKING_MOVES
from newsroom.text.named import Named
from newsroom.workflow.models import Editorial, EditorialQuerySet

#: How long it stands where nobody says anything else.
LASTS = timedelta(hours=3)


def in_three_hours() -> datetime:
    return (timezone.now() + LASTS).replace(second=0, microsecond=0)


class BreakingBarQuerySet(EditorialQuerySet):
    def lasting(self, at: datetime):
        """With the readers now or later, the last to begin first."""
        return self.published().filter(ends_at__gt=at).order_by("-begins_at", "-pk")


class BreakingBar(Named, Editorial):
    """One line above every page of each language that it has a text in, for as long as it lasts."""

    LINES = ("text",)

    text = models.CharField(_("text"), max_length=160, blank=True)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("story"),
        help_text=_("The bar leads to it in each language in which readers have it."),
    )  # fmt: skip
    begins_at = models.DateTimeField(_("begins"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), default=in_three_hours)

    objects = BreakingBarQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking bar")
        verbose_name_plural = _("breaking bars")
        ordering = ["-begins_at", "-id"]
        permissions = [("publish_breakingbar", _("Puts up and takes down breaking bars"))]
        constraints = [
            models.CheckConstraint(
                name="bar_ends_after_it_begins",
                condition=models.Q(ends_at__gt=models.F("begins_at")),
            )
        ]

    def __str__(self):
        return self.named("text")[0] or f"#{self.pk}"

    @classmethod
    def moves(cls):
        return BREAKING_MOVES

    def save(self, **kwargs):
        super().save(**kwargs)
        self.forget_kept()

    def forget_kept(self) -> None:
        """Twice: before the commit a reader's request may keep the old words anew."""
        forget(BARS_KEPT)
        transaction.on_commit(partial(forget, BARS_KEPT))

    def clean(self):
        if self.begins_at and self.ends_at and self.ends_at <= self.begins_at:
            raise ValidationError({"ends_at": _("It would end before it begins.")})

    def text_in(self, language: str) -> str:
        """Never in another language: who reads that one is told nothing."""
        return getattr(self, f"text_{language}") or ""

    @cached_property
    def stories(self) -> dict[str, Edition]:
        """By language the story as readers have it now."""
        if not self.article_id:
            return {}
        expect([self.article_id])
        rows = Edition.objects.published().filter(article=self.article_id)
        return {edition.language: edition for edition in rows}

    @property
    def is_gone(self) -> bool:
        """Whether its story is with no reader any more: the line may say what had to go."""
        return bool(self.article_id) and not self.stories

    def story_in(self, language: str) -> Edition | None:
        """The story as readers of the language have it."""
        return self.stories.get(language)

    @classmethod
    def current(cls, language: str) -> BreakingBar | None:
        """The one that readers of the language have now. The rows are kept for a minute, their
        times are looked at each time."""
        note("bar")
        now = timezone.now()
        bars = remembered(BARS_KEPT, lambda: list(cls.objects.lasting(now)), 60)
        for moment in chain.from_iterable((bar.begins_at, bar.ends_at) for bar in bars):
            until(moment if moment > now else None)
        on_now = (bar for bar in bars if bar.begins_at <= now < bar.ends_at)
        told = (bar for bar in on_now if bar.text_in(language))
        return next((bar for bar in told if not bar.is_gone), None)
