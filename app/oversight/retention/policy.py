"""How long each class of rows is kept at least, what the district made of it, and who may erase; pure.

Source: 16 CFR 312.10 (purpose, need and time in writing); 34 CFR 99.10(e), 99.32.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.identity.verdict import Verdict, no, not_now, yes
from app.kernel.frozen import dataclass

LONGEST_DAYS = 36_500
WHY = {
    "school": "The school or the district asks for it",
    "family": "A parent, or a student who is of age, asks for it",
    "law": "A law or an agreement asks for it",
}  # why one person's data goes before its time; Source: 105 ILCS 85/10; California B&P Code 22584(d)(2)


@dataclass(frozen=True)
class Period:
    """How long rows of a class stay after what ends them. Units: days; 0 is never by itself."""

    code: str
    title: str
    counted_from: str
    need: str
    days: int = 0


PERIODS: tuple[Period, ...] = (
    Period(
        "ticket",
        "Tickets and what was written on them",
        "the day the ticket was closed",
        "To take up a fault that comes back, and to answer for how it was handled.",
        730,
    ),
    Period(
        "learning",
        "Learning records of the team",
        "the day the student’s last team ended, and never before the student has left",
        "To grade, to certify, and to let the student contest a grade.",
        730,
    ),
    Period(
        "person",
        "Names, numbers and contacts",
        "the day the roster ended the person, once no ticket and no learning record names them",
        "To know who asks. The spare days mend a roster that ended somebody by mistake.",
        30,
    ),
    Period(
        "account",
        "Accounts",
        "the day the account was disabled",
        "To let somebody back in without a new start.",
        365,
    ),
    Period(
        "session",
        "Sign-in sessions",
        "the day the session ended",
        "To find out who used an account that was stolen.",
        90,
    ),
    Period(
        "days_30",
        "Drafts being typed, uploads, jobs",
        "the day it was last touched",
        "To go on after a fault.",
        30,
    ),
)
BY_CODE = {one.code: one for one in PERIODS}


def days_of(code: str, chosen: Mapping[str, int]) -> int:
    """Return how many days a class is kept: the product's, or the district's where that is longer."""
    return max(BY_CODE[code].days, chosen.get(code, 0))


def cutoff(code: str, chosen: Mapping[str, int], as_of: datetime) -> datetime:
    """Return the moment before which rows of a class are old enough."""
    return as_of - timedelta(days=days_of(code, chosen))


def lengthen(actor: Actor, code: str, days: int) -> Verdict:
    """May the district keep a class this long? Only longer than the product's own time."""
    if not actor.can(Can.KEEP_RECORDS):
        return no("The privacy officer sets how long records are kept.")
    if code not in BY_CODE:
        return no("Rows of this class have no end of their own.")
    if days < BY_CODE[code].days:
        return no(f"The shortest is {BY_CODE[code].days} days. A district may only keep longer.")
    if days > LONGEST_DAYS:
        return no("Nothing may be kept for ever.", "Choose at most 100 years.")
    return yes("The written policy changes with it, and the change is on record.")


class Run(Protocol):
    """What the rules look at."""

    state: str
    person_id: int | None
    asked_by_id: int


def plan_early(actor: Actor, person_id: int) -> Verdict:
    """May this person plan that somebody's data goes before its time?"""
    if not actor.can(Can.KEEP_RECORDS) and actor.hat is not Hat.SYSTEM:
        return no("The privacy officer plans what goes before its time.")
    if person_id in (actor.person_id, actor.on_behalf_of_id):
        return no("This is your own record. Another officer answers for it.")
    return yes("The plan lists what would go. A second adult approves it.")


def approve(actor: Actor, run: Run) -> Verdict:
    """May this person let a planned purge begin? One person's data goes before its time on two adults' word."""
    early = run.person_id is not None
    if not actor.can(Can.APPROVE_ERASURE if early else Can.KEEP_RECORDS) and actor.hat is not Hat.SYSTEM:
        return no("The privacy officer approves a purge.")
    adult = actor.on_behalf_of_id or actor.person_id
    if early and adult == run.asked_by_id:
        return no(
            "You planned this. A second adult approves it: another privacy officer, or an administrator."
        )
    if early and adult == run.person_id:
        return no("This is your own record. Somebody else decides.")
    if run.state != "planned":
        return not_now("This purge is no plan any more.", "Plan a new one.")
    return yes("What is erased cannot be brought back. What is on hold stays.")
