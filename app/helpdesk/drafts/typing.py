"""Keep what is being typed, on a connection that reads the typist's own things only."""

from dataclasses import replace
from typing import Any

from app.audit.work import Work, chore, look
from app.helpdesk.drafts import queries
from app.helpdesk.drafts.models import Typing
from app.helpdesk.drafts.queries import own_bodies
from app.helpdesk.tickets.messages import LONGEST
from app.helpdesk.tickets.services import find
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel.ids import new_id

EDITORS = ("reply", "note", "cause", "fix", "tried", "solution", "question")


def own_of(actor: Actor) -> Actor:
    """Return an actor as reader of their own texts only."""
    return replace(actor, clearance=Clearance.OWN)


def keep_typing(actor: Actor, number: str, editor: str, text: str) -> None:
    """Keep a text that is being typed on a visible ticket; an empty one is forgotten.

    Refuses: NotFound when the ticket is hidden or absent.
    """
    with look(actor) as work:
        ticket = find(work, number)
    with chore(own_of(actor)) as work:
        _put(work, ticket, editor, text[:LONGEST])


def _put(work: Work, ticket: Any, editor: str, text: str) -> None:
    if not text.strip():
        work.execute(queries.typed_out(work.actor, ticket.number, [editor], work.now))
        return
    changed = queries.typed_in(work.actor, ticket.id, editor).values(body=text, saved_at=work.now)
    if work.execute(changed).rowcount == 0:
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
        rows = work.rows(queries.typed(work.actor, ticket.id))
    return next((row.body for row in rows if row.editor == editor), "")


def forget_typing(actor: Actor, number: str, *editors: str) -> None:
    """Forget what was typed in some editors of a visible ticket, once it was sent."""
    with chore(own_of(actor)) as work:
        work.execute(queries.typed_out(work.actor, number, list(editors), work.now))


def take_up(actor: Actor, number: str, draft_id: int) -> None:
    """Put what its author took back into the editor again, above what was typed there since."""
    with look(actor) as work:
        ticket = find(work, number)
    with chore(own_of(actor)) as work:
        sent = [row.body for row in work.rows(own_bodies(work.actor, ticket.id)) if row.draft_id == draft_id]
        since = [row.body for row in work.rows(queries.typed(work.actor, ticket.id)) if row.editor == "reply"]
        texts = dict.fromkeys(text for text in (*sent, *since) if text.strip())
        _put(work, ticket, "reply", "\n\n".join(texts)[:LONGEST])
