from django.db import models


class StoredTerms(models.Model):
    """By which rules the search terms of a kind of rows were made (`articles/reindexing.py`)."""

    #: As in "articles.edition".
    kind = models.CharField(max_length=60, unique=True)
    #: `text.terms.RULES` of all rows. 0: not known.
    rules = models.PositiveSmallIntegerField(default=0)
    #: The rules that they are being made anew by, and the last row that was.
    towards = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.kind}: {self.rules}"
