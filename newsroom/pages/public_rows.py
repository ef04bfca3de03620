from collections.abc import Iterator

from newsroom.pages.models import FollowLink, Network
from newsroom.workflow.public_words import PublicRow, texts


def public_rows() -> Iterator[PublicRow]:
    for network in Network.objects.all():
        yield PublicRow(network, texts(network))
    for link in FollowLink.objects.select_related("network"):
        yield PublicRow(link, texts(link), desk=link.network)
