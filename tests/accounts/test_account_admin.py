import pytest

from newsroom.accounts.models import Account


@pytest.fixture
def administrator(client, make_account):
    admin = make_account("admin", is_superuser=True)
    client.force_login(admin)
    return client


def test_administrator_makes_an_account_with_a_role(administrator, roles):
    page = administrator.get("/admin/accounts/account/add/")
    assert "مراسل" in page.content.decode()
    password = "نخلة-على-النهر-9"
    administrator.post(
        "/admin/accounts/account/add/",
        {"username": "huda", "name": "هدى", "language": "ar", "password1": password,
         "password2": password, "is_staff": "on", "groups": []},
    )  # fmt: skip
    huda = Account.objects.get(username="huda")
    assert huda.check_password(password)


def test_account_is_never_deleted(administrator, editor):
    response = administrator.post(f"/admin/accounts/account/{editor.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
    assert Account.objects.filter(pk=editor.pk).exists()
