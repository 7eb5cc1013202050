"""What the office shows of requests elsewhere: beside a record, and on the officer's home."""

from collections.abc import Callable

from app.audit.work import Work
from app.oversight.holds.view_models import day_words
from app.oversight.inspection import policy, services
from app.oversight.panels import Correction, DueLine, RecordPanel
from app.school.holds import queries as holds


def requests_panel(work: Work, person_id: int) -> RecordPanel | None:
    """Return the requests to see one person's record."""
    rows = [row for row in work.rows(holds.requests(work.actor)) if row.person_id == person_id]
    lines = tuple(
        f"Asked {day_words(row.received_on)}: {policy.ENDINGS[row.ending].lower()}"
        if row.ending
        else f"Asked {day_words(row.received_on)}: due {day_words(row.due_on)}"
        for row in rows
    )
    none = ("Nobody asked to see it.",)
    return RecordPanel(
        "Asked to see it", lines or none, f"/office/records/{person_id}/request", "Take in a request"
    )


def amendments_panel(work: Work, person_id: int) -> RecordPanel | None:
    """Return what was asked to be corrected, and what came of it, in whole words."""
    views = services.amendments_of(work, person_id)
    lines = tuple(line for view in views for line in view.lines)
    none = ("Nobody asked to correct it.",)
    act = (f"/office/records/{person_id}/amendment", "A request to correct it")
    return RecordPanel("Asked to correct it", lines or none, *act)


def corrections(work: Work, person_id: int, hide: Callable[[str], str]) -> tuple[Correction, ...]:
    """Return the same as it is handed out with the record. Source: 34 CFR 99.21(c)."""
    views = services.amendments_of(work, person_id)
    return tuple(one for view in views for one in view.hidden_by(hide).told)


def due_requests(work: Work) -> tuple[DueLine, ...]:
    """Return the open requests, for the officer's home."""
    found = services.list_requests(work)
    seen = tuple(
        DueLine(
            one.due_on,
            f"Let {one.asked_by} see {one.subject.name}’s record",
            f"Asked {day_words(one.received_on)}, due {day_words(one.due_on)}",
            f"/office/requests/{one.id}",
            one.state,
            one.clock,
        )
        for one in found.open
    )
    wrong = tuple(
        DueLine(
            None,
            f"Decide whether to correct {one.subject.name}’s record",
            f"Asked {day_words(one.received_on)}{', a hearing is asked for' if one.steps else ''}",
            f"/office/amendments/{one.id}",
            "soon",
            "to decide",
        )
        for one in found.waiting
    )
    return seen + wrong
