from django.db import models
from django.db.models.functions import Now


class Change(models.Model):
    """Something that readers have has changed, told by the database itself (`triggers.py`) in the
    transaction that changed it, and here until every kept page that had it is gone: `draining.py`.
    """

    tag = models.CharField(max_length=120)
    #: Whether readers must not have the old one for another moment.
    gone = models.BooleanField(db_default=False)
    at = models.DateTimeField(db_default=Now())
    #: How often nobody could say what follows from it.
    tries = models.PositiveSmallIntegerField(db_default=0)
    #: Not before that; NULL: at once.
    again_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = []

    def __str__(self):
        return self.tag
