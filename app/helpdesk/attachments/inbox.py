"""Read the files that wait for a teacher, by themselves or beside the draft that they go out with."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.attachments import queries
from app.helpdesk.attachments.reading import read_whole
from app.helpdesk.attachments.view_models import (
    FileRow,
    Files,
    FileView,
    as_sent,
    box_count,
    file_view,
    views_of_draft,
)
from app.helpdesk.counting import whole
from app.helpdesk.tickets.services import names_for, titles_for
from app.helpdesk.tickets.view_models import who_asked
from app.helpdesk.times import wait_of
from app.helpdesk.words import segments
from app.school.calendar.service import calendar_of


def list_waiting(work: Work) -> tuple[FileRow, ...]:
    """Return the files that wait for this teacher.

    Records: drafts:seen.
    """
    rows = work.rows(queries.inbox(work.actor))
    if not rows:
        return ()
    read = Files(rows)
    read_whole(work, read, [row.id for row in rows])
    names = names_for(work, [person for row in rows for person in (row.requester_id, row.uploader_id)])
    titles = titles_for(work, [row.ticket_id for row in rows])
    work.record(
        Tag.DRAFTS_SEEN,
        subjects=[row.requester_id for row in rows],
        fields=["name", "title"],
        tickets=[row.ticket_id for row in rows],
    )
    return tuple(_row(work, row, read, names, titles.get(row.ticket_id, "")) for row in rows)


def _row(work: Work, row: Any, read: Files, names: Mapping[int, str], title: str) -> FileRow:
    view = file_view(work.actor, row, row, read)
    asked = who_asked(work.actor, row, names)
    return FileRow(
        number=row.number,
        name=view.name,
        who=asked if row.side == "requester" else names.get(row.uploader_id, "A tech"),
        category=row.category_name,
        title=(title,) if title else segments(row.title_masked),
        wait=wait_of(calendar_of(work, row.site_id), row.created_at, work.now),
        file=as_sent(view),
        boxes=box_count(read.private[row.id]),
        url=view.url,
    )


def count_waiting(work: Work, shown: int) -> int:
    """Return how many files wait for this teacher, where a list shows the first so many."""
    return whole(work, shown, queries.inbox_count(work.actor))


def files_of_drafts(work: Work, drafts: Sequence[Any]) -> dict[int, tuple[FileView, ...]]:
    """Return the files that go out with some drafts, for an adult who checks them."""
    rows = work.rows(queries.of_drafts(work.actor, [draft.id for draft in drafts]))
    read = Files(rows)
    read_whole(work, read, [row.id for row in rows])
    return {draft.id: views_of_draft(work.actor, draft, read, draft.id) for draft in drafts} if rows else {}
