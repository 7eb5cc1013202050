"""Walk every page that a signed-in person can reach by links, and keep what was answered."""

import re
from collections import deque
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

_LINK = re.compile(rb'(?:href|action)="(/[^"#]*)"')
_SIGNED = re.compile(r"(cadre_\w+=)[^;\s]*")
_KEY = re.compile(r"\b\d{17,19}\b")
_LEAVES = ("/sign-out", "/static/", "/theme", "/unlock")


@dataclass(frozen=True)
class Answer:
    """One page of a walk."""

    path: str
    status: int
    text: str
    headers: str


def said_in(headers: Headers) -> str:
    """Return an answer's headers as text, without what is signed in its cookies: any five letters may be in it."""
    return _SIGNED.sub(r"\1", str(headers))


def without_keys(values: object) -> str:
    """Return a row's values as text in small letters, without its keys: any seven digits may be in them."""
    return _KEY.sub("key", str(values)).lower()


def walk(client: FlaskClient, starts: tuple[str, ...], most: int = 150) -> list[Answer]:
    """Follow links with GET from the starts, each address once, at most so many."""
    waiting, known = deque(starts), set(starts)
    answers: list[Answer] = []
    while waiting and len(answers) < most:
        path = waiting.popleft()
        response = client.get(path)
        text = response.get_data(as_text=True)
        answers.append(Answer(path, response.status_code, text, said_in(response.headers)))
        for raw in _LINK.findall(response.data):
            link = raw.decode().replace("&amp;", "&")
            if link not in known and not link.startswith(_LEAVES):
                known.add(link)
                waiting.append(link)
    return answers
