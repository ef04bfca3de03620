"""What comes back is what was there, row for row and file for file, or nothing at all."""

import random
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from makers import make_section
from places import digests, everything
from put_back import flushed
from pyrage import x25519

from newsroom.accounts.models import Account
from newsroom.audit.models import Entry
from newsroom.backups import archive
from newsroom.backups.backing_up import back_up, fingerprint
from newsroom.backups.identities import keep
from newsroom.backups.management.commands.restore import found
from newsroom.backups.refusals import Damaged, Refused
from newsroom.backups.restoring import finish, restore
from newsroom.media.models import Photo, vault
from newsroom.media.sweeping import files_in
from newsroom.regions.models import Region


def emptied() -> None:
    """As `migrate` leaves a place."""
    flushed()
    for name in vault_files():
        vault().delete(name)


def is_untouched() -> bool:
    return not Account.objects.exists() and not Entry.objects.exists() and not vault_files()


def vault_files() -> list[str]:
    return list(files_in(vault(), ""))


def without_restore(rows: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """What the restore itself adds: the trail's line, with it the head, and by which rules the
    search terms were made."""
    own = {"audit.Head": [], "articles.StoredTerms": []}
    return rows | own | {"audit.Entry": sorted(rows["audit.Entry"])[:-1]}


@pytest.mark.parametrize("kind", [pytest.param("same", marks=pytest.mark.soak), "other"])
def test_every_row_and_file_comes_back(newsroom, here, make_place, identity, tmp_path, kind):
    Region.objects.filter(slug="susat").update(latitude=34.52101999, longitude=-0.1)
    file = tmp_path / "backup.age"
    before = everything() | {"audit.Head": []}
    made = back_up(file)
    place = make_place(kind)
    code, said = place.restore(file, identity)
    assert (code, "Verified" in said) == (0, True), said
    with place.rows() as rows:
        assert without_restore(rows) == before
        last = max(rows["audit.Entry"])
        assert (last[3], last[6]) == ("backup_restored", fingerprint(made.manifest))
    assert place.files() == here.files()
    assert digests(place.folder / "media") == digests(here.folder / "media")


def go_back() -> None:
    for app, number in (("articles", "0008"), ("correspondents", "0001")):
        call_command("migrate", app, number, verbosity=0)


@pytest.fixture
def migrated_back(newsroom):
    """Tables as they were some migrations ago; a test may leave them anywhere."""
    go_back()
    yield
    call_command("migrate", verbosity=0)


def test_older_backup_is_migrated_forward_and_never_backward(migrated_back, identity, tmp_path):
    labels = ("articles.Edition", "articles.Revision", "media.Photo", "accounts.Account")
    made = back_up(tmp_path / "backup.age")
    assert ("articles", "0010_redacted_at") not in made.manifest.migrations
    assert "correspondents.protectedword" not in made.manifest.tables
    call_command("migrate", verbosity=0)
    before = everything()
    emptied()
    with pytest.raises(Refused, match="migrated further"):
        restore(tmp_path / "backup.age", [identity])
    assert is_untouched()
    go_back()
    manifest = restore(tmp_path / "backup.age", [identity])
    assert list(finish(manifest)) == []
    after = everything()
    assert {label: after[label] for label in labels} == {label: before[label] for label in labels}
    assert list(found()) == []


@pytest.mark.soak
def test_older_backup_comes_back_where_nothing_was(migrated_back, make_place, identity, tmp_path):
    back_up(tmp_path / "backup.age")
    call_command("migrate", verbosity=0)
    for kind in ("same", "other"):
        place = make_place(kind)
        code, said = place.restore(tmp_path / "backup.age", identity)
        assert code == 0, said
        with place.rows() as rows:
            assert rows["articles.Edition"] == everything()["articles.Edition"]


def test_newer_backup_is_refused(few, identity, tmp_path, monkeypatch):
    known = archive.Manifest.text

    def newer(self):
        self.migrations = [*self.migrations, ("articles", "0999_from_tomorrow")]
        return known(self)

    monkeypatch.setattr(archive.Manifest, "text", newer)
    back_up(tmp_path / "backup.age")
    monkeypatch.undo()
    emptied()
    with pytest.raises(Refused, match="knows no articles 0999_from_tomorrow"):
        restore(tmp_path / "backup.age", [identity])
    assert is_untouched()


def test_newer_format_is_refused(few, identity, tmp_path, monkeypatch):
    known = archive.Manifest.text
    monkeypatch.setattr(
        archive.Manifest, "text",
        lambda self: known(self).replace(b'"format": 1', b'"format": 2'),
    )  # fmt: skip
    back_up(tmp_path / "backup.age")
    monkeypatch.undo()
    emptied()
    with pytest.raises(Refused, match="newer program"):
        restore(tmp_path / "backup.age", [identity])
    assert is_untouched()


@pytest.fixture
def small(few, tmp_path):
    """A backup, and an empty place that was migrated before."""
    back_up(tmp_path / "backup.age")
    emptied()
    return (tmp_path / "backup.age").read_bytes()


def test_place_that_was_only_migrated_is_empty(few, identity, tmp_path):
    before = everything() | {"audit.Head": []}
    back_up(tmp_path / "backup.age")
    emptied()
    restore(tmp_path / "backup.age", [identity])
    assert everything() | {"audit.Head": []} == before
    assert len(vault_files()) == 2


def test_new_rows_are_numbered_after_those_that_came_back(few, tmp_path, identity):
    last = max(Account.objects.values_list("pk", flat=True))
    back_up(tmp_path / "backup.age")
    emptied()
    restore(tmp_path / "backup.age", [identity])
    assert Account.objects.create_user("later").pk == last + 1


def test_flipped_bit_is_noticed(small, identity, tmp_path):
    chance = random.Random(5)
    damaged = tmp_path / "damaged.age"
    places = [0, len(small) - 1, *(chance.randrange(len(small)) for _ in range(28))]
    for place in places:
        content = bytearray(small)
        content[place] ^= 1 << chance.randrange(8)
        damaged.write_bytes(content)
        with pytest.raises(Damaged):
            restore(damaged, [identity])
        assert is_untouched(), place
    restore(tmp_path / "backup.age", [identity])


def test_file_that_was_cut_off_is_noticed(small, identity, tmp_path):
    chance = random.Random(6)
    damaged = tmp_path / "damaged.age"
    for end in [0, len(small) - 1, *(chance.randrange(len(small)) for _ in range(8))]:
        damaged.write_bytes(small[:end])
        with pytest.raises(Damaged):
            restore(damaged, [identity])
        assert is_untouched(), end


def test_wrong_identity_opens_nothing(small, tmp_path):
    keep(x25519.Identity.generate(), tmp_path / "another")
    with pytest.raises(CommandError, match="None of these identities opens the file"):
        call_command(
            "restore", str(tmp_path / "backup.age"), "--identity", str(tmp_path / "another")
        )
    assert is_untouched()


@pytest.mark.parametrize(("words", "sentence"), [
    ("age1notanidentity", "no identity of age"), ("", "no identity of age"),
])  # fmt: skip
def test_file_that_holds_no_identity_is_told(small, tmp_path, words, sentence):
    (tmp_path / "key").write_text(words)
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", str(tmp_path / "backup.age"), "--identity", str(tmp_path / "key"))


def test_place_with_anything_in_it_is_refused_before_the_file_is_read(few, tmp_path, identity):
    before = everything()
    with pytest.raises(Refused, match="not empty"):
        restore(tmp_path / "there is none", [identity])
    assert everything() == before


def test_one_section_is_anything(small, tmp_path, identity):
    make_section()
    with pytest.raises(Refused, match="articles.section"):
        restore(tmp_path / "backup.age", [identity])


def test_other_protection_key_is_set_first(small, tmp_path, identity, settings):
    right, settings.PROTECTION_KEY = settings.PROTECTION_KEY, "another" * 10
    keep(identity, tmp_path / "key")
    arguments = ["restore", str(tmp_path / "backup.age"), "--identity", str(tmp_path / "key")]
    with pytest.raises(CommandError, match="Nothing was brought back yet") as told:
        call_command(*arguments)
    assert told.value.returncode == 3
    assert is_untouched()
    file = tmp_path / "protection_key_of_the_backup"
    assert file.stat().st_mode & 0o777 == 0o600
    assert right not in str(told.value)
    settings.PROTECTION_KEY = file.read_text()
    call_command(*arguments)
    assert right == settings.PROTECTION_KEY
    assert not file.exists()
    assert Photo.objects.count() == 1


def test_what_fails_halfway_leaves_neither_row_nor_file(small, tmp_path, identity, monkeypatch):
    """Found in the last moment: what the database holds is not what was put in."""
    monkeypatch.setattr(
        "newsroom.backups.restoring.reset_sequences",
        lambda models: (_ for _ in ()).throw(OSError("disk full")),
    )
    with pytest.raises(OSError, match="disk full"):
        restore(tmp_path / "backup.age", [identity])
    assert is_untouched()


def test_row_that_changed_on_its_way_is_noticed(small, tmp_path, identity):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER meddler AFTER INSERT ON articles_section BEGIN"
                " UPDATE articles_section SET name_ar = 'x' WHERE id = new.id; END"
            )
        else:
            cursor.execute(
                "CREATE FUNCTION meddler() RETURNS trigger AS $$ BEGIN NEW.name_ar = 'x';"
                " RETURN NEW; END $$ LANGUAGE plpgsql; CREATE TRIGGER meddler BEFORE INSERT ON"
                " articles_section FOR EACH ROW EXECUTE FUNCTION meddler()"
            )
    try:
        with pytest.raises(Refused, match=r"articles\.section: what the database holds"):
            restore(tmp_path / "backup.age", [identity])
    finally:
        with connection.cursor() as cursor:
            on = "" if connection.vendor == "sqlite" else " ON articles_section"
            cursor.execute(f"DROP TRIGGER meddler{on}")
            if connection.vendor == "postgresql":
                cursor.execute("DROP FUNCTION meddler")
    assert is_untouched()


def test_file_of_an_interrupted_restore_is_as_good(few, tmp_path, identity):
    back_up(tmp_path / "backup.age")
    flushed()
    restore(tmp_path / "backup.age", [identity])
    assert Photo.objects.count() == 1


def test_file_that_says_something_else_is_not_written_over(few, tmp_path, identity):
    back_up(tmp_path / "backup.age")
    name = few.master.name
    flushed()
    with open(vault().path(name), "r+b") as file:
        file.write(b"another")
    with pytest.raises(Refused, match="another file here than in the backup"):
        restore(tmp_path / "backup.age", [identity])
    assert not Account.objects.exists()
    assert vault().open(name).read(7) == b"another"


def test_what_the_backup_lacked_is_told_again(few, tmp_path, identity):
    """The restore itself is done all the same."""
    vault().delete(few.master.name)
    back_up(tmp_path / "backup.age")
    emptied()
    keep(identity, tmp_path / "key")
    out = StringIO()
    arguments = ["restore", str(tmp_path / "backup.age"), "--identity", str(tmp_path / "key")]
    with pytest.raises(CommandError, match="All rows and files are here") as told:
        call_command(*arguments, stdout=out)
    assert told.value.returncode == 2
    assert f"The backup lacked files of: media.photo {few.pk} (master)." in out.getvalue()
    assert "the vault lacks" in out.getvalue()
    assert Photo.objects.filter(pk=few.pk).exists()
    assert Entry.objects.first().verb == "backup_restored"
