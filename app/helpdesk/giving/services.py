"""Give a free ticket to a tech, by the rules under which they could claim it."""

from typing import Any

from app.accounts.actors import actor_seen_by
from app.audit.tags import Tag
from app.audit.work import Work, begin
from app.helpdesk.giving import policy, queries
from app.helpdesk.tickets import policy as tickets
from app.helpdesk.tickets.queries import claimed_count
from app.helpdesk.tickets.queries import ticket as seen
from app.helpdesk.tickets.services import about, find_to_change, move
from app.identity.actor import Actor
from app.kernel import db
from app.kernel.errors import Invalid


def give_ticket(actor: Actor, number: str, person_id: int) -> str:
    """Give a ticket to a tech and return how the team calls them.

    Refuses: NotFound when hidden or absent; by policy.give; Invalid for somebody who could not claim it themselves.
    Records: ticket:assigned.
    """
    tech = actor_seen_by(actor, person_id)
    with begin(actor) as work:
        db.take_turn(work.connection, person_id)
        ticket = find_to_change(work, number)
        work.intend(Tag.TICKET_ASSIGNED, **about(ticket))
        policy.give(actor, ticket).require()
        to = ticket.site_id, ticket.category_code, ticket.requester_id
        rows = work.rows(queries.takers(actor, *to, work.today))
        name = next((str(row.name) for row in rows if row.person_id == person_id), "")
        if not name or tech is None or not _could_claim(work, tech, ticket):
            raise Invalid(
                "They cannot take this ticket now.", "Choose another, or leave it in the queue.", field="tech"
            )
        first = ticket.first_assigned_at or work.now
        move(work, ticket, "assign", "given", owner_id=person_id, first_assigned_at=first)
        both = about(ticket) | {"subjects": [ticket.requester_id, person_id]}
        work.record(Tag.TICKET_ASSIGNED, **both, to="tech", category=ticket.category_code)
    return name


def _could_claim(work: Work, tech: Actor, ticket: Any) -> bool:
    """Tell whether the tech sees the ticket and could claim it: cleared today, fewer than five, nothing lacking."""
    if work.first(seen(tech, ticket.number)) is None:
        return False
    return tickets.claim(tech, ticket, int(work.value(claimed_count(tech)) or 0)).yes
