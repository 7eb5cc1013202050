"""Weeks of trail: which are due, what one holds, and the reviewer's sign-off."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.audit.tags import Tag
from app.audit.work import Work
from app.identity.verdict import Verdict
from app.kernel.errors import Conflict, NotFound
from app.kernel.ids import new_id
from app.oversight.marks.judging import Judged
from app.oversight.phrases import GROUPS
from app.oversight.review import flags, policy
from app.oversight.review.flags import TechWeek, Week
from app.oversight.review.models import WeekReview
from app.oversight.sentences import tally
from app.oversight.trail import people_queries, queries
from app.oversight.trail.services import calendar_for, shift_words, tech_of, techs_of, told
from app.oversight.trail.view_models import Person, WeekLine, WeekView, by_day, other_of
from app.school.calendar.bells import BellCalendar
from app.school.calendar.hours import add_days

SCHOOL_DAYS = 5  # how long a finished week may wait for its sign-off


def list_weeks(work: Work) -> tuple[tuple[WeekLine, ...], tuple[WeekLine, ...]]:
    """Return the finished weeks that wait for a sign-off, and those that were signed.

    Records: events:seen.
    """
    techs = techs_of(work)
    calendar = calendar_for(work, techs)
    weeks = flags.weeks_back(calendar, work.now, flags.WEEKS_BACK + 1)[1:]
    signed = flags.reviews_of(work, techs, weeks)
    busy = flags.busy_weeks(work, techs, weeks)
    due = [one for one in busy if (one.tech.id, one.week.monday) not in signed]
    judged = flags.judged_weeks(work, due, techs)
    left = {one.id for one in flags.left_of(work, [j for found in judged.values() for j in found])}
    names = _names(work, {row.reviewer_id for row in signed.values()})
    work.record(Tag.EVENTS_SEEN, subjects=[one.tech.id for one in busy], fields=["events"], kind="weeks")
    oldest_first = sorted(due, key=lambda one: (one.week.monday, one.tech.name))
    lines = [_due(work, calendar, one, judged, left) for one in oldest_first]
    done = [
        _done(calendar, one, signed[one.tech.id, one.week.monday], names)
        for one in busy
        if (one.tech.id, one.week.monday) in signed
    ]
    return tuple(lines), tuple(done)


def _due(
    work: Work,
    calendar: BellCalendar,
    one: TechWeek,
    judged: Mapping[tuple[int, date], tuple[Judged, ...]],
    left: set[str],
) -> WeekLine:
    number = sum(flag.id in left for flag in judged[one.tech.id, one.week.monday])
    until = add_days(calendar, one.week.high, SCHOOL_DAYS)
    late = until is not None and until < work.now
    return WeekLine(one.tech, one.week.monday, week_title(one.week.monday), number, overdue=late)


def _done(calendar: BellCalendar, one: TechWeek, row: Any, names: Mapping[int, Person]) -> WeekLine:
    by = names[row.reviewer_id].name if row.reviewer_id in names else ""
    return WeekLine(
        one.tech, one.week.monday, week_title(one.week.monday), 0, by, _day(calendar, row.signed_at)
    )


def read_week(work: Work, person_id: int, monday: date) -> WeekView:
    """Return one tech's week: counts, flags and whether it can be signed off.

    Refuses: NotFound when the tech is not theirs to review, or the day is no Monday.
    Records: events:seen.
    """
    techs = techs_of(work)
    tech = tech_of(techs, person_id)
    calendar = calendar_for(work, techs)
    week, judged, left, row = _facts(work, techs, tech, calendar, monday)
    found = work.rows(queries.by_ids(work.actor, [one.id for one in judged])) if judged else ()
    marks = {one.id: one.mark for one in judged}
    lines = told(work, found, techs, marks, kind="week", week=monday.isoformat())
    counts = tally(work.rows(queries.counts(work.actor, week.low, week.high, person_id)))
    names = _names(work, {row.reviewer_id}) if row is not None else {}
    return WeekView(
        tech=tech,
        week_on=monday,
        title=week_title(monday),
        counts=tuple((GROUPS[group], number) for group, number in counts.items()),
        days=by_day(lines, calendar.local(work.now).date()),
        left=len(left),
        flags=len(judged),
        verdicts=Counter(line.verdict_words for line in lines if line.verdict),
        sign_off=_may(work, tech, week, left, row),
        signed_by=names[row.reviewer_id].name if row is not None and row.reviewer_id in names else "",
        signed_on=_day(calendar, row.signed_at) if row is not None else "",
        shifts=shift_words(work.rows(people_queries.shifts(work.actor, person_id))),
    )


def sign_off_week(work: Work, person_id: int, monday: date) -> Person:
    """Sign one tech's week off for good, with its counts, and return the tech.

    Refuses: NotFound; by policy.sign_off; Conflict when another reviewer was first.
    Records: week:signed_off.
    """
    techs = techs_of(work)
    tech = tech_of(techs, person_id)
    work.intend(Tag.WEEK_SIGNED_OFF, subjects=[person_id], week=monday.isoformat())
    calendar = calendar_for(work, techs)
    week, judged, left, row = _facts(work, techs, tech, calendar, monday)
    _may(work, tech, week, left, row).require()
    counts = tally(work.rows(queries.counts(work.actor, week.low, week.high, person_id)))
    counts["flags"] = len(judged)
    try:
        work.insert(
            WeekReview,
            id=new_id(),
            district_id=work.actor.district_id,
            cadre_id=tech.cadre_id,
            tech_id=person_id,
            week_on=monday,
            reviewer_id=work.actor.person_id,
            signed_at=work.now,
            counts=counts,
        )
    except IntegrityError as error:
        raise Conflict("This week has just been signed off.", "Reload the page.") from error
    work.record(Tag.WEEK_SIGNED_OFF, subjects=[person_id], week=monday.isoformat(), flags=len(judged))
    return tech


def _facts(
    work: Work, techs: Mapping[int, Person], tech: Person, calendar: BellCalendar, monday: date
) -> tuple[Week, tuple[Judged, ...], list[Judged], Any]:
    if monday.weekday() != 0:
        raise NotFound("A week of the trail starts on a Monday.", "Go back to the list of weeks.")
    week = flags.week_of(calendar, monday)
    only = {tech.id: tech}
    row = flags.reviews_of(work, only, [week]).get((tech.id, monday))
    busy = flags.busy_weeks(work, only, [week])
    judged = flags.judged_weeks(work, busy, techs).get((tech.id, monday), ())
    return week, judged, flags.left_of(work, judged), row


def _may(work: Work, tech: Person, week: Week, left: list[Judged], row: Any) -> Verdict:
    over = week.over(work.now)
    return policy.sign_off(work.actor, tech.id, tech.cadre_id, len(left), over, row is not None)


def _names(work: Work, people: set[int]) -> dict[int, Person]:
    rows = work.rows(people_queries.names(work.actor, sorted(people))) if people else ()
    return {row.person_id: other_of(row) for row in rows}


def week_title(monday: date) -> str:
    """Return a week's name: ``week of October 5``."""
    return f"week of {monday:%B} {monday.day}"


def _day(calendar: BellCalendar, at: datetime) -> str:
    local = calendar.local(at)
    return f"{local:%B} {local.day}"
