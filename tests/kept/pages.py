"""A page for a store, without rendering one."""

from newsroom.delivery.kept import Kept


def make_kept(body=b"body", tags=("article:1",), made_at=1_800_000_000.0, **more) -> Kept:
    more = {"mark": "m", "etag": 'W/"e"'} | more
    return Kept(
        status=200, headers=[("Content-Type", "text/html")], body=body,
        last_modified="Fri, 15 Jan 2027 08:00:00 GMT", tags=frozenset(tags), made_at=made_at,
        **more,
    )  # fmt: skip
