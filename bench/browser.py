"""A small browser for the loopback: cookies, keep-alive, forms; it says how long an answer took."""

import http.client
import time
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bench.served import HEADER

_NO_VALUE = ("submit", "button", "file", "image", "reset")


@dataclass(frozen=True)
class Answer:
    """What came back. Units: milliseconds."""

    status: int
    text: str
    location: str
    statements: int
    took_ms: float


@dataclass
class Form:
    """One form of a page: where it goes, what it holds, and what its lists offer."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    offers: dict[str, list[str]] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = self._area = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(has.get("action", "")))
            self._inside = True
        elif self._inside:
            self._take(tag, has)

    def _take(self, tag: str, has: dict[str, str]) -> None:
        form, name, kind = self.forms[-1], has.get("name", ""), has.get("type", "text")
        if tag == "input" and name and kind not in _NO_VALUE:
            form.offers.setdefault(name, []).append(has.get("value", ""))
            if kind not in ("checkbox", "radio") or "checked" in has:
                form.values[name] = has.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.offers.setdefault(self._select, []).append(has.get("value", ""))
            if "selected" in has or self._select not in form.values:
                form.values[self._select] = has.get("value", "")
        elif tag == "textarea":
            self._area, form.values[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "form"
        self._select = "" if tag == "select" else self._select
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].values[self._area] += data.lstrip("\n")


class Browser:
    """One person's browser."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._line: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """Send a request and read the whole answer; redirects are not followed."""
        base = f"http://127.0.0.1:{self._port}"
        head = {"Referer": base + path, "Origin": base, "Accept": "text/html"}
        if self._cookies:
            head["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            head["Content-Type"] = "application/x-www-form-urlencoded"
        self._line = self._line or http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        began = time.perf_counter()
        try:
            self._line.request(method, path, body, head)
            got = self._line.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # the server let an idle line go
            self._line.close()
            began = time.perf_counter()
            self._line.request(method, path, body, head)
            got = self._line.getresponse()
        text = got.read().decode(errors="replace")  # pictures are read too
        took = (time.perf_counter() - began) * 1000
        for value in got.headers.get_all("Set-Cookie") or ():
            name, _, rest = value.partition("=")
            self._cookies[name] = rest.split(";", 1)[0]
        count = int(got.headers.get(HEADER, "0"))
        return Answer(got.status, text, got.headers.get("Location", ""), count, took)

    def hang_up(self) -> None:
        """Let the line go: the next call opens one, maybe to another worker."""
        if self._line is not None:
            self._line.close()

    def forms(self, path: str) -> list[Form]:
        """Return the forms of a page."""
        parser = _Forms()
        parser.feed(self.call("GET", path).text)
        return parser.forms

    def form(self, path: str, action: str) -> Form:
        """Return the form of a page whose address ends so."""
        found = [form for form in self.forms(path) if form.action.split("?")[0].endswith(action)]
        if not found:
            raise LookupError(f"{path} has no form for {action}")
        return found[0]

    def sign_in(self, username: str, password: str) -> Answer:
        """Sign in afresh."""
        self._cookies.clear()
        values = self.form("/sign-in", "/sign-in").values | {"username": username, "password": password}
        return self.call("POST", "/sign-in", values)
