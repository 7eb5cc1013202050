"""Follow one ticket through the play: its plan, its number, who has it, and how it moves with the bells."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from app.audit.work import Work, begin, look
from app.demo.crew import Crew
from app.demo.plan import PlannedTicket
from app.demo.play import Journey
from app.demo.stage import Stage
from app.helpdesk.tickets import services as tickets
from app.identity.actor import Actor
from app.identity.rights import Hat
from app.kernel import clock

NEVER = timedelta(days=400)
Yes = Generator[datetime, None, bool]


@dataclass
class Case:
    """One ticket on its way."""

    stage: Stage
    crew: Crew
    plan: PlannedTicket
    chance: Random
    number: str = ""
    category: str = ""
    tech: int | None = None
    steps: int = 0

    @classmethod
    def of(cls, stage: Stage, crew: Crew, plan: PlannedTicket) -> "Case":
        """Return a planned ticket before it is asked, with chances of its own."""
        return cls(stage, crew, plan, stage.chance(f"case:{plan.place}"), category=plan.story.category)

    @property
    def owner(self) -> Actor:
        """Yield the student who has it."""
        assert self.tech is not None  # noqa: S101
        return self.crew.actor(self.tech)

    def asker(self) -> Actor:
        """Return the one who asked."""
        return self.stage.actor(self.plan.asker.sid, Hat.MY)

    def teacher(self) -> Actor:
        """Return the supervising teacher, now and then the deputy; never the one who asked."""
        place = 0 if self.chance.random() < 0.75 else 1
        if self.stage.sid("supervisor", place) == self.plan.asker.sid:
            place = 1 - place
        return self.stage.actor(self.stage.sid("supervisor", place), Hat.TEACH)

    def technician(self) -> Actor:
        """Return the school's technician; what is in the network goes to the district's."""
        place = 1 if self.plan.story.ending.escalation == "network_side" else 0
        return self.stage.actor(self.stage.sid("technician", place), Hat.DESK)

    def act(self, actor: Actor, service: Callable[..., Any], *words: Any) -> Any:
        """Let somebody do one thing to this ticket, in one transaction."""
        with begin(actor) as work:
            return service(work, self.number, *words)

    def read(self, actor: Actor, service: Callable[[Work], Any]) -> Any:
        """Let somebody do one thing that names no ticket."""
        with begin(actor) as work:
            return service(work)

    def status(self) -> str:
        """Return where the ticket stands."""
        with look(self.stage.system()) as work:
            return str(tickets.find(work, self.number).status)

    def later(self, low: float, high: float) -> datetime:
        """Return a moment so many minutes from now."""
        return clock.now() + timedelta(minutes=self.chance.uniform(low, high))

    def at_school(self, low: float, high: float) -> datetime:
        """Return a moment so many minutes from now, in a teaching period; never after the last one."""
        wanted = self.later(low, high)
        slot = self.stage.times.next_slot(wanted)
        if slot is None:
            return clock.now() + NEVER
        return wanted if slot[0] <= wanted else slot[0] + timedelta(minutes=self.chance.uniform(1, 15))

    def work(self, low: float, high: float) -> Journey:
        """Let the owner work so long; when the bell rings, they go on the next day."""
        assert self.tech is not None  # noqa: S101
        minutes = timedelta(minutes=self.chance.uniform(low, high))
        period = self.stage.times.period_of_tech(self.tech)
        slot = self.stage.times.next_slot(clock.now(), period)
        if slot is not None and clock.now() + minutes >= slot[1]:
            slot = self.stage.times.next_slot(slot[1], period)
        if slot is None:
            yield clock.now() + NEVER
        else:
            yield max(clock.now(), slot[0]) + (minutes if slot[0] <= clock.now() else minutes / 3)
