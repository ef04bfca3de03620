from django.conf import settings
from django.db import models


class SavedPage(models.Model):
    """What one opened page of a form has saved last: two posts of it on their way at once, or the
    same post again after a lost answer, are not two writers (`articles/own_page.py`)."""

    #: Made when the page was rendered.
    page = models.UUIDField(unique=True)
    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="saved_pages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: What a form opened after it would carry (`own_page.seen_of`). Empty: somebody else's changes
    #: were merged in, which the page does not know.
    seen = models.CharField(max_length=200, blank=True)
    #: When the browser sent it, in milliseconds of its own clock. NULL: it told none.
    sent = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.edition_id}/{self.page}"
