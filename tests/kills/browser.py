"""A person's browser: their cookies, the forms of a page, and what they send."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from uuid import uuid4

TOKEN = "k" * 32
Fields = dict[str, list[str]]
#: field -> (file name, content)
Files = dict[str, tuple[str, bytes]]


class Forms(HTMLParser):
    """The fields of each form as a browser would send them, without buttons and files."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[tuple[str, Fields]] = []
        self.buttons: list[tuple[str, str]] = []
        self.text: list[str] | None = None
        self.name, self.select = "", ""
        self.options: list[tuple[str, bool]] = []
        self.feed(page)

    def add(self, name: str, value: str) -> None:
        if self.found and name:
            self.found[-1][1].setdefault(name, []).append(value)

    def handle_starttag(self, tag, attrs):
        given = {key: value or "" for key, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form":
            self.found.append((given.get("action", ""), {}))
        elif tag == "button":
            self.buttons.append((name, value))
        elif tag == "textarea":
            self.name, self.text = name, []
        elif tag == "select":
            self.select, self.options = name, []
            self.is_multiple = "multiple" in given
        elif tag == "option" and self.select:
            self.options.append((value, "selected" in given))
        elif tag == "input" and given.get("type") not in ("file", "submit", "button"):
            is_box = given.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in given:
                self.add(name, value or ("on" if is_box else ""))

    def handle_data(self, data):
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text is not None:
            self.add(self.name, "".join(self.text).removeprefix("\n"))
            self.text = None
        elif tag == "select" and self.select:
            chosen = [value for value, is_chosen in self.options if is_chosen]
            if not chosen and not self.is_multiple:
                chosen = [value for value, _is_chosen in self.options[:1]]
            for value in chosen:
                self.add(self.select, value)
            self.select = ""

    def having(self, name: str) -> Fields:
        return next((fields for _action, fields in self.found if name in fields), {})


@dataclass
class Answer:
    status: int
    page: str
    location: str = ""
    forms: Forms = field(init=False)

    def __post_init__(self):
        self.forms = Forms(self.page)


class Browser:
    def __init__(self, port: int, session: str):
        self.port = port
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "Origin": f"http://127.0.0.1:{port}", "Accept-Language": "en",
        }  # fmt: skip

    def get(self, path: str) -> Answer:
        """Asked again where nobody answers for a moment, as people do."""
        return patiently(lambda: self.ask("GET", path, b"", {}), ConnectionError)

    def post(self, path: str, fields: Fields, files: Files | None = None) -> Answer:
        fields = fields | {"csrfmiddlewaretoken": [TOKEN]}
        line = uuid4().hex
        body = b"".join(parts(line, fields, files or {}))
        kind = {"Content-Type": f"multipart/form-data; boundary={line}"}
        # What was refused has reached nobody, and is sent again without a risk.
        return patiently(lambda: self.ask("POST", path, body, kind), ConnectionRefusedError)

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        """Raises OSError or HTTPException where no whole answer comes."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, self.headers | headers)
            response = line.getresponse()
            page = response.read().decode(errors="replace")
            return Answer(response.status, page, response.headers.get("Location", ""))
        finally:
            line.close()


def patiently(ask: Callable[[], Answer], error: type[ConnectionError]) -> Answer:
    """Servers whose workers died all at once are there again within seconds."""
    for _ in range(100):
        try:
            return ask()
        except error:
            time.sleep(0.1)
    return ask()


def parts(line: str, fields: Fields, files: Files) -> Iterable[bytes]:
    for name, values in fields.items():
        for value in values:
            yield f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
            yield value.encode() + b"\r\n"
    for name, (title, content) in files.items():
        told = f'name="{name}"; filename="{title}"'
        yield f"--{line}\r\nContent-Disposition: form-data; {told}\r\n".encode()
        yield b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n"
    yield f"--{line}--\r\n".encode()
