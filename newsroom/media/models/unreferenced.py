from __future__ import annotations

from django.db import models


class Unreferenced(models.Model):
    """A file of the vault that is no photo's. The row goes once the file has gone."""

    #: In the vault; a stray file's may be of any length.
    name = models.TextField(unique=True)
    #: By the first sweep that met it so.
    found_at = models.DateTimeField()

    def __str__(self):
        return self.name
