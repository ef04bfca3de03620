import pytest
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import datetime

MONTHS = {"ar": "تشرين الثاني", "ckb": "تشرینی دووەم", "ku": "mijdar", "en": "November"}


@pytest.mark.parametrize(("language", "month"), MONTHS.items())
def test_desk_names_months_as_the_site_does(language, month):
    """Django's own Sorani months are Kurdish-solar, its Arabic ones not Levantine."""
    with translation.override(language):
        assert month in date_format(datetime(2026, 11, 23), "j F Y")
