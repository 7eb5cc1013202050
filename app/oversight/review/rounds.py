"""The rounds of the worker: mark what is new, promise a seed, close weeks that are over, let late ones climb."""

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.identity.actor import Actor, system_actor
from app.kernel import clock
from app.kernel.rounds import try_all
from app.oversight.marks import queries as mark_queries
from app.oversight.marks.findings import AHEAD, FLAGGED
from app.oversight.marks.keeping import keep_up, mark_again
from app.oversight.marks.lines import monday_of
from app.oversight.review import round_queries, sampling
from app.oversight.review.ladder import STEPS, ladder_of
from app.oversight.review.models import ReviewPick, ReviewSeed
from app.oversight.trail.wanted import midnight
from app.school.cadres.models import ReviewWeek
from app.school.calendar.bells import BellCalendar
from app.school.calendar.service import calendar_of

WEEK = timedelta(weeks=1)
WEEKS_BACK = 3  # in how many finished weeks a place may lack its promise though others have theirs
YEAR = (
    60 * WEEK
)  # how far back a week without any promise is looked for: the worker may have been away all summer
IN_TIME = WEEK  # a week closed later than this after its end gives its reviewers the whole time
_log = logging.getLogger(__name__)


def mark_all_again(since: datetime) -> int:
    """Mark every district once more from a moment on, and return how many events that were."""
    done = 0
    for district_id in _districts():
        mark_again(district_id, since)
        done += keep_up(district_id)
    return done


def _districts() -> list[int]:
    with look(system_actor(0)) as work:
        return list(work.execute(round_queries.districts(work.actor)).scalars())


def make_round(district_id: int) -> None:
    """Do the rounds of one district: each step is a transaction of its own, and may be done twice.

    Shape: a step that fails holds none of the others up; its error is raised when all were tried.
    """
    actor = system_actor(district_id)
    mark = partial(keep_up, district_id)
    others = (partial(step, actor) for step in (promise_missed, close_weeks, let_climb))
    try_all((partial(promise_seeds, actor), mark, *others))


def promise_seeds(actor: Actor) -> None:
    """Promise the seed of next week's sample, and of this week's where nobody has.

    Records: sample:committed, with the seed's hash.
    """
    now = clock.now()
    with look(actor) as work:
        places = list(work.execute(round_queries.places(actor)).scalars())
        known = {(row.site_id, row.week_on) for row in work.rows(round_queries.seeds(actor, _last(now)))}
        wanted = [
            (place, monday)
            for place in places
            for monday in _this_and_next(calendar_of(work, place), now)
            if (place, monday) not in known
        ]
    for place, monday in wanted:
        _promise(actor, place, monday)


def promise_missed(actor: Actor) -> None:
    """Promise late, and say so, what should have been promised while the worker was away.

    Records: sample:committed, late.
    """
    with look(actor) as work:
        this = monday_of(work.now.date())
        known = {(row.site_id, row.week_on) for row in work.rows(round_queries.seeds(actor, this - YEAR))}
        promised = {week for _, week in known}
        older = (this - number * WEEK for number in range(WEEKS_BACK + 1, YEAR // WEEK + 1))
        weeks = [week for week in older if week not in promised]
        rows = work.rows(round_queries.busy_weeks(actor, this - WEEKS_BACK * WEEK, weeks))
        busy = {(row.site_id, row.week_on) for row in rows}
    for place, monday in sorted(busy - known):
        _promise(actor, place, monday)


def _promise(actor: Actor, site_id: int, monday: date) -> None:
    seed = sampling.new_seed()
    digest = sampling.promise(seed)
    about = {"site_id": site_id, "week_on": monday, "district_id": actor.district_id}
    try:
        with begin(actor) as work:
            late = work.now >= midnight(calendar_of(work, site_id), monday)
            work.insert(ReviewSeed, seed=seed, digest=digest, committed_at=work.now, **about)
            week = monday.isoformat()
            work.record(Tag.SAMPLE_COMMITTED, site_id=site_id, week=week, digest=digest, late=late)
    except IntegrityError:
        _log.info("another process promised this week's seed")


def close_weeks(actor: Actor) -> None:
    """Close the weeks that are over and marked: show the seed, draw the sample, say until when they wait.

    Records: sample:revealed, and sample:drawn for each person.
    """
    with look(actor) as work:
        marked = work.value(mark_queries.progress(actor))
        rows = work.rows(round_queries.seeds(actor).where(ReviewSeed.revealed_at.is_(None)))
        calendars = {row.site_id: calendar_of(work, row.site_id) for row in rows}
    ends = [(row, midnight(calendars[row.site_id], row.week_on + WEEK)) for row in rows]
    over = [(row, end) for row, end in ends if marked is not None and end + AHEAD <= marked]
    try_all(partial(_close_one, actor, row, end) for row, end in over)


def _close_one(actor: Actor, seed: Any, end: datetime) -> None:
    with begin(actor) as work:
        _close(work, seed, end)


def _close(work: Work, seed: Any, end: datetime) -> None:
    if work.change(round_queries.shown(work.actor, seed.site_id, seed.week_on, work.now)) != 1:
        return
    week = seed.week_on.isoformat()
    about = {"site_id": seed.site_id, "week": week}
    work.record(Tag.SAMPLE_REVEALED, seed=seed.seed, digest=seed.digest, **about)
    people = _people(work, seed)
    draws = {
        who: sampling.draw(
            seed.seed, [r.event_id for r in rows], [r.event_id for r in rows if r.state in FLAGGED]
        )
        for who, rows in people.items()
    }
    twice = set(sampling.seconds(seed.seed, [one for d in draws.values() for one in (*d.apart, *d.picked)]))
    late = work.now - end > IN_TIME
    ladder = ladder_of(calendar_of(work, seed.site_id), work.now if late else end)
    officers = set(work.execute(round_queries.officers(work.actor, work.today)).scalars())
    for who, draw in draws.items():
        kind = "tech" if people[who][-1].cadre_id else "officer" if who in officers else "adult"
        _keep_draw(work, seed, who, draw, twice)
        work.insert(
            ReviewWeek,
            person_id=who,
            week_on=seed.week_on,
            district_id=work.actor.district_id,
            site_id=seed.site_id,
            cadre_id=people[who][-1].cadre_id,
            kind=kind,
            due_at=ladder.due_at,
            officer_at=ladder.officer_at,
            stop_at=ladder.stop_at,
            climbed=0,
        )
        ids = {"apart": list(draw.apart), "picked": list(draw.picked)}
        looks = len(people[who])
        second = sorted(twice & {*draw.apart, *draw.picked})
        work.record(Tag.SAMPLE_DRAWN, subjects=[who], looks=looks, second=second, **ids, **about)


def _people(work: Work, seed: Any) -> dict[int, list[Any]]:
    """Return the looks of a week by person, in order of time; of whoever changed school in it at their last one."""
    people: dict[int, list[Any]] = {}
    for row in work.rows(round_queries.looks(work.actor, seed.site_id, seed.week_on)):
        people.setdefault(row.person_id, []).append(row)
    homes = {who: [row.site_id for row in rows if row.site_id][-1] for who, rows in people.items()}
    return {who: rows for who, rows in people.items() if homes[who] == seed.site_id}


def _keep_draw(work: Work, seed: Any, who: int, draw: sampling.Draw, twice: set[str]) -> None:
    reasons: Mapping[str, str] = dict.fromkeys(draw.apart, "flag") | dict.fromkeys(draw.picked, "sample")
    common = {"district_id": work.actor.district_id, "person_id": who, "week_on": seed.week_on}
    rows = [common | {"event_id": id_, "why": why, "second": id_ in twice} for id_, why in reasons.items()]
    work.insert_many(ReviewPick, rows)


def let_climb(actor: Actor) -> None:
    """Pass weeks that wait too long to the deputy, then to the privacy officer.

    Records: review:climbed.
    """
    with look(actor) as work:
        late = work.rows(round_queries.late(actor, work.now))
    for row in late:
        with begin(actor) as work:
            moved = work.execute(round_queries.climbed(actor, row.person_id, row.week_on, row.step))
            if moved.rowcount == 1:
                about: dict[str, Any] = {"week": row.week_on.isoformat(), "to": STEPS[row.step]}
                work.record(Tag.REVIEW_CLIMBED, subjects=[row.person_id], site_id=row.site_id, **about)


def _this_and_next(calendar: BellCalendar, now: datetime) -> tuple[date, date]:
    monday = monday_of(calendar.local(now).date())
    return monday, monday + WEEK


def _last(now: datetime) -> date:
    return monday_of(now.date()) - 2 * WEEK
