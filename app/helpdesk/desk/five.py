"""Make My five: what the actor owns in due order, free tickets that make it five, and what to do first."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from app.audit.work import Work
from app.helpdesk.calls.reading import own_call
from app.helpdesk.counting import whole
from app.helpdesk.desk import five_queries, queries, sentences, slots
from app.helpdesk.desk.services import views
from app.helpdesk.desk.view_models import FiveRow, FiveView, Mate, SentBack, TicketRow
from app.helpdesk.drafts.reasons import reason_words
from app.helpdesk.sight import sight_of
from app.helpdesk.tickets import policy
from app.helpdesk.tickets.panels import place_words
from app.helpdesk.tickets.services import names_for
from app.helpdesk.times import past_words
from app.helpdesk.words import segments, without_stop
from app.identity.actor import Actor
from app.school.calendar.day_line import DayLine, Due, day_line
from app.school.calendar.hours import period_at
from app.school.calendar.service import SiteCalendar, calendar_of, period_words

RECENT = timedelta(days=7)
_BACK = {"reply": "your reply", "ending": "your ending", "solution": "a solution"}


def list_five(work: Work) -> FiveView:
    """Return the home of a tech.

    Records: queue:seen, when it shows names.
    """
    actor = work.actor
    mine = work.rows(queries.owned(actor))
    left = policy.MOST_CLAIMED - len(mine)
    able = left > 0 and not actor.kept_from_live
    free = work.rows(queries.free_for(actor, left)) if able else ()
    lines = views(work, [*mine, *free])
    back, steps = _sent_back(work)
    rows = _rows(work, mine, free, lines, steps)
    site_id = min(actor.site_ids, default=0)
    calendar = calendar_of(work, site_id)
    start = next((place for place, row in enumerate(rows) if not row.waits), -1)
    over = actor.ends_on is not None and actor.ends_on < work.today
    heading, lede = _start(actor, rows, start, over)
    named = start >= 0 and not actor.lacking
    return FiveView(
        heading=_bell(calendar, work) + heading,
        title=without_stop(rows[start].row.title) if named else (),
        heading_end="." if named else "",
        lede=lede,
        day=_day(calendar, work, [*mine, *free]),
        rows=rows,
        start=start,
        **_company(work, calendar),
        sent_back=back,
        lesson=slots.learn_today(work, [row.category_code for row in (*mine, *free)]),
        lacking=actor.lacking,
        call=own_call(work),
        over=over,
        behind=whole(work, len(mine), queries.own_count(actor)) - len(mine),
    )


def _bell(calendar: SiteCalendar, work: Work) -> str:
    span = period_at(calendar, work.now) if calendar.has_bells else None
    if span is None:
        return ""
    local = calendar.local(work.now)
    return sentences.bell_words(span.ends_minute - local.hour * 60 - local.minute)


def _start(actor: Actor, rows: Sequence[FiveRow], start: int, over: bool) -> tuple[str, str]:
    """Return the heading, up to the title of the ticket to begin with, and the reason under it."""
    if actor.lacking:
        said = "Live tickets are closed for you." if over else "Live tickets wait until nothing is missing."
        return said, actor.lacking[0]
    if not rows:
        return sentences.idle(actor.rung)
    if start < 0:
        return "Nothing to do on yours now.", "Each waits for somebody else."
    if not rows[start].mine:
        return "Claim the next one: ", sentences.lede([], 1)
    others = [one.row.clock for place, one in enumerate(rows) if one.mine and place != start]
    return "Start with ", sentences.lede([rows[start].row.clock, *others], 0)


def _rows(
    work: Work,
    mine: Sequence[Any],
    free: Sequence[Any],
    lines: Sequence[TicketRow],
    back: Mapping[str, str],
) -> tuple[FiveRow, ...]:
    ids = [row.id for row in mine]
    done: dict[int, set[int]] = {ticket_id: set() for ticket_id in ids}
    for mark in work.rows(queries.marks_on(work.actor, ids)) if ids else ():
        done[mark.ticket_id].add(mark.step)
    checked = {row.ticket_id for row in work.rows(queries.being_checked(work.actor))} if ids else set()
    made, sight = [], sight_of(work.actor)
    for row, line in zip([*mine, *free], lines, strict=True):
        owned = row.id in done
        if not owned:
            made.append(FiveRow(line, "", f"claim it. {row.first_step}", mine=False, waits=False))
            continue
        first = back.get(row.number, "")
        waits = not first and sentences.waiting(
            row.status, row.pending_reason, row.resume_on, row.id in checked
        )
        step = first or waits or _step(work, row, done[row.id])
        made.append(FiveRow(line, place_words(row, sight.place(row)), step, mine=True, waits=bool(waits)))
    return tuple(made)


def _step(work: Work, row: Any, done: set[int]) -> str:
    """Return the next step on a ticket that nobody else has the next move on."""
    step = sentences.next_step(row.checklist or (), done)
    theirs, ours = row.last_requester_message_at, row.last_agent_message_at
    if theirs is None or ours is None or theirs <= ours:
        return step
    return sentences.wrote(past_words(calendar_of(work, row.site_id), theirs, work.now), step)


def _day(calendar: SiteCalendar, work: Work, rows: Sequence[Any]) -> DayLine | None:
    live = [(number, row) for number, row in enumerate(rows, 1) if row.kind == "live"]
    dues = [Due(number, row.due_at, row.paused_at is not None) for number, row in live]
    return day_line(calendar, work.now, dues)


def _company(work: Work, calendar: SiteCalendar) -> dict[str, Any]:
    span = period_at(calendar, work.now)
    weekday = calendar.local(work.now).weekday()
    rows = (
        work.rows(five_queries.on_shift(work.actor, weekday, span.name if span else ""))
        if work.actor.cadre_ids
        else ()
    )
    mates = [_mate(row) for row in rows if row.working_name and row.person_id != work.actor.person_id]
    if rows and rows[0].teacher:
        quiet = f"your teacher. Deputy: {rows[0].deputy}" if rows[0].deputy else "your teacher"
        mates.append(Mate(rows[0].teacher, "", quiet))
    return {"mates": tuple(mates), "period": period_words(span.name) if span and span.name else ""}


def _mate(row: Any) -> Mate:
    tag = row.post or ("checks replies" if row.peer_trainer else "")
    return Mate(row.working_name, tag, "peer trainer" if row.peer_trainer else row.rung)


def _sent_back(work: Work) -> tuple[tuple[SentBack, ...], dict[str, str]]:
    """Return what came back, the newest first, and the step that each ticket begins with because of it."""
    rows = work.rows(five_queries.sent_back(work.actor, work.now - RECENT))
    names = names_for(work, [row.decided_by_id for row in rows])
    by = [
        names.get(row.decided_by_id, "An adult" if row.what == "solution" else "Your teacher") for row in rows
    ]
    steps: dict[str, str] = {}
    for row, who in zip(rows, by, strict=True):
        steps.setdefault(row.number, sentences.came_back(row.what, who))
    listed = tuple(
        SentBack(
            row.number,
            _BACK[row.what],
            who,
            "Worked out for you. Read it, then finish the ticket."
            if row.what == "solution"
            else reason_words(row.reason_code),
            segments(row.reason_masked),
        )
        for row, who in zip(rows, by, strict=True)
    )
    return listed, steps
