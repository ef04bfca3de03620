"""What the network promises its readers: who it is, how it works, how to reach it.

The desk writes in the columns of the page. What readers have is the text that a second person
brought them, whole in all languages, and every such text stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.caches import forget, remembered
from newsroom.delivery.record import note
from newsroom.pages.moves import PAGE_MOVES, PAGES_KEPT
from newsroom.paths import public_path
from newsroom.text.languages import FALLBACKS, LANGUAGES, Language
from newsroom.text.markup import plain, sanitise
from newsroom.text.named import Named
from newsroom.workflow.models import Editorial, EditorialQuerySet
from newsroom.workflow.moves import Refused

WORDS = ("title", "intro", "body")
#: What the starter texts leave for the newsroom to fill in.
GAP = re.compile(r"\[…[^\]]*\]")


class PageKind(models.TextChoices):
    ABOUT = "about", gettext_lazy("About us")
    OWNERSHIP = "ownership", gettext_lazy("Who owns us")
    STANDARDS = "standards", gettext_lazy("How we work")
    UNNAMED_SOURCES = "unnamed-sources", gettext_lazy("Unnamed sources")
    BYLINES = "bylines", gettext_lazy("Why some names are missing")
    CORRECTIONS = "corrections-policy", gettext_lazy("How we correct")
    CONTACT = "contact", gettext_lazy("Contact")


#: In the order in which the site lists them.
ORDER = {kind: place for place, kind in enumerate(PageKind.values)}


@dataclass(frozen=True)
class Told:
    """A page as readers of one language get it; `language` is the one that the words are in."""

    kind: str
    title: str
    intro: str
    body: SafeString
    language: Language

    @property
    def made_of(self) -> tuple[str, ...]:
        return self.kind, self.title, self.intro, str(self.body), self.language.code

    @property
    def url(self) -> str:
        """In the active language."""
        return address_of(self.kind)


class PageQuerySet(EditorialQuerySet):
    def with_words(self) -> Self:
        return self.select_related("told")


class Page(Named, Editorial):
    LINES = ("title",)
    TEXTS = ("intro",)
    COMPARED = ("state", "version")

    kind = models.CharField(
        gettext_lazy("page"), max_length=20, choices=PageKind, unique=True, editable=False
    )
    title = models.CharField(gettext_lazy("title"), max_length=80, blank=True)
    intro = models.TextField(gettext_lazy("in short"), max_length=400, blank=True)
    body = models.TextField(gettext_lazy("text"), blank=True)
    #: Grows with each save, so that nobody brings out other words than those they saw.
    version = models.PositiveIntegerField(default=1, editable=False)
    #: Who saved it last. NULL: nobody yet, it says what `setup` wrote.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    #: What readers have, or had before it was withdrawn. NULL: nothing ever.
    told = models.ForeignKey(
        "pages.PageText", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("page about us")
        verbose_name_plural = gettext_lazy("pages about us")
        ordering = ["id"]
        permissions = [
            ("publish_page", gettext_lazy("Brings pages about us to readers")),
            ("withdraw_page", gettext_lazy("Withdraws pages about us")),
        ]

    def __str__(self):
        return self.named("title")[0] or str(self.get_kind_display())

    @classmethod
    def moves(cls):
        return PAGE_MOVES

    def tidy(self) -> None:
        super().tidy()
        for code in LANGUAGES:
            setattr(self, f"body_{code}", sanitise(getattr(self, f"body_{code}") or ""))

    def words(self) -> dict[str, dict[str, str]]:
        """By language what the desk has written there; languages without a text are left out."""
        found = {
            code: {name: getattr(self, f"{name}_{code}") or "" for name in WORDS}
            for code in LANGUAGES
        }
        return {code: said for code, said in found.items() if plain(said["body"])}

    @property
    def is_pending(self) -> bool:
        """Whether the desk has other words than readers have."""
        return self.told is None or self.told.words != self.words()

    def check_ready(self, by: Any) -> None:
        """Raises Refused where these words cannot go to readers, or not by this person."""
        words = self.words()
        if not words:
            raise Refused(_("There is no text yet in any language."))
        untitled = [code for code, said in words.items() if not said["title"]]
        if untitled:
            raise Refused(_("A title is missing: %s.") % names(untitled))
        gaps = [code for code, said in words.items() if any(map(GAP.search, said.values()))]
        if gaps:
            raise Refused(
                _("Fill in what is marked […], or empty the text of that language: %s.")
                % names(gaps)
            )
        if self.written_by_id in (None, by.pk):
            raise Refused(_("A second person brings these words to readers: not who saved them."))

    def bring_out(self) -> PageText:
        """The words as they stand, kept for good."""
        return PageText.objects.create(page=self, words=self.words())

    def languages_told(self) -> list[str]:
        """In which readers have it by itself, not by falling back."""
        words = self.told.words if self.told else {}
        return [code for code in LANGUAGES if code in words]

    def for_readers(self, language: str) -> Told | None:
        """What readers of `language` have: whole in one language, the first along the chain."""
        words = self.told.words if self.told else {}
        chain = [*FALLBACKS[language], *LANGUAGES]
        code = next((each for each in chain if each in words), None)
        if code is None:
            return None
        said = words[code]
        body = mark_safe(said["body"])  # `sanitise` made it
        return Told(self.kind, said["title"], said["intro"], body, LANGUAGES[code])

    def get_absolute_url(self) -> str:
        return address_of(self.kind)


class PageText(models.Model):
    """What a page told readers from a moment on: never changed, never deleted."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="texts")
    #: language -> title, intro, body
    words = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = []
        ordering = ["-id"]

    def __str__(self):
        return f"#{self.pk}"

    def save(self, **kwargs):
        super().save(**kwargs)
        forget(PAGES_KEPT)
        transaction.on_commit(partial(forget, PAGES_KEPT))


def address_of(kind: str) -> str:
    return public_path("about") if kind == PageKind.ABOUT else public_path("trust", kind)


def names(codes: Iterable[str]) -> str:
    return _(", ").join(LANGUAGES[code].name for code in codes)


def listed(language: str) -> list[Told]:
    """The pages that readers have, for readers of `language`, without their texts; kept for a
    minute, and anew as soon as one is moved."""
    note("trust")
    found: dict[str, list[Told]] = remembered(PAGES_KEPT, in_short, 60)
    return found[language]


def in_short() -> dict[str, list[Told]]:
    pages = Page.objects.published().with_words()
    return {
        code: [
            Told(told.kind, told.title, told.intro, SafeString(""), told.language)
            for page in sorted(pages, key=lambda page: ORDER[page.kind])
            if (told := page.for_readers(code))
        ]
        for code in LANGUAGES
    }
