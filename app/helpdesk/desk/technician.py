"""Make an adult technician's desk: what was passed on first, then their own tickets, then what waits."""

from app.audit.work import Work
from app.helpdesk.counting import SHOWN, whole
from app.helpdesk.desk import queries
from app.helpdesk.desk.services import views
from app.helpdesk.desk.view_models import TicketRow
from app.helpdesk.escalations.reading import count_escalations, list_escalations
from app.helpdesk.escalations.view_models import EscalationRow
from app.helpdesk.words import count_word
from app.kernel.frozen import dataclass

MOST_NEXT = 10


@dataclass(frozen=True)
class TechnicianDesk:
    """The home of an adult technician."""

    heading: str
    lede: str
    escalations: tuple[EscalationRow, ...]
    mine: tuple[TicketRow, ...]
    queued: tuple[TicketRow, ...]
    new: int
    escalations_behind: int
    mine_behind: int


def read_desk(work: Work) -> TechnicianDesk:
    """Return an adult technician's desk.

    Records: queue:seen.
    """
    rows = list_escalations(work)
    passed = tuple(row for row in rows if not row.taken_by)
    mine = views(work, work.rows(queries.owned(work.actor, SHOWN)))
    queued = views(
        work, work.rows(queries.waiting_list(work.actor, ["queued"], limit=MOST_NEXT, everything=False))
    )
    new = int(work.value(queries.new_count(work.actor)) or 0)
    free, owned = count_escalations(work, rows)[0], whole(work, len(mine), queries.own_count(work.actor))
    return TechnicianDesk(
        heading=_heading(free, owned, new),
        lede=_lede(passed, mine),
        escalations=passed,
        mine=mine,
        queued=queued,
        new=new,
        escalations_behind=free - len(passed),
        mine_behind=owned - len(mine),
    )


def _heading(passed: int, mine: int, new: int) -> str:
    parts = [
        f"{count_word(number)} {one if number == 1 else many}"
        for number, one, many in (
            (passed, "ticket was passed to you", "tickets were passed to you"),
            (mine, "is yours", "are yours"),
            (new, "waits to be read", "wait to be read"),
        )
        if number
    ]
    if not parts:
        return "Nothing waits for an adult."
    said = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{said[:1].upper()}{said[1:]}."


def _lede(passed: tuple[EscalationRow, ...], mine: tuple[TicketRow, ...]) -> str:
    states = [row.clock.state for row in passed] + [row.clock.state for row in mine]
    late = states.count("late")
    if late:
        return f"{count_word(late).capitalize()} of them {'is' if late == 1 else 'are'} late."
    return f"{passed[0].student} waits for you since {passed[0].passed}." if passed else "Nothing is late."
