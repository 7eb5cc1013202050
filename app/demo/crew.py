"""Know who of the cadre could take a ticket now, and who checks what they write."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from app.audit.work import look
from app.demo.scene import APPRENTICE, INDEPENDENT, TRAINER
from app.demo.stage import Stage
from app.helpdesk.tickets.policy import MOST_CLAIMED
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.kernel import clock
from app.school.apart.queries import barred as all_barred

CARDS = (INDEPENDENT, TRAINER, APPRENTICE)
FREE_DAYS = 6


@dataclass
class Crew:
    """The techs with what each holds. Shape: a tech is told by their place, 0 to 15."""

    stage: Stage
    held: dict[int, set[str]] = field(default_factory=dict)
    trainers: dict[int, int] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)
    names: dict[int, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    askers: dict[str, str] = field(default_factory=dict)
    misuse: list[Any] = field(default_factory=list)
    barred: dict[int, set[int]] = field(default_factory=dict)

    def sid(self, tech: int) -> str:
        """Return a tech's sid."""
        return self.stage.people.techs[tech].sid

    def actor(self, tech: int) -> Actor:
        """Return a tech at the desk."""
        return self.stage.actor(self.sid(tech), Hat.DESK)

    def on_shift(self) -> list[int]:
        """Return who of the cadre has their period now."""
        period = self.stage.times.period_of(clock.now())
        return (
            []
            if period is None
            else [tech for tech in self.stage.times.techs_in(period) if tech in self.joined]
        )

    def pick(self, chance: Random, category: str, asker: str) -> int | None:
        """Return a tech on shift who may take a ticket of a category, or None."""
        free = [tech for tech in self.on_shift() if self._may_take(tech, category, asker)]
        return chance.choice(free) if free else None

    def _may_take(self, tech: int, category: str, asker: str) -> bool:
        full = len(self.held.get(tech, ())) >= MOST_CLAIMED - 1
        if full or self.is_own(tech, asker) or self._is_kept_free(tech):
            return False
        actor = self.actor(tech)
        able = actor.can(Can.CLAIM_TICKETS) and not actor.kept_from_live
        return able and actor.cleared_for(category)

    def is_own(self, tech: int, asker: str) -> bool:
        """Tell whether somebody who asks is the tech, or somebody whose tickets are not there for them: family, or
        one who is kept apart from them."""
        return asker == self.sid(tech) or self.stage.ids.get(asker, 0) in self._barred(tech)

    def _barred(self, tech: int) -> set[int]:
        """Return whose tickets a tech is never given; it stays so once they are on the team."""
        if tech not in self.barred:
            actor = self.actor(tech)
            with look(actor) as work:
                pairs = work.rows(all_barred(actor))
            self.barred[tech] = {pair.person_id for pair in pairs if pair.tech_id == actor.person_id}
        return self.barred[tech]

    def _is_kept_free(self, tech: int) -> bool:
        """Tell whether a card's tech takes nothing more by chance: their five are set at the end."""
        return tech in CARDS and clock.now() >= self.stage.times.at(self.stage.times.days[-FREE_DAYS:][0], 0)

    def at_counter(self, chance: Random, asker: str) -> int | None:
        """Return a tech on shift who may write a ticket down for somebody, or None."""
        able = [
            tech
            for tech in self.on_shift()
            if not self.is_own(tech, asker) and self.actor(tech).can(Can.ENTER_AT_COUNTER)
        ]
        return chance.choice(able) if able else None

    def note_asked(self, number: str, asker: str, private: bool) -> None:
        """Remember a ticket that students can see, and who asked."""
        if not private:
            self.asked.append(number)
            self.askers[number] = asker

    def numbers_of(self, asker: str) -> list[str]:
        """Return the tickets that somebody asked for, the newest last."""
        return [number for number in self.asked if self.askers[number] == asker]

    def take(self, tech: int, number: str) -> None:
        """Remember that a tech holds a ticket."""
        self.held.setdefault(tech, set()).add(number)

    def drop(self, tech: int | None, number: str) -> None:
        """Remember that a tech holds a ticket no more."""
        if tech is not None:
            self.held.get(tech, set()).discard(number)

    def trainer_of(self, tech: int) -> int | None:
        """Return the peer trainer of a tech if they have their period now."""
        trainer = self.trainers.get(tech)
        if trainer is None or trainer not in self.on_shift():
            return None
        return trainer if self.actor(trainer).can(Can.APPROVE_DRAFTS) else None
