from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

from newsroom.delivery.asked import may_render


def pages_are_kept_for_the_site(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Pages are rendered at SITE_URL: where that name is refused, none is kept."""
    if settings.KEPT_PAGES == "off" or may_render():
        return []
    return [
        Warning(
            "The host of SITE_URL is not in ALLOWED_HOSTS: no page is kept.",
            hint="Name it there, or set KEPT_PAGES=off.",
            id="newsroom.W011",
        )
    ]
