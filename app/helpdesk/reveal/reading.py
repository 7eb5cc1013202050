"""Read what could be shown on a ticket, what is shown now, and what still waits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.reveal import policy, queries
from app.helpdesk.reveal.going_on import shown_now
from app.helpdesk.reveal.policy import FIRST_NAME
from app.helpdesk.reveal.services import budget_of
from app.helpdesk.reveal.view_models import (
    Ask,
    RevealView,
    ShownView,
    Standing,
    Value,
    first_name,
    span_values,
    what_words,
)
from app.helpdesk.reveal.whose import whom
from app.helpdesk.tickets.numbering import Numbers
from app.helpdesk.tickets.queries import words_of_others
from app.helpdesk.tickets.services import about, find, numbers_on
from app.helpdesk.words import WORKED, Hidden, segments
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.school.calendar.service import calendar_of, time_words


def offer_words(actor: Actor, number: str) -> RevealView:
    """Return what the owner of a ticket can ask to see.

    Refuses: NotFound; by policy.reveal, the shift's budget included; by policy.offer.
    Records: ticket:opened.
    """
    with look(actor) as work:
        row = find(work, number)
        spent = budget_of(work, row)
        verdict = policy.reveal(actor, row, spent)
        verdict.require()
        things = _things(work, row)
        policy.offer(things).require()
        work.record(Tag.TICKET_OPENED, **about(row))
    return RevealView(
        number=row.number,
        home=f"/desk/tickets/{row.number}",
        handle=row.handle,
        things=tuple((value, said) for value, said, _asks in things),
        purposes=tuple((one.code, one.words) for one in load_catalog().reveal_purposes),
        asks=tuple(value for value, _said, asks in things if asks),
        verdict=verdict,
        budget=spent.says,
    )


def _things(work: Work, row: Any) -> tuple[tuple[str, str, bool], ...]:
    """Return what the owner can choose, with its words and whether an adult says yes first: the first name, then
    hidden words by their numbers."""
    hidden: dict[int, tuple[str, ...]] = {}
    for message in work.rows(words_of_others(work.actor, row.id)):
        for piece in segments(message.body_masked):
            if isinstance(piece, Hidden) and piece.kind in policy.KINDS:
                hidden[piece.number] = (*hidden.get(piece.number, ()), piece.kind)
    told = numbers_on(work, row.id)
    shown = sorted((told[one], found) for one, found in hidden.items())
    kinds = {one: policy.strictest(work.actor, row, found) for one, found in shown}
    things = [_thing(work.actor, row, kind, str(one)) for one, kind in kinds.items() if kind]
    if FIRST_NAME in policy.can_show(work.actor, row):
        things.insert(0, _thing(work.actor, row, FIRST_NAME, FIRST_NAME))
    return tuple(things)


def _thing(actor: Actor, ticket: Any, kind: str, what: str) -> tuple[str, str, bool]:
    asks = policy.waits(actor, ticket, kind)
    said = f"The first name of {ticket.handle}" if kind == FIRST_NAME else f"The hidden {kind} {what}"
    return what, f"{said}{', after your teacher says yes' if asks else ''}", asks


def standing(work: Work, ticket: Any) -> Standing:
    """Return what is shown to the ticket's owner now and what waits; no value."""
    actor = work.actor
    seen_as = actor.seen_by_id  # an adult who looks at the page as somebody else would see it
    if seen_as or not actor.masked or ticket.owner_id != actor.person_id or ticket.status not in WORKED:
        return Standing()
    rows, asks = shown_now(work, ticket), work.rows(queries.asks(actor, ticket.id, work.now))
    bells = calendar_of(work, ticket.site_id)
    until = max((row.expires_at for row in rows), default=None)
    told = numbers_on(work, ticket.id) if rows or asks else {}
    said = tuple(
        Ask(
            row.id,
            what_words(row.what, told.get(row.placeholder)),
            row.state,
            time_words(bells.local(row.expires_at if row.state != "declined" else row.granted_at)),
        )
        for row in asks
    )
    return Standing(
        shown=tuple(what_words(row.what, told.get(row.placeholder)) for row in rows),
        numbers=frozenset(told[row.placeholder] for row in rows if row.placeholder in told),
        until=time_words(bells.local(until)) if until else "",
        asks=said,
        seconds=_left(rows, work.now),
        state="-".join([str(len(rows)), *(f"{one.id}{one.state}" for one in said)]),
    )


def _left(rows: Sequence[Any], now: datetime) -> int:
    return int(max(((row.expires_at - now).total_seconds() for row in rows), default=0))


def read_standing(actor: Actor, number: str) -> Standing:
    """Return what stands on a ticket, for the page that watches it.

    Refuses: NotFound when hidden or absent.
    """
    with look(actor) as work:
        return standing(work, find(work, number))


def read_shown(actor: Actor, number: str) -> ShownView:
    """Return the values that are shown to the actor on a ticket now.

    They were granted and recorded before; that they were delivered is recorded too, and committed before they are
    read, on the connection that can do nothing else.

    Refuses: NotFound when hidden or absent.
    Records: word:shown, when there is any.
    """
    with look(actor) as work:
        ticket = find(work, number)
        rows = shown_now(work, ticket)
        seconds = _left(rows, work.now)
        bells = calendar_of(work, ticket.site_id)
        told = numbers_on(work, ticket.id) if rows else {}
        if rows:
            _record_shown(work, ticket, rows)
    until = time_words(bells.local(max(row.expires_at for row in rows))) if rows else ""
    home = f"/desk/tickets/{ticket.number}"
    values = _values(actor, ticket, rows, told) if rows else ()
    return ShownView(ticket.number, home, until, seconds, values)


def _record_shown(work: Work, ticket: Any, rows: Sequence[Any]) -> None:
    """Record what is delivered, one event for those whom a value names: never the requester for another's name."""
    for row in rows:
        place = SimpleNamespace(
            ticket_id=ticket.id,
            site_id=ticket.site_id,
            message_id=row.message_id,
            placeholder=row.placeholder,
        )
        named = row.what == FIRST_NAME
        subjects = [ticket.requester_id] if named else list(whom(work, place, work.actor.person_id).people)
        said = about(ticket) | {"subjects": subjects}
        work.record(Tag.WORD_SHOWN, **said, fields=[FIRST_NAME if named else "word"], purpose=row.purpose)


def _values(actor: Actor, ticket: Any, rows: Sequence[Any], told: Numbers) -> tuple[Value, ...]:
    wanted = {row.message_id for row in rows if row.message_id}
    with look(replace(actor, clearance=Clearance.REVEAL)) as work:
        person = work.first(queries.first_name(work.actor, ticket.requester_id))
        texts = work.rows(queries.texts(work.actor, ticket.id, sorted(wanted))) if wanted else ()
    words = {(text.message_id, number): said for text in texts for number, said in span_values(text).items()}
    made = {}
    for row in rows:
        named = row.what == FIRST_NAME
        key = FIRST_NAME if named else str(told.get(row.placeholder, 0))
        value = first_name(person) if named else words.get((row.message_id, row.placeholder), "")
        made[key] = Value(key, what_words(row.what, told.get(row.placeholder)), value)
    return tuple(made.values())
