"""Mechanical students and a scripted day around them, the same in every world; the answers are held together."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import unified_diff
from functools import partial
from random import Random
from typing import Any

from werkzeug.exceptions import HTTPException

from app.curriculum.content.load import load_practice
from tests.privacy.acts import gate
from tests.privacy.mechanical import Step, steps, take
from tests.privacy.worlds import DRAWN, World, named_by_order
from tests.web.attachments.arrange import ask_with
from tests.web.attachments.pictures import png
from tests.web.curriculum.arrange import levels
from tests.web.intake.arrange import ZONE, at_local

STUDENTS = ("bo", "cy", "ines", "tomo", "lax")
ASKERS = ("maria", "tomo", "cy", "brandt")
STARTS = (
    "/desk", "/desk/queue", "/desk/search?q=chromebook", "/desk/search?q=quintanilla", "/desk/search?q=5550111",
    "/desk/learn", "/desk/progress", "/desk/certificates", "/desk/counter", "/desk/drafts", "/desk/sign-offs",
    "/desk/trail", "/desk/learn/privacy/story", "/desk/learn/agreement", "/desk/queue?after=ngo",
    "/desk/queue?sort=family&requester=maria", "/desk/nothing",
)  # fmt: skip
PICTURE = png()
STRIDE = timedelta(seconds=20)
DAY_ENDS, FRIDAY = 15, 4
_CATEGORIES = ("wifi", "display", "power", "apps", "printing")
STORIES = tuple(story.code for story in load_practice())
_GRADED = {**levels(4, 3, 3, 3, 3), "objectives": ["core1:5.5"], "of": "0"}
_DECISIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/teach/drafts/{}/send", {}),
    ("/teach/drafts/{}/return", {"reason": "tone", "words": "Say it more kindly."}),
    ("/teach/reviews/{}/accept", {}),
    ("/teach/tickets/{}/files/1/release", {}),
    ("/teach/grading/{}", {**_GRADED, "verdict": "accept"}),
    ("/teach/grading/{}", {**_GRADED, "verdict": "resubmit"}),
)


@dataclass
class Seat:
    """Where one student is: the address and the page in each world, whose tickets may have other numbers."""

    paths: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def at(self, place: int) -> tuple[str, str]:
        """Return the address and the page in one world."""
        return self.paths[place], self.pages[place]


class Run:
    """Worlds that live through the same requests."""

    def __init__(self, worlds: Sequence[World], now: datetime, typed: Callable[[World, str], str]) -> None:
        self.worlds, self.now, self.typed = worlds, now, typed
        self.seats: dict[str, Seat] = {}
        self.answered: Counter[tuple[str, str]] = Counter()
        self.numbers: list[list[str]] = []
        self.requests = 0
        self.pages: dict[tuple[str, str], list[str]] = {}

    def everywhere(self, act: Callable[[World, int], Any]) -> list[Any]:
        """Do one thing in each world at the same moment."""
        self.now += STRIDE
        local = self.now.astimezone(ZONE)
        if local.hour >= DAY_ENDS:
            days = 3 if local.weekday() == FRIDAY else 1
            self.now = at_local(local.date() + timedelta(days=days), 8)
        done = []
        for place, world in enumerate(self.worlds):
            with world.entered(self.now):
                done.append(act(world, place))
        return done

    def ask(self, name: str, category: str) -> None:
        """Let somebody ask for help in their own words, and show a picture of it."""
        asked = self.everywhere(
            lambda world, _: ask_with(
                world.of(name), world.school, PICTURE, text=self.typed(world, name), category=category
            )
        )
        self.numbers.append(asked)

    def trust(self, name: str) -> None:
        """Let what a student sends go out at once."""
        self.everywhere(lambda world, _: gate(world.school, name, "after"))

    def around(self, chance: Random) -> Any:
        """Let the rest of the school do something: ask, approve, review, grade, open practice."""
        kind = chance.randrange(6)
        if kind == 0 or not self.numbers:
            return self.ask(chance.choice(ASKERS), chance.choice(_CATEGORIES))
        if kind == 1:
            return self.everywhere(partial(_open_practice, chance.choice(STUDENTS), chance.choice(STORIES)))
        what, form = chance.choice(_DECISIONS)
        for numbers in self.numbers[-6:]:
            self.everywhere(partial(_decide, [what.format(number) for number in numbers], form))
        return None

    def step(self, name: str, chance: Random) -> None:
        """Let a student take one step, mostly the one taken least, and hold the answers together."""
        seat = self.seats.setdefault(name, Seat())
        offered = [steps(*one) for one in zip(seat.paths, seat.pages, strict=True)] or [
            [] for _ in self.worlds
        ]
        assert len({len(one) for one in offered}) == 1, f"{name} at {seat.paths} is offered different steps"
        choice = self._choice(name, offered[0], chance)
        seed = chance.randrange(2**32)
        if choice is None:
            start = chance.choice(STARTS)
            taken: list[Step] = [Step("GET", start) for _ in self.worlds]
        else:
            taken = [one[choice] for one in offered]
        answers = self.everywhere(
            lambda world, place: take(
                world.of(name), *(seat.at(place) if seat.pages else ("", "")), taken[place], seed
            )
        )
        self._hold(name, taken, answers)
        self._sit(seat, name, taken, answers)

    def _choice(self, name: str, offered: list[Step], chance: Random) -> int | None:
        if not offered or chance.random() < 0.12:
            return None
        if chance.random() < 0.25:
            return chance.randrange(len(offered))
        seen = [self.answered[name, self.endpoint(step.method, step.path)] for step in offered]
        fewest = [place for place, count in enumerate(seen) if count == min(seen)]
        return chance.choice(fewest)

    def endpoint(self, method: str, path: str) -> str:
        """Return the line of the access table that an address belongs to."""
        adapter = self.worlds[0].app.url_map.bind("localhost")
        try:
            rule, _ = adapter.match(path.partition("?")[0], method=method, return_rule=True)
        except HTTPException:
            return "nowhere"
        return f"{method} {rule.rule}".replace("<any(desk, teach):hat>", "desk")

    def _hold(self, name: str, taken: Sequence[Step], answers: Sequence[Any]) -> None:
        """Compare what a student can tell of the answers."""
        self.requests += 1
        told = [_told(answer) for answer in answers]
        for place, other in enumerate(told[1:], start=1):
            if other != told[0]:
                first = [str(part).splitlines() for part in told[0]]
                second = [str(part).splitlines() for part in other]
                lines = [
                    line
                    for one, two in zip(first, second, strict=True)
                    for line in unified_diff(one, two, lineterm="", n=0)
                ]
                raise AssertionError(
                    f"{name} can tell world {place} by {taken[0].method} {[one.path for one in taken]}: {lines[:12]}"
                )
        if answers[0].status_code in (200, 303):
            line = self.endpoint(taken[0].method, taken[0].path)
            self.answered[name, line] += 1
            if taken[0].method == "GET" and answers[0].status_code == 200:
                self.pages[name, line] = [one.path for one in taken]

    def look_again(self, least: int) -> None:
        """Ask for each page that a student was shown until it was shown so many times, or is no longer there."""
        for (name, line), paths in list(self.pages.items()):
            for _ in range(least - self.answered[name, line]):
                answers = self.everywhere(partial(_ask_for, name, paths))
                self._hold(name, [Step("GET", path) for path in paths], answers)

    def _sit(self, seat: Seat, name: str, taken: Sequence[Step], answers: Sequence[Any]) -> None:
        """Go where the answer leads."""
        if answers[0].status_code in (301, 302, 303):
            led = [str(answer.headers["Location"]) for answer in answers]
            if led[0].startswith(("/desk", "/step-up")):
                pages = self.everywhere(lambda world, place: world.of(name).get(led[place]))
                self._hold(name, [Step("GET", path) for path in led], pages)
                seat.paths, seat.pages = led, [_text(page) for page in pages]
                return
        elif answers[0].status_code in (200, 422):
            seat.paths = [one.path for one in taken]
            seat.pages = [_text(answer) for answer in answers]
            return
        seat.paths, seat.pages = [], []


def _decide(addresses: Sequence[str], form: dict[str, Any], world: World, place: int) -> None:
    """Let the teacher do what is asked for at an address, where it can be done."""
    world.of("okafor").post(addresses[place], data=form)


def _open_practice(name: str, story: str, world: World, _place: int) -> None:
    world.of("okafor").post(
        "/teach/practice", data={"student": str(world.school.people[name]), "story": story}
    )


def _ask_for(name: str, paths: Sequence[str], world: World, place: int) -> Any:
    return world.of(name).get(paths[place])


def _text(answer: Any) -> str:
    data: bytes = answer.get_data()
    return data.decode("utf-8", "backslashreplace")


def _told(answer: Any) -> tuple[int, list[tuple[str, str]], str]:
    """Return status, headers and body, with what is drawn at random named by its order."""
    kept = [(k, v) for k, v in answer.headers.items() if k not in ("Set-Cookie", "Content-Length")]
    return answer.status_code, [(k, DRAWN.sub("<drawn>", v)) for k, v in kept], named_by_order(_text(answer))
