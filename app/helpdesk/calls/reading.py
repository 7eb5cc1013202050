"""Read who calls for a teacher."""

from app.audit.work import Work
from app.helpdesk.calls import queries
from app.helpdesk.calls.view_models import OwnCall
from app.helpdesk.tickets.services import names_for
from app.helpdesk.times import past_words
from app.kernel import clock
from app.kernel.frozen import dataclass
from app.school.calendar.service import calendar_of, time_words

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


def own_call(work: Work, ticket_id: int | None = None) -> OwnCall | None:
    """Return the actor's own newest call within a period, on one ticket or on any; None for none."""
    rows = work.rows(queries.own_newest(work.actor, work.now - clock.PERIOD))
    row = next((one for one in rows if ticket_id in (None, one.ticket_id)), None)
    if row is None:
        return None
    bells = calendar_of(work, row.site_id)
    if row.answered_at is None:
        return OwnCall(f"You called at {time_words(bells.local(row.made_at))}.", row.number or "", open=True)
    who = names_for(work, [row.answered_by]).get(row.answered_by, "Your teacher")
    at = time_words(bells.local(row.answered_at))
    return OwnCall(f"{who} is on the way, {at}.", row.number or "", open=False)


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
