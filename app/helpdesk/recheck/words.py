"""The words that people marked on one ticket, and the one way in which the helpdesk masks a text of a ticket."""

from collections.abc import Sequence, Set
from types import SimpleNamespace
from typing import Any, NamedTuple

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.recheck import queries
from app.helpdesk.recheck.models import TicketWord
from app.identity.actor import system_actor
from app.kernel.data import derives
from app.kernel.ids import new_id
from app.privacy.own_words import OwnWords, places_of
from app.privacy.text.masker import MaskedText, loads
from app.privacy.text.mentions import said_in
from app.school.people import feeder

NONE = OwnWords()


@derives("masked text of a ticket", "masked", "help", retention="ticket")
def mask_on(
    work: Work,
    ticket: Any,
    text: str,
    first_number: int | None = None,
    named: Sequence[tuple[int, int]] = (),
    private: Sequence[str] = (),
    said: Set[str] = frozenset(),
) -> MaskedText:
    """Mask a text of a ticket, with the words that were marked there.

    Shape: ``ticket`` has id, placeholders and own_words; numbers go on from its placeholders; ``private`` are words
    that are being marked in this transaction; ``said`` those that name somebody in what its author wrote before.
    """
    first = ticket.placeholders + 1 if first_number is None else first_number
    own = words_on(work, ticket)
    own = own._replace(hide=(*own.hide, *private))
    return feeder.mask(work, text, first, named, own, said=said)


class Before(NamedTuple):
    """What a requester typed on a ticket so far: the words in it that name somebody, and how students read it."""

    said: frozenset[str]
    masked: tuple[str, ...]


def said_before(work: Work, ticket: Any, person_id: int) -> Before:
    """Return what somebody typed on a ticket that they asked for, title and all; nothing for anybody else. It lies in
    the vault, and is read with the system's clearance. What a tech wrote down in their name is the tech's."""
    with look(system_actor(work.actor.district_id)) as reading:
        rows = reading.rows(queries.typed_by(reading.actor, ticket.id, person_id))
        head = reading.first(queries.title_typed_by(reading.actor, ticket.id, person_id))
        said = [said_in(row.body, loads(row.spans)) for row in rows]
        if head is not None and not any(head.title.rstrip("…") in " ".join(row.body.split()) for row in rows):
            said.append(said_in(head.title, feeder.mask(reading, head.title).spans))
    masked = [row.body_masked for row in rows] + ([head.title_masked] if head is not None else [])
    return Before(frozenset().union(*said), tuple(masked))


def follow(work: Work, ticket: Any, before: Before, said: Set[str]) -> None:
    """Have a ticket masked again where words that name somebody in what its requester writes now can still be read in
    what they wrote before. It is not held: what stands there stood there all along."""
    if any(places_of(text, said) for text in before.masked):
        work.enqueue("recheck_ticket", district_id=ticket.district_id, ticket_id=ticket.id)


def words_on(work: Work, ticket: Any) -> OwnWords:
    """Return the words marked on a ticket; they lie in the vault, and are read with the system's clearance."""
    if not ticket.own_words:
        return NONE
    with look(system_actor(work.actor.district_id)) as reading:
        return read_words(reading, ticket.id)


def words_of_draft(work: Work, draft: Any) -> OwnWords:
    """Return the words marked on the ticket of a draft."""
    return words_on(work, SimpleNamespace(id=draft.ticket_id, own_words=draft.own_words))


def read_words(work: Work, ticket_id: int) -> OwnWords:
    """Return the words marked on a ticket, as this work sees them."""
    select = sa.select(TicketWord.kind, TicketWord.words).where(
        TicketWord.district_id == work.actor.district_id, TicketWord.ticket_id == ticket_id
    )
    rows = work.rows(select.order_by(TicketWord.id))
    hide = tuple(row.words for row in rows if row.kind == "hide")
    return OwnWords(hide, tuple(row.words for row in rows if row.kind == "show"))


def mark_private(work: Work, ticket: Any, words: Sequence[str]) -> None:
    """Hide words on one's own ticket whatever they are; students see it again once earlier texts are masked too.

    Records: word:hidden.
    """
    if not words:
        return
    keep_words(work, ticket.id, ticket.district_id, "hide", words)
    marked = queries.ticket_set(work.actor, ticket.id)
    work.execute(marked.values(own_words=ticket.own_words + len(words), held_at=work.now))
    work.enqueue("recheck_ticket", district_id=ticket.district_id, ticket_id=ticket.id)
    about = {"ticket_id": ticket.id, "site_id": ticket.site_id, "subjects": [ticket.requester_id]}
    work.record(Tag.WORD_HIDDEN, **about, count=len(words))


def keep_words(work: Work, ticket_id: int, district_id: int, kind: str, words: Sequence[str]) -> None:
    """Write words that were marked on a ticket; blind, as a requester's connection writes."""
    rows = [
        {
            "id": new_id(),
            "district_id": district_id,
            "ticket_id": ticket_id,
            "kind": kind,
            "words": one,
            "by_id": work.actor.person_id,
            "marked_at": work.now,
        }
        for one in words
    ]
    work.insert_many(TicketWord, rows)
