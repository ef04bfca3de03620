from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from newsroom.articles import reindexing
from newsroom.articles.models import Edition, LexiconTerm, Section, StoredTerms, Topic
from newsroom.articles.reindexing import behind, follow_the_rules, next_batch
from newsroom.correspondents.models import Correspondent
from newsroom.media.models import Photo
from newsroom.regions.models import Region
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_terms(story, people):
    """A newsroom of before: the rules of its terms are others."""
    story("published")
    makers.make_topic()
    makers.make_correspondent()
    makers.make_photo(people["photo"])
    LexiconTerm.objects.create(language="ar", term="باغوز")
    kinds = (Edition, Section, Topic, Region, Correspondent, LexiconTerm, Photo)
    assert kinds == reindexing.KINDS
    for kind in kinds:
        assert kind.objects.update(folded=" قديم")
    return kinds


def terms_follow(kinds) -> bool:
    return all(row.folded == row.terms() for kind in kinds for row in kind.objects.all())


def test_all_terms_are_made_anew_once(old_terms):
    assert not Edition.objects.search("محطة", "ar").exists()
    call_command("reindex", stdout=StringIO())
    assert terms_follow(old_terms)
    assert Edition.objects.search("محطة", "ar").exists()
    assert behind() == []
    Edition.objects.update(folded="x")
    call_command("reindex", stdout=StringIO())  # nothing says that this is needed
    assert Edition.objects.get().folded == "x"
    call_command("reindex", all=True, stdout=StringIO())
    assert terms_follow(old_terms)


def test_worker_does_it_after_an_upgrade(old_terms, monkeypatch):
    follow_the_rules(timezone.now())
    assert terms_follow(old_terms)
    monkeypatch.setattr(reindexing, "RULES", reindexing.RULES + 1)
    assert behind() == list(reindexing.KINDS)
    Section.objects.update(folded=" قديم")
    follow_the_rules(timezone.now())
    assert terms_follow(old_terms)
    assert behind() == []


def test_what_was_interrupted_goes_on_where_it_stopped(old_terms, monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 2)
    first, second, third = Region.objects.order_by("pk")[:3]
    assert next_batch(Region) == (2, 2)
    Region.objects.filter(pk=first.pk).update(folded=" قديم")
    assert next_batch(Region) == (2, 2)
    assert Region.objects.get(pk=first.pk).folded == " قديم"
    assert Region.objects.get(pk=third.pk).folded == third.terms()
    assert StoredTerms.objects.get(kind="regions.region").rules != reindexing.RULES


def test_somebody_who_saves_meanwhile_keeps_their_terms(old_terms):
    stale = Region.objects.order_by("pk").first()
    saved = Region.objects.get(pk=stale.pk)
    saved.name_en = "Somewhere"
    saved.save()
    reindexing.follow(stale)
    saved.refresh_from_db()
    assert "somewhere" in saved.folded
