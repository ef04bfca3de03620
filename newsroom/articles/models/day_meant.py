from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models.edition import Edition


class DayMeant(models.Model):
    """Which date a weekday in the text means: «الأربعاء» is read by its key wherever it stands."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="days_meant")
    #: `text.weekdays.DayNamed.key`.
    key = models.CharField(max_length=20)
    date = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="one_date_a_weekday")
        ]

    def __str__(self):
        return f"{self.key}: {self.date}"
