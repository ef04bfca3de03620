from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.articles.access import may
from newsroom.articles.bylines import Credit, credits
from newsroom.articles.models.article import Article
from newsroom.articles.models.correction import Correction
from newsroom.articles.models.edition_indexes import INDEXES
from newsroom.articles.models.revision import Revision
from newsroom.articles.models.text import Text
from newsroom.articles.models.with_readers import WithReaders
from newsroom.articles.moves import MOVES
from newsroom.articles.querysets import EditionQuerySet
from newsroom.articles.search import FoldedField
from newsroom.delivery.record import Noted
from newsroom.media.models import Photo
from newsroom.paths import article_path
from newsroom.text import languages
from newsroom.text.languages import Said
from newsroom.text.markup import plain
from newsroom.text.pictures import seen_of
from newsroom.text.slugs import slugify
from newsroom.text.terms import index
from newsroom.workflow.models import Editorial, State

#: Another page has this address under a story.
TAKEN = ("feedback",)


class Edition(Noted, Text, WithReaders, Editorial):
    """One article in one language: it holds the text, and it is what moves through the workflow.

    Before publication its words are its latest revision. Once published they are what readers
    see, the `approved` revision; `latest` may then run ahead until a second person brings it out.
    """

    TIMES = ("published_at",)
    #: What new words are written onto; a move also compares the notice that it would bring out, and
    #: the time that somebody set or took away meanwhile.
    WRITTEN_ON = ("state", "on_hold", "latest_id", "approved_id", "redacted_at")
    COMPARED = (*WRITTEN_ON, "notice_id", "change_at")

    article = models.ForeignKey(Article, models.CASCADE, related_name="editions")
    language = models.CharField(
        _("language"), max_length=3, editable=False,
        choices=languages.CHOICES,
    )  # fmt: skip
    slug = models.CharField(max_length=100, editable=False, blank=True)
    folded = FoldedField(editable=False, blank=True)
    on_hold = models.BooleanField(_("on hold"), default=False, editable=False)
    latest = models.ForeignKey(
        Revision, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    #: The revision an approval was given to. NULL: none, or the text has changed since.
    approved = models.ForeignKey(
        Revision, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    #: NULL: not for readers. In the future: scheduled, without any further state.
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    #: Stays when the edition is withdrawn. NULL again where it left the schedule before its time.
    first_published_at = models.DateTimeField(null=True, editable=False)
    #: When readers last got a change. NULL: never.
    updated_at = models.DateTimeField(null=True, editable=False)
    #: What a colleague proposes to tell readers about a change. NULL: nothing.
    notice = models.ForeignKey(
        Correction, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    #: When the change that waits comes to readers by itself, and who approved that. NULL: never.
    change_at = models.DateTimeField(_("change comes at"), null=True, editable=False)
    change_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    #: When words were last taken out of it for good. NULL: never.
    redacted_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-moved_at", "-id"]
        permissions = [
            ("submit_edition", _("Submits stories")),
            ("review_edition", _("Reviews, approves, holds and spikes stories")),
            ("publish_edition", _("Publishes stories")),
            ("withdraw_edition", _("Withdraws stories")),
            ("sign_off_edition", _("Signs off sensitive stories")),
            ("translate_edition", _("Translates the stories of others")),
            ("see_every_edition", _("Sees every story, in every state")),
            ("change_every_edition", _("Changes the text of others")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="one_edition_a_language"),
            models.CheckConstraint(
                name="published_is_complete",
                condition=~models.Q(state=State.PUBLISHED)
                | models.Q(published_at__isnull=False, approved__isnull=False, on_hold=False)
                & ~models.Q(headline="")
                & ~models.Q(body=""),
            ),
            models.CheckConstraint(
                name="approved_is_bound",
                condition=~models.Q(state=State.APPROVED) | models.Q(approved__isnull=False),
            ),
            models.CheckConstraint(
                name="change_is_for_readers",
                condition=models.Q(change_at__isnull=True, change_by__isnull=True)
                | models.Q(change_at__isnull=False, change_by__isnull=False, state=State.PUBLISHED),
            ),
        ]
        indexes = INDEXES

    def __str__(self):
        return self.headline or gettext("Untitled")

    def said(self) -> Said:
        """Its headline; what has none is called so in the interface's language."""
        return Said(str(self), self.language if self.headline else "")

    @classmethod
    def moves(cls):
        return MOVES

    def save(self, **kwargs):
        self.tidy()
        super().save(**kwargs)

    def tidy(self) -> None:
        super().tidy()
        slug = slugify(self.headline, self.language)
        self.slug = "" if slug in TAKEN else slug
        self.folded = self.terms()

    def terms(self) -> str:
        """What `folded` says of these words. Those of pictures come and go with them, and the
        search knows no time."""
        body = plain(seen_of(self.body, ()))
        heads = (self.kicker, self.headline, self.short_headline)
        words = "\n".join((*heads, self.standfirst, self.key_points, body))
        return index(words, self.language)

    def text_of(self, text: Text | None) -> dict[str, Any]:
        """The columns of this row when it says what `text` says."""
        said = Edition(language=self.language, **(text.text() if text else {}))
        said.tidy()
        return said.text() | {"slug": said.slug, "folded": said.folded}

    def get_absolute_url(self):
        return article_path(self.article_id, self.slug, self.language)

    url = property(get_absolute_url)

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    @property
    def card_headline(self) -> str:
        return self.short_headline or self.headline

    @property
    def section(self):
        return self.article.section

    @cached_property
    def byline(self) -> list[Credit]:
        return credits(self.article, self.language)

    @cached_property
    def lead_photo(self) -> Photo | None:
        return next(iter(self.photos), None)

    @cached_property
    def photos(self) -> list[Photo]:
        """Only what is cleared, and for as long as its rights last: readers never learn of any
        other."""
        return [use.photo for use in self.article.pictures.all() if use.photo.is_public]

    @property
    def is_original(self) -> bool:
        return self.language == self.article.original_language

    def lock(self) -> None:
        """The article first, then all its languages in the order of their keys, as everything that
        touches more than one does: two moves never wait for each other crosswise."""
        self.article.lock()
        rows = Edition.objects.select_for_update(no_key=True).filter(article=self.article_id)
        list(rows.order_by("pk").values_list("pk"))

    def authors(self) -> set[int]:
        """Accounts that count as author where a second person is needed: whoever created it, ever
        submitted it, or is bylined."""
        bylined = self.article.correspondents.values_list("account_id", flat=True)
        submitted = self.history.filter(verb="submit").values_list("by_id", flat=True)
        return {self.created_by_id, self.submitted_by_id, *bylined, *submitted} - {None}

    def is_open_to(self, account) -> bool:
        return may(account, "see", self)

    def is_known_to(self, account) -> bool:
        """Whether this person works on it, and so may read more of it than its readers."""
        return may(account, "know", self)

    def may_change(self, account) -> bool:
        """Writers change their own drafts and returned stories; the desk what it has in hand."""
        return may(account, "write", self)

    def written_on(self) -> str:
        """Like `seen()`, of what new words are written onto."""
        return ".".join(str(getattr(self, field)) for field in self.WRITTEN_ON)

    def siblings(self):
        """The story's further languages, whoever may see them."""
        return self.article.editions.exclude(pk=self.pk).order_by("pk")
