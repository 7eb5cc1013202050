"""Decide on what a tech wrote: send it, send it edited, return it with a reason; each decision is taken once."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.attachments.services import release_with
from app.helpdesk.care.watching import watch
from app.helpdesk.drafts import inbox_queries, queries
from app.helpdesk.drafts.aligning import aligned
from app.helpdesk.drafts.guard import refuse_contacts, refuse_identity
from app.helpdesk.drafts.reasons import REASONS
from app.helpdesk.recheck.words import words_of_draft
from app.helpdesk.tickets.messages import checked
from app.helpdesk.tickets.numbering import numbers_in, written
from app.helpdesk.tickets.services import names_for
from app.kernel.errors import Conflict, Invalid, NotFound
from app.privacy.text.masker import loads, placeholders_kept
from app.privacy.text.mentions import hidden_in
from app.school.people import feeder


def _find(work: Work, number: str, state: str, seen: int) -> Any:
    draft = work.first(inbox_queries.in_inbox(work.actor, number))
    if draft is None or (work.actor.masked and draft.state != "waiting"):
        _say_who(work, work.first(inbox_queries.once_in_inbox(work.actor, number, seen)) if seen else None)
        raise NotFound(
            "There is no reply of this ticket in your inbox.", "Somebody may have dealt with it already."
        )
    if draft.state != state:
        raise Conflict("This reply was just dealt with.", "Reload your inbox.")
    if seen and draft.id != seen:
        raise Conflict("They took it back and wrote it anew.", "Reload your inbox and read the new one.")
    return draft


_BECAME = {"approved": "sent it", "sent": "sent it", "unread": "sent it", "returned": "returned it"}


def _say_who(work: Work, draft: Any) -> None:
    """Say what became of a draft that was open here while somebody else decided on it.

    Refuses: Conflict where there was one.
    """
    if draft is None:
        return
    if draft.state == "waiting":
        raise Conflict(
            "The ticket was taken back while you had this open.",
            "Nothing of yours went out. Go on with the next one.",
        )
    by = draft.decided_by_id or draft.author_id
    who = "You" if by == work.actor.person_id else names_for(work, [by]).get(by, "Somebody else")
    did = _BECAME.get(draft.state, "took it back")
    raise Conflict(
        f"{who} {did} while you had it open.", "Nothing of yours went out. Go on with the next one."
    )


def _about(draft: Any) -> dict[str, Any]:
    return {
        "ticket_id": draft.ticket_id,
        "site_id": draft.site_id,
        "subjects": [draft.requester_id, draft.author_id],
        "draft": draft.id,
    }


def _decide(work: Work, draft: Any, state: str, before: str = "waiting", **values: Any) -> None:
    made = {"state": state, "decided_at": work.now, "decided_by_id": work.actor.person_id, **values}
    if work.change(queries.decided(work.actor, draft.id, before).values(**made)) != 1:
        raise Conflict("This reply was just dealt with by somebody else.", "Reload your inbox.")


def approve_draft(
    work: Work, number: str, text: str | None = None, seen: int = 0, files_seen: str = ""
) -> str:
    """Send a tech's reply in their name; return ``sent`` as it is, ``edited``, or ``teacher`` when an edit moved a
    hidden word and a teacher must decide.

    Refuses: NotFound when it is not in the actor's inbox; Conflict when it was dealt with, or when boxes on its files
    are no longer those that were seen; Invalid for an edit that is
    empty, holds a contact, or (from a peer) names somebody.
    Records: draft:sent, and draft:edited with an edit.
    """
    draft = _find(work, number, "waiting", seen)
    work.intend(Tag.DRAFT_SENT, **_about(draft))
    values: dict[str, Any] = {"edited_masked": None} if draft.edited_masked else {}
    if text is not None:
        values = _by_adult(work, draft, text) if work.actor.staff else _by_peer(work, draft, text)
        if values.pop("teacher", False):
            return _to_teacher(work, draft, values["edited_masked"])
    _decide(work, draft, "approved", **values)
    release_with(work, draft, files_seen)
    work.enqueue("send_draft", draft_id=draft.id, district_id=draft.district_id)
    edited = bool(values.get("edited_masked"))
    work.record(Tag.DRAFT_SENT, **_about(draft), edited=edited)
    return "edited" if edited else "sent"


def _by_adult(work: Work, draft: Any, text: str) -> dict[str, Any]:
    raw = checked(text, "reply", "text")
    own = work.first(inbox_queries.full_bodies(work.actor, [draft.id]))
    if own is None or raw == own.body:
        return {"edited_masked": None}
    refuse_contacts(work, raw, "text")
    masked = feeder.mask(work, raw, draft.placeholders + 1, own=words_of_draft(work, draft))
    work.execute(queries.edited(work.actor, draft.id).values(edited=raw))
    work.record(Tag.DRAFT_EDITED, **_about(draft))
    return {"edited_masked": aligned(raw, masked, own.body, loads(own.spans))}


def _by_peer(work: Work, draft: Any, text: str) -> dict[str, Any]:
    """Return what a peer's edit changes: refused for what looks like a name, and a teacher's where a hidden word was
    moved or the words are of harm. The roster has no say, so that no answer tells who goes to this school: what it
    alone knows goes out like the rest, and is hidden as soon as it was sent."""
    shown = numbers_in([draft.body_masked])  # the peer read other numbers
    edited = written(checked(text, "reply", "text"), {told: number for number, told in shown.items()})
    if edited == draft.body_masked:
        return {}
    refuse_contacts(work, edited, "text")
    refuse_identity(work, edited, "text")
    if feeder.remask(work, edited, draft.placeholders + 1, kept=feeder.without_roster(work)).spans:
        raise Invalid(
            "Your edit names somebody, or has something else that is hidden.",
            "Write it without; the words that were hidden before may stay.",
            field="text",
        )
    work.record(Tag.DRAFT_EDITED, **_about(draft))
    taken = watch(work, draft.ticket_id, edited)
    if not taken and placeholders_kept(draft.body_masked, edited):
        return {"edited_masked": edited}
    again = feeder.remask(work, edited, draft.placeholders + 1, words_of_draft(work, draft)).text
    return {"edited_masked": again, "teacher": True}


def _to_teacher(work: Work, draft: Any, edited: str) -> str:
    kept = queries.decided(work.actor, draft.id, "waiting").values(edited_masked=edited, teacher_only=True)
    if work.change(kept) != 1:
        raise Conflict("This reply was just dealt with by somebody else.", "Reload your inbox.")
    return "teacher"


def return_draft(work: Work, number: str, reason: str, words: str = "", seen: int = 0) -> str:
    """Return a reply to its author with a reason; return the ticket's number.

    Refuses: NotFound; Conflict when it was dealt with; Invalid without a reason.
    Records: draft:returned.
    """
    draft = _find(work, number, "waiting", seen)
    work.intend(Tag.DRAFT_RETURNED, **_about(draft))
    if reason not in REASONS or (reason == "other" and not words.strip()):
        raise Invalid(
            "Choose a reason, and say it in words when it is another one.",
            "They learn from it.",
            field="reason",
        )
    said = ""
    if words.strip():
        words = checked(words, "reason", "words")
        masked = feeder.mask(work, words, own=words_of_draft(work, draft))
        watch(work, draft.ticket_id, words, hidden_in(words, masked.spans))
        said = masked.text
    _decide(work, draft, "returned", reason_code=reason, reason_masked=said)
    work.record(Tag.DRAFT_RETURNED, **_about(draft), reason=reason)
    return str(draft.number)


def read_draft(work: Work, number: str, seen: int = 0) -> str:
    """Say that a reply that went out at once was read by an adult; return the ticket's number.

    Refuses: NotFound, to a peer too; Conflict when it was read before.
    Records: draft:sent.
    """
    draft = _find(work, number, "unread", seen)
    _decide(work, draft, "sent", before="unread")
    work.record(Tag.DRAFT_SENT, **_about(draft), read="later")
    return str(draft.number)
