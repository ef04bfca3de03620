from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import Account
from newsroom.delivery.record import Noted
from newsroom.media import clearance
from newsroom.media.models.mastered import Mastered
from newsroom.media.models.on_pages import OnPages
from newsroom.media.moves import MOVES
from newsroom.media.querysets import PhotoQuerySet
from newsroom.media.renditions import new_token
from newsroom.regions.models import Region
from newsroom.text.languages import LANGUAGES
from newsroom.text.named import Named
from newsroom.workflow.found import Found
from newsroom.workflow.models import Editorial, State
from newsroom.workflow.moves import Refused


def vault():
    return storages["vault"]


class Rights(models.TextChoices):
    OWN = "own", _("Taken by one of ours")
    PERMITTED = "permitted", _("With the taker's permission")
    AGENCY = "agency", _("From an agency, licensed")
    FREE = "free", _("Free licence or public domain")


class Depicts(models.TextChoices):
    """The desk's question about everybody in a picture, before readers have it (B5)."""

    NOBODY = "nobody", _("No minors or detainees")
    MINORS = "minors", _("Minors")
    DETAINEES = "detainees", _("Detainees")
    BOTH = "both", _("Minors and detainees")


class TakenPrecision(models.TextChoices):
    """How much of `taken_on` was kept; the rest of the date says nothing."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class Photo(Noted, OnPages, Mastered, Found, Named, Editorial):
    """A picture. Its master lies in the vault; readers get renditions, and only once cleared."""

    TIMES = ("rights_until",)
    LINES = ("alt", "caption", "credit")
    #: Nobody clears pixels that they have not seen.
    COMPARED = ("state", "master")
    #: What is made of the master's pixels, or was found out about them.
    OF_THE_MASTER = ("master", "width", "height", "likeness", "placeholder")

    #: Plain pixels, with what is obscured burnt in. All that readers get is made of it.
    master = models.FileField(storage=vault, max_length=80, editable=False)
    #: Names the public files of this master, and of no other one: where the pixels change, so does
    #: every address.
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    #: What was sent, byte for byte. Empty: deleted, or sent before originals were kept.
    original = models.FileField(storage=vault, max_length=80, blank=True, editable=False)
    #: When the original goes. NULL: there is none.
    original_until = models.DateTimeField(null=True, editable=False)
    #: SHA-256 of what was sent: the same file sent again is the same photo. Empty: unknown.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    #: 64 bits in hexadecimal that pictures which look alike nearly share. Empty: unknown.
    likeness = models.CharField(max_length=16, blank=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        _("alternative text"), max_length=250, blank=True,
        help_text=_("What is to be seen, for those who cannot see it."),
    )  # fmt: skip
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    rights = models.CharField(_("rights"), max_length=10, choices=Rights, blank=True)
    rights_until = models.DateTimeField(
        _("rights end"), null=True, blank=True,
        help_text=_("From then on readers do not have it any more. Left empty: they do not end."),
    )  # fmt: skip
    #: What every crop keeps in sight, in percent of the width from the left and of the height.
    focus_x = models.PositiveSmallIntegerField(default=50, editable=False)
    focus_y = models.PositiveSmallIntegerField(default=50, editable=False)
    #: When and where it was taken, as coarse as the desk chose. NULL: not kept.
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    taken_precision = models.CharField(
        max_length=5, choices=TakenPrecision, default=TakenPrecision.DAY, editable=False
    )
    taken_in = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken in")
    )
    #: NULL: nobody has said yet what is kept of what the camera wrote into the file.
    camera_answered_at = models.DateTimeField(null=True, editable=False)
    #: A few pixels of the master as WebP in base64, shown until the picture is there.
    placeholder = models.CharField(max_length=600, blank=True, editable=False)
    #: Empty: nobody has answered yet.
    depicts = models.CharField(_("minors or detainees?"), max_length=9, choices=Depicts, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    sent_at = models.DateTimeField(auto_now_add=True)
    #: When the worker next brings its public files in line with what readers may have of it.
    #: NULL: they are, and no time will change that.
    mend_at = models.DateTimeField(null=True, editable=False)
    #: Since when all renditions of this master are out. NULL: not all; pages use the plain one.
    ready_at = models.DateTimeField(null=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-id"]
        permissions = [
            ("publish_photo", _("Clears photos")),
            ("see_every_photo", _("Sees photos before they are cleared")),
            ("open_original", _("Opens and deletes originals of photos")),
            ("obscure_photo", _("Obscures what a photo must not show")),
        ]
        indexes = [
            models.Index(
                fields=["mend_at"], name="photo_out_of_step",
                condition=models.Q(mend_at__isnull=False),
            ),
            models.Index(
                fields=["original_until"], name="photo_original_ends",
                condition=models.Q(original_until__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.named("caption")[0] or self.named("alt")[0] or f"#{self.pk}"

    def words(self) -> Iterator[tuple[str, list[str]]]:
        """What is written of it, by language."""
        for code in LANGUAGES:
            yield code, [getattr(self, f"{field}_{code}") or "" for field in self.LINES]

    @classmethod
    def moves(cls):
        return MOVES

    def save(self, **kwargs) -> None:
        """Of a cleared photo whatever was saved may change until when readers have it."""
        if self.state == State.PUBLISHED:
            self.mend_at = timezone.now()
        super().save(**kwargs)

    def clean(self):
        """What it needed to be cleared, it needs for as long as readers have it."""
        self.tidy()
        if self.is_public:
            try:
                clearance.check_complete(self)
            except Refused as refused:
                raise ValidationError(str(refused)) from refused

    @property
    def is_expired(self) -> bool:
        return bool(self.rights_until and self.rights_until <= timezone.now())

    @property
    def is_public(self) -> bool:
        """Whether readers may have it now, as `published()` asks of many."""
        return self.state == State.PUBLISHED and not self.is_expired

    @property
    def chip(self) -> str:
        return "expired" if self.state == State.PUBLISHED and self.is_expired else self.state

    @property
    def chip_label(self) -> str:
        if self.state != State.PUBLISHED:
            return self.get_state_display()
        return gettext("Rights ended") if self.is_expired else gettext("Cleared")

    def is_open_to(self, account: Account) -> bool:
        return type(self).objects.visible_to(account).filter(pk=self.pk).exists()

    def is_known_to(self, account: Account) -> bool:
        is_own = self.sent_by_id == account.pk
        return is_own or account.has_perm("media.see_every_photo") and self.is_open_to(account)

    def may_change(self, account: Account) -> bool:
        """Those who clear photos, and whoever sent it as long as it is not with the readers."""
        if account.has_perm("media.publish_photo"):
            return self.is_open_to(account)
        return self.sent_by_id == account.pk and self.state == State.DRAFT
