"""Readers as a server sees them, for tests/kept."""

import io
from types import SimpleNamespace


def asker(application):
    """Asks a WSGI application as a server does."""

    def ask(path, query="", method="GET", **headers):
        told = {}

        def start(status, pairs, exc_info=None):
            told.update(status=int(status.split()[0]), pairs=pairs)

        environ = {
            "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "testserver", "REMOTE_ADDR": "192.0.2.1", "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
        } | headers  # fmt: skip
        answer = application(environ, start)
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        headers = {name.lower(): text for name, text in told["pairs"]}
        return SimpleNamespace(status=told["status"], headers=headers, body=body)

    return ask
