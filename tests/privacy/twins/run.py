"""Schools that live through the same requests: what a student is answered in each is held together, byte for byte."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from difflib import unified_diff
from functools import cache
from typing import Any

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.cast import ZONE
from tests.privacy.acts import gate, settled
from tests.privacy.worlds import DRAWN, World, named_by_order
from tests.web.attachments.arrange import ask_with
from tests.web.attachments.pictures import png
from tests.web.intake.arrange import ask, at_local

PICTURE = png()
STRIDE = timedelta(seconds=10)
DAY_ENDS, FRIDAY = 15, 4
_TOKEN = re.compile(r"=[^;]*")
# Where nothing was done yet: who one is must be said first.
_FIRST = ("/step-up", "/sign-in", "/unlock")
Form = Mapping[str, Any] | Callable[[World, int], Mapping[str, Any]]
Told = tuple[int, list[tuple[str, str]], str]


class Run:
    """Worlds that live through the same requests. Shape: ``typed`` says what somebody asks in a world."""

    def __init__(self, worlds: Sequence[World], now: datetime, typed: Callable[[World, str], str]) -> None:
        self.worlds, self.now, self.typed = worlds, now, typed
        self.answered: Counter[tuple[str, str]] = Counter()  # with success, by student and line
        self.tried: Counter[tuple[str, str]] = Counter()
        self.pages: dict[tuple[str, str], list[str]] = {}
        self.numbers: list[list[str]] = []
        self.requests = 0
        self.apart = ""

    def next_day(self) -> None:
        """Go on with the next morning of school: what one may do so often a day can be done again."""
        local = self.now.astimezone(ZONE)
        days = 3 if local.weekday() == FRIDAY else 1
        self.now = at_local(local.date() + timedelta(days=days), 8)

    def everywhere(self, act: Callable[[World, int], Any]) -> list[Any]:
        """Do one thing in each world at the same moment."""
        self.now += STRIDE
        if self.now.astimezone(ZONE).hour >= DAY_ENDS:
            self.next_day()
        done = []
        for place, world in enumerate(self.worlds):
            with world.entered(self.now):
                done.append(act(world, place))
        return done

    def ask(self, name: str, category: str, picture: bool = False) -> list[str]:
        """Let somebody ask for help in their own words, with a picture or without, and return the numbers."""

        def act(world: World, _place: int) -> str:
            said = {"text": self.typed(world, name), "category": category}
            client = world.of(name)
            if picture:
                return ask_with(client, world.school, PICTURE, **said)
            return ask(client, world.school, **said)

        asked = self.everywhere(act)
        self.numbers.append(asked)
        return asked

    def trust(self, name: str, action: str = "reply") -> None:
        """Let what a student sends or ends go out at once."""
        self.everywhere(lambda world, _: gate(world.school, name, "after", action))

    def act(
        self, name: str, method: str, paths: Sequence[str], form: Form | None = None, json: bool = False
    ) -> list[Any]:
        """Let a student do one thing, at the address it has in each world, and hold the answers together."""
        headers = {"Accept": "application/json"} if json else {}

        def one(world: World, place: int) -> Any:
            data = form(world, place) if callable(form) else form
            return world.of(name).open(paths[place], method=method, data=data, headers=headers)

        answers = self.everywhere(one)
        self.hold(name, method, paths, answers)
        return answers

    def hold(self, name: str, method: str, paths: Sequence[str], answers: Sequence[Any]) -> None:
        """Compare what a student can tell of the answers, and count a success."""
        self.requests += 1
        for world, answer in zip(self.worlds[1:], answers[1:], strict=True):
            first, other = told(answers[0], world.exact), told(answer, world.exact)
            if other != first and not self.apart:
                self.apart = f"{name} knows {world.label} by {method} {paths}: {apart(first, other)[:12]}"
        assert not self.apart, self.apart  # said again whenever a sequence is tried again
        line = self.endpoint(method, paths[0])
        self.tried[name, line] += 1
        if _done(method, answers[0]):
            self.answered[name, line] += 1
            if method == "GET":
                self.pages[name, line] = list(paths)

    def endpoint(self, method: str, path: str) -> str:
        """Return the line of the access table that an address belongs to."""
        return _endpoint(self.worlds[0].app, method, path.partition("?")[0])

    def look_again(self, name: str, line: str) -> None:
        """Ask once more for a page that a student was shown; it may be no longer there."""
        if (name, line) in self.pages:
            self.act(name, "GET", self.pages[name, line])


def told(answer: Any, exact: bool) -> Told:
    """Return status, headers and body without tokens: byte for byte where it is to be ``exact``, else with numbers
    and keys named by the order in which they come."""
    headers = []
    for name, value in answer.headers.items():
        said = _TOKEN.sub("=<token>", value, count=1) if name == "Set-Cookie" else value
        headers.append((name, said if exact else DRAWN.sub("<drawn>", said)))
    text = answer.get_data().decode("utf-8", "backslashreplace")
    return answer.status_code, headers, settled(text) if exact else named_by_order(text)


def apart(first: Told, other: Told) -> list[str]:
    """Return the lines by which two answers differ."""
    return list(unified_diff(_lines(first), _lines(other), lineterm="", n=0))


def _lines(one: Told) -> list[str]:
    status, headers, text = one
    return [str(status), *(f"{name}: {value}" for name, value in headers), *text.splitlines()]


def _done(method: str, answer: Any) -> bool:
    """Tell whether an answer shows the page, or says that the act was done."""
    if answer.status_code == 303:
        return method == "POST" and not str(answer.headers["Location"]).startswith(_FIRST)
    return answer.status_code in (200, 204)


@cache
def _endpoint(app: Flask, method: str, path: str) -> str:
    try:
        rule, _ = app.url_map.bind("localhost").match(path, method=method, return_rule=True)
    except HTTPException:
        return "nowhere"
    return f"{method} {rule.rule}".replace("<any(desk, teach):hat>", "desk")
