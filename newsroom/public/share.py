"""Links that hand a story on. They are plain addresses: nobody's script, nobody's counter."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from newsroom.text.markup import isolate, led


def share_links(headline: str, url: str, direction: str) -> list[dict[str, str]]:
    text = isolate(headline, direction)
    return [
        {
            "name": _("Telegram"),
            "url": f"https://t.me/share/url?{urlencode({'url': url, 'text': text})}",
        },
        {"name": _("WhatsApp"), "url": f"https://wa.me/?{urlencode({'text': f'{text} {url}'})}"},
        {
            "name": _("Facebook"),
            "url": f"https://www.facebook.com/sharer.php?{urlencode({'u': url})}",
        },
        {"name": "X", "url": f"https://x.com/intent/post?{urlencode({'url': url, 'text': text})}"},
        {"name": _("E-mail"), "url": f"mailto:?{mail(led(headline, direction), url)}"},
    ]


def mail(headline: str, url: str) -> str:
    """Mail programs read %20, not the plus sign that forms use."""
    return urlencode({"subject": headline, "body": url}).replace("+", "%20")
