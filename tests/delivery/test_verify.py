"""Ed25519 in plain Python, against the vectors of RFC 8032, 7.1, and against `cryptography`."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from newsroom.delivery.mirror import signing, verify
from newsroom.delivery.mirror.trees import Tree
from newsroom.delivery.mirror.verify import ORDER, is_signed

#: Public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]  # fmt: skip
VERIFY = Path(verify.__file__)


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_vectors_of_the_rfc_hold_and_no_neighbour_of_them_does(key, message, signature):
    key, message, signature = map(bytes.fromhex, (key, message, signature))
    assert is_signed(key, message, signature)
    assert not is_signed(key, message + b"x", signature)
    for bit in (0, 100, 255, 256, 400, 511):
        other = bytearray(signature)
        other[bit // 8] ^= 1 << bit % 8
        assert not is_signed(key, message, bytes(other)), bit


def test_it_says_what_cryptography_says():
    for number in range(12):
        secret = Ed25519PrivateKey.generate()
        key, message = secret.public_key().public_bytes_raw(), b"news" * number
        signature = secret.sign(message)
        assert is_signed(key, message, signature)
        assert not is_signed(Ed25519PrivateKey.generate().public_key().public_bytes_raw(),
                             message, signature)  # fmt: skip


def test_a_second_spelling_of_a_signature_is_none():
    """RFC 8032, 5.1.7: S is smaller than the order; else anybody could make another of one."""
    secret = Ed25519PrivateKey.generate()
    key, signature = secret.public_key().public_bytes_raw(), secret.sign(b"news")
    again = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_signed(key, b"news", signature[:32] + again.to_bytes(32, "little"))


@pytest.fixture
def signed(tmp_path):
    """A mirror of three files, and the public key."""
    key = signing.make(tmp_path / "key")
    tree = Tree(tmp_path / "site")
    files = [*tree.put("index.html", b"<p>front", packed=True), *tree.put("en/a b.html", b"a")]
    manifest = signing.manifest(
        files, "https://news.example.org", datetime(2026, 11, 28, tzinfo=UTC)
    )
    tree.put(verify.MANIFEST, manifest)
    tree.put(verify.SIGNATURE, signing.signature(key, manifest))
    tree.switch()
    return tmp_path / "site", signing.public(key)


def ran(folder, key):
    done = subprocess.run(
        [sys.executable, "-I", "-S", VERIFY, folder, key], capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_a_whole_mirror_is_told_to_be_whole(signed):
    code, said = ran(*signed)
    assert code == 0
    assert said == ("Whole and unchanged: 3 files of https://news.example.org,"
                    " made 2026-11-28T00:00Z.\n")  # fmt: skip


def test_what_is_missing_added_and_changed_is_named(signed):
    folder, key = signed
    (folder / "index.html.gz").unlink()
    (folder / "en" / "a b.html").write_bytes(b"b")
    (folder / "more.html").write_bytes(b"")
    (folder / "link").symlink_to("/etc/passwd")
    code, said = ran(folder, key)
    assert code == 1
    assert said.splitlines() == [
        "'index.html.gz' is missing.", "'link' was added.", "'more.html' was added.",
        "'en/a b.html' was changed.", "This is NOT what the newsroom signed.",
    ]  # fmt: skip


def test_no_other_key_and_no_other_manifest_passes(signed, tmp_path):
    folder, key = signed
    other = signing.public(signing.make(tmp_path / "other"))
    assert ran(folder, other)[0] == 1
    manifest = folder / verify.MANIFEST
    manifest.write_bytes(manifest.read_bytes().replace(b"2026", b"2027"))
    assert "not signed with this key" in ran(folder, key)[1]
    assert ran(folder, "00")[0] == 2


def test_the_key_is_its_owners_alone_and_never_written_over(tmp_path):
    key = signing.make(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        signing.make(tmp_path / "key")
    assert signing.public(signing.read(tmp_path / "key")) == signing.public(key)
    with pytest.raises(signing.NoKey):
        signing.read(tmp_path / "none")
