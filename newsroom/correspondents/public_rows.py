from collections.abc import Iterator

from newsroom.correspondents.models import Correspondent, Signing
from newsroom.workflow.public_words import PublicRow, texts


def public_rows() -> Iterator[PublicRow]:
    for correspondent in Correspondent.objects.order_by("-pk").iterator():
        said, hidden = texts(correspondent), hidden_from_readers(correspondent)
        shown = {name: text for name, text in said.items() if not name.startswith(hidden)}
        yield PublicRow(correspondent, shown)


def hidden_from_readers(correspondent: Correspondent) -> tuple[str, ...]:
    """Beginnings of the columns. Of one without a page readers get the line of the role alone."""
    if not correspondent.is_public:
        return ("public_name", "pen_name", "about", "slug", "languages")
    return () if correspondent.signing == Signing.NAMED else ("public_name",)
