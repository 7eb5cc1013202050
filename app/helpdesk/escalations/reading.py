"""Read what was passed to the adults of a site."""

from collections.abc import Sequence

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.counting import whole
from app.helpdesk.desk.view_models import clock_of
from app.helpdesk.escalations import queries
from app.helpdesk.escalations.view_models import EscalationRow
from app.helpdesk.sight import sight_of
from app.helpdesk.tickets.services import names_for, titles_for
from app.helpdesk.tickets.view_models import who_asked
from app.helpdesk.times import past_words
from app.helpdesk.words import plain
from app.school.calendar.service import calendar_of


def count_escalations(work: Work, rows: Sequence[EscalationRow]) -> tuple[int, int]:
    """Return how many escalations no adult has, and how many are open in all, where a list shows the first."""
    free = sum(not row.taken_by for row in rows)
    return (
        whole(work, free, queries.waiting_count(work.actor)),
        whole(work, len(rows), queries.out_count(work.actor)),
    )


def list_escalations(work: Work) -> tuple[EscalationRow, ...]:
    """Return the tickets that wait for an adult, the free ones first.

    Records: queue:seen.
    """
    rows = work.rows(queries.waiting(work.actor))
    if not rows:
        return ()
    sight = sight_of(work.actor)
    named, typed = [r for r in rows if sight.named(r)], [r for r in rows if sight.typed(r)]
    people = [person for row in rows for person in (row.from_person_id, row.owner_id)]
    names = names_for(work, [*people, *(row.requester_id for row in named)])
    titles = titles_for(work, [row.ticket_id for row in typed])
    tried = {
        one.message_id: one.body
        for one in work.rows(queries.what_was_tried(work.actor, [r.tried_message_id for r in typed]))
    }
    reasons = {one.code: one.words for one in load_catalog().escalation_reasons}
    seen = (["name"] if named else []) + (["title", "text"] if typed else [])
    work.record(Tag.QUEUE_SEEN, subjects=[row.requester_id for row in named], fields=seen)
    return tuple(
        EscalationRow(
            number=row.number,
            title=titles.get(row.ticket_id) or plain(row.title_masked),
            who=who_asked(work.actor, row, names),
            student=names.get(row.from_person_id, "A tech"),
            category=row.category_name,
            reason=reasons.get(row.reason, row.reason),
            tried=tried.get(row.tried_message_id, ""),
            passed=past_words(calendar_of(work, row.site_id), row.passed_at, work.now),
            clock=clock_of(work, row),
            taken_by=names.get(row.owner_id, "An adult") if row.owner_id else "",
            mine=row.owner_id == work.actor.person_id,
        )
        for row in rows
    )
