"""Find, name and move tickets: what every part of the helpdesk shares, and the acts of an owner."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.tickets import checklist_queries, clocks, moves, policy, queries
from app.helpdesk.tickets.messages import write_message
from app.helpdesk.tickets.models import Activity, ChecklistMark
from app.helpdesk.tickets.numbering import Numbers, numbers_in
from app.helpdesk.tickets.view_models import full_name, name_of
from app.kernel import db
from app.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from app.kernel.ids import new_id

_BACK_TO_OWNER = (
    "restore_in_progress",
    "restore_pending_requester",
    "restore_pending_vendor",
    "restore_scheduled",
    "return",
    "recall",
    "reopen",
    "send_back",
    "assign",
)  # whom an owner may not work for since then


CHECKED = "This ticket is being checked."


def names_for(work: Work, people: Iterable[int | None]) -> dict[int, str]:
    """Return the names that this viewer may read, by person: professional and working names; of others the name in
    the vault, for an adult only."""
    wanted = sorted({person for person in people if person})
    if not wanted:
        return {}
    names = {
        row.person_id: row.name for row in work.rows(queries.working_names(work.actor, wanted)) if row.name
    }
    others = [person for person in wanted if person not in names]
    if work.actor.staff and others:
        for row in work.rows(queries.private_names(work.actor, others)):
            names[row.person_id] = name_of(full_name(row))
    return names


def titles_for(work: Work, ticket_ids: list[int]) -> dict[int, str]:
    """Return the titles of some tickets as they were typed, for an adult."""
    return {row.ticket_id: row.title for row in work.rows(queries.full_titles(work.actor, ticket_ids))}


def numbers_on(work: Work, ticket_id: int) -> Numbers:
    """Return which number a masked actor is told for each hidden word that others wrote on a ticket."""
    rows = work.rows(queries.words_of_others(work.actor, ticket_id))
    return numbers_in(row.body_masked for row in reversed(rows))


def find(work: Work, number: str) -> Any:
    """Return a visible ticket's row.

    Refuses: NotFound when hidden or absent; Forbidden to a tech who lacks something for live work.
    """
    return _or_absent(work, number, work.first(queries.ticket(work.actor, number)))


def find_to_change(work: Work, number: str) -> Any:
    """Return a visible ticket's row, held until this transaction ends, so that acts on one ticket take turns.

    Refuses: NotFound when hidden or absent.
    """
    return _or_absent(work, number, work.first(queries.ticket_to_change(work.actor, number)))


def _or_absent(work: Work, number: str, row: Any) -> Any:
    if row is None:
        work.intend(Tag.ACCESS_REFUSED)
    if row is None and work.actor.lacking:
        raise Forbidden(work.actor.lacking[0], "Your page shows what is missing and where to mend it.")
    if row is None and work.actor.masked and work.value(queries.being_checked(work.actor, number)):
        raise Conflict(CHECKED, "Its words are read once more for names. Try again in a few minutes.")
    if row is None:
        raise NotFound(
            "There is no such ticket for you.",
            "An adult may have taken it over. Your list shows what is yours.",
        )
    return row


def about(ticket: Any) -> dict[str, Any]:
    """Return what an event on a ticket says of it."""
    return {"ticket_id": ticket.id, "site_id": ticket.site_id, "subjects": [ticket.requester_id]}


def note(work: Work, ticket: Any, kind: str, before: str = "", after: str = "", code: str = "") -> None:
    """Write one line of the ticket's timeline."""
    work.insert(
        Activity,
        id=new_id(),
        district_id=ticket.district_id,
        ticket_id=ticket.id,
        happened_at=work.now,
        kind=kind,
        actor_id=work.actor.on_behalf_of_id or work.actor.person_id,
        from_status=before,
        to_status=after,
        code=code,
    )


def move(work: Work, ticket: Any, name: str, code: str = "", **values: Any) -> None:
    """Make a move of the transition table, with the columns that change beside the status.

    Refuses: by moves.may; Conflict when the ticket changed since it was read.
    """
    moves.may(work.actor, ticket, name).require()
    line = moves.MOVES[name]
    stands = queries.moved(work.actor, ticket.id, ticket.status, ticket.version)
    if work.change(stands.values(status=line.to, **values)) != 1:
        raise Conflict(
            "This ticket changed while you worked on it.", "Reload the page; what you typed is kept."
        )
    note(work, ticket, line.said, ticket.status, line.to, code)
    if name in _BACK_TO_OWNER and ticket.owner_id and ticket.kind == "live":
        work.enqueue("give_back_barred", district_id=ticket.district_id, person_id=ticket.owner_id)
    if line.to == "resolved" and ticket.kind == "live":
        clocks.close_later(work, ticket)


def spoke(work: Work, ticket: Any) -> None:
    """Keep the times of a public human message, once it is written."""
    work.change(queries.changed(work.actor, ticket.id).values(**clocks.answered(work, ticket)))


def owned(work: Work) -> int:
    """Return how many open tickets a student owns; adults are not counted."""
    return int(work.value(queries.claimed_count(work.actor)) or 0) if work.actor.masked else 0


def claim_ticket(work: Work, number: str) -> str:
    """Give the ticket to the acting tech and return its number.

    Refuses: NotFound when hidden or absent; by policy.claim; Conflict when another tech was first.
    Records: ticket:claimed.
    """
    db.take_turn(work.connection, work.actor.person_id)
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_CLAIMED, **about(ticket))
    policy.claim(work.actor, ticket, owned(work)).require()
    refuse_family(work, ticket)
    if work.change(queries.take_if_free(work.actor, ticket.id, work.now)) != 1:
        raise Conflict("Another tech has just claimed this ticket.", "Take the next one from the queue.")
    note(work, ticket, "claimed", "queued", "in_progress")
    work.record(Tag.TICKET_CLAIMED, **about(ticket))
    return str(ticket.number)


def refuse_family(work: Work, ticket: Any) -> None:
    """Go on unless an adult would work for their own family; to a student such a ticket is not there at all.

    Refuses: Forbidden.
    """
    if work.actor.staff and ticket.requester_id in set(
        work.execute(queries.barred_of(work.actor, work.actor.person_id)).scalars()
    ):
        raise Forbidden("This is from your own family.", "Another adult takes it.")


def hand_back(work: Work, number: str, card: Mapping[str, str]) -> str:
    """Put a ticket back into the queue with a handoff card and return its number.

    Refuses: NotFound; by policy.hand_back; Invalid when a required line of the card is empty.
    Records: ticket:handed_back.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_HANDED_BACK, **about(ticket))
    policy.hand_back(work.actor, ticket).require()
    write_card(work, ticket, card_text(card))
    return str(ticket.number)


def write_card(work: Work, ticket: Any, text: str, code: str = "", why: str = "") -> None:
    """Write a handoff card and put the ticket into the queue; the acting one was allowed to.

    Shape: ``code`` is for the line of time, which the team reads; ``why`` is for the log.
    """
    side = "staff" if work.actor.staff else "cadre"
    write_message(work, ticket, "handoff", side, text, author_id=work.actor.on_behalf_of_id)
    values = {"owner_id": None, "handoff_count": ticket.handoff_count + 1, **clocks.running(work, ticket)}
    move(work, ticket, "hand_back", code, **values)
    work.record(Tag.TICKET_HANDED_BACK, **about(ticket), why=why or code)


def card_text(card: Mapping[str, str]) -> str:
    """Return a handoff card as text, one line for each answered prompt.

    Refuses: Invalid naming the first required prompt without an answer.
    """
    lines = []
    for prompt in load_catalog().handoff:
        answer = " ".join(card.get(prompt.code, "").split())
        if prompt.required and not answer:
            raise Invalid(
                f"“{prompt.prompt}” is empty.", "The next tech starts from this card.", field=prompt.code
            )
        if answer:
            lines.append(f"{prompt.prompt} {answer}")
    return "\n".join(lines)


def mark_steps(work: Work, number: str, wanted: set[int]) -> str:
    """Set which steps of the checklist are done and return the ticket's number.

    Refuses: NotFound; by policy.mark_steps; Invalid for a step that is not on the list.
    Records: checklist:marked.
    """
    ticket = find_to_change(work, number)
    policy.mark_steps(work.actor, ticket).require()
    if not wanted <= set(range(1, len(ticket.checklist or ()) + 1)):
        raise Invalid("That step is not on this checklist.", "Reload the page.", field="step")
    done = {mark.step for mark in work.rows(checklist_queries.marks(work.actor, ticket.id))}
    fresh, undone = sorted(wanted - done), sorted(done - wanted)
    if undone:
        work.execute(checklist_queries.unmarked(work.actor, ticket.id, undone))
    common = {"district_id": ticket.district_id, "ticket_id": ticket.id, "done_by_id": work.actor.person_id}
    work.insert_many(
        ChecklistMark, [{"id": new_id(), "step": step, "done_at": work.now, **common} for step in fresh]
    )
    work.record(Tag.CHECKLIST_MARKED, **about(ticket), done=fresh, undone=undone)
    return str(ticket.number)
