"""Write one text into a ticket: masked beside raw, in one transaction, blind."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work
from app.helpdesk.care.watching import watch
from app.helpdesk.recheck.words import mask_on
from app.helpdesk.tickets import queries
from app.helpdesk.tickets.models import Message, MessagePrivate, MessageSearch, Ticket
from app.kernel import db
from app.kernel.errors import Conflict, Invalid
from app.kernel.ids import new_id
from app.privacy.text.masker import MaskedText, dumps
from app.privacy.text.mentions import hidden_in

LONGEST = 20_000


def checked(text: str, what: str = "text", field: str = "body") -> str:
    """Return a text fit to be stored.

    Refuses: Invalid when it is empty or too long.
    """
    cleaned = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not cleaned:
        raise Invalid(f"The {what} is empty.", "Write a sentence first.", field=field)
    if len(cleaned) > LONGEST:
        raise Invalid(f"The {what} has more than {LONGEST:,} characters.", "Shorten it.", field=field)
    return cleaned


def write_message(
    work: Work,
    ticket: Any,
    kind: str,
    side: str,
    text: str,
    *,
    channel: str = "web",
    canned_code: str = "",
    draft_id: int | None = None,
    once_key: str | None = None,
    author_id: int | None = None,
    title: str = "",
    private: Sequence[str] = (),
) -> int:
    """Write a message, its raw text into the vault and its masked text into the index; return its id.

    Shape: ``ticket`` has id, district_id and placeholders; ``title`` is indexed with the first message only;
    ``private`` are words that its author wants hidden on this ticket.
    Refuses: Invalid for empty or overlong text; Conflict when this once_key was written before (a double click).
    """
    masked = mask_on(work, ticket, checked(text), private=private)
    return store_message(
        work,
        ticket,
        kind,
        side,
        text.replace("\x00", "").replace("\r\n", "\n").strip(),
        masked,
        channel=channel,
        canned_code=canned_code,
        draft_id=draft_id,
        once_key=once_key,
        author_id=author_id,
        title=title,
    )


def store_message(
    work: Work, ticket: Any, kind: str, side: str, raw: str, masked: MaskedText, **more: Any
) -> int:
    """Store a text whose masked form is known; see write_message.

    Shape: ``watched`` is false where the caller has looked for harm in it before; ``written_at`` is when the words
    were written, where that was earlier.
    """
    title, watched = more.pop("title", ""), more.pop("watched", True)
    written_at = more.pop("written_at", None)
    author_id = more.pop("author_id", None)
    once_key = more.get("once_key")
    if once_key and work.value(queries.message_sent(work.actor, once_key)):
        raise Conflict("This was sent already.", "Reload the page to see it.")
    message_id = new_id()
    work.insert(
        Message,
        id=message_id,
        district_id=ticket.district_id,
        ticket_id=ticket.id,
        kind=kind,
        side=side,
        author_id=work.actor.person_id if author_id is None else author_id,
        body_masked=masked.text,
        created_at=work.now,
        **{"channel": "web", "canned_code": "", **more},
    )
    spans = dumps(masked.spans)
    work.insert(MessagePrivate, message_id=message_id, district_id=ticket.district_id, body=raw, spans=spans)
    if db.is_sqlite():
        body = f"{title}\n{masked.text}" if title else masked.text
        work.insert(MessageSearch, rowid=message_id, body=body)
    if masked.next_number - 1 > ticket.placeholders:
        work.execute(
            sa.update(Ticket)
            .where(Ticket.id == ticket.id, Ticket.district_id == ticket.district_id)
            .values(placeholders=masked.next_number - 1)
        )
    if watched:
        watch(work, ticket.id, raw, hidden_in(raw, masked.spans), written_at)
    return message_id
