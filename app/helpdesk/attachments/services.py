"""Add files to a ticket, decide on them, take them back, erase them."""

import secrets
from collections.abc import Sequence, Set
from typing import Any

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.attachments import policy, queries
from app.helpdesk.attachments.drawing.anew import Drawn
from app.helpdesk.attachments.drawing.boxes import mark_of
from app.helpdesk.attachments.models import Attachment, AttachmentPage, AttachmentPrivate
from app.helpdesk.attachments.room import full, require_room
from app.helpdesk.care.watching import watch
from app.helpdesk.recheck.words import mask_on, said_before
from app.helpdesk.tickets.queries import changed
from app.helpdesk.tickets.services import note
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_id
from app.privacy.text.mentions import hidden_in


def attach(
    work: Work,
    ticket: Any,
    files: Sequence[Drawn],
    private: Sequence[str] = (),
    said: Set[str] = frozenset(),
    **place: Any,
) -> None:
    """Add files to a ticket, blind: pixels, names and words go into the vault, nothing is read back.

    Shape: ``place`` has side and public, and message_id or draft_id; ``private`` are words that are being marked in
    this transaction, ``said`` those that name somebody in what the uploader wrote beside the files and before.
    Refuses: Invalid when the ticket has too many files, or the disk no room.
    Records: attachment:added for each.
    """
    if not files:
        return
    at = work.value(queries.last_position(work.actor, ticket.id)) or 0
    if at + len(files) > policy.MOST_A_TICKET:
        raise Invalid(
            f"A ticket takes {policy.MOST_A_TICKET} files.", "Send the words without the file.", field="files"
        )
    require_room(sum(file.size for file in files))
    try:
        for position, file in enumerate(files, at + 1):
            is_text = file.kind == "text"
            masked, hidden = _masked(work, ticket, file.text, private, said) if is_text else ("", [])
            _store(work, ticket, file, position, {"text_masked": masked, **place})
            if is_text:
                watch(work, ticket.id, file.text, hidden)
    except sa.exc.OperationalError as error:
        if "full" in str(error.orig).lower() or "No space" in str(error.orig):
            raise full() from None
        raise


def _store(work: Work, ticket: Any, file: Drawn, position: int, place: dict[str, Any]) -> None:
    common = {"district_id": ticket.district_id}
    attachment_id = new_id()
    work.insert(
        Attachment,
        id=attachment_id,
        ticket_id=ticket.id,
        position=position,
        kind=file.kind,
        state="released" if file.kind == "text" else "waiting",
        created_at=work.now,
        **common,
        **{"uploader_id": work.actor.person_id, "message_id": None, "draft_id": None, **place},
    )
    work.insert(
        AttachmentPrivate,
        attachment_id=attachment_id,
        file_name=file.name,
        text=file.text,
        boxes="",
        **common,
    )
    rows = [
        {
            "key": secrets.token_hex(16),
            "attachment_id": attachment_id,
            "page": number,
            "mime": page.mime,
            "width": page.width,
            "height": page.height,
            "content": page.content,
            **common,
        }
        for number, page in enumerate(file.pages, 1)
    ]
    work.insert_many(AttachmentPage, rows)
    about = {"ticket_id": ticket.id, "site_id": ticket.site_id, "subjects": [ticket.requester_id]}
    work.record(Tag.ATTACHMENT_ADDED, **about, attachment=attachment_id, kind=file.kind)


def _masked(
    work: Work, ticket: Any, text: str, private: Sequence[str], said: Set[str]
) -> tuple[str, list[str]]:
    """Return a text as students may read it, and its hidden words, which go on counting on the ticket."""
    last = work.value(queries.placeholders(work.actor, ticket.id)) or 0
    masked = mask_on(work, ticket, text, last + 1, private=private, said=said)
    if masked.next_number - 1 > last:
        work.execute(changed(work.actor, ticket.id).values(placeholders=masked.next_number - 1))
    return masked.text, hidden_in(text, masked.spans)


def find_file(work: Work, ticket: Any, position: int, *, to_change: bool = False) -> Any:
    """Return a file of a ticket that was found visible; ``to_change`` holds it until this transaction ends.

    Refuses: NotFound.
    """
    row = work.first(queries.numbered(work.actor, ticket.id, position, to_change))
    if row is None:
        raise absent()
    return row


def absent() -> NotFound:
    """Return the one refusal for a file that is not there and for one that this viewer may not load."""
    return NotFound("There is no such file for you.", "Go back to the ticket.")


def about_file(ticket: Any, file: Any) -> dict[str, Any]:
    """Return what an event on a file says of it."""
    return {
        "ticket_id": ticket.id,
        "site_id": ticket.site_id,
        "subjects": [ticket.requester_id],
        "attachment": file.id,
    }


def release_file(work: Work, ticket: Any, file: Any) -> None:
    """Give students a copy of a file with its boxes painted over, in place of any copy before.

    Refuses: by policy.decide; Conflict when the file was never sent.
    Records: attachment:released.
    """
    work.intend(Tag.ATTACHMENT_RELEASED, **about_file(ticket, file))
    policy.decide(work.actor, ticket).require()
    values: dict[str, Any] = {
        "state": "released",
        "decided_at": work.now,
        "decided_by_id": work.actor.person_id,
    }
    if file.kind == "text":
        private = work.rows(queries.private_rows(work.actor, [file.id]))
        said = said_before(work, ticket, file.uploader_id).said
        values["text_masked"] = _masked(work, ticket, private[0].text, (), said)[0]
    else:
        work.execute(queries.taken_back(work.actor, [file.id]))
        for page in work.rows(queries.page_heads(work.actor, [file.id])):
            work.execute(queries.copied(work.actor, page.key, secrets.token_hex(16)))
    if work.change(queries.decided(work.actor, file.id).values(**values)) != 1:
        raise Conflict("This file is gone.", "Reload the page.")
    if file.state != "released":
        note(work, ticket, "file_released", code=f"{file.kind} {file.position}")
    work.record(Tag.ATTACHMENT_RELEASED, **about_file(ticket, file), again=file.state == "released")


def release_with(work: Work, draft: Any, seen: str = "") -> None:
    """Release the files that go out with a draft, as they were seen beside it.

    Shape: ``seen`` is the files' marks, joined by a hyphen, or empty for whatever they are.
    Refuses: by policy.decide, where a draft with files reached somebody else than a teacher; Conflict when boxes
    changed since they were seen.
    Records: attachment:released for each.
    """
    ticket = _Of(draft)
    found = work.rows(queries.of_drafts(work.actor, [draft.id]))
    files = [find_file(work, ticket, file.position, to_change=True) for file in found]
    require_seen(work, files, seen)
    for file in files:
        if file.state == "waiting":
            release_file(work, ticket, file)


def require_seen(work: Work, files: Sequence[Any], seen: str) -> None:
    """Go on when the boxes over some files, held by this transaction, are those that were seen.

    Refuses: Conflict.
    """
    if not seen:
        return
    private = {
        row.attachment_id: row for row in work.rows(queries.private_rows(work.actor, [f.id for f in files]))
    }
    if seen != "-".join(mark_of(private[file.id].boxes) for file in files):
        raise Conflict("Boxes on it changed since you looked.", "Reload the page and look at it again.")


class _Of:
    """What a release needs to know of a draft's ticket."""

    def __init__(self, draft: Any) -> None:
        self.id, self.district_id, self.site_id = draft.ticket_id, draft.district_id, draft.site_id
        self.requester_id = draft.requester_id


def keep_file(work: Work, ticket: Any, file: Any) -> None:
    """Keep a file to adults; a copy that students had is removed.

    Refuses: by policy.decide.
    Records: attachment:kept.
    """
    work.intend(Tag.ATTACHMENT_KEPT, **about_file(ticket, file))
    policy.decide(work.actor, ticket).require()
    work.execute(queries.taken_back(work.actor, [file.id]))
    values = {
        "state": "kept",
        "decided_at": work.now,
        "decided_by_id": work.actor.person_id,
        "text_masked": "",
    }
    work.execute(queries.decided(work.actor, file.id).values(**values))
    work.record(Tag.ATTACHMENT_KEPT, **about_file(ticket, file), taken_back=file.state == "released")
