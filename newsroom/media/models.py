from __future__ import annotations

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import Account
from newsroom.broken import not_stored
from newsroom.media import clearance
from newsroom.media.moves import MOVES
from newsroom.media.parts import Part as Part
from newsroom.media.parts import Upload as Upload
from newsroom.media.pixels import encoded, fresh
from newsroom.text.named import Named
from newsroom.workflow.models import Editorial, EditorialQuerySet, State
from newsroom.workflow.moves import Refused


def vault():
    return storages["vault"]


def new_token() -> str:
    return secrets.token_hex(8)


class Rights(models.TextChoices):
    OWN = "own", _("Taken by one of ours")
    PERMITTED = "permitted", _("With the taker's permission")
    AGENCY = "agency", _("From an agency, licensed")
    FREE = "free", _("Free licence or public domain")


class Depicts(models.TextChoices):
    """The desk's question about everybody in a picture, before readers have it (DOMAIN §2, B5)."""

    NOBODY = "nobody", _("No minors or detainees")
    MINORS = "minors", _("Minors")
    DETAINEES = "detainees", _("Detainees")
    BOTH = "both", _("Minors and detainees")


class PhotoQuerySet(EditorialQuerySet):
    def visible_to(self, account: Account):
        """Photo editors and the desk see all; others what they sent, and what is cleared."""
        if account.has_perm("media.see_every_photo"):
            return self
        return self.filter(models.Q(sent_by=account) | models.Q(state=State.PUBLISHED))


class Photo(Named, Editorial):
    """A picture. Its master lies in the vault; readers get renditions, and only once cleared."""

    LINES = ("alt", "caption", "credit")

    master = models.FileField(storage=vault, max_length=80, editable=False)
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    #: SHA-256 of what was sent: the same file sent again is the same photo. Empty: unknown.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        _("alternative text"), max_length=250, blank=True,
        help_text=_("What is to be seen, for those who cannot see it."),
    )  # fmt: skip
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    rights = models.CharField(_("rights"), max_length=10, choices=Rights, blank=True)
    #: Empty: nobody has answered yet.
    depicts = models.CharField(_("minors or detainees?"), max_length=9, choices=Depicts, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    sent_at = models.DateTimeField(auto_now_add=True)
    #: When the worker brings its public files in line with its state. NULL: they are.
    mend_at = models.DateTimeField(null=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-id"]
        permissions = [
            ("publish_photo", _("Clears photos")),
            ("see_every_photo", _("Sees photos before they are cleared")),
        ]
        indexes = [
            models.Index(
                fields=["mend_at"], name="photo_out_of_step",
                condition=models.Q(mend_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.named("caption")[0] or self.named("alt")[0] or f"#{self.pk}"

    @classmethod
    def moves(cls):
        return MOVES

    def clean(self):
        """What it needed to be cleared, it needs for as long as readers have it."""
        self.tidy()
        if self.state == State.PUBLISHED:
            try:
                clearance.check_fit(self)
            except Refused as refused:
                raise ValidationError(str(refused)) from refused

    @property
    def chip_label(self) -> str:
        return str(_("Cleared")) if self.state == State.PUBLISHED else self.get_state_display()

    def take_pixels(self, file: UploadedFile) -> None:
        """Makes the master from an upload; raises ValidationError with a sentence, too where the
        vault does not take it."""
        picture = fresh(file, file.size or 0)
        self.width, self.height = picture.size
        self.token = new_token()
        content = ContentFile(encoded(picture).read())
        try:
            self.master.save(f"{self.token}.webp", content, save=False)
        except Exception as error:
            # Each kind of storage has errors of its own.
            raise not_stored(error) from error

    def is_open_to(self, account: Account) -> bool:
        return self.state == State.PUBLISHED or self.is_known_to(account)

    def is_known_to(self, account: Account) -> bool:
        return account.has_perm("media.see_every_photo") or self.sent_by_id == account.pk

    def may_change(self, account: Account) -> bool:
        """Those who clear photos, and whoever sent it as long as it is not with the readers."""
        if account.has_perm("media.publish_photo"):
            return True
        return self.sent_by_id == account.pk and self.state == State.DRAFT

    @property
    def alt_language(self) -> str:
        return self.named("alt")[1]

    @property
    def caption_language(self) -> str:
        return self.named("caption")[1]

    @property
    def credit_language(self) -> str:
        return self.named("credit")[1]

    @property
    def src(self) -> str:
        return self.rendition(min(800, self.width))

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.rendition(width)} {width}w" for width in clearance.widths(self))

    def rendition(self, width: int) -> str:
        """The public address of a rendition; it answers only while the photo is cleared."""
        return default_storage.url(clearance.name(self, width))
