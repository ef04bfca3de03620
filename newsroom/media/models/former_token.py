from __future__ import annotations

from django.db import models

from newsroom.media.models.photo import Photo


class FormerToken(models.Model):
    """A name under which public files of a master lie, or lay, that the photo has no more. The row
    goes once the files have gone."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="former_tokens")
    token = models.CharField(max_length=16, unique=True)

    def __str__(self):
        return self.token
