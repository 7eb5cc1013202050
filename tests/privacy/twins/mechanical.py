"""A mechanical user: reads the links and forms of a page, fills them in by the look of their fields, and sends them."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from random import Random
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient

from tests.cast import PASSWORD

STAYS = ("/desk", "/step-up")
# Granted one by one and recorded, and counter matching: these answer with what is true, and are tried alone.
ALONE = re.compile(r"/desk/tickets/[^/]+/reveal|/desk/counter")
SAID = (
    "Restarted it, and the light came on.",
    "Hello {first name}, please hold the power key for ten seconds.",
    "ERR_NAME_NOT_RESOLVED on JCM-Student in 118",
    "<b>quintanilla</b> & 5550111",
    "chromebook",
    "2",
    "",
)
_TAG = re.compile(r"<(a|img|form|input|textarea|select|option|button)\b([^>]*)>([^<]*)")
_VALUE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')


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
    select: str = ""

    def take(self, tag: str, values: dict[str, str], text: str) -> None:
        """Take in a tag that stands inside."""
        name, value = values.get("name", ""), values.get("value", "")
        if tag == "input" and values.get("type") not in ("submit", "button"):
            self.fields.append((values.get("type", "text"), name, value, "checked" in values))
        elif tag == "textarea":
            self.fields.append(("textarea", name, text.strip(), False))
        elif tag == "select":
            self.select = name
        elif tag == "option":
            self.fields.append(("option", self.select, value, "selected" in values))
        elif tag == "button" and values.get("type", "submit") == "submit":
            self.buttons.append((name, value, values.get("formaction", "")))


@dataclass
class Page:
    """A page: where it stands, and what can be done on it without leaving the desk."""

    path: str
    forms: list[Form] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def read(path: str, html: str, stays: tuple[str, ...] = STAYS) -> Page:
    """Read a page of ours, whose tags are well formed. Shape: ``stays`` are the addresses that may be gone to."""
    page, links = Page(path), []
    for tag, inside, text in _TAG.findall(html):
        values = {name: unescape(value) for name, value in _VALUE.findall(inside)}
        if tag in ("a", "img"):
            links.append(urljoin(path, values.get("href", values.get("src", "/my"))))
        elif tag == "form":
            page.forms.append(
                Form(values.get("method", "get").upper(), urljoin(path, values.get("action") or path))
            )
        elif page.forms:
            page.forms[-1].take(tag, values, unescape(text))
    found = [Step("GET", link) for link in links]
    found += [step for place, form in enumerate(page.forms) for step in _sendings(path, place, form)]
    page.steps = [step for step in dict.fromkeys(found) if _stays(step.path, stays)]
    return page


def _sendings(path: str, place: int, form: Form) -> Iterator[Step]:
    for button in range(max(1, len(form.buttons))):
        target = urljoin(path, (form.buttons[button][2] if form.buttons else "") or form.action)
        if not (form.method == "POST" and ALONE.match(target)):
            yield Step(form.method, target, place, button)


def _stays(link: str, stays: tuple[str, ...]) -> bool:
    parts = urlsplit(link)
    return not parts.netloc and parts.path.startswith(stays)


def take(client: FlaskClient, page: Page, step: Step, seed: int, said: tuple[str, ...] = SAID) -> Any:
    """Do one step of a page; the same seed fills the same form alike. Shape: ``said`` is what may be typed."""
    if step.place < 0:
        return client.get(step.path)
    form = page.forms[step.place]
    values = _filled(form, Random(seed), said)
    if form.buttons and form.buttons[step.button][0]:
        values[form.buttons[step.button][0]] = form.buttons[step.button][1]
    if step.method == "GET":
        return client.get(step.path.partition("?")[0], query_string=values)
    return client.post(step.path, data=values)


def _filled(form: Form, chance: Random, said: tuple[str, ...]) -> dict[str, Any]:
    """Return values for the fields of a form, the most of them such as a person would give."""
    values: dict[str, Any] = {}
    groups: dict[str, list[str]] = {}
    for kind, name, value, is_set in form.fields:
        if kind in ("option", "radio"):
            groups.setdefault(name, []).append(value)
        elif kind == "file":
            if chance.random() < 0.25:
                values[name] = [(io.BytesIO(chance.choice(said[:4]).encode()), "quintanilla.txt")]
        elif kind == "checkbox":
            if is_set or chance.random() < 0.6:
                values[name] = value or "y"
        else:
            values[name] = _typed(kind, name, value, chance, said)
    for name, offered in groups.items():
        some = [one for one in offered if one] or offered
        values[name] = chance.choice(some)
    return {name: value for name, value in values.items() if name}


def _typed(kind: str, name: str, value: str, chance: Random, said: tuple[str, ...]) -> str:
    if kind == "hidden":
        return value
    if kind == "password":
        return PASSWORD
    if kind == "date":
        return "2026-09-01" if "issued" in name else "2027-09-01"
    if value and chance.random() >= 0.5:
        return value
    return "1" if kind == "number" else chance.choice(said)
