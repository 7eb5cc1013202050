"""Keep the marks of a district's looks up to date: what is new, what may still change, what settles later."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.audit.work import Work, chore, look
from app.identity.actor import system_actor
from app.kernel import clock
from app.kernel.frozen import dataclass
from app.oversight.marks import fact_queries, queries
from app.oversight.marks.adults import seen
from app.oversight.marks.facts import watched
from app.oversight.marks.findings import AHEAD, SCHOOL_DAY, Mark
from app.oversight.marks.judging import Habits, judge_rows, judged_in
from app.oversight.marks.lines import line_of
from app.oversight.marks.models import ReviewMark, ReviewProgress
from app.oversight.marks.usual import usual_of, usual_of_team
from app.oversight.trail.view_models import Person
from app.oversight.trail.wanted import Span
from app.school.calendar.service import calendar_of

REACH = timedelta(weeks=9)  # how far back a district is marked the first time
OVERLAP = AHEAD + timedelta(minutes=5)  # what may still change, and what was committed late
STEP = timedelta(days=1)
LEASE = timedelta(minutes=5)
KEPT_DAYS = 400
HABIT_DAYS = 30
MOST_SETTLED = 500
NOTHING = Mark("", (), ())


@dataclass(frozen=True)
class Marked:
    """How a stretch of time is marked: of how many events, which lines go, and the new ones."""

    count: int = 0
    replaced: Sequence[str] = ()
    lines: Sequence[Mapping[str, Any]] = ()


def keep_up(district_id: int) -> int:
    """Mark what happened in a district since the last time, and return how many events were looked at."""
    actor, now = system_actor(district_id), clock.now()
    with chore(actor) as work:
        since = work.value(queries.progress(actor))
        if since is None:
            since = now - REACH
            try:
                work.insert(ReviewProgress, district_id=district_id, marked_until=since)
            except IntegrityError:  # another process was first; it goes on
                return 0
        if work.change(queries.lease(actor, now, now + LEASE)) != 1:
            return 0
    done, low = 0, since - OVERLAP
    while low < now:
        high = min(low + STEP, now + timedelta(seconds=1))
        with look(actor) as work:  # judging takes long where somebody read much: nobody waits for it to write
            marked = judged_between(work, low, high)
        with chore(actor) as work:
            _keep(work, marked)
            work.execute(queries.lease(actor, now + 2 * LEASE, now + LEASE))
        done += marked.count
        low = high
    with look(actor) as work:
        settled = _settled(work, now - OVERLAP)
    with chore(actor) as work:
        for change in settled:
            work.execute(change)
        work.execute(queries.reached(actor, now))
    return done + len(settled)


def mark_again(district_id: int, since: datetime) -> None:
    """Let the next round mark what happened from a moment on once more: bells or closed days were corrected."""
    with chore(system_actor(district_id)) as work:
        work.execute(queries.reached(work.actor, since))


def mark_between(work: Work, low: datetime, high: datetime) -> int:
    """Mark what happened in a stretch of time, and return how many events that were."""
    marked = judged_between(work, low, high)
    _keep(work, marked)
    return marked.count


def judged_between(work: Work, low: datetime, high: datetime) -> Marked:
    """Return how what happened in a stretch of time is to be marked."""
    rows = work.rows(fact_queries.between(work.actor, low - SCHOOL_DAY, high + AHEAD))
    people = reviewed_people(work)
    wanted = [row for row in rows if low <= row.occurred_at < high and _is_reviewed(row, people)]
    if not wanted:
        return Marked()
    judged = judge_rows(work, rows, people, {row.id for row in wanted}, habits_at(work, low))
    marks = {one.id: one.mark for one in judged}
    before = {row.event_id: row for row in work.rows(queries.marked_between(work.actor, low, high))}
    changed = [row for row in wanted if _differs(work, row, marks.get(row.id, NOTHING), before.get(row.id))]
    replaced = sorted(row.id for row in changed if row.id in before)
    return Marked(len(wanted), replaced, _lines(work, changed, marks, people))


def _settled(work: Work, before: datetime) -> list[sa.Update]:
    """Judge for good what needed more time than the newest events get, and return what is to be changed."""
    due = work.rows(queries.unsettled(work.actor, work.now, before, MOST_SETTLED))
    if not due:
        return []
    people, ids = reviewed_people(work), [row.event_id for row in due]
    spans = [Span(row.person_id, row.at, row.at) for row in due]
    marks = {one.id: one.mark for one in judged_in(work, spans, people, set(ids))}
    changes = []
    for id_ in ids:
        values: dict[str, Any] = {"settles_at": None}
        if id_ in marks:
            values |= _said(marks[id_])
        here = ReviewMark.district_id == work.actor.district_id
        changes.append(sa.update(ReviewMark).where(ReviewMark.event_id == id_, here).values(**values))
    return changes


def reviewed_people(work: Work) -> dict[int, Person]:
    """Return everybody whose looks are reviewed: student techs with their team, and adults."""
    people: dict[int, Person] = {}
    for row in work.rows(queries.adults(work.actor)):
        people[row.person_id] = Person(row.person_id, "", site_id=row.site_id or row.org_id, kind="adult")
    since = work.today - timedelta(days=KEPT_DAYS)
    for row in work.rows(queries.techs(work.actor, since)):
        people[row.person_id] = Person(row.person_id, "", cadre_id=row.cadre_id, site_id=row.site_id)
    return people


def habits_at(work: Work, low: datetime) -> Habits:
    """Return how many tickets people opened on their days before one, and their teams on theirs."""
    day = low.date()
    since = day - timedelta(days=HABIT_DAYS)
    own: dict[int, list[int]] = {}
    team: dict[int | None, list[int]] = {}
    for row in work.rows(queries.views_by_day(work.actor, since, day)):
        own.setdefault(row.person_id, []).append(row.number)
        team.setdefault(row.cadre_id, []).append(row.number)
    return Habits(
        {who: usual_of(counts) for who, counts in own.items()},
        {who: usual_of_team(counts) for who, counts in team.items()},
    )


def _is_reviewed(row: Any, people: Mapping[int, Person]) -> bool:
    person = people.get(row.actor_id)
    return person is not None and (seen(row) if person.adult else watched(row))


def _differs(work: Work, row: Any, mark: Mark, before: Any) -> bool:
    if before is None:
        return True
    settled = before.settles_at is not None and before.settles_at <= work.now
    return settled or before.state != mark.state or tuple(before.codes) != mark.codes


def _lines(
    work: Work, rows: Sequence[Any], marks: Mapping[str, Mark], people: Mapping[int, Person]
) -> list[dict[str, Any]]:
    """Return the lines of some events as they are kept."""
    told = {row.id: row for row in work.rows(fact_queries.details(work.actor, [one.id for one in rows]))}
    return [
        line_of(
            work.now,
            work.actor.district_id,
            row,
            told[row.id],
            people[row.actor_id],
            calendar_of(work, people[row.actor_id].site_id or 0),
        )
        | _said(marks.get(row.id, NOTHING))
        for row in rows
    ]


def _keep(work: Work, marked: Marked) -> None:
    if marked.replaced:
        here = ReviewMark.district_id == work.actor.district_id
        work.execute(sa.delete(ReviewMark).where(ReviewMark.event_id.in_(marked.replaced), here))
    work.insert_many(ReviewMark, marked.lines)


def _said(mark: Mark) -> dict[str, Any]:
    return {"state": mark.state, "codes": list(mark.codes), "words": list(mark.words)}
