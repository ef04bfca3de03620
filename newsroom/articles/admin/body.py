"""The field of the story's text: what the desk's editor offers, and the photos it can place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django_prose_editor.widgets import AdminProseEditorWidget

from newsroom.accounts.models import Account
from newsroom.articles.models import Article
from newsroom.media.models import Photo
from newsroom.text import languages

#: What the prose editor offers; `text.markup.sanitise` keeps the same and nothing more.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "History": True,
}
#: In there are the figure of the story's photos, its caption, boxes, and a document that may hold
#: them.
MODULES = ("desk/pictures.js", "desk/asides.js")


def photos_seen(article: Article, person: Account) -> list[Photo]:
    """The story's photos that this person may see, in its order. Most have none, and who may see
    which is dear to ask."""
    if not article.pk or not article.pictures.exists():
        return []
    seen = Photo.objects.visible_to(person)
    return [use.photo for use in article.pictures.filter(photo__in=seen)]


class BodyWidget(AdminProseEditorWidget):
    """The prose editor inside an element that has the text's language and direction."""

    def __init__(self, language: str, photos: Iterable[Photo]):
        super().__init__(preset="configurable")
        self.language, self.photos = language, photos

    def get_config(self) -> dict[str, Any]:
        own = {
            "StoryFigure": {"photos": list(map(described, self.photos)), "words": words()},
            "StoryCaption": {"name": _("Caption of a picture")},
            "StoryAside": {"words": aside_words()},
        }
        self.config = {"extensions": EXTENSIONS | own}
        return super().get_config() | {"js_modules": list(map(static, MODULES))}

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '<div class="prose" lang="{}" dir="{}">{}</div>',
            self.language,
            languages.direction(self.language),
            super().render(name, value, attrs, renderer),
        )


def described(photo: Photo) -> dict[str, Any]:
    return {
        "key": photo.pk,
        "name": str(photo),
        "src": f"{reverse('media:master', args=[photo.pk])}?width=200",
    }


def words() -> dict[str, str]:
    """What the editor says around a picture, in the person's language."""
    return {
        "choose": _(
            "Which pictures? Those saved with the story stand here; several make a gallery."
        ),
        "none": _("The story has no photos yet. Choose some below under “Photos” and save."),
        "insert": _("Put into the text"),
        "cancel": _("Cancel"),
        "caption": _("Caption here; left empty, the photo's own"),
        "foreign": _("Photo %s is none of this story's, or you may not see it."),
        "earlier": _("Move up"),
        "later": _("Move down"),
        "remove": _("Take the picture out"),
    }


def aside_words() -> dict[str, str]:
    return {
        "context": _("Background box"),
        "facts": _("Fact box"),
        "quote": _("Quotation set apart"),
        "speaker": _("Quotation; in the line below it, who says so"),
        "below": _("Go on below the box (Ctrl+Enter)"),
        "open": _("Take the box away, keep its text"),
        "remove": _("Take the box out with its text"),
    }
