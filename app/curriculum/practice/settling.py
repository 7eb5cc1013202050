"""Carry out a sign-off: the ending is accepted or returned, and the persona has the last word."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.curriculum.practice import playing, queries
from app.helpdesk.resolutions import queries as endings
from app.helpdesk.resolutions.services import Ending, resolve
from app.helpdesk.tickets.messages import write_message
from app.helpdesk.tickets.queries import ticket_by_id
from app.helpdesk.tickets.services import about, move
from app.identity.actor import system_actor
from app.kernel import jobs


def settle(work: Work, sign_off_id: int) -> None:
    """Accept or return the ending that a sign-off speaks of; one that was dealt with is left alone.

    Records: ticket:resolved and ticket:closed, or ticket:returned.
    """
    signed = work.first(queries.sign_off(work.actor, sign_off_id))
    ticket = work.first(ticket_by_id(work.actor, signed.ticket_id)) if signed else None
    proposed = work.first(endings.proposed_on(work.actor, ticket.id)) if ticket else None
    if signed is None or ticket is None or proposed is None or proposed.id != signed.resolution_id:
        return
    decided = {"state": signed.verdict, "decided_at": work.now, "decided_by_id": signed.signer_id}
    if signed.verdict == "returned":
        decided["reason_masked"] = signed.comment_masked
    if work.change(endings.decided(work.actor, proposed.id).values(**decided)) != 1:
        return
    if signed.verdict == "returned":
        move(work, ticket, "return")
        work.record(Tag.TICKET_RETURNED, **about(ticket), practice=True)
    else:
        resolve(
            work,
            ticket,
            "accept",
            Ending(proposed.cause, proposed.fix, proposed.closure_code),
            signed.student_id,
        )
        _close(work, ticket.id)


def _close(work: Work, ticket_id: int) -> None:
    """Let the persona say the last word, and close the ticket."""
    ticket = work.first(ticket_by_id(work.actor, ticket_id))
    run = work.first(queries.run(work.actor, ticket_id))
    story = playing.story_named(run.story) if run else None
    if ticket is None:
        return
    if story is not None:
        author = ticket.requester_id
        text = story.closing.fixed
        write_message(work, ticket, "public", "requester", text, channel="practice", author_id=author)
    move(work, ticket, "confirm", closed_at=work.now)
    work.record(Tag.TICKET_CLOSED, **about(ticket), practice=True)


@jobs.handles("settle_sign_off", at_once=True)
def settle_sign_off(payload: dict[str, Any]) -> None:
    """Settle what a peer trainer signed: written by the product, on the trainer's behalf."""
    system = system_actor(int(payload["district_id"]))
    with look(system) as work:
        signed = work.first(queries.sign_off(system, int(payload["sign_off_id"])))
    if signed is None:
        return
    with begin(system_actor(system.district_id, on_behalf_of_id=signed.signer_id)) as work:
        settle(work, signed.id)
