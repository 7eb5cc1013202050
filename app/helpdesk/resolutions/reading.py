"""Read the endings that wait for an adult's eye."""

from math import inf

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.counting import whole
from app.helpdesk.resolutions import queries
from app.helpdesk.resolutions.view_models import ReviewRow, steps_words
from app.helpdesk.tickets.services import names_for, titles_for
from app.helpdesk.times import wait_of
from app.helpdesk.words import plain
from app.school.calendar.service import calendar_of


def list_reviews(work: Work) -> tuple[ReviewRow, ...]:
    """Return the endings that the acting teacher's cadres proposed, those that hold a ticket up first.

    Records: queue:seen.
    """
    rows = work.rows(queries.inbox(work.actor))
    if not rows:
        return ()
    names = names_for(work, [person for row in rows for person in (row.requester_id, row.author_id)])
    titles = titles_for(work, [row.ticket_id for row in rows])
    said = {one.code: one.words for one in load_catalog().closure_codes}
    work.record(Tag.QUEUE_SEEN, subjects=[row.requester_id for row in rows], fields=["name", "title"])
    return tuple(
        ReviewRow(
            seen=row.id,
            number=row.number,
            title=titles.get(row.ticket_id) or plain(row.title_masked),
            author=names.get(row.author_id, "A tech"),
            who=names.get(row.requester_id, row.handle),
            category=row.category_name,
            cause=row.cause,
            fix=row.fix,
            code_words=said.get(row.closure_code, row.closure_code),
            steps=steps_words(len(row.checklist or ()), row.steps_done, row.left_open or ""),
            told=row.status != "in_review",
            wait=wait_of(calendar_of(work, row.site_id), row.proposed_at, work.now, 30, inf),
            url=f"/teach/reviews/{row.number}",
        )
        for row in rows
    )


def count_reviews(work: Work, shown: int) -> int:
    """Return how many endings wait for the acting teacher, where a list shows the first so many."""
    return whole(work, shown, queries.inbox_count(work.actor))
