"""Whose a ticket was at a moment, read from its moves. Pure."""

from datetime import datetime

from app.audit.tags import Tag
from app.kernel.frozen import dataclass
from app.oversight.marks.facts import HANDS, Known, Moved


@dataclass(frozen=True)
class Holder:
    """Whose a ticket was at a moment, and which student had passed it to an adult."""

    owner_id: int | None = None
    passed_by: int | None = None
    closed: bool = False


def holder_at(known: Known, ticket_id: int, at: datetime) -> Holder:
    """Return whose a ticket was, read from its moves; without any move on record, whose it is."""
    moves = [move for move in known.chains.get(ticket_id, ()) if move.tag in HANDS]
    if not any(move.tag in (Tag.TICKET_CLAIMED, Tag.TICKET_ASSIGNED) for move in moves):
        facts = known.tickets.get(ticket_id)
        return Holder(facts.owner_id if facts else None)
    holder = Holder()
    for move in moves:
        if move.occurred_at > at:
            break
        holder = _moved(known, holder, move)
    return holder


def _moved(known: Known, before: Holder, move: Moved) -> Holder:
    if move.tag == Tag.TICKET_CLAIMED:
        return Holder(move.actor_id)
    if move.tag == Tag.TICKET_ASSIGNED:
        return Holder(_given_to(known, move))
    if move.tag == Tag.ESCALATION_ACCEPTED:
        return Holder(move.actor_id, before.passed_by)
    if move.tag == Tag.ESCALATION_RETURNED:
        return Holder(before.passed_by or _given_to(known, move))
    if move.tag == Tag.TICKET_ESCALATED:
        return Holder(None, move.actor_id)
    if move.tag == Tag.TICKET_CLOSED:
        return Holder(before.owner_id, before.passed_by, closed=True)
    return Holder()


def _given_to(known: Known, move: Moved) -> int | None:
    codes = move.codes or {}
    if codes.get("to") == "self":
        return move.actor_id
    if type(codes.get("owner")) is int:
        return int(codes["owner"])
    return next((person for person in move.subjects or () if person in known.students), None)


def lost_at(known: Known, ticket_id: int, person_id: int, at: datetime) -> datetime | None:
    """Return when a ticket that somebody had held went out of their hands, if they do not hold it now."""
    lost, holder = None, Holder()
    for move in known.chains.get(ticket_id, ()):
        if move.tag not in HANDS or move.occurred_at > at:
            continue
        after = _moved(known, holder, move)
        if holder.owner_id == person_id and after.owner_id != person_id:
            lost = None if after.passed_by == person_id else move.occurred_at
        elif after.owner_id == person_id:
            lost = None
        holder = after
    return lost
