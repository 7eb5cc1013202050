"""One student on one errand: what they do is compared in every world, what the others do for it is only done."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app import models as m
from app.helpdesk.words import WORKED
from tests.privacy.twins.run import Run
from tests.privacy.worlds import World
from tests.web.curriculum.arrange import levels
from tests.web.tickets.arrange import words

ENDING = {"cause": "A setting.", "fix": "Set it back.", "code": "fixed", "open_steps": "They do not fit."}
GRADE = {**levels(4, 3, 3, 3, 3), "objectives": ["core1:5.5"], "of": "0"}
CARD = {"state": "Half done.", "tried": "A restart.", "next": "Look at the cable."}
MOST_HELD = 4


class Errand:
    """An errand. Shape: ``{}`` in an address stands for the number that the ticket in hand has in each world."""

    def __init__(self, run: Run, name: str) -> None:
        self.run, self.name = run, name
        self.numbers = ["" for _ in run.worlds]

    def get(self, path: str, json: bool = False) -> list[Any]:
        """Open a page."""
        return self.run.act(self.name, "GET", self._at(path), json=json)

    def post(self, path: str, **form: Any) -> list[Any]:
        """Send a form; a value that is called gives each world its own."""

        def filled(world: World, place: int) -> dict[str, Any]:
            made = {name: value(world, place) if callable(value) else value for name, value in form.items()}
            return {name.rstrip("_"): value for name, value in made.items()}

        return self.run.act(self.name, "POST", self._at(path), filled)

    def must_get(self, path: str) -> None:
        """Open a page that has to be there for the rest of the errand."""
        _require(200, self.get(path), self.name, self._at(path))

    def must_post(self, path: str, **form: Any) -> None:
        """Send a form that has to be taken for the rest of the errand."""
        _require(303, self.post(path, **form), self.name, self._at(path))

    def other(self, who: str, path: str, **form: Any) -> None:
        """Let somebody else do what must succeed."""
        paths = self._at(path)
        answers = self.run.everywhere(lambda world, place: world.of(who).post(paths[place], data=form))
        _require(303, answers, who, paths)

    def perhaps(self, who: str, path: str, **form: Any) -> None:
        """Let somebody else do what may be done already."""
        paths = self._at(path)
        self.run.everywhere(lambda world, place: world.of(who).post(paths[place], data=form))

    def names_are_named(self, asker: str) -> None:
        """Let the one who asked answer, and the teacher write a note, both with names in what they say."""

        def act(world: World, place: int) -> None:
            said, number = self.run.typed(world, asker), self.numbers[place]
            answer = {"text": f"It is still so. {said}", "act": "reply", "once": ""}
            assert world.of(asker).post(f"/my/tickets/{number}", data=answer).status_code == 303
            note = {"note": f"{world.people['vera'][1]} sits beside them. {said}"}
            assert world.of("okafor").post(f"/teach/tickets/{number}/note", data=note).status_code == 303

        self.run.everywhere(act)

    def _at(self, path: str) -> list[str]:
        return [path.format(number) for number in self.numbers]

    def asked_for(self, asker: str, category: str = "wifi") -> None:
        """Let somebody ask, and take their ticket in hand."""
        self.numbers = self.run.ask(asker, category)

    def make_room(self, name: str) -> None:
        """Let the teacher accept or hand back what a tech holds, so that one more can be claimed."""
        held = self.run.everywhere(lambda world, _: _held(world, name))
        kept, most = self.numbers, max(len(one) for one in held)
        for place in range(most if most >= MOST_HELD else 0):
            self.numbers = [one[place][0] for one in held]
            if held[0][place][1] == "in_review":
                self.other("okafor", "/teach/reviews/{}/accept")
            else:
                self.other("okafor", "/teach/tickets/{}/hand-back", **CARD)
        self.numbers = kept


def _require(status: int, answers: Sequence[Any], who: str, paths: Sequence[str]) -> None:
    for answer in answers:
        assert answer.status_code == status, (who, paths, answer.status_code, words(answer))


_TICKET = m.tickets.Ticket


def _held(world: World, name: str) -> list[tuple[str, str]]:
    """Return number and status of what counts before a tech may claim one more."""
    own = (_TICKET.owner_id == world.school.people[name], _TICKET.kind == "live", _TICKET.status.in_(WORKED))
    asked = sa.select(_TICKET.number, _TICKET.status).where(*own).order_by(_TICKET.id)
    with world.owner.connect() as connection:
        return [(str(number), str(status)) for number, status in connection.execute(asked)]


def newest_practice(world: World, name: str) -> str:
    """Return the number of the practice ticket that was opened last for a student."""
    own = (_TICKET.owner_id == world.school.people[name], _TICKET.kind == "practice")
    with world.owner.connect() as connection:
        found = connection.execute(sa.select(_TICKET.number).where(*own).order_by(_TICKET.id.desc()))
        return str(found.scalars().first())
