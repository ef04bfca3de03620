import pytest
from signing_in import ROLES, give_phone

from newsroom.accounts.models import Account


@pytest.fixture
def required(settings):
    """As outside DEBUG; the other tests open sessions without a second factor."""
    settings.SECOND_FACTOR_ROLES = ROLES


@pytest.fixture
def administrator(make_account) -> Account:
    return make_account("admin", is_superuser=True)


@pytest.fixture
def careful(editor) -> Account:
    """An editor with a phone."""
    give_phone(editor)
    return editor
