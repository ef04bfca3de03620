from collections.abc import Iterator

from newsroom.regions.models import Region
from newsroom.workflow.public_words import PublicRow, texts


def public_rows() -> Iterator[PublicRow]:
    for region in Region.objects.published().order_by("-pk").iterator():
        yield PublicRow(region, texts(region))
