"""The least that a Python server can do: the bytes of CONSTANT_PAGE, whatever is asked for."""

import os
from pathlib import Path

BODY = Path(os.environ["CONSTANT_PAGE"]).read_bytes()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "gzip"),
    ("Content-Length", str(len(BODY))),
]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
