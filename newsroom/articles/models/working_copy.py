from django.conf import settings
from django.db import models


class WorkingCopy(models.Model):
    """What one person has in the form of one edition and has not saved, and that they have it open.

    No revision and no part of the story: nobody but that person ever reads it, no history and no
    audit trail tells of it, and the save of its page takes it away (`articles/working_copies.py`).
    """

    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="working_copies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: By field of the form, as typed. NULL: the form is open, and says what is saved.
    words = models.JSONField(null=True)
    #: What the form showed when it was opened (`EditionForm.now_seen`).
    seen = models.CharField(max_length=200, blank=True)
    #: By what name the page that wrote it called itself; its browser may have kept the same words.
    page = models.CharField(max_length=12, blank=True)
    #: Since when this person has the form open without a longer break.
    since = models.DateTimeField()
    #: When their browser last told of itself, and when the words last changed. NULL: as `words`.
    at = models.DateTimeField(db_index=True)
    written_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="one_working_copy_each")
        ]

    def __str__(self):
        return f"{self.edition_id}/{self.person_id}"
