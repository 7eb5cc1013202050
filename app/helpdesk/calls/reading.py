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


@dataclass(frozen=True)
class Calls:
    """The calls that wait, as many as a page shows, and how many there are."""

    rows: tuple[CallRow, ...]
    number: int

    @property
    def behind(self) -> int:
        return self.number - len(self.rows)


def own_call(work: Work, ticket_id: int | None = None) -> OwnCall | None:
    """Return the actor's own newest call within a period, on one ticket or on any; None for none."""
    row = work.first(queries.own_newest(work.actor, work.now - clock.PERIOD, ticket_id))
    if row is None:
        return None
    bells = calendar_of(work, row.site_id)
    if row.answered_at is None:
        return OwnCall(f"You called at {time_words(bells.local(row.made_at))}.", row.number or "", open=True)
    who = names_for(work, [row.answered_by]).get(row.answered_by, "Your teacher")
    at = time_words(bells.local(row.answered_at))
    return OwnCall(f"{who} is on the way, {at}.", row.number or "", open=False)


def list_calls(work: Work) -> Calls:
    """Return the calls that wait at the actor's sites, the oldest first, and how many wait in all."""
    rows = work.rows(queries.waiting(work.actor, work.now - clock.PERIOD))
    names = names_for(work, [row.caller_id for row in rows])
    listed = tuple(
        CallRow(
            row.id,
            f"{names.get(row.caller_id, 'A tech')} {_REASONS.get(row.reason, 'needs you')}.",
            row.number or "",
            past_words(calendar_of(work, row.site_id), row.made_at, work.now),
        )
        for row in rows
    )
    return Calls(listed, rows[0].all if rows else 0)
