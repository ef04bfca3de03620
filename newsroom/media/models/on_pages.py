from __future__ import annotations

from django.core.files.storage import default_storage

from newsroom.media import renditions
from newsroom.media.renditions import Shown


class OnPages:
    """How a photo stands in a reader's page; for `Photo` alone."""

    @property
    def alt_language(self) -> str:
        return self.named("alt")[1]

    @property
    def caption_language(self) -> str:
        return self.named("caption")[1]

    @property
    def credit_language(self) -> str:
        return self.named("credit")[1]

    @property
    def src(self) -> str:
        """The public address of the plain file, there from the moment the photo is cleared."""
        return f"{self.address}/{renditions.plain(self).name(renditions.PLAIN)}"

    @property
    def full_src(self) -> str:
        """The largest, for whoever opens it by itself; "" until it is there, or is no larger."""
        largest = list(renditions.renditions(self, "article", "full"))[-1]
        if self.ready_at is None or largest.width <= renditions.plain(self).width:
            return ""
        return f"{self.address}/{largest.name(renditions.PLAIN)}"

    @property
    def as_card(self) -> Shown:
        return renditions.shown(self, "card", self.address)

    @property
    def whole(self) -> Shown:
        return renditions.shown(self, "article", self.address)

    @property
    def address(self) -> str:
        """Of its public files' folder; they answer only while readers may have the photo."""
        return default_storage.url(renditions.folder(self.token))
