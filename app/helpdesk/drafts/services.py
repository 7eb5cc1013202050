"""Write on a ticket: replies that go out or wait for a check, ready-made messages, questions, notes."""

from datetime import date
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.attachments.drawing.anew import Drawn
from app.helpdesk.attachments.queries import is_left_behind, left_behind
from app.helpdesk.attachments.services import attach
from app.helpdesk.care.watching import watch
from app.helpdesk.drafts import gates, queries
from app.helpdesk.drafts.firstname import named, wants_name
from app.helpdesk.drafts.guard import (
    refuse_contacts,
    refuse_contacts_within,
    refuse_identity,
    refuse_together,
)
from app.helpdesk.drafts.models import Draft, DraftPrivate
from app.helpdesk.recheck.words import mask_on
from app.helpdesk.sight import sight_of
from app.helpdesk.tickets import policy, waiting
from app.helpdesk.tickets.messages import checked, store_message, write_message
from app.helpdesk.tickets.queries import changed
from app.helpdesk.tickets.services import about, find_to_change, spoke
from app.kernel.errors import Conflict, Invalid
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.privacy.text.masker import MaskedText, dumps
from app.privacy.text.mentions import hidden_in


@dataclass(frozen=True)
class Reply:
    """What the author wants said. Shape: ``pending`` is a reason to wait for them after it is sent, or empty."""

    text: str
    once: str | None = None
    canned: str = ""
    pending: str = ""
    resume_on: date | None = None
    field: str = "reply"
    files: tuple[Drawn, ...] = ()


def send_reply(work: Work, number: str, reply: Reply) -> str:
    """Send a public reply, or hand it to whoever checks it first; return ``sent``, ``waiting`` or ``again``.

    Refuses: NotFound; by policy.work (and policy.wait for a question); Invalid for an empty text or one that holds a
    contact; Conflict while an earlier reply waits.
    Records: message:sent, or draft:submitted; ticket:paused for a question.
    """
    ticket = find_to_change(work, number)
    if reply.once and work.value(queries.written_once(work.actor, reply.once)):
        return "again"
    work.intend(Tag.MESSAGE_SENT, **about(ticket))
    (policy.wait if reply.pending else policy.work)(work.actor, ticket).require()
    if reply.pending:
        waiting.reason_of(reply.pending, "pending_requester")
        waiting.refuse_day(work, ticket, reply.resume_on)
    text = _text(work, reply)
    text, names = (
        named(work, ticket, text) if work.actor.staff and sight_of(work.actor).named(ticket) else (text, [])
    )
    as_it_stands = bool(reply.canned) and text == work.value(queries.canned_text(work.actor, reply.canned))
    if not as_it_stands:
        refuse_contacts(work, text, reply.field)
        if work.actor.masked:
            refuse_together(work, ticket.id, text, reply.field)
            refuse_identity(work, text, reply.field)
    refuse_contacts_within(work, reply.files)
    checked_by_nobody = ticket.kind != "live" or (as_it_stands and not reply.files)
    gate = gates.Gate("none") if checked_by_nobody else gates.gate_of(work, "reply")
    typed = _Typed(reply, text, mask_on(work, ticket, text, named=names), as_it_stands)
    if work.actor.masked and watch(work, ticket.id, text, hidden_in(text, typed.masked.spans)):
        return _hand_over(work, ticket, typed)
    if gate.waits(ticket.id) or (gate.mode != "none" and _has_files(work, ticket, reply)):
        return _submit(work, ticket, typed)
    if wants_name(text) and ticket.kind == "live":
        return _send_later(work, ticket, typed, read_later=gate.read_later)
    draft_id = _keep(work, ticket, typed, "unread") if gate.read_later else None
    _send(work, ticket, typed, draft_id)
    return "sent"


@dataclass(frozen=True)
class _Typed:
    reply: Reply
    text: str
    masked: MaskedText
    as_it_stands: bool


def _text(work: Work, reply: Reply) -> str:
    if reply.canned and not reply.text.strip():
        found = work.value(queries.canned_text(work.actor, reply.canned))
        if found is None:
            raise Invalid(
                "That ready-made message is not in the catalog.", "Choose another.", field=reply.field
            )
        return str(found)
    return checked(reply.text, "message", reply.field)


def _send(work: Work, ticket: Any, typed: _Typed, draft_id: int | None) -> None:
    side = "staff" if work.actor.staff else "cadre"
    code = typed.reply.canned if typed.as_it_stands else ""
    once = typed.reply.once
    about_it = {"canned_code": code, "draft_id": draft_id, "once_key": once}
    message_id = store_message(work, ticket, "public", side, typed.text, typed.masked, **about_it)
    attach(work, ticket, typed.reply.files, message_id=message_id, side=side, public=True)
    spoke(work, ticket)
    work.record(Tag.MESSAGE_SENT, **about(ticket), canned=code)
    if typed.reply.pending:
        waiting.pause(work, ticket, waiting.reason_of(typed.reply.pending), typed.reply.resume_on)


def _submit(work: Work, ticket: Any, typed: _Typed) -> str:
    waits = frozenset(row.author_id for row in work.rows(queries.waiting_on(work.actor, ticket.id)))
    policy.reply_again(work.actor, waits).require()
    draft_id = _keep(work, ticket, typed, "waiting")
    _take_along(work, ticket, draft_id, typed.reply.files)
    work.record(Tag.DRAFT_SUBMITTED, **about(ticket), draft=draft_id)
    return "waiting"


def _has_files(work: Work, ticket: Any, reply: Reply) -> bool:
    return bool(reply.files) or work.value(is_left_behind(work.actor, ticket.id)) is not None


def _take_along(work: Work, ticket: Any, draft_id: int, files: tuple[Drawn, ...]) -> None:
    """Let files go out with a draft, those of an earlier reply that came back too; then a teacher decides on it."""
    earlier = work.change(left_behind(work.actor, ticket.id).values(draft_id=draft_id))
    attach(work, ticket, files, draft_id=draft_id, side="cadre", public=True)
    if files or earlier:
        work.execute(queries.decided(work.actor, draft_id, "waiting").values(teacher_only=True))


def _hand_over(work: Work, ticket: Any, typed: _Typed) -> str:
    """Keep a student's reply that speaks of harm for an adult, and say what is said of any reply that waits."""
    draft_id = _keep(work, ticket, typed, "waiting")
    _take_along(work, ticket, draft_id, typed.reply.files)
    work.record(Tag.DRAFT_SUBMITTED, **about(ticket), draft=draft_id)
    return "waiting"


def _send_later(work: Work, ticket: Any, typed: _Typed, *, read_later: bool) -> str:
    """Leave the sending to a job, which may read the first name that this author may not."""
    draft_id = _keep(work, ticket, typed, "approved", decided=not read_later)
    work.enqueue("send_draft", draft_id=draft_id, district_id=ticket.district_id)
    work.record(Tag.DRAFT_SUBMITTED, **about(ticket), draft=draft_id, checked="later")
    return "sent"


def _keep(work: Work, ticket: Any, typed: _Typed, state: str, decided: bool = False) -> int:
    draft_id = new_id()
    work.insert(
        Draft,
        id=draft_id,
        district_id=ticket.district_id,
        site_id=ticket.site_id,
        cadre_id=min(work.actor.cadre_ids, default=None),
        ticket_id=ticket.id,
        author_id=work.actor.person_id,
        once_key=typed.reply.once,
        body_masked=typed.masked.text,
        pending_reason=typed.reply.pending,
        resume_on=typed.reply.resume_on,
        state=state,
        submitted_at=work.now,
        decided_at=work.now if decided else None,
    )
    private = {"body": typed.text, "spans": dumps(typed.masked.spans)}
    work.insert(DraftPrivate, draft_id=draft_id, district_id=ticket.district_id, **private)
    last = typed.masked.next_number - 1
    if state != "unread" and last > ticket.placeholders:
        work.execute(changed(work.actor, ticket.id).values(placeholders=last))
    return draft_id


def withdraw_draft(work: Work, number: str) -> tuple[str, int]:
    """Take one's own waiting reply back and return the ticket's number and the draft's key.

    Refuses: NotFound; Conflict when it was dealt with, or there is none.
    Records: draft:withdrawn.
    """
    ticket = find_to_change(work, number)
    mine = [
        draft
        for draft in work.rows(queries.of_ticket(work.actor, ticket.id))
        if draft.author_id == work.actor.person_id and draft.state == "waiting"
    ]
    taken = mine and work.change(
        queries.decided(work.actor, mine[-1].id, "waiting").values(state="withdrawn", decided_at=work.now)
    )
    if not taken:
        raise Conflict(
            "There is no reply of yours that waits here.", "Reload the page to see what became of it."
        )
    work.record(Tag.DRAFT_WITHDRAWN, **about(ticket), draft=mine[-1].id)
    return str(ticket.number), int(mine[-1].id)


def write_note(
    work: Work, number: str, text: str, once: str | None = None, files: tuple[Drawn, ...] = ()
) -> str:
    """Pin a note for the team and return the ticket's number; the requester never sees it.

    Refuses: NotFound; by policy.work; Invalid for an empty text.
    Records: note:written.
    """
    ticket = find_to_change(work, number)
    if once and work.value(queries.written_once(work.actor, once)):
        return str(ticket.number)
    work.intend(Tag.NOTE_WRITTEN, **about(ticket))
    policy.work(work.actor, ticket).require()
    side = "staff" if work.actor.staff else "cadre"
    note_id = write_message(work, ticket, "internal", side, checked(text, "note", "note"), once_key=once)
    attach(work, ticket, files, message_id=note_id, side=side, public=False)
    work.record(Tag.NOTE_WRITTEN, **about(ticket))
    return str(ticket.number)
