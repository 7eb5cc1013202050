"""Take a ticket out of every student's reach, in the transaction that stores the text."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.care import flag_queries, queries
from app.helpdesk.care.mentions import Flagged, named_in, people_flagged
from app.helpdesk.care.models import CareCase
from app.helpdesk.care.phrases import harm_in
from app.helpdesk.tickets import clocks
from app.helpdesk.tickets.models import Activity
from app.identity.actor import Actor, system_actor
from app.kernel.ids import new_id
from app.privacy.harm.finder import Phrase


def watch(
    work: Work, ticket_id: int, text: str, hidden: Sequence[str] = (), written_at: datetime | None = None
) -> bool:
    """Look for harm in a text of a ticket, and for somebody whose tickets are for adults only among the words that
    were hidden in it; tell whether an adult takes the ticket over.

    Words count again after an adult gave the ticket back: only a text that was there then, ``written_at`` before, is
    read already. A name that an adult gave it back for does not, nor does a name that a tech wrote. It happens last
    in the transaction, so that the act which brought the text is stored whole.
    Records: ticket:taken_over.
    """
    found, people = harm_in(work, text), _named(work, ticket_id, hidden)
    if not found and not people:
        return False
    excused = _excused(work.actor, ticket_id)
    phrases = [one for one in found if not _was_read(one, excused, written_at)]
    named = [one.person_id for one in people if not _is_excused(one, excused)]
    if phrases or named:
        take_over(work, ticket_id, "words" if phrases else "mention", phrases, named)
    return bool(phrases or named)


def _was_read(one: Phrase, cases: Sequence[Any], written_at: datetime | None) -> bool:
    """Tell whether an adult gave the ticket back for a phrase after its text was written."""
    return written_at is not None and any(
        one.words in case.phrases.splitlines() and case.returned_at >= written_at for case in cases
    )


def _named(work: Work, ticket_id: int, hidden: Sequence[str]) -> list[Flagged]:
    if not hidden or is_techs(work.actor) or not people_flagged(work):
        return []
    row = work.first(queries.standing(work.actor, ticket_id))
    return named_in(work, hidden, row.site_id, row.requester_id) if row else []


def is_techs(actor: Actor) -> bool:
    """Tell whether a student tech wrote what is stored, now or in a draft that is sent.

    A tech knows what they wrote: were the ticket gone after a name alone, any name could be tried. Who reads it
    later reads the mask, as with every name.
    """
    return actor.masked or actor.on_behalf_of_id is not None


def _excused(actor: Actor, ticket_id: int) -> Sequence[Any]:
    with look(system_actor(actor.district_id)) as work:
        return work.rows(queries.excused(work.actor, ticket_id))


def _is_excused(one: Flagged, cases: Sequence[Any]) -> bool:
    """Tell whether an adult gave a ticket back that names somebody, since their tickets are for adults only."""
    return any(one.person_id in case.people and case.returned_at >= one.since for case in cases)


def take_over(
    work: Work, ticket_id: int, reason: str, phrases: Sequence[Phrase] = (), people: Sequence[int] = ()
) -> None:
    """Hide a ticket from students and call an adult, at the end of this transaction.

    Records: ticket:taken_over.
    """
    work.at_end(("care", ticket_id), lambda: _take(work, ticket_id, reason, phrases, people))


def _take(work: Work, ticket_id: int, reason: str, phrases: Sequence[Phrase], people: Sequence[int]) -> None:
    row = work.first(queries.standing(work.actor, ticket_id))
    if row is None or (row.kind == "practice" and not work.actor.masked):
        return  # the stories of practice tickets are written by adults
    if not row.sensitive:
        work.execute(queries.taken(work.actor, ticket_id))
        runs = clocks.running(work, row)
        freed = work.change(queries.freed(work.actor, ticket_id).values(**runs))
        _tell_time(work, row, "new" if freed else row.status)
    open_case(work, row, reason, phrases, people)


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


def open_case(
    work: Work, row: Any, reason: str, phrases: Sequence[Phrase] = (), people: Sequence[int] = ()
) -> None:
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
        people=list(people),
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
        return reading.value(flag_queries.adults_only(reading.actor, person_id)) is not None
