"""Read who calls for a teacher."""

from app.audit.work import Work
from app.helpdesk.calls import queries
from app.helpdesk.tickets.services import names_for
from app.helpdesk.times import past_words
from app.kernel import clock
from app.kernel.frozen import dataclass
from app.school.calendar.service import calendar_of

_REASONS = {
    "counter": "needs a teacher at the counter",
    "ticket": "needs you at a ticket",
    "desk": "needs you at the desk",
}


@dataclass(frozen=True)
class CallRow:
    """One call that waits."""

    id: int
    words: str
    number: str
    time: str


def list_calls(work: Work) -> tuple[CallRow, ...]:
    """Return the calls that wait at the actor's sites."""
    rows = work.rows(queries.waiting(work.actor, work.now - clock.PERIOD))
    names = names_for(work, [row.caller_id for row in rows])
    return tuple(
        CallRow(
            row.id,
            f"{names.get(row.caller_id, 'A tech')} {_REASONS.get(row.reason, 'needs you')}.",
            row.number or "",
            past_words(calendar_of(work, row.site_id), row.made_at, work.now),
        )
        for row in rows
    )
