"""Load what the rules need around events, and let them judge."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from itertools import groupby
from typing import Any

from app.audit.work import Work
from app.kernel.frozen import dataclass
from app.oversight.marks import fact_queries, queries
from app.oversight.marks.adults import seen
from app.oversight.marks.case import Case
from app.oversight.marks.facts import Known, Tech, TicketFacts, Usual, watched
from app.oversight.marks.findings import AHEAD, SCHOOL_DAY, Mark
from app.oversight.marks.rules import judge, tickets_needed
from app.oversight.trail.view_models import Person
from app.oversight.trail.wanted import Span, merged
from app.school.calendar.service import SiteCalendar, calendar_of

MOST_ASKED = 2000  # tickets asked for in one statement


@dataclass(frozen=True)
class Judged:
    """One event and its mark."""

    id: str
    tech_id: int
    at: datetime
    mark: Mark


@dataclass(frozen=True)
class Habits:
    """How many tickets each person opens on a day, and each team."""

    own: Mapping[int, Usual] = field(default_factory=dict)
    team: Mapping[int | None, Usual] = field(default_factory=dict)


_NOTHING_USUAL = Habits()


def marks_of(work: Work, rows: Iterable[Any], people: Mapping[int, Person]) -> dict[str, Mark]:
    """Return the marks of those rows that a reviewed look or act made: kept ones, else judged now."""
    wanted = [row for row in rows if row.actor_id in people and (watched(row) or seen(row))]
    if not wanted:
        return {}
    kept = work.rows(queries.kept_marks(work.actor, [row.id for row in wanted]))
    found = {row.event_id: Mark(row.state, tuple(row.codes), tuple(row.words)) for row in kept}
    left = [row for row in wanted if row.id not in found]
    spans = [Span(row.actor_id, row.occurred_at, row.occurred_at) for row in left]
    judged = judged_in(work, spans, people, {row.id for row in left})
    return {
        **{one.id: one.mark for one in judged},
        **{key: mark for key, mark in found.items() if mark.codes},
    }


def judged_in(
    work: Work, spans: Sequence[Span], people: Mapping[int, Person], wanted: Collection[str] | None = None
) -> list[Judged]:
    """Judge the wanted events in these stretches of time, or all of them; a stretch's end is outside."""
    if not spans:
        return []
    around = merged(Span(span.person_id, span.low - SCHOOL_DAY, span.high + AHEAD) for span in spans)
    rows = work.rows(fact_queries.around(work.actor, around))
    if wanted is None:
        wanted = {row.id for row in rows if any(_inside(row, span) for span in spans)}
    return judge_rows(work, rows, people, wanted)


def _inside(row: Any, span: Span) -> bool:
    return bool(row.actor_id == span.person_id and span.low <= row.occurred_at < span.high)


def judge_rows(
    work: Work,
    rows: Iterable[Any],
    people: Mapping[int, Person],
    wanted: Collection[str],
    habits: Habits = _NOTHING_USUAL,
) -> list[Judged]:
    """Judge the wanted ones of these rows, which hold what happened around them too."""
    ordered = sorted(rows, key=lambda row: row.actor_id)
    events = {
        who: list(found) for who, found in groupby(ordered, key=lambda row: row.actor_id) if who in people
    }
    students = frozenset(one for one, person in people.items() if not person.adult)
    known = _known(work, events, wanted, students)
    judged: list[Judged] = []
    for tech in _techs(work, events, people, habits):
        found = events[tech.person_id]
        marks = judge(Case(tech, found, known, work.now), wanted)
        times = {event.id: event.occurred_at for event in found if event.id in marks}
        judged += [Judged(id_, tech.person_id, times[id_], mark) for id_, mark in marks.items()]
    return judged


def _known(
    work: Work, events: Mapping[int, Sequence[Any]], wanted: Collection[str], students: frozenset[int]
) -> Known:
    needed: set[int] = set()
    for tech, found in events.items():
        needed |= tickets_needed(Case(Tech(tech), found, Known(), work.now), wanted)
    if not needed:
        return Known(students=students)
    techs, chains, facts = sorted(events), dict[int, list[Any]](), dict[int, TicketFacts]()
    close: dict[tuple[int, int], frozenset[str]] = {}
    today = work.today
    for tickets in _portions(sorted(needed)):
        for move in work.rows(fact_queries.chains(work.actor, tickets)):
            chains.setdefault(move.ticket_id, []).append(move)
        for row in work.rows(fact_queries.ticket_facts(work.actor, tickets)):
            facts[row.id] = _facts(row)
        for row in work.rows(fact_queries.close(work.actor, tickets, techs, today)):
            pair = (row.ticket_id, row.tech_id)
            close[pair] = close.get(pair, frozenset()) | {row.how}
    return Known(facts, chains, students, close, _first_looks(work, close))


def _portions(tickets: list[int]) -> Iterable[list[int]]:
    return (tickets[start : start + MOST_ASKED] for start in range(0, len(tickets), MOST_ASKED))


def _facts(row: Any) -> TicketFacts:
    by_staff, practice = row.requester_kind == "staff", row.kind == "practice"
    return TicketFacts(row.id, row.requester_id, row.owner_id, practice, by_staff, row.site_id)


def _first_looks(work: Work, close: Mapping[tuple[int, int], frozenset[str]]) -> dict[tuple[int, int], Any]:
    near = [pair for pair, how in close.items() if how - {"classmate"}]
    if not near:
        return {}
    tickets, techs = sorted({pair[0] for pair in near}), sorted({pair[1] for pair in near})
    rows = work.rows(fact_queries.first_looks(work.actor, tickets, techs))
    return {(row.ticket_id, row.actor_id): row.at for row in rows}


def _techs(
    work: Work, events: Mapping[int, Sequence[Any]], people: Mapping[int, Person], habits: Habits
) -> list[Tech]:
    groups: dict[int, set[int]] = {}
    trainers = [tech for tech, found in events.items() if any("peer_trainer" in e.actor_role for e in found)]
    for row in work.rows(fact_queries.groups(work.actor, trainers)) if trainers else ():
        groups.setdefault(row.trainer_id, set()).add(row.trainee_id)
    shifts: dict[int, set[tuple[int, int, int]]] = {}
    for row in work.rows(fact_queries.shifts(work.actor, sorted(events))) if events else ():
        shifts.setdefault(row.person_id, set()).add((row.weekday, row.starts_minute, row.ends_minute))
    return [
        Tech(
            tech,
            _bells(work, people[tech]),
            frozenset(groups.get(tech, ())),
            people[tech].site_id,
            frozenset(shifts.get(tech, ())),
            habits.own.get(tech, Usual()),
            habits.team.get(people[tech].cadre_id, Usual()),
            people[tech].adult,
        )
        for tech in events
    ]


def _bells(work: Work, person: Person) -> SiteCalendar | None:
    if person.site_id is None:
        return None
    calendar = calendar_of(work, person.site_id)
    return calendar if calendar.has_bells else None
