import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from newsroom.workflow import roles as module
from newsroom.workflow.roles import ROLES, grants, sync_roles

#: What decides over readers or over others' work: never a reporter's.
POWERS = {
    "articles.review_edition", "articles.publish_edition", "articles.withdraw_edition",
    "articles.see_every_edition", "articles.change_every_edition", "articles.publish_section",
    "articles.publish_topic", "regions.publish_region", "correspondents.publish_correspondent",
    "media.publish_photo", "media.see_every_photo", "pages.publish_page",
    "pages.withdraw_page", "pages.view_feedback",
}  # fmt: skip


def given() -> dict[str, set[str]]:
    return {
        group.name: {
            f"{label}.{codename}"
            for label, codename in group.permissions.values_list(
                "content_type__app_label", "codename"
            )
        }
        for group in Group.objects.all()
    }


def test_every_role_becomes_a_group_with_its_grants(roles):
    assert set(given()) == set(ROLES) == {"reporter", "editor", "chief", "translator", "photo"}
    assert {(role, *grant.split(".")) for role, held in given().items() for grant in held} == set(
        grants()
    )


def test_roles_may_be_synced_any_number_of_times(roles):
    before = given()
    keys = set(Group.objects.values_list("pk", flat=True))
    sync_roles()
    sync_roles()
    assert given() == before
    assert set(Group.objects.values_list("pk", flat=True)) == keys


def test_what_is_no_longer_granted_is_taken_away(roles):
    before = given()
    extra = Permission.objects.get(codename="publish_edition")
    Group.objects.get(name="reporter").permissions.add(extra)
    assert "articles.publish_edition" in given()["reporter"]
    sync_roles()
    assert given() == before


def test_what_was_taken_by_hand_is_given_again(roles):
    before = given()
    Group.objects.get(name="editor").permissions.clear()
    sync_roles()
    assert given() == before


def test_other_groups_and_their_people_are_left_alone(roles, reporter):
    Group.objects.create(name="friends").permissions.add(Permission.objects.first())
    sync_roles()
    assert len(given()["friends"]) == 1
    assert [group.name for group in reporter.groups.all()] == ["reporter"]


def test_unknown_grant_raises_and_changes_nothing(roles, monkeypatch):
    before = given()
    wrong = [("reporter", "articles", "publish_everything")]
    monkeypatch.setattr(module, "grants", lambda: iter(wrong))
    with pytest.raises(LookupError, match=r"reporter.*articles\.publish_everything"):
        sync_roles()
    assert given() == before


def test_permission_of_another_app_is_no_excuse(roles, monkeypatch):
    monkeypatch.setattr(module, "grants", lambda: iter([("chief", "media", "publish_edition")]))
    with pytest.raises(LookupError):
        sync_roles()


def test_reporter_has_no_power_over_readers_or_others(roles, reporter):
    assert not given()["reporter"] & POWERS
    assert not {power for power in POWERS if reporter.has_perm(power)}
    assert reporter.has_perm("articles.submit_edition")


@pytest.mark.parametrize("role", ["translator", "photo"])
def test_translators_and_photo_editors_have_no_power_over_stories(roles, role):
    stories = {power for power in POWERS if power.startswith("articles.")}
    assert not given()[role] & stories


def test_only_the_chief_withdraws_and_makes_correspondents(roles):
    holding = {
        grant: {role for role, held in given().items() if grant in held}
        for grant in (
            "articles.withdraw_edition", "correspondents.add_correspondent",
            "correspondents.publish_correspondent", "pages.change_network",
        )
    }  # fmt: skip
    assert set(map(frozenset, holding.values())) == {frozenset({"chief"})}


def test_nobody_deletes_anything_but_follow_links_lexicon_terms_and_days_of_a_timeline(roles):
    deleting = {grant for held in given().values() for grant in held if ".delete_" in grant}
    assert deleting == {
        "pages.delete_followlink", "articles.delete_lexiconterm", "articles.delete_moment",
    }  # fmt: skip


def test_no_role_reaches_accounts_or_groups_but_a_chief_who_helps_with_a_lost_phone(roles):
    reached = {
        (role, grant)
        for role, held in given().items()
        for grant in held
        if grant.split(".")[0]
        in ("accounts", "account", "mfa", "auth", "admin", "sessions", "workflow")
    }
    assert reached == {
        ("chief", "accounts.view_account"), ("chief", "accounts.reset_second_factor"),
    }  # fmt: skip


def test_command_makes_the_roles(db, capsys):
    Group.objects.all().delete()
    call_command("roles")
    assert set(given()) == set(ROLES)
    assert "reporter" in capsys.readouterr().out
