"""What the worker does here: feedback goes when its time is over."""

from datetime import datetime

from django.db import transaction

from newsroom.pages.models import Feedback


@transaction.atomic
def forget_feedback(now: datetime) -> int:
    return Feedback.objects.forget(now)


DUTIES = (forget_feedback,)
