"""A mechanical user: reads the links and forms of a page, fills them in by the look of their fields, and sends them."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient

from tests.cast import PASSWORD

LEAVES = ("/sign-out", "/unlock", "/theme", "/static", "/my", "/account", "/claim")
# What is granted one by one and recorded, and counter matching, is tried alone: these answer with what is true.
ALONE = re.compile(
    r"/desk/tickets/[^/]+/(reveal|shown)|/desk/counter(/match/[^/]+|/private)?|/desk/reveals?/"
)
SAID = (
    "Restarted it, and the light came on.",
    "Hello {first name}, please hold the power key for ten seconds.",
    "ERR_NAME_NOT_RESOLVED on JCM-Student in 118",
    "<b>quintanilla</b> & 5550111",
    "chromebook",
    "2",
    "",
)


@dataclass(frozen=True)
class Step:
    """What can be done on a page: follow a link, or send a form with one of its buttons."""

    method: str
    path: str
    place: int = -1
    button: int = -1


@dataclass
class Form:
    """A form as a browser sees it: fields are (kind, name, value, set)."""

    method: str
    action: str
    fields: list[tuple[str, str, str, bool]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.links, self.forms = path, list[str](), list[Form]()
        self._area: str | None = None
        self._typed = ""
        self._select = ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in given}
        if tag == "a" and "href" in values:
            self.links.append(urljoin(self.path, values["href"]))
        elif tag == "img" and "src" in values:
            self.links.append(urljoin(self.path, values["src"]))
        elif tag == "form":
            action = urljoin(self.path, values.get("action") or self.path)
            self.forms.append(Form(values.get("method", "get").upper(), action))
        elif self.forms:
            self._field(tag, values)

    def _field(self, tag: str, values: dict[str, str]) -> None:
        form, name, value = self.forms[-1], values.get("name", ""), values.get("value", "")
        if tag == "input" and values.get("type") not in ("submit", "button", "file"):
            form.fields.append((values.get("type", "text"), name, value or "", "checked" in values))
        elif tag == "textarea":
            self._area, self._typed = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.fields.append(("option", self._select, value, "selected" in values))
        elif tag == "button" and values.get("type", "submit") == "submit":
            form.buttons.append((name, value, values.get("formaction", "")))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._typed += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None and self.forms:
            self.forms[-1].fields.append(("textarea", self._area, self._typed.strip(), False))
            self._area = None
        elif tag == "select":
            self._select = ""


def read(path: str, html: str) -> _Reader:
    """Read a page."""
    reader = _Reader(path)
    reader.feed(html)
    return reader


def steps(path: str, html: str) -> list[Step]:
    """Return what can be done on a page without leaving the desk."""
    reader = read(path, html)
    found = [Step("GET", link) for link in reader.links if _stays(link)]
    for place, form in enumerate(reader.forms):
        for button in range(max(1, len(form.buttons))):
            target = (form.buttons[button][2] if form.buttons else "") or form.action
            granted = form.method == "POST" and ALONE.match(target)
            if _stays(urljoin(path, target)) and not granted:
                found.append(Step(form.method, urljoin(path, target), place, button))
    return list(dict.fromkeys(found))


def _stays(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.netloc and parts.path.startswith("/") and not parts.path.startswith(LEAVES)


def take(client: FlaskClient, path: str, html: str, step: Step, seed: int) -> Any:
    """Do one step of a page; the same seed fills the same form alike."""
    if step.place < 0:
        return client.get(step.path)
    form = read(path, html).forms[step.place]
    values = _filled(form, Random(seed))
    if form.buttons and form.buttons[step.button][0]:
        values[form.buttons[step.button][0]] = form.buttons[step.button][1]
    if step.method == "GET":
        return client.get(step.path.partition("?")[0], query_string=values)
    return client.post(step.path, data=values)


def _filled(form: Form, chance: Random) -> dict[str, Any]:
    """Return values for the fields of a form, the most of them such as a person would give."""
    values: dict[str, Any] = {}
    groups: dict[str, list[str]] = {}
    for kind, name, value, is_set in form.fields:
        if not name:
            continue
        if kind in ("option", "radio"):
            groups.setdefault(name, []).append(value)
        elif kind == "checkbox":
            if is_set or chance.random() < 0.6:
                values[name] = value or "y"
        elif kind == "hidden":
            values[name] = value
        elif kind == "password":
            values[name] = PASSWORD
        elif kind == "date":
            values[name] = "2026-09-01" if "issued" in name else "2027-09-01"
        elif not value or chance.random() < 0.5:
            values[name] = "1" if kind == "number" else chance.choice(SAID)
        else:
            values[name] = value
    for name, offered in groups.items():
        some = [one for one in offered if one] or offered
        values[name] = chance.choice(some)
    return values
