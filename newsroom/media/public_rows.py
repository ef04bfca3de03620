from collections.abc import Iterator

from newsroom.media.clearance import public_words
from newsroom.media.models import Photo
from newsroom.workflow.public_words import PublicRow


def public_rows() -> Iterator[PublicRow]:
    for photo in Photo.objects.published().order_by("-pk").iterator():
        yield PublicRow(photo, public_words(photo))
