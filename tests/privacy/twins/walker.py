"""Mechanical students who walk through the desk by chance, the same way in every world, and the school around them."""

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.privacy.twins.around import around
from tests.privacy.twins.mechanical import SAID, STAYS, Page, Step, read, take
from tests.privacy.twins.run import Run

STARTS = (
    "/desk", "/desk/queue", "/desk/search?q=chromebook", "/desk/search?q=quintanilla", "/desk/search?q=5550111",
    "/desk/learn", "/desk/progress", "/desk/certificates", "/desk/counter", "/desk/drafts", "/desk/sign-offs",
    "/desk/trail", "/desk/learn/privacy/story", "/desk/learn/agreement", "/desk/queue?after=ngo",
    "/desk/queue?sort=family&requester=maria", "/desk/nothing",
)  # fmt: skip


class Walker:
    """Who sits where: the page that each student has before them, whose tickets may have other numbers elsewhere.

    Shape: ``said`` is what they type; ``stays`` are the addresses that they go to.
    """

    def __init__(self, run: Run, said: tuple[str, ...] = SAID, stays: tuple[str, ...] = STAYS) -> None:
        self.run, self.said, self.stays = run, said, stays
        self.seats: dict[str, list[Page]] = {}

    def around(self, chance: Random) -> None:
        """Let the rest of the school do something."""
        around(self.run, chance)

    def step(self, name: str, chance: Random) -> None:
        """Let a student take one step, mostly the one taken least, and go where it leads."""
        pages = self.seats.get(name, [])
        offered = [page.steps for page in pages] or [[] for _ in self.run.worlds]
        where = [page.path for page in pages]
        assert len({len(one) for one in offered}) == 1, f"{name} at {where} is offered different steps"
        choice = self._choice(name, offered[0], chance)
        seed, start = chance.randrange(2**32), Step("GET", chance.choice(STARTS))
        steps = [start if choice is None else one[choice] for one in offered]
        pages = pages or [Page(start.path) for _ in self.run.worlds]
        answers = self.run.everywhere(
            lambda world, place: take(world.of(name), pages[place], steps[place], seed, self.said)
        )
        self.run.hold(name, steps[0].method, [step.path for step in steps], answers)
        self._sit(name, [step.path for step in steps], answers)

    def _choice(self, name: str, offered: Sequence[Step], chance: Random) -> int | None:
        if not offered or chance.random() < 0.12:
            return None
        if chance.random() < 0.25:
            return chance.randrange(len(offered))
        run = self.run
        seen = [run.tried[name, run.endpoint(step.method, step.path)] for step in offered]
        return chance.choice([place for place, count in enumerate(seen) if count == min(seen)])

    def _sit(self, name: str, paths: Sequence[str], answers: Sequence[Any]) -> None:
        status = answers[0].status_code
        if status in (301, 302, 303):
            paths = [str(answer.headers["Location"]) for answer in answers]
            if not paths[0].startswith(self.stays):
                self.seats.pop(name, None)
                return
            answers = self.run.act(name, "GET", paths)
        elif status not in (200, 422):
            self.seats.pop(name, None)
            return
        pages = [answer.get_data().decode("utf-8", "replace") for answer in answers]
        self.seats[name] = [read(path, page, self.stays) for path, page in zip(paths, pages, strict=True)]
