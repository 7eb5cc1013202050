"""Who may be shown a hidden word, and who says yes to it: pure rules, each with its sentence."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Protocol

from app.helpdesk.sight import sight_of
from app.helpdesk.tickets.policy import TicketFacts
from app.helpdesk.words import WORKED
from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, fresh, no, not_now, yes
from app.kernel.frozen import dataclass
from app.privacy.policy import Show

FIRST_NAME = "first_name"
KINDS = ("name", "word")  # phones, mail addresses, numbers, passwords, dates and links are never shown
MOST_WORDS, MOST_TICKETS = 5, 3
SHORTEST_NOTE = 10


def strictest(actor: Actor, ticket: Any, kinds: Iterable[str]) -> str:
    """Return the kind under which a number is asked for: the last one of a ticket stands for whatever came after it,
    so the strictest among them decides; empty where none of them is ever shown, or one that the school never shows."""
    known = [kind for kind in kinds if kind in (*KINDS, FIRST_NAME)]
    kind = min(known, key=lambda one: takes(actor, ticket, one).rank, default="")
    return kind if kind and takes(actor, ticket, kind) is not Show.HIDDEN else ""


def takes(actor: Actor, ticket: Any, kind: str) -> Show:
    """Return what it takes to be shown a kind on a ticket, as the mask policy says."""
    return sight_of(actor).takes(kind, ticket)


def waits(actor: Actor, ticket: Any, kind: str) -> bool:
    """Tell whether an adult says yes first."""
    return takes(actor, ticket, kind) is Show.PARTIAL


def can_show(actor: Actor, ticket: Any) -> frozenset[str]:
    """Return the kinds of which the ticket's page offers one to its owner; no staff member's first name is hidden."""
    kinds = KINDS if ticket.requester_kind == "staff" or ticket.kind == "practice" else (*KINDS, FIRST_NAME)
    may = reveal(actor, ticket).yes
    return frozenset(kind for kind in kinds if may and takes(actor, ticket, kind) is not Show.HIDDEN)


@dataclass(frozen=True)
class Budget:
    """What a tech asked to see in this shift: how many words, on how many tickets, and whether this is one of them;
    and how many weeks of their team nobody has reviewed for more than ten school days.

    Shape: tickets, never people, are counted: a count of people would tell which tickets are one person's.
    """

    words: int = 0
    tickets: int = 0
    counted: bool = False
    unreviewed: int = 0

    @property
    def says(self) -> str:
        left, tickets = max(MOST_WORDS - self.words, 0), max(MOST_TICKETS - self.tickets, 0)
        return f"Left in this shift: {left} of {MOST_WORDS} words, on {tickets} of {MOST_TICKETS} tickets."


def reveal(actor: Actor, ticket: TicketFacts, spent: Budget | None = None) -> Verdict:
    """May this tech be shown one word of this ticket?"""
    if not actor.can(Can.REVEAL_WORDS):
        return no(actor.kept_from_live or "Hidden words are shown to the ticket's tech only.")
    if actor.person_id == ticket.requester_id:
        return no("You asked for this yourself. Someone else on the team works on it.")
    if ticket.kind == "practice":
        return no("Nobody real is behind a practice ticket.")
    if ticket.owner_id != actor.person_id:
        return no("Only the ticket's owner can ask to see a hidden word.")
    if ticket.adult_only or not actor.cleared_for(ticket.category_code):
        return no(f"You are not cleared for {ticket.category_name} now.", "Ask your teacher what opens it.")
    if not sight_of(actor).reveals(ticket):
        return no("Your school shows no hidden words. Ask your teacher if you cannot go on without one.")
    if ticket.status not in WORKED:
        return not_now("The work on this ticket is done, so nothing more is shown.")
    return _within(spent or Budget())


def offer(things: Collection[object]) -> Verdict:
    """Is there anything on the ticket that its owner may be shown?"""
    if not things:
        return not_now("Nothing is hidden on this ticket that your school shows.", "Ask your teacher.")
    return yes("Choose what you need to see.")


def goes_on(actor: Actor, ticket: Any, kinds: Iterable[str], approved: bool, close: bool, like: bool) -> bool:
    """Does what was granted go on being shown, on a ticket for which ``reveal`` says yes? What an adult said yes to,
    until it is a name too close to the asker or its kind is shown no more; the rest, until an adult would be asked."""
    kind = strictest(actor, ticket, kinds)
    return bool(kind) and not close and (approved or not (like or waits(actor, ticket, kind)))


def _within(spent: Budget) -> Verdict:
    if spent.unreviewed:
        return not_now(
            "Nobody has signed off what your team looked at, so no hidden word is shown until that is done.",
            "Ask your teacher to open Review and sign the oldest weeks. Until then an adult can look for you.",
        )
    if spent.words >= MOST_WORDS:
        return not_now(f"You asked for {MOST_WORDS} words in this shift. Call your teacher now.")
    if spent.tickets >= MOST_TICKETS and not spent.counted:
        return not_now(f"You asked on {MOST_TICKETS} tickets in this shift. Call your teacher now.")
    return yes("It is shown to you for ten minutes, and the log keeps who, what and why.")


class Asked(Protocol):
    """What the rules look at of something that waits; a row of ``queries.asked`` has it."""

    asker_id: int
    state: str
    expires_at: datetime
    owner_id: int | None
    status: str


def approve(actor: Actor, asked: Asked, now: datetime, close: bool) -> Verdict:
    """May this adult say yes? ``close`` is a name of the asker's own, of their family or of one kept apart."""
    verdict = decide(actor, asked, now)
    if not verdict.yes:
        return verdict
    if asked.owner_id != asked.asker_id or asked.status not in WORKED:
        return not_now("The tech does not work on this ticket any more.")
    if close:
        return no("It is their own name, or one of family, or of somebody kept apart from them. Say no.")
    return fresh(actor)


def decide(actor: Actor, asked: Asked, now: datetime) -> Verdict:
    """May this adult say yes or no?"""
    if not actor.can(Can.APPROVE_WORDS) or asked.asker_id == actor.person_id:
        return no("The supervising teacher of the tech says yes or no.")
    if asked.state != "waiting":
        return not_now("This was answered already.")
    if asked.expires_at <= now:
        return not_now("This ran out. The tech can ask again.")
    return yes("It is shown to them for ten minutes once they open it.")
