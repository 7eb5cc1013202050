"""Read an inbox: a peer trainer's masked, a teacher's with names and words in full."""

from collections.abc import Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.attachments.inbox import files_of_drafts
from app.helpdesk.counting import whole
from app.helpdesk.drafts import inbox_queries as queries
from app.helpdesk.drafts.view_models import DraftRow, Piece, draft_row
from app.helpdesk.sight import sight_of
from app.helpdesk.tickets.numbering import numbers_in, written
from app.helpdesk.tickets.services import names_for, titles_for
from app.helpdesk.times import wait_of
from app.helpdesk.words import segments
from app.kernel.errors import NotFound
from app.school.calendar.service import calendar_of


def list_drafts(work: Work, state: str = "waiting") -> tuple[DraftRow, ...]:
    """Return the drafts that wait for the actor (``unread``: that went out and are to be read).

    Records: drafts:seen.
    """
    return _views(work, work.rows(queries.inbox(work.actor, state)))


def read_one(work: Work, number: str) -> DraftRow:
    """Return one draft of the inbox.

    Refuses: NotFound when it is not in the actor's inbox.
    Records: drafts:seen.
    """
    row = work.first(queries.in_inbox(work.actor, number))
    if row is None or (work.actor.masked and row.state != "waiting"):
        raise NotFound(
            "There is no reply of this ticket in your inbox.", "Somebody may have dealt with it already."
        )
    return _views(work, [row])[0]


def count_drafts(work: Work, shown: int) -> int:
    """Return how many drafts wait for the actor, where a list shows the first so many."""
    return whole(work, shown, queries.inbox_count(work.actor))


def count_unread(work: Work, shown: int | None = None) -> int:
    """Return how many replies went out at once and are to be read, up to a hundred. Shape: ``shown`` is how many of
    them a list shows, for one that shows the first."""
    if shown is not None:
        return whole(work, shown, queries.unread_count(work.actor))
    return int(work.value(queries.unread_count(work.actor)) or 0)


def _views(work: Work, rows: Sequence[Any]) -> tuple[DraftRow, ...]:
    if not rows:
        return ()
    actor = work.actor
    staff = actor.staff
    sight = sight_of(actor)
    requesters = [row.requester_id for row in rows if sight.named(row)]
    names = names_for(work, [*requesters, *(row.author_id for row in rows)])
    full = (
        {one.draft_id: one for one in work.rows(queries.full_bodies(actor, [row.id for row in rows]))}
        if staff
        else {}
    )
    titles = titles_for(work, [row.ticket_id for row in rows]) if staff else {}
    asked = _asked(work, rows)
    files = files_of_drafts(work, rows) if staff else {}
    work.record(
        Tag.DRAFTS_SEEN,
        subjects=[*requesters, *(row.author_id for row in rows)],
        fields=["name", "text"] if staff else [],
        tickets=[row.ticket_id for row in rows],
    )
    return tuple(
        draft_row(
            actor,
            row,
            names,
            full.get(row.id),
            asked.get(row.ticket_id, ()),
            wait_of(calendar_of(work, row.site_id), row.submitted_at, work.now),
            titles.get(row.ticket_id, ""),
            files.get(row.id, ()),
        )
        for row in rows
    )


def _asked(work: Work, drafts: Sequence[Any]) -> dict[int, tuple[Piece, ...]]:
    """Return what was last asked on the tickets of some drafts; a peer is told numbers that count on from the draft."""
    rows = work.rows(queries.last_asked(work.actor, [draft.ticket_id for draft in drafts]))
    if work.actor.staff and rows:
        found = work.rows(queries.full_messages(work.actor, [row.id for row in rows]))
        typed = {one.message_id: one.body for one in found}
        return {
            row.ticket_id: (typed[row.id],) if row.id in typed else segments(row.body_masked) for row in rows
        }
    before = {draft.ticket_id: draft.body_masked for draft in drafts}
    return {
        row.ticket_id: segments(
            written(row.body_masked, numbers_in([before[row.ticket_id], row.body_masked]))
        )
        for row in rows
    }
