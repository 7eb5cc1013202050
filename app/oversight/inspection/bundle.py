"""Put a whole record together to be handed out: what is kept, what was written, who looked; others hidden."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.words import status_words
from app.identity.actor import Day
from app.kernel.data import derives
from app.oversight.disclosure import queries as disclosed
from app.oversight.disclosure import services as disclosure
from app.oversight.disclosure.masking import ThirdParties, third_parties
from app.oversight.disclosure.view_models import party_words
from app.oversight.holds.view_models import day_words
from app.oversight.inspection import queries, services
from app.oversight.inspection.files import files_of
from app.oversight.inspection.learning import GUARDIAN, learning_lines
from app.oversight.inspection.view_models import (
    Bundle,
    BundleMessage,
    BundleTicket,
    facts_of,
)
from app.oversight.mentions import tickets_naming

_KINDS = {
    "public": "message",
    "internal": "team note",
    "handoff": "handoff card",
    "escalation": "passed on",
    "solution": "worked solution",
}


class _Telling(NamedTuple):
    """How a record is told: whose it is, who else is in it, what is hidden, whether techs have numbers, the days."""

    person: int
    called: Mapping[int, Any]
    hide: ThirdParties
    numbers: bool
    day: Day


@derives("a student's whole record, others masked, to hand out", "never", "answer")
def make_bundle(work: Work, request_id: int, kind: str = "bundle") -> Bundle:
    """Return everything that is kept of one person, others hidden; for an ``archive`` every line of who looked.

    Refuses: NotFound; by the policy of records.
    Records: people:seen, events:seen, record:exported.
    """
    request = services.read_request(work, request_id)
    person = services.find_request(work, request_id).person_id
    hide = third_parties(work, person)
    record = disclosure.record_to_hand_out(work, person, kind, hide)
    details = work.first(disclosed.details(work.actor, person))
    tickets = _tickets(work, person, hide, record.numbers)
    learning = learning_lines(work, person)
    fields = ["name", "text", "grade", "picture", "events"]
    fields += ["guardian_name"] if GUARDIAN in dict(learning) else []
    about: dict[str, Any] = {"subjects": [person], "fields": fields, "purpose": "inspection"}
    work.record(Tag.RECORD_EXPORTED, **about, kind=kind, count=disclosure.lines_in(record))
    return Bundle(
        request=request,
        facts=(*(facts_of(details) if details is not None else ()), *_classes(work, person)),
        tickets=tickets,
        learning=learning,
        record=record,
        hidden=hide.hidden,
    )


def _classes(work: Work, person: int) -> tuple[tuple[str, str], ...]:
    titles = [row.title for row in work.rows(queries.classes(work.actor, person))]
    return (("Classes", ", ".join(titles)),) if titles else ()


def _tickets(work: Work, person: int, hide: ThirdParties, numbers: bool) -> tuple[BundleTicket, ...]:
    others = queries.others_tickets(work.actor, person)
    naming = tickets_naming(work, [person], others, sure=True)[person]
    rows = work.rows(queries.tickets(work.actor, person, sorted(naming)))
    said: dict[int, list[Any]] = {}
    for row in work.rows(queries.messages(work.actor, [row.id for row in rows])) if rows else ():
        said.setdefault(row.ticket_id, []).append(row)
    files = files_of(work, person, [row for row in rows if row.requester_id == person], hide)
    people = {row.author_id for each in said.values() for row in each}
    called = {row.person_id: row for row in work.rows(disclosed.parties(work.actor, sorted(people)))}
    telling = _Telling(person, called, hide, numbers, work.day)
    return tuple(
        replace(_ticket(row, said.get(row.id, []), telling), files=files.get(row.id, ())) for row in rows
    )


def _ticket(row: Any, messages: list[Any], telling: _Telling) -> BundleTicket:
    day = telling.day
    about = [
        ("Asked", f"{day_words(day(row.created_at))}, {row.channel}"),
        ("Kind", row.category),
        ("State", status_words(row)),
    ]
    about += [("Closed", day_words(day(row.closed_at)))] if row.closed_at else []
    own = row.requester_id == telling.person
    about += [("Room", row.room)] if row.room and own else []
    about += [] if own else [("Asked by", "somebody else; it names the student")]
    return BundleTicket(
        number=row.number,
        title=telling.hide.hide(row.title or "Erased: its time was over"),
        about=tuple(about),
        messages=tuple(_message(one, row.requester_id, telling) for one in messages),
    )


def _message(row: Any, asker: int, telling: _Telling) -> BundleMessage:
    party = telling.called.get(row.author_id)
    if row.author_id == telling.person:
        who = "The student"
    elif row.author_id == asker:
        who = "Who asked"
    else:
        who = party_words(party, telling.numbers) if party else "The help desk"
    text = telling.hide.hide(row.body) if row.body else row.body_masked
    return BundleMessage(who, _KINDS.get(row.kind, row.kind), day_words(telling.day(row.created_at)), text)
