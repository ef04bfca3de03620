from collections.abc import Iterator

from newsroom.pages.models import BreakingBar, FollowLink, Network, Page
from newsroom.workflow.public_words import PublicRow, texts


def public_rows() -> Iterator[PublicRow]:
    for network in Network.objects.all():
        yield PublicRow(network, texts(network))
    for link in FollowLink.objects.select_related("network"):
        yield PublicRow(link, texts(link), desk=link.network)
    for page in Page.objects.published().with_words():
        told = page.told.words if page.told else {}
        said = {f"{name}_{code}": text for code in told for name, text in told[code].items()}
        yield PublicRow(page, said)
    for bar in BreakingBar.objects.published().order_by("-pk").iterator():
        yield PublicRow(bar, texts(bar))
