"""Put a ticket that waits for an adult into the right hands."""

from types import SimpleNamespace
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.care.cases import end_cases
from app.helpdesk.care.watching import is_adults_only
from app.helpdesk.escalations.services import end_open
from app.helpdesk.intake.services import first_answer_at, priority_of
from app.helpdesk.intake.triage import policy, queries
from app.helpdesk.tickets import clocks
from app.helpdesk.tickets.checklist_queries import unmarked
from app.helpdesk.tickets.services import about, find_to_change, move
from app.helpdesk.tickets.undoing import restore
from app.kernel.errors import Invalid

ENDINGS = ("duplicate", "no_reply", "withdrawn")


def queue_ticket(work: Work, number: str, category_code: str = "") -> str:
    """Queue a ticket under a category, its own unless another is named; students see it from now on.

    Refuses: NotFound; by policy.queue; Invalid for an unknown category.
    Records: ticket:queued.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_QUEUED, **about(ticket))
    category = _category(work, category_code or ticket.category_code)
    kept = is_adults_only(work, ticket.requester_id)
    policy.queue(work.actor, ticket, category.code, category.private, kept).require()
    was = "not_private" if ticket.sensitive else "read"
    end_cases(work, ticket.id, returned=True)
    move(work, ticket, "queue", was, sensitive=False, owner_id=None, **_triaged(work, ticket, category))
    work.record(Tag.TICKET_QUEUED, **about(ticket), category=category.code, was=was)
    return str(ticket.number)


def refile_ticket(work: Work, number: str, category_code: str) -> str:
    """File a ticket that no adult keeps under another category: back to the queue, for whoever is cleared for that.

    Refuses: NotFound; by policy.refile; Invalid for an unknown category.
    Records: ticket:queued, and escalation:returned for one that was passed on.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_QUEUED, **about(ticket))
    category = _category(work, category_code)
    kept = is_adults_only(work, ticket.requester_id)
    policy.refile(work.actor, ticket, category.code, category.private, kept).require()
    clock, values = clocks.running(work, ticket), _triaged(work, ticket, category)
    values = values | clock if values["due_at"] == ticket.due_at else clock | values
    if ticket.tier > 1:
        end_open(work, ticket)
    move(work, ticket, "refile", "refiled", owner_id=None, tier=1, **values)
    work.record(Tag.TICKET_QUEUED, **about(ticket), category=category.code, was="refiled")
    return str(ticket.number)


def keep_ticket(work: Work, number: str, category_code: str = "") -> str:
    """Take a ticket oneself; a sensitive one stays hidden from students.

    Refuses: NotFound; by policy.keep; Invalid for an unknown category.
    Records: ticket:assigned.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_ASSIGNED, **about(ticket))
    category = _category(work, category_code or ticket.category_code)
    policy.keep(work.actor, ticket).require()
    end_cases(work, ticket.id)
    hidden = {"sensitive": ticket.sensitive or category.private}
    move(work, ticket, "queue", "read", **hidden, **_triaged(work, ticket, category))
    queued = SimpleNamespace(
        **{**ticket._mapping, "status": "queued", "version": ticket.version + 1, "owner_id": None}
    )
    first = ticket.first_assigned_at or work.now
    move(work, queued, "assign", "kept", owner_id=work.actor.person_id, first_assigned_at=first)
    work.record(Tag.TICKET_ASSIGNED, **about(ticket), to="self", category=category.code)
    return str(ticket.number)


def withhold_ticket(work: Work, number: str) -> str:
    """Hide a ticket from every student, and take it from the one who had it.

    Refuses: NotFound; by policy.withhold.
    Records: ticket:handed_back.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_HANDED_BACK, **about(ticket))
    policy.withhold(work.actor, ticket).require()
    freed: dict[str, Any] = {"owner_id": None, "sensitive": True}
    if ticket.status == "new":
        work.execute(queries.hidden(work.actor, ticket.id))
    else:
        move(work, ticket, "withhold", "private", **freed, **clocks.running(work, ticket))
    work.record(Tag.TICKET_HANDED_BACK, **about(ticket), why="withheld")
    return str(ticket.number)


def end_ticket(work: Work, number: str, code: str) -> str:
    """Close a ticket without work, with the reason that the requester reads.

    Refuses: NotFound; by policy.end; Invalid for a reason that does not fit.
    Records: ticket:cancelled.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_CANCELLED, **about(ticket))
    if code not in ENDINGS:
        raise Invalid("Choose why it needs no work.", "The requester reads the reason.", field="code")
    policy.end(work.actor, ticket).require()
    end_cases(work, ticket.id)
    move(work, ticket, "cancel", code, closed_at=work.now, closure_code=code)
    work.record(Tag.TICKET_CANCELLED, **about(ticket), why=code)
    return str(ticket.number)


def undo_end(work: Work, number: str) -> str:
    """Undo for some minutes that the acting adult closed a ticket without work.

    Refuses: NotFound; by tickets.policy.restore.
    Records: ticket:restored.
    """
    ticket = find_to_change(work, number)
    restore(work, ticket)
    return str(ticket.number)


def _category(work: Work, code: str) -> Any:
    found = next((row for row in work.rows(queries.categories(work.actor)) if row.code == code), None)
    if found is None:
        raise Invalid("That category is not in the catalog.", "Choose one from the list.", field="category")
    return found


def _triaged(work: Work, ticket: Any, category: Any) -> dict[str, Any]:
    """Return the values that a category makes, and undo the marks on the steps of another; a promise of another
    priority still counts from when it was asked."""
    if category.id != ticket.category_id:
        work.execute(unmarked(work.actor, ticket.id))
    priority = priority_of(category.impact, category.urgency)
    if priority.code == ticket.priority and ticket.due_at is not None:
        due_at = ticket.due_at
    elif ticket.first_public_response_at is not None:
        due_at = clocks.fix_due_at(work, ticket, priority.resolve_minutes)
    else:
        due_at = first_answer_at(work, ticket.site_id, priority, ticket.created_at)
    return {
        "category_id": category.id,
        "impact": category.impact,
        "urgency": category.urgency,
        "priority": priority.code,
        "due_at": due_at,
        "first_triaged_at": ticket.first_triaged_at or work.now,
    }
