"""The demo's photos: drawn by itself, taken in and cleared as any other."""

import io
import tomllib
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from newsroom.accounts.models import Account
from newsroom.demo import scenes
from newsroom.demo.cast import names
from newsroom.media.intake import digest_of
from newsroom.media.models import Depicts, Photo, Rights
from newsroom.workflow.moves import move

TABLE = Path(__file__).parent / "photos.toml"


def make(name: str, words: dict[str, dict[str, dict[str, str]]]) -> Photo:
    """The photo of a scene; the one that is there when it was made before."""
    marker = f"demo:{name}"
    known = Photo.objects.filter(digest=digest(marker)).first()
    if known:
        return known
    file = io.BytesIO()
    scenes.draw(name).save(file, "PNG", compress_level=0)
    editor = Account.objects.get(username="photo")
    photo = Photo(
        sent_by=editor, digest=digest(marker), rights=Rights.OWN,
        depicts=Depicts.NOBODY,
        **names("caption", words["scenes"][name]["caption"]),
        **names("alt", words["scenes"][name]["alt"]),
        **names("credit", words["credit"]),
    )  # fmt: skip
    photo.take_pixels(SimpleUploadedFile("scene.png", file.getvalue()))
    photo.save()
    move(photo, "publish", by=editor)
    return photo


def digest(marker: str) -> str:
    return digest_of(SimpleUploadedFile("marker", marker.encode()))


def words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))
