"""Take in, answer and end requests to see or to correct a record."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import Actor
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.oversight.disclosure import policy as records
from app.oversight.disclosure.services import find_subject
from app.oversight.disclosure.view_models import Subject, subject_of
from app.oversight.inspection import policy, queries
from app.oversight.inspection.view_models import (
    AmendmentView,
    Requests,
    RequestView,
    amendment_of,
    request_of,
)
from app.school.holds import queries as holds
from app.school.holds.models import Amendment, AmendmentStep, InspectionEnd, InspectionRequest
from app.school.people import queries as people

GONE = Subject(0, "Somebody who has left", "")


@dataclass(frozen=True)
class RequestWish:
    """Who asks to see a record, how, and from when the 45 days run."""

    asker: str
    asked_by: str
    how: str
    wanted: str
    received_on: date


@dataclass(frozen=True)
class AmendmentWish:
    """What somebody wants corrected."""

    asked_by: str
    what: str
    wanted: str
    ticket: str
    received_on: date


def _said(text: str, field: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise Invalid("This line is empty.", field=field)
    return said


def _past(day: date, work: Work, field: str) -> date:
    if day > work.today + timedelta(days=1):
        raise Invalid("That day has not come yet.", field=field)
    return day


def take_request(work: Work, person_id: int, wish: RequestWish) -> int:
    """Take in a request to see a record and return its key; from now on nothing of that record is erased.

    Refuses: NotFound; by the policy of records; Invalid.
    Records: inspection:received.
    """
    find_subject(work, person_id)
    work.intend(Tag.INSPECTION_RECEIVED, subjects=[person_id])
    records.keep(work.actor, person_id).require()
    if wish.asker not in policy.ASKERS or wish.how not in policy.WAYS:
        raise Invalid("Choose one from the list.", field="asker")
    day = _past(wish.received_on, work, "received_on")
    request_id, district = new_id(), work.actor.district_id
    texts = {"asked_by": _said(wish.asked_by, "asked_by")[:120], "wanted": " ".join(wish.wanted.split())}
    about = {"asker": wish.asker, "how": wish.how, "received_on": day, "due_on": policy.due_on(day)}
    by = {"taken_by_id": work.actor.person_id, "taken_at": work.now}
    work.insert(
        InspectionRequest, id=request_id, district_id=district, person_id=person_id, **texts, **about, **by
    )
    work.record(Tag.INSPECTION_RECEIVED, subjects=[person_id], request=request_id, due=str(about["due_on"]))
    return request_id


def find_request(work: Work, request_id: int) -> Any:
    """Return a request of the district.

    Refuses: NotFound.
    """
    row = work.first(holds.request(work.actor, request_id))
    if row is None:
        raise NotFound("There is no such request.", "Go back to the list of requests.")
    return row


def end_request(work: Work, request_id: int, ending: str, words: str) -> None:
    """Write down how a request to see a record ended; a denied one is on the record of disclosures too.

    Refuses: NotFound; by policy.end; Invalid; Conflict when somebody else was first.
    Records: inspection:ended.
    """
    row = find_request(work, request_id)
    work.intend(Tag.INSPECTION_ENDED, subjects=[row.person_id])
    records.keep(work.actor, row.person_id).require()
    policy.end(row.ended_on is not None).require()
    if ending not in policy.ENDINGS:
        raise Invalid("Choose how it ended.", field="ending")
    said = " ".join(words.split())
    if ending in ("partly", "denied") and not said:
        raise Invalid("Say what was denied, and on what ground.", field="words")
    by = {"ended_by_id": work.actor.person_id, "ended_at": work.now, "ended_on": work.today}
    keys = {"request_id": request_id, "district_id": work.actor.district_id}
    try:
        work.insert(InspectionEnd, ending=ending, words=said, **keys, **by)
    except IntegrityError as error:
        raise Conflict("Somebody has just ended this request.", "Reload the page.") from error
    outcome = "refused" if ending == "denied" else "done"
    work.record(
        Tag.INSPECTION_ENDED, subjects=[row.person_id], outcome=outcome, request=request_id, how=ending
    )


def take_amendment(work: Work, person_id: int, wish: AmendmentWish) -> int:
    """Take in a request to correct a record and return its key.

    Refuses: NotFound; by the policy of records; Invalid.
    Records: amendment:received.
    """
    find_subject(work, person_id)
    work.intend(Tag.AMENDMENT_RECEIVED, subjects=[person_id])
    records.keep(work.actor, person_id).require()
    texts = {name: _said(getattr(wish, name), name) for name in ("asked_by", "what", "wanted")}
    texts["asked_by"] = texts["asked_by"][:120]
    ticket_id = _ticket(work, wish.ticket, person_id)
    amendment_id = new_id()
    keys = {"id": amendment_id, "district_id": work.actor.district_id, "person_id": person_id}
    by = {"taken_by_id": work.actor.person_id, "taken_at": work.now}
    day = _past(wish.received_on, work, "received_on")
    work.insert(Amendment, **keys, **texts, ticket_id=ticket_id, received_on=day, **by)
    work.record(Tag.AMENDMENT_RECEIVED, subjects=[person_id], ticket_id=ticket_id, request=amendment_id)
    return amendment_id


def _ticket(work: Work, number: str, person_id: int) -> int | None:
    if not number.strip():
        return None
    own = (Ticket.requester_id == person_id, Ticket.district_id == work.actor.district_id)
    found = work.value(sa.select(Ticket.id).where(Ticket.number == number.strip().upper(), *own))
    if found is None:
        raise Invalid("This person has no such ticket.", "Check the number.", field="ticket")
    return int(found)


def answer_amendment(work: Work, amendment_id: int, kind: str, words: str) -> None:
    """Write down what came of a request to correct a record, for good.

    Refuses: NotFound; by policy.answer; Invalid without words; Conflict when somebody else was first.
    Records: amendment:answered.
    """
    row = work.first(queries.amendment(work.actor, amendment_id))
    if row is None:
        raise NotFound("There is no such request.", "Go back to the list of requests.")
    about: dict[str, Any] = {"subjects": [row.person_id], "ticket_id": row.ticket_id, "request": amendment_id}
    work.intend(Tag.AMENDMENT_ANSWERED, **about)
    records.keep(work.actor, row.person_id).require()
    taken = work.rows(queries.steps(work.actor, [amendment_id]))
    policy.answer([one.kind for one in taken], kind).require()
    said = _said(words, "words")
    keys = {"id": new_id(), "district_id": work.actor.district_id, "amendment_id": amendment_id}
    by = {"by_id": work.actor.person_id, "written_at": work.now, "happened_on": work.today}
    try:
        work.insert(AmendmentStep, **keys, place=len(taken) + 1, kind=kind, words=said, **by)
    except IntegrityError as error:
        raise Conflict("Somebody has just written down what came of it.", "Reload the page.") from error
    work.record(Tag.AMENDMENT_ANSWERED, **about, how=kind)


def list_requests(work: Work) -> Requests:
    """Return what people ask of the office about records, what is due first on top.

    Records: people:seen, with whom it names.
    """
    rows = work.rows(holds.requests(work.actor))
    asked = work.rows(queries.amendments(work.actor))
    subjects = subjects_of(work, [row.person_id for row in (*rows, *asked)])
    found = [request_of(row, subjects.get(row.person_id, GONE), work.today) for row in rows]
    corrections = _amendments(work, asked, subjects)
    return Requests(
        open=tuple(one for one in found if one.open),
        ended=tuple(one for one in found if not one.open),
        waiting=tuple(one for one in corrections if one.waits),
        settled=tuple(one for one in corrections if not one.waits),
    )


def subjects_of(work: Work, person_ids: Sequence[int]) -> dict[int, Subject]:
    """Return these people by key.

    Records: people:seen.
    """
    if not person_ids:
        return {}
    work.record(Tag.PEOPLE_SEEN, subjects=person_ids, fields=["name"], kind="requests")
    return {row.id: subject_of(row) for row in work.rows(people.people(work.actor, sorted(set(person_ids))))}


def _amendments(work: Work, rows: Sequence[Any], subjects: dict[int, Subject]) -> tuple[AmendmentView, ...]:
    keys = [row.id for row in rows]
    steps = work.rows(queries.steps(work.actor, keys)) if keys else ()
    tickets = [row.ticket_id for row in rows if row.ticket_id]
    here = (Ticket.id.in_(tickets), Ticket.district_id == work.actor.district_id)
    found = work.rows(sa.select(Ticket.id, Ticket.number).where(*here)) if tickets else ()
    numbers = {row.id: row.number for row in found}
    return tuple(
        amendment_of(
            row,
            subjects.get(row.person_id, GONE),
            [one for one in steps if one.amendment_id == row.id],
            numbers.get(row.ticket_id, ""),
        )
        for row in rows
    )


def read_request(work: Work, request_id: int) -> RequestView:
    """Return one request to see a record.

    Refuses: NotFound.
    Records: people:seen.
    """
    row = find_request(work, request_id)
    return request_of(row, subjects_of(work, [row.person_id]).get(row.person_id, GONE), work.today)


def read_amendment(work: Work, amendment_id: int) -> AmendmentView:
    """Return one request to correct a record.

    Refuses: NotFound.
    Records: people:seen.
    """
    row = work.first(queries.amendment(work.actor, amendment_id))
    if row is None:
        raise NotFound("There is no such request.", "Go back to the list of requests.")
    return _amendments(work, [row], subjects_of(work, [row.person_id]))[0]


def amendments_of(work: Work, person_id: int) -> tuple[AmendmentView, ...]:
    """Return the requests to correct one person's record, as they stand beside it."""
    return _amendments(work, work.rows(queries.amendments_of(work.actor, person_id)), {})


def notes_on(actor: Actor, number: str) -> tuple[str, ...]:
    """Return what was asked to be corrected on a ticket, for an adult who reads it. Source: 34 CFR 99.21(c)."""
    if not actor.staff:
        return ()
    with look(actor) as work:
        rows = work.rows(queries.amendments_on(actor, number))
        if not rows:
            return ()
        return tuple(line for view in _amendments(work, rows, {}) for line in view.lines)
