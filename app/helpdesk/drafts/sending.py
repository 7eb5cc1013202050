"""Send an approved draft in its author's name, with what only the product may read filled in."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.helpdesk.attachments.queries import sent_with
from app.helpdesk.drafts import queries
from app.helpdesk.drafts.firstname import named
from app.helpdesk.drafts.guard import contacts_in
from app.helpdesk.recheck.words import mask_on, words_on
from app.helpdesk.tickets import waiting
from app.helpdesk.tickets.messages import store_message
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.tickets.queries import ticket_by_id
from app.helpdesk.tickets.services import about, spoke
from app.identity.actor import system_actor
from app.kernel import jobs
from app.privacy.text.masker import loads, refill
from app.school.people import feeder

ENDED = ("closed", "cancelled")


@jobs.handles("send_draft", at_once=True)
def send_draft(payload: dict[str, Any]) -> None:
    """Send a draft that was approved; a second run finds it sent and does nothing."""
    district_id, draft_id = payload["district_id"], payload["draft_id"]
    with look(system_actor(district_id)) as work:
        draft = work.first(queries.to_send(work.actor, draft_id))
    if draft is None:
        return
    with begin(system_actor(district_id, on_behalf_of_id=draft.author_id)) as work:
        ticket = work.first(ticket_by_id(work.actor, draft.ticket_id).with_for_update(of=Ticket))
        state = "withdrawn" if ticket is None or ticket.status in ENDED else _state(draft)
        values = {"state": state}
        if state != "withdrawn" and contacts_in(work, words_of(draft), adult=draft.edited is not None):
            state, values = "returned", {"state": "returned", "reason_code": "private"}
        values |= _hidden_in_edit(work, ticket, draft)
        sent = queries.decided(work.actor, draft_id, "approved").values(**values)
        if work.change(sent) == 1:
            _write(work, ticket, draft, state)


def _state(draft: Any) -> str:
    return "sent" if draft.decided_at is not None else "unread"


def _write(work: Work, ticket: Any, draft: Any, state: str) -> None:
    if state == "withdrawn":
        work.record(Tag.DRAFT_WITHDRAWN, ticket_id=draft.ticket_id, draft=draft.id, why="ended")
        return
    if state == "returned":
        work.record(Tag.DRAFT_RETURNED, **about(ticket), draft=draft.id, reason="private")
        return
    text, names = named(work, ticket, words_of(draft))
    masked = mask_on(work, ticket, text, named=names)
    about_it = {"draft_id": draft.id, "once_key": f"draft:{draft.id}", "author_id": draft.author_id}
    about_it["written_at"] = draft.submitted_at
    message_id = store_message(work, ticket, "public", "cadre", text, masked, **about_it)
    work.execute(sent_with(work.actor, draft.id).values(message_id=message_id))
    spoke(work, ticket)
    work.record(Tag.MESSAGE_SENT, **about(ticket), draft=draft.id)
    if draft.pending_reason and ticket.status == "in_progress":
        day = waiting.still_ahead(work, ticket, draft.resume_on)
        waiting.pause(work, ticket, waiting.reason_of(draft.pending_reason), day)


def _hidden_in_edit(work: Work, ticket: Any, draft: Any) -> dict[str, str]:
    """Return a peer's edit with what only the roster knows hidden, now that its words are about to go out."""
    if draft.edited is not None or draft.edited_masked is None or ticket is None:
        return {}
    own = words_on(work, ticket)
    again = feeder.remask(work, draft.edited_masked, ticket.placeholders + 1, own).text
    return {"edited_masked": again}


def words_of(draft: Any) -> str:
    """Return what a draft says in full: an adult's edit, a peer's with the author's words put back, or as typed."""
    if draft.edited is not None:
        return str(draft.edited)
    if draft.edited_masked is not None:
        return refill(draft.edited_masked, draft.body_masked, draft.body, loads(draft.spans))
    return str(draft.body)
