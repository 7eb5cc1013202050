"""Which tickets name somebody in what was written on them: what speaks of a person is a record of theirs too."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work
from app.helpdesk.care.flag_queries import people_named
from app.helpdesk.tickets.models import Message, MessagePrivate, Ticket
from app.identity.actor import Actor
from app.privacy.text.masker import loads
from app.privacy.text.mentions import hidden_in, is_named_in
from app.school.people.feeder import name_of_row
from app.school.people.models import Person

Select = sa.Select[*tuple[Any, ...]]


def texts_on(actor: Actor, tickets: list[int]) -> Select:
    """What was written on some tickets, where something is hidden in it. Shape: keys, or a select of them."""
    return (
        sa.select(Message.ticket_id, Ticket.site_id, MessagePrivate.body, MessagePrivate.spans)
        .join(Message, Message.id == MessagePrivate.message_id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            Message.ticket_id.in_(tickets),
            MessagePrivate.district_id == actor.district_id,
            MessagePrivate.spans.not_in(("", "[]")),
        )
    )


def sites_of(actor: Actor, people: list[int]) -> Select:
    """The schools of some people."""
    return sa.select(Person.id, Person.site_id).where(
        Person.district_id == actor.district_id, Person.id.in_(people)
    )


def tickets_naming(work: Work, people: Collection[int], tickets: Any, sure: bool) -> dict[int, set[int]]:
    """Return which of some tickets name whom of these people, by person.

    Shape: by first and last name or by a number; where it need not be ``sure``, one name alone is enough at the
    person's own school. ``tickets`` are keys, or a select of them.
    """
    found: dict[int, set[int]] = {person: set() for person in people}
    if not found:
        return found
    sites = {row.id: row.site_id for row in work.rows(sites_of(work.actor, sorted(found)))}
    known = work.rows(people_named(work.actor, sorted(found)))
    called = {row.person_id: name_of_row(row) for row in known}
    for text in work.execute(texts_on(work.actor, tickets)):
        hidden = hidden_in(text.body, loads(text.spans))
        for person, name in called.items():
            enough = ("full",) if sure or sites.get(person) != text.site_id else ("full", "part")
            if any(is_named_in(one, name) in enough for one in hidden):
                found[person].add(text.ticket_id)
    return found
