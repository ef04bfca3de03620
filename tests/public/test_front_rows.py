"""In which rows the front's blocks stand."""

import re
from types import SimpleNamespace

import pytest

from newsroom.articles.models import Article, Section
from newsroom.public.front_page import Part, in_rhythm
from newsroom.public.languages import lite


def block(pictures: str) -> Part:
    """One story for each letter: "p" has a picture."""
    cards = [SimpleNamespace(is_pictured=letter == "p") for letter in pictures]
    return Part("block", cards, thing=pictures)


@pytest.mark.parametrize(
    ("blocks", "shapes"),
    [
        ([], []),
        (["pppp", "pppp", "ppp", "ppp"], ["big", "across", "flip", "across"]),
        (["pp", "----", "--"], ["pair", "dense", "dense"]),
        (["-ppp", "pppp"], ["across", "across"]),
        (["----", "pppp"], ["dense", "big"]),
    ],
)
def test_blocks_take_turns(blocks, shapes):
    assert [part.shape for part in in_rhythm(list(map(block, blocks)))] == shapes


def test_neighbours_with_one_story_share_a_row():
    parts = in_rhythm(list(map(block, ["p", "-", "ppp", "p"])))
    assert [part.kind for part in parts] == ["shelf", "block", "shelf"]
    assert [len(part.blocks) for part in parts] == [2, 0, 1]


def test_opinions_lead_to_their_section_and_those_of_several_to_their_kinds(story, client):
    kinds = ["news"] * 5 + ["opinion", "analysis", "opinion"]
    made = [story("published", kind=each, hours=at + 1) for at, each in enumerate(kinds)]
    assert opinions_lead_to(client) == ["/sections/news/"]

    other = Section.objects.create(slug="other", name_ar="غيره", state="published")
    Article.objects.filter(pk=made[-1].article_id).update(section=other)

    assert opinions_lead_to(client) == ["/kinds/analysis/", "/kinds/opinion/"]


def opinions_lead_to(client) -> list[str]:
    row = client.get("/").text.partition('aria-labelledby="opinions"')[2].partition("<ul>")[0]
    plain = client.get("/lite/").text.partition(">رأي وتحليل</h2>")[2].partition("<ul>")[0]
    found = re.findall(r'href="([^"]*)"', row)
    assert re.findall(r'href="([^"]*)"', plain) == [lite(url) for url in found]
    return found
