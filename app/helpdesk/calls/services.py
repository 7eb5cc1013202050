"""Call a teacher, and say that one comes."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.calls import queries
from app.helpdesk.calls.models import Call
from app.helpdesk.tickets.services import about, find
from app.kernel import clock, db
from app.kernel.errors import NotFound
from app.kernel.ids import new_id


def call_teacher(work: Work, reason: str, number: str = "") -> None:
    """Call the teacher of the actor's site; a call that still waits is not made twice.

    Refuses: NotFound for a ticket that is hidden or absent.
    Records: teacher:called.
    """
    db.take_turn(work.connection, work.actor.person_id)
    ticket = find(work, number) if number else None
    write_call(work, reason, ticket)
    told = about(ticket) if ticket is not None else {"site_id": _site(work)}
    work.record(Tag.TEACHER_CALLED, **told, reason=reason)


def write_call(work: Work, reason: str, ticket: Any = None) -> None:
    """Write a call, unless the same one waits; the caller records."""
    ticket_id = ticket.id if ticket is not None else None
    same = queries.own_open(work.actor, work.now - clock.PERIOD, reason, ticket_id)
    site_id = ticket.site_id if ticket is not None else _site(work)
    if site_id is None or work.first(same) is not None:
        return
    who = {"caller_id": work.actor.person_id, "district_id": work.actor.district_id, "site_id": site_id}
    work.insert(Call, id=new_id(), ticket_id=ticket_id, reason=reason, made_at=work.now, **who)


def _site(work: Work) -> int | None:
    return next(iter(sorted(work.actor.site_ids)), None)


def answer_call(work: Work, call_id: int) -> None:
    """Say that one comes: the call is over for every teacher.

    Refuses: NotFound when it was answered, or is another school's.
    Records: call:answered.
    """
    values = {"answered_at": work.now, "answered_by": work.actor.person_id}
    if work.change(queries.answered(work.actor, call_id).values(**values)) != 1:
        raise NotFound("There is no such call for you.", "Somebody may have gone already.")
    work.record(Tag.CALL_ANSWERED, call=call_id)
