"""Take a ticket out of every student's reach, in the transaction that stores the text."""

from collections.abc import Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.care import queries
from app.helpdesk.care.models import CareCase
from app.helpdesk.care.phrases import harm_in
from app.helpdesk.tickets.models import Activity
from app.identity.actor import Actor, system_actor
from app.kernel.ids import new_id
from app.privacy.harm.finder import Phrase


def watch(work: Work, ticket_id: int, text: str) -> bool:
    """Look for harm in a text of a ticket; tell whether an adult takes the ticket over.

    What an adult gave the ticket back for does not count again. It happens last in the transaction, so that the act
    which brought the text is stored whole.
    Records: ticket:taken_over.
    """
    found = harm_in(work, text)
    if not found:
        return False
    excused = _excused(work.actor, ticket_id)
    fresh = [phrase for phrase in found if phrase.words not in excused]
    if fresh:
        take_over(work, ticket_id, "words", fresh)
    return bool(fresh)


def _excused(actor: Actor, ticket_id: int) -> set[str]:
    with look(system_actor(actor.district_id)) as work:
        rows = work.rows(queries.excused(work.actor, ticket_id))
    return {line for row in rows for line in row.phrases.splitlines()}


def take_over(work: Work, ticket_id: int, reason: str, phrases: Sequence[Phrase] = ()) -> None:
    """Hide a ticket from students and call an adult, at the end of this transaction.

    Records: ticket:taken_over.
    """
    work.at_end(("care", ticket_id), lambda: _take(work, ticket_id, reason, phrases))


def _take(work: Work, ticket_id: int, reason: str, phrases: Sequence[Phrase]) -> None:
    row = work.first(queries.standing(work.actor, ticket_id))
    if row is None or (row.kind == "practice" and not work.actor.masked):
        return  # the stories of practice tickets are written by adults
    if not row.sensitive:
        work.execute(queries.taken(work.actor, ticket_id))
        freed = work.execute(queries.freed(work.actor, ticket_id)).rowcount
        _tell_time(work, row, "new" if freed else row.status)
    open_case(work, row, reason, phrases)


def _tell_time(work: Work, row: Any, after: str) -> None:
    work.insert(
        Activity,
        id=new_id(),
        district_id=row.district_id,
        ticket_id=row.id,
        happened_at=work.now,
        kind="withheld",
        actor_id=0,
        from_status=row.status,
        to_status=after,
        code="private",
    )


def open_case(work: Work, row: Any, reason: str, phrases: Sequence[Phrase] = ()) -> None:
    """Write down that a ticket needs an adult, and call the first one right after the commit.

    Shape: ``row`` has id, district_id, site_id and requester_id.
    Records: ticket:taken_over.
    """
    case_id = new_id()
    work.insert(
        CareCase,
        id=case_id,
        district_id=row.district_id,
        site_id=row.site_id,
        ticket_id=row.id,
        reason=reason,
        phrases="\n".join(dict.fromkeys(phrase.words for phrase in phrases)),
        opened_at=work.now,
        step=0,
    )
    work.enqueue("care_call", case_id=case_id, district_id=row.district_id)
    about = {"ticket_id": row.id, "site_id": row.site_id, "subjects": [row.requester_id]}
    kinds = sorted({phrase.kind for phrase in phrases})
    work.record(Tag.TICKET_TAKEN_OVER, **about, why=reason, kinds=kinds)


def is_adults_only(work: Work, person_id: int) -> bool:
    """Tell whether a person's tickets are for adults only; read with the system's clearance.

    A student who writes a ticket down for somebody must not learn it; the counter asks before.
    """
    with look(system_actor(work.actor.district_id)) as reading:
        return reading.value(queries.adults_only(reading.actor, person_id)) is not None
