"""Which page a post says that it comes from, and when it says it was sent."""

from uuid import UUID

import pytest

from newsroom.articles.models import SavedPage
from newsroom.articles.own_page import Page, is_late, page_of

KEY = UUID("6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b")


@pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 40, "²", "١٢", "0", "1.5", " 1"])
def test_time_that_is_none_counts_as_none(sent):
    assert page_of({"page": str(KEY), "sent": sent}, None) == Page(KEY, None, None)


@pytest.mark.parametrize("key", ["", "x", "9" * 40, f"{KEY}0"])
def test_key_that_is_none_counts_as_none(key):
    assert page_of({"page": key, "sent": "1000"}, None) == Page(None, None, None)


@pytest.mark.parametrize(
    ("now", "before", "late"),
    [(1, 2, True), (2, 2, True), (3, 2, False), (None, 2, False), (1, None, False)],
)
def test_late_is_what_was_sent_no_later_than_what_is_saved(now, before, late):
    assert is_late(Page(KEY, now, None), SavedPage(sent=before)) is late


def test_nothing_saved_is_nothing_to_be_late_for():
    assert not is_late(Page(KEY, 1, None), None)
