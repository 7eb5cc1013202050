"""The words that people marked on one ticket, and the one way in which the helpdesk masks a text of a ticket."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.recheck import queries
from app.helpdesk.recheck.models import TicketWord
from app.identity.actor import system_actor
from app.kernel.data import derives
from app.kernel.ids import new_id
from app.privacy.own_words import OwnWords
from app.privacy.text.masker import MaskedText
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
) -> MaskedText:
    """Mask a text of a ticket, with the words that were marked there.

    Shape: ``ticket`` has id, placeholders and own_words; numbers go on from its placeholders; ``private`` are words
    that are being marked in this transaction.
    """
    first = ticket.placeholders + 1 if first_number is None else first_number
    own = words_on(work, ticket)
    own = own._replace(hide=(*own.hide, *private))
    return feeder.mask(work, text, first, named, own)


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
