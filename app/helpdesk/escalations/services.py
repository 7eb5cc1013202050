"""Pass a ticket to an adult with what was tried; take it; send a worked solution back."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.escalations import policy, queries
from app.helpdesk.escalations.models import Escalation
from app.helpdesk.tickets import clocks
from app.helpdesk.tickets import policy as tickets
from app.helpdesk.tickets.messages import checked, write_message
from app.helpdesk.tickets.services import about, find_to_change, move, refuse_family
from app.kernel.errors import Conflict, Invalid
from app.kernel.ids import new_id


def pass_on(work: Work, number: str, reason: str, tried: str) -> str:
    """Pass a ticket to an adult with a reason and what was tried, and return its number.

    Refuses: NotFound; by policy.pass_on of tickets; Invalid without a reason or a word on what was tried.
    Records: ticket:escalated.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_ESCALATED, **about(ticket))
    tickets.pass_on(work.actor, ticket).require()
    known = {one.code: one.kind for one in load_catalog().escalation_reasons}
    if reason not in known:
        raise Invalid("Choose why it goes to an adult.", "It tells them where to start.", field="reason")
    if not tried.strip():
        raise Invalid("Say what you tried and what you saw.", "The adult goes on from there.", field="tried")
    message_id = write_message(work, ticket, "escalation", "cadre", tried)
    work.insert(
        Escalation,
        id=new_id(),
        district_id=ticket.district_id,
        ticket_id=ticket.id,
        kind=known[reason],
        reason=reason,
        from_person_id=work.actor.person_id,
        from_tier=ticket.tier,
        to_tier=policy.ADULT_TIER,
        tried_message_id=message_id,
        passed_at=work.now,
    )
    move(
        work,
        ticket,
        "escalate",
        reason,
        owner_id=None,
        tier=policy.ADULT_TIER,
        **clocks.running(work, ticket),
    )
    work.record(Tag.TICKET_ESCALATED, **about(ticket), why=reason)
    return str(ticket.number)


def accept_escalation(work: Work, number: str) -> str:
    """Take a ticket that was passed on, and return its number.

    Refuses: NotFound; by policy.accept; Conflict when another adult was first, or nothing was passed on.
    Records: escalation:accepted.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.ESCALATION_ACCEPTED, **about(ticket))
    escalation = _open(work, ticket)
    policy.accept(work.actor, ticket).require()
    refuse_family(work, ticket)
    values = {"accepted_by_id": work.actor.person_id, "accepted_at": work.now}
    if work.change(queries.accepted(work.actor, escalation.id).values(**values)) != 1:
        raise Conflict("Another adult has just taken this.", "Take the next one.")
    move(work, ticket, "accept_escalation", owner_id=work.actor.person_id)
    work.record(Tag.ESCALATION_ACCEPTED, **_about(ticket, escalation))
    return str(ticket.number)


def _open(work: Work, ticket: Any) -> Any:
    row = work.first(queries.open_on(work.actor, ticket.id))
    if row is None:
        raise Conflict("This ticket is with no adult now.", "Reload the page.")
    return row


def _about(ticket: Any, escalation: Any) -> dict[str, Any]:
    return about(ticket) | {"subjects": [ticket.requester_id, escalation.from_person_id]}


def send_back(work: Work, number: str, solution: str) -> str:
    """Send a worked solution back to the student who passed the ticket on, and return its number.

    Refuses: NotFound; by policy.solve; Invalid for an empty solution; Conflict when nothing was passed on.
    Records: escalation:returned.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.ESCALATION_RETURNED, **about(ticket))
    policy.solve(work.actor, ticket).require()
    escalation = _open(work, ticket)
    message_id = write_message(work, ticket, "solution", "staff", checked(solution, "solution"))
    ends_on = work.value(queries.still_member(work.actor, escalation.from_person_id))
    here = ends_on is not None and ends_on >= work.today
    name, owner = ("send_back", escalation.from_person_id) if here else ("hand_back", None)
    move(work, ticket, name, owner_id=owner, tier=1, **clocks.running(work, ticket))
    _end(work, ticket, escalation, message_id)
    return str(ticket.number)


def end_open(work: Work, ticket: Any) -> None:
    """End the open escalation of a ticket that an adult finished.

    Records: escalation:returned, where there was one.
    """
    escalation = work.first(queries.open_on(work.actor, ticket.id))
    if escalation is not None:
        _end(work, ticket, escalation, None)


def _end(work: Work, ticket: Any, escalation: Any, message_id: int | None) -> None:
    values = {"returned_at": work.now, "solution_message_id": message_id}
    if work.change(queries.returned(work.actor, escalation.id).values(**values)) != 1:
        raise Conflict("This came back a moment ago.", "Reload the page.")
    work.record(Tag.ESCALATION_RETURNED, **_about(ticket, escalation), solved=message_id is not None)
