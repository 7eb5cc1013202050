"""Read the lists and pages of tickets, and claim one."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.tickets import policy, queries, timeline
from app.helpdesk.tickets.models import Activity
from app.helpdesk.tickets.view_models import TicketRow, TicketView, full_name, name_of, row_of
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel import paging
from app.kernel.errors import Conflict, NotFound
from app.kernel.ids import new_id
from app.kernel.paging import Page

SIZE = 25


def names_for(work: Work, people: Iterable[int | None]) -> dict[int, str]:
    """Return the names that this viewer may read, by person; the vault's only for an adult."""
    wanted = sorted({person for person in people if person})
    if not wanted:
        return {}
    names: dict[int, str] = {}
    if work.actor.staff:
        for row in work.rows(queries.private_names(work.actor, wanted)):
            names[row.person_id] = name_of(full_name(row))
    for row in work.rows(queries.working_names(work.actor, wanted)):
        if row.name:
            names.setdefault(row.person_id, row.name)
    return names


def find(work: Work, number: str) -> Any:
    """Return a visible ticket's row.

    Refuses: NotFound when hidden or absent.
    """
    row = work.first(queries.ticket(work.actor, number))
    if row is None:
        raise NotFound("There is no such ticket for you.", "Check the number, or go back to your list.")
    return row


def list_queue(work: Work, after: str | None = None) -> Page[TicketRow]:
    """Return a page of the free tickets.

    Records: queue:seen, when the page shows names.
    """
    rows = work.rows(queries.queue(work.actor, paging.decode(after, 2), SIZE + 1))
    page = paging.cut(rows, SIZE, lambda row: (row.due_at.isoformat(), row.id), after)
    return Page(_views(work, page.rows), page.older, page.newer)


def _views(work: Work, rows: Iterable[Any]) -> tuple[TicketRow, ...]:
    rows = tuple(rows)
    wanted = [row.requester_id for row in rows if work.actor.staff or row.requester_kind == "staff"]
    names = names_for(work, [*wanted, *(row.owner_id for row in rows)])
    if work.actor.staff and rows:
        work.record(Tag.QUEUE_SEEN, subjects=wanted, fields=["name"])
    return tuple(row_of(work.actor, row, names) for row in rows)


def list_five(work: Work) -> tuple[tuple[TicketRow, ...], tuple[TicketRow, ...]]:
    """Return the tickets that the actor owns, and free ones that make it five."""
    mine = work.rows(queries.owned(work.actor))
    left = policy.MOST_CLAIMED - len(mine)
    able = work.actor.masked and work.actor.rung not in policy.PRACTICE_ONLY
    free = work.rows(queries.free_for(work.actor, left)) if left > 0 and able else ()
    views = _views(work, [*mine, *free])
    return views[: len(mine)], views[len(mine) :]


def counts(actor: Actor) -> Mapping[str, int]:
    """Return the numbers of the desk's top bar."""
    with look(actor) as work:
        row = work.first(queries.counts(actor))
    return {"my_five": row.my_five, "queue": row.queue} if row else {}


def read_ticket(work: Work, number: str, own_texts: Mapping[int, str]) -> TicketView:
    """Return a ticket's page.

    Refuses: NotFound when hidden or absent.
    Records: ticket:opened.
    """
    row = find(work, number)
    work.record(
        Tag.TICKET_OPENED,
        subjects=[row.requester_id],
        ticket_id=row.id,
        site_id=row.site_id,
        fields=["name", "text"] if work.actor.staff else [],
    )
    return timeline.ticket_view(work, row, own_texts, names_for)


def own_texts(actor: Actor, number: str) -> dict[int, str]:
    """Return what the actor wrote on a ticket, as typed, by message."""
    from dataclasses import replace

    own = replace(actor, clearance=Clearance.OWN)
    with look(own) as work:
        ticket_id = work.value(queries.written_on(own, number))
        return {row.id: row.body for row in work.rows(queries.own_texts(own, ticket_id))} if ticket_id else {}


def claim_ticket(work: Work, number: str) -> str:
    """Give the ticket to the acting tech and return its number.

    Refuses: NotFound when hidden or absent; by policy.claim; Conflict when another tech was first.
    Records: ticket:claimed.
    """
    ticket = find(work, number)
    work.intend(Tag.TICKET_CLAIMED, ticket_id=ticket.id, site_id=ticket.site_id, subjects=[ticket.requester_id])
    claimed = work.value(queries.claimed_count(work.actor)) if work.actor.masked else 0
    policy.claim(work.actor, ticket, claimed).require()
    if work.execute(queries.take_if_free(work.actor, ticket.id, work.now)).rowcount != 1:
        raise Conflict("Another tech has just claimed this ticket.", "Take the next one from the queue.")
    note(work, ticket, "claimed", "queued", "in_progress")
    work.record(Tag.TICKET_CLAIMED, ticket_id=ticket.id, site_id=ticket.site_id, subjects=[ticket.requester_id])
    return str(ticket.number)


def note(work: Work, ticket: Any, kind: str, before: str = "", after: str = "", code: str = "") -> None:
    """Write one line of the ticket's timeline."""
    work.insert(
        Activity,
        id=new_id(),
        district_id=ticket.district_id,
        ticket_id=ticket.id,
        happened_at=work.now,
        kind=kind,
        actor_id=work.actor.person_id,
        from_status=before,
        to_status=after,
        code=code,
    )
