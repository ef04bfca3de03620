"""The worker's part: the CDN is told what is still untold, since it failed or a process ended."""

from __future__ import annotations

from datetime import datetime

from newsroom.delivery import cdn
from newsroom.delivery.store import store


def tell_the_cdn(now: datetime) -> int:
    return cdn.tell(store())


DUTIES = (tell_the_cdn,)
