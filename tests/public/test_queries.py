import pytest

from newsroom.public.queries import known

PAGED = {"before", "after"}


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/", set()),
        ("/en/", set()),
        ("/articles/5/x/", set()),
        ("/sections/news/", PAGED),
        ("/en/regions/hajin/", PAGED),
        ("/ku/topics/av/", PAGED),
        ("/correspondents/nada/", PAGED),
        ("/ckb/kinds/report/", PAGED),
        ("/corrections/", PAGED),
        ("/lite/sections/news/", PAGED | {"part"}),
        ("/en/lite/articles/5/x/", {"part"}),
        ("/sections/news/feed.rss", set()),
        ("/regions/", set()),
        ("/archive/2026/11/", PAGED),
        ("/archive/", set()),
        ("/nothing/sections/news/", set()),
    ],
)
def test_an_address_reads_of_its_query_what_its_view_does(path, names):
    assert known(path) == names


@pytest.mark.parametrize("path", ["/search/", "/en/search/", "/lite/search/", "/ku/lite/search/"])
def test_no_search_is_kept(path):
    assert known(path) is None
