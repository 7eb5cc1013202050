"""The transition table: from where to where a ticket may go, whose move it is, and what must be true first.

Every service that changes a status asks this table; a test tries every move from every status by every role.
Source: the design's reference, section 4.2.
"""

from typing import Protocol

from app.helpdesk.words import FIXED, OPEN, PAUSED, STATUS_WORDS
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.identity.verdict import Verdict, no, not_now, yes
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class Move:
    """One line of the table. Shape: ``said`` names the line of the ticket's timeline."""

    froms: tuple[str, ...]
    to: str
    who: frozenset[str]
    said: str
    guard: str = ""


class Standing(Protocol):
    """What the table looks at."""

    kind: str
    status: str
    category_code: str
    category_name: str
    requester_id: int
    owner_id: int | None


def _move(froms: tuple[str, ...], to: str, who: str, said: str, guard: str = "") -> Move:
    return Move(froms, to, frozenset(who.split()), said, guard)


_HELD = ("in_progress", *PAUSED)
_OWNERS = "owner adult system"
_WORK = ("ask", "await_vendor", "schedule", "resume", "propose", "finish")  # handing on is open to any owner

MOVES: dict[str, Move] = {
    "queue": _move(("new",), "queued", "triager system", "queued", "category, impact and urgency are set"),
    "refile": _move(
        ("queued", *_HELD),
        "queued",
        "triager",
        "queued",
        "another category; the owner and any escalation lose it",
    ),
    "withhold": _move(("new", "queued", *_HELD), "new", "triager system", "withheld", "the owner loses it"),
    "claim": _move(("queued",), "in_progress", "tech", "claimed", "cleared, fewer than five, not one's own"),
    "assign": _move(
        ("queued",), "in_progress", "adult", "assigned", "the tech is cleared and not the requester"
    ),
    "hand_back": _move(_HELD, "queued", _OWNERS, "handed_back", "a handoff card"),
    "ask": _move(
        ("in_progress",), "pending_requester", _OWNERS, "paused", "a public message, a day to resume"
    ),
    "await_vendor": _move(("in_progress",), "pending_vendor", _OWNERS, "paused", "a reason, a day to resume"),
    "schedule": _move(("in_progress",), "scheduled", _OWNERS, "paused", "a reason, a day to resume"),
    "resume": _move(PAUSED, "in_progress", "owner adult requester system", "resumed", "the clock runs on"),
    "escalate": _move(_HELD, "queued", "owner", "escalated", "a reason and what was tried"),
    "accept_escalation": _move(("queued",), "in_progress", "solver", "accepted", "an open escalation"),
    "send_back": _move(
        _HELD, "in_progress", "solver", "solved", "a worked solution; the student owns it again"
    ),
    "propose": _move(
        ("in_progress",), "in_review", "owner", "proposed", "cause, fix, code, checklist or a reason"
    ),
    "finish": _move(_HELD, "resolved", _OWNERS, "resolved", "an adult, or a gate that lets it go out"),
    "accept": _move(("in_review",), "resolved", "reviewer system", "resolved", "the requester is told"),
    "return": _move(("in_review",), "in_progress", "reviewer system", "returned", "a reason"),
    "recall": _move(("resolved",), "in_progress", "reviewer", "returned", "read after it went out; a reason"),
    "confirm": _move(("resolved",), "closed", "requester adult system", "closed", ""),
    "reopen": _move(
        FIXED, "in_progress", "requester", "reopened", "within seven school days of the fix; it has an owner"
    ),
    "reopen_free": _move(
        FIXED, "queued", "requester", "reopened", "within seven school days of the fix; nobody owns it"
    ),
    "cancel": _move(OPEN, "cancelled", "requester adult system", "cancelled", "a closure code"),
    **{
        f"restore_{was}": _move(
            ("cancelled",), was, "requester adult", "restored", "minutes after, by whoever ended it"
        )
        for was in OPEN
    },
}


def parts_of(actor: Actor, ticket: Standing) -> frozenset[str]:
    """Return which parts an actor can play for a ticket: owner, tech, adult, reviewer, solver, triager, requester."""
    if actor.hat is Hat.SYSTEM:
        return frozenset({"system"})
    if actor.hat is Hat.MY:
        own = actor.can(Can.ASK_FOR_HELP) and ticket.requester_id == actor.person_id
        return frozenset({"requester"} if own else ())
    if ticket.requester_id == actor.person_id:
        return frozenset()
    held = {
        "owner": may_work(actor, ticket.kind) and ticket.owner_id == actor.person_id,
        "tech": actor.can(Can.CLAIM_TICKETS),
        "adult": actor.staff and actor.can(Can.WORK_TICKETS),
        "reviewer": actor.staff and actor.can(Can.APPROVE_DRAFTS),
        "solver": actor.staff and actor.can(Can.SOLVE_ESCALATIONS),
        "triager": actor.staff and actor.can(Can.TRIAGE_TICKETS),
    }
    return frozenset(part for part, holds in held.items() if holds)


def may_work(actor: Actor, kind: str) -> bool:
    """Tell whether an actor works on tickets of a kind; practice needs no more than being on the team."""
    return actor.can(Can.WORK_TICKETS) or (kind == "practice" and actor.can(Can.LEARN))


def not_cleared(actor: Actor, ticket: Standing) -> Verdict | None:
    """Say why a student works on a live ticket no more: what opened its kind to them ran out or was taken back."""
    if not actor.masked or ticket.kind != "live" or actor.cleared_for(ticket.category_code):
        return None
    mine = ticket.owner_id == actor.person_id
    remedy = "Hand it back, or pass it to an adult." if mine else "Ask your teacher what opens it."
    return no(f"You are not cleared for {ticket.category_name} now.", remedy)


def may(actor: Actor, ticket: Standing, name: str) -> Verdict:
    """May this actor make this move, as far as the table knows?"""
    move = MOVES[name]
    closed = not_cleared(actor, ticket) if name in _WORK else None
    if not parts_of(actor, ticket) & move.who:
        if ticket.requester_id == actor.person_id and actor.hat is not Hat.MY:
            return no("You asked for this yourself. Someone else on the team works on it.")
        if closed is not None and ticket.owner_id is None:
            return closed
        return no(
            actor.kept_from_live if ticket.kind == "live" and actor.kept_from_live else _whose(move, ticket)
        )
    if closed is not None:
        return closed
    if ticket.status not in move.froms:
        return not_now(f"This ticket is {STATUS_WORDS[ticket.status].lower()}, so that cannot be done now.")
    return yes("This can be done now.")


def _whose(move: Move, ticket: Standing) -> str:
    if "owner" in move.who:
        return "Only the ticket's owner does this." if ticket.owner_id else "Claim the ticket first."
    if move.who & {"reviewer", "solver", "triager", "adult"}:
        return "An adult does this."
    return "This is not yours to do."
