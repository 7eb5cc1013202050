"""Keep what is being typed, on a connection that reads the typist's own things only."""

import hashlib
from dataclasses import replace
from typing import Any

from app.audit.work import Work, chore, look
from app.helpdesk.drafts import typing_queries as queries
from app.helpdesk.drafts.models import Typing
from app.helpdesk.drafts.queries import own_bodies
from app.helpdesk.tickets.messages import LONGEST
from app.helpdesk.tickets.services import find
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id

EDITORS = ("reply", "note", "cause", "fix", "tried", "solution", "question")


def own_of(actor: Actor) -> Actor:
    """Return an actor as reader of their own texts only."""
    return replace(actor, clearance=Clearance.OWN)


@dataclass(frozen=True)
class Kept:
    """What became of a text that was to be kept. Shape: ``mark`` is of the text that is kept now; ``other`` is that
    text where it is another tab's, which stays."""

    mark: str
    other: str | None = None


def mark_of(text: str) -> str:
    """Return the mark by which a form says from which kept text it began; empty for none."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest() if text.strip() else ""


def keep_typing(actor: Actor, number: str, editor: str, text: str, began: str | None = None) -> Kept:
    """Keep a text that is being typed on a visible ticket; an empty one is forgotten.

    Shape: ``began`` is the mark of the kept text that the typing began from, or None where nobody said: a text
    that another tab kept since then stays as it is.
    Refuses: NotFound when the ticket is hidden or absent.
    """
    with look(actor) as work:
        ticket = find(work, number)
    text = text[:LONGEST]
    with chore(own_of(actor)) as work:
        there = _there(work, ticket, editor)
        if there == text or not (text.strip() or there):
            return Kept(mark_of(there))
        if there and began is not None and began != mark_of(there):
            return Kept(mark_of(there), there)
        _put(work, ticket, editor, text)
    return Kept(mark_of(text))


def _there(work: Work, ticket: Any, editor: str) -> str:
    rows = work.rows(queries.typed(work.actor, ticket.id))
    return next((row.body for row in rows if row.editor == editor), "")


def _put(work: Work, ticket: Any, editor: str, text: str) -> None:
    text = text if text.strip() else ""
    changed = queries.typed_in(work.actor, ticket.id, editor).values(body=text, saved_at=work.now)
    if work.change(changed) == 0:
        work.insert(
            Typing,
            id=new_id(),
            district_id=ticket.district_id,
            person_id=work.actor.person_id,
            ticket_id=ticket.id,
            editor=editor,
            body=text,
            saved_at=work.now,
        )


def kept_text(actor: Actor, number: str, editor: str) -> str:
    """Return what the actor was typing in one editor of a visible ticket; empty for nothing."""
    with look(actor) as work:
        ticket = find(work, number)
    with look(own_of(actor)) as work:
        return _there(work, ticket, editor)


def forget_typing(actor: Actor, number: str, editor: str, sent: str, began: str | None = None) -> None:
    """Forget what was typed in an editor of a visible ticket, once it was sent; what another tab kept there stays."""
    with chore(own_of(actor)) as work:
        there = work.value(queries.typed_at(work.actor, number.upper(), editor)) or ""
        if there and (began is None or mark_of(there) in (began, mark_of(sent))):
            work.change(queries.typed_out(work.actor, number.upper(), editor, work.now))


def take_up(actor: Actor, number: str, draft_id: int) -> None:
    """Put what its author took back into the editor again, above what was typed there since."""
    with look(actor) as work:
        ticket = find(work, number)
    with chore(own_of(actor)) as work:
        sent = [row.body for row in work.rows(own_bodies(work.actor, ticket.id)) if row.draft_id == draft_id]
        since = _there(work, ticket, "reply")
        texts = dict.fromkeys(text for text in (*sent, since) if text.strip())
        _put(work, ticket, "reply", "\n\n".join(texts)[:LONGEST])
