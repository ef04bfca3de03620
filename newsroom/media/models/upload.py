"""A picture on its way in parts: rows, so that each is there whole or not at all, and any machine
of ours can take the next one."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Upload(models.Model):
    """One picture that somebody announced with a story. Once it is a photo, or was refused, it has
    no parts any more and stays for a while: whoever lost the answer asks again."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: The filing key of the story.
    story = models.UUIDField()
    #: SHA-256 of the whole.
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    #: Bytes that are here: those up to this offset.
    have = models.PositiveIntegerField(default=0)
    caption = models.CharField(max_length=400, blank=True)
    #: Which of the story's pictures it is.
    number = models.PositiveSmallIntegerField()
    #: NULL: not whole yet, or refused.
    photo = models.ForeignKey("media.Photo", models.CASCADE, null=True, related_name="+")
    #: Why it can be no photo, in its sender's language.
    refusal = models.CharField(max_length=300, blank=True)
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "story", "digest"], name="one_upload_each")
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def is_over(self) -> bool:
        return self.photo_id is not None or bool(self.refusal)


class Part(models.Model):
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    offset = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="one_part_at_an_offset")
        ]

    def __str__(self):
        return f"#{self.upload_id} {self.offset}"
