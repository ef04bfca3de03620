"""What is remembered of a mirror's pages."""

from datetime import UTC, datetime

from newsroom.delivery.mirror.ledger import Ledger, Made

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_it_counts_what_is_over(tmp_path):
    ledger = Ledger(tmp_path / "ledger.sqlite3")
    for address, until in (("/a/", None), ("/b/", 0), ("/c/", -1), ("/d/", 1)):
        at = None if until is None else NOON.timestamp() + until
        page = Made(address, ((f"{address[1:]}index.html", 1, "0"),), until=at)
        ledger.prepare("tree", [page], [], {}, {})
        ledger.settle("tree")
    pages = list(ledger.pages())
    assert len(pages) == 4
    assert ledger.over(NOON) == 2 == sum(not page.is_fresh(set(), NOON) for page in pages)
    ledger.close()
