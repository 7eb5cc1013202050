"""Answer, withdraw, confirm and open again one's own ticket."""

from datetime import datetime
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.attachments.drawing.anew import Drawn
from app.helpdesk.attachments.services import attach
from app.helpdesk.care.watching import watch
from app.helpdesk.intake.following import policy, queries
from app.helpdesk.intake.following.thanks import only_thanks
from app.helpdesk.recheck.words import follow, mark_private, mask_on, said_before
from app.helpdesk.tickets import clocks, waiting
from app.helpdesk.tickets.messages import checked, store_message
from app.helpdesk.tickets.services import about, move
from app.helpdesk.tickets.undoing import restore
from app.helpdesk.words import FIXED
from app.identity.verdict import Verdict
from app.kernel.errors import Invalid, NotFound
from app.privacy.text.mentions import said_in


def find_locked(work: Work, number: str) -> Any:
    """Return one of the actor's own tickets, locked.

    Refuses: NotFound when it is somebody else's or absent.
    """
    row = work.first(queries.locked(work.actor, number))
    if row is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is no such ticket of yours.", "Your list shows every ticket you asked for.")
    return row


def write_reply(
    work: Work,
    number: str,
    text: str,
    once_key: str | None,
    files: tuple[Drawn, ...] = (),
    private: tuple[str, ...] = (),
) -> None:
    """Add a message of the requester; an answer that was waited for lets the clock run on.

    Refuses: NotFound; by policy.reply; Invalid for an empty text. The same form sent twice writes once.
    Records: message:sent, and ticket:resumed.
    """
    ticket = find_locked(work, number)
    work.intend(Tag.MESSAGE_SENT, **about(ticket))
    if _sent_before(work, ticket, once_key):
        return
    policy.reply(work.actor, ticket, may_reopen(work, ticket)).require()
    _say(work, ticket, text, once_key, files, private)
    if ticket.status == "pending_requester":
        waiting.resume(work, ticket, "answer")
    work.execute(queries.spoke(work.actor, ticket.id, work.now))


def withdraw_ticket(work: Work, number: str) -> None:
    """Take a ticket back.

    Refuses: NotFound; by policy.withdraw.
    Records: ticket:cancelled.
    """
    ticket = find_locked(work, number)
    work.intend(Tag.TICKET_CANCELLED, **about(ticket))
    policy.withdraw(work.actor, ticket).require()
    move(work, ticket, "cancel", "withdrawn", closed_at=work.now, closure_code="withdrawn")
    work.record(Tag.TICKET_CANCELLED, **about(ticket), why="withdrawn")


def restore_ticket(work: Work, number: str) -> None:
    """Undo for some minutes that a ticket was taken back.

    Refuses: NotFound; by tickets.policy.restore.
    Records: ticket:restored.
    """
    restore(work, find_locked(work, number))


def confirm_fix(
    work: Work,
    number: str,
    text: str = "",
    once_key: str | None = None,
    files: tuple[Drawn, ...] = (),
    private: tuple[str, ...] = (),
) -> None:
    """Say that the fix holds, which closes the ticket, with what they wrote beside it; until its last day it can be
    opened again.

    Refuses: NotFound; by policy.confirm.
    Records: ticket:closed, and message:sent with a text.
    """
    ticket = find_locked(work, number)
    work.intend(Tag.TICKET_CLOSED, **about(ticket))
    policy.confirm(work.actor, ticket).require()
    if text.strip() and not _sent_before(work, ticket, once_key):
        _say(work, ticket, text, once_key, files, private)
        work.execute(queries.spoke(work.actor, ticket.id, work.now))
    move(work, ticket, "confirm", "confirmed", closed_at=work.now)
    work.record(Tag.TICKET_CLOSED, **about(ticket), by="requester")


def reopen_ticket(
    work: Work,
    number: str,
    text: str,
    once_key: str | None,
    files: tuple[Drawn, ...] = (),
    private: tuple[str, ...] = (),
) -> None:
    """Say that it is still broken, and how; its owner has it again, and the clock runs on.

    Refuses: NotFound; by policy.reopen; Invalid for an empty text and for a bare thanks. The same form sent twice
    opens once.
    Records: ticket:reopened, message:sent.
    """
    ticket = find_locked(work, number)
    work.intend(Tag.TICKET_REOPENED, **about(ticket))
    if _sent_before(work, ticket, once_key):
        return
    may_reopen(work, ticket).require()
    if only_thanks(text) and not files:
        raise Invalid(
            "That reads like a thank-you. Is it really broken?",
            "If so, say what you see now. If it works, there is nothing to do.",
            field="text",
        )
    _say(work, ticket, text, once_key, files, private)
    again = clocks.broken_again(work, ticket)
    if ticket.owner_id and work.first(queries.here(work.actor, ticket.owner_id, work.today)):
        move(work, ticket, "reopen", **again)
    else:
        move(work, ticket, "reopen_free", owner_id=None, **again)
    work.execute(queries.spoke(work.actor, ticket.id, work.now))
    work.record(Tag.TICKET_REOPENED, **about(ticket))


def reopen_until(work: Work, ticket: Any) -> datetime | None:
    """Return until when a ticket can be opened again, confirmed or not; None when it was not fixed."""
    if ticket.status not in FIXED or ticket.resolved_at is None:
        return None
    return clocks.reopen_until(work, ticket.site_id, ticket.resolved_at)


def may_reopen(work: Work, ticket: Any) -> Verdict:
    """May the acting requester open their ticket again now?"""
    return policy.reopen(work.actor, ticket, reopen_until(work, ticket), work.now)


def _sent_before(work: Work, ticket: Any, once_key: str | None) -> bool:
    return (
        bool(once_key) and work.value(queries.sent_before(work.actor, ticket.id, once_key or "")) is not None
    )


def _say(
    work: Work,
    ticket: Any,
    text: str,
    once_key: str | None,
    files: tuple[Drawn, ...],
    private: tuple[str, ...],
) -> None:
    raw, before = checked(text), said_before(work, ticket, work.actor.person_id)
    masked = mask_on(work, ticket, raw, private=private, said=before.said)
    said = said_in(raw, masked.spans)
    message_id = store_message(work, ticket, "public", "requester", raw, masked, once_key=once_key)
    mark_private(work, ticket, private)
    if private:
        watch(work, ticket.id, ", ".join(private))
    follow(work, ticket, before, said)
    place = {"message_id": message_id, "side": "requester", "public": True}
    attach(work, ticket, files, private, before.said | said, **place)
    work.record(Tag.MESSAGE_SENT, **about(ticket), fields=["text"])
