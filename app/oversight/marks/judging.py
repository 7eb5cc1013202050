"""Load what the rules need around events, and let them judge."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from app.audit.work import Work
from app.oversight.marks import fact_queries
from app.oversight.marks.facts import Case, Known, Tech, TicketFacts, watched
from app.oversight.marks.findings import AHEAD, BACK, Mark
from app.oversight.marks.rules import judge, tickets_needed
from app.oversight.trail.view_models import Person
from app.oversight.trail.wanted import Span, merged
from app.school.calendar.service import SiteCalendar, calendar_of


@dataclass(frozen=True)
class Judged:
    """One event and its mark."""

    id: str
    tech_id: int
    at: datetime
    mark: Mark


def marks_of(work: Work, rows: Iterable[Any], techs: Mapping[int, Person]) -> dict[str, Mark]:
    """Return the marks of those rows that a tech's look or act made."""
    wanted = [row for row in rows if row.actor_id in techs and watched(row)]
    spans = [Span(row.actor_id, row.occurred_at, row.occurred_at) for row in wanted]
    found = judged_in(work, spans, techs, {row.id for row in wanted})
    return {one.id: one.mark for one in found}


def judged_in(
    work: Work, spans: Sequence[Span], techs: Mapping[int, Person], wanted: Collection[str] | None = None
) -> list[Judged]:
    """Judge the wanted events in these stretches of time, or all of them; a stretch's end is outside."""
    if not spans:
        return []
    around = merged(Span(span.person_id, span.low - BACK, span.high + AHEAD) for span in spans)
    rows = sorted(work.rows(fact_queries.around(work.actor, around)), key=lambda row: row.actor_id)
    events = {tech: list(found) for tech, found in groupby(rows, key=lambda row: row.actor_id)}
    chosen = {tech: _wanted(tech, found, spans, wanted) for tech, found in events.items()}
    known = _known(work, events, chosen, frozenset(techs))
    judged: list[Judged] = []
    for tech in _techs(work, events, techs):
        marks = judge(Case(tech, events[tech.person_id], known, work.now), chosen[tech.person_id])
        times = {event.id: event.occurred_at for event in events[tech.person_id]}
        judged += [Judged(id_, tech.person_id, times[id_], mark) for id_, mark in marks.items()]
    return judged


def _wanted(
    tech: int, events: Sequence[Any], spans: Sequence[Span], wanted: Collection[str] | None
) -> set[str]:
    if wanted is not None:
        return {event.id for event in events if event.id in wanted}
    own = [span for span in spans if span.person_id == tech]
    return {event.id for event in events if any(span.low <= event.occurred_at < span.high for span in own)}


def _known(
    work: Work, events: Mapping[int, Sequence[Any]], chosen: Mapping[int, set[str]], students: frozenset[int]
) -> Known:
    needed: set[int] = set()
    for tech, found in events.items():
        case = Case(Tech(tech), found, Known(), work.now)
        needed |= tickets_needed(case, chosen[tech])
    if not needed:
        return Known(students=students)
    tickets, techs = sorted(needed), sorted(events)
    chains: dict[int, list[Any]] = {}
    for move in work.rows(fact_queries.chains(work.actor, tickets)):
        chains.setdefault(move.ticket_id, []).append(move)
    facts = {
        row.id: TicketFacts(row.id, row.requester_id, row.owner_id, row.kind == "practice")
        for row in work.rows(fact_queries.ticket_facts(work.actor, tickets))
    }
    kin = frozenset(
        (row.ticket_id, row.tech_id) for row in work.rows(fact_queries.kin(work.actor, tickets, techs))
    )
    return Known(facts, chains, students, kin, _first_looks(work, kin))


def _first_looks(work: Work, kin: frozenset[tuple[int, int]]) -> dict[tuple[int, int], Any]:
    if not kin:
        return {}
    tickets, techs = sorted({pair[0] for pair in kin}), sorted({pair[1] for pair in kin})
    rows = work.rows(fact_queries.first_looks(work.actor, tickets, techs))
    return {(row.ticket_id, row.actor_id): row.at for row in rows}


def _techs(work: Work, events: Mapping[int, Any], people: Mapping[int, Person]) -> list[Tech]:
    groups: dict[int, set[int]] = {}
    trainers = [tech for tech, found in events.items() if any("peer_trainer" in e.actor_role for e in found)]
    for row in work.rows(fact_queries.groups(work.actor, trainers)) if trainers else ():
        groups.setdefault(row.trainer_id, set()).add(row.trainee_id)
    return [Tech(tech, _bells(work, people.get(tech)), frozenset(groups.get(tech, ()))) for tech in events]


def _bells(work: Work, person: Person | None) -> SiteCalendar | None:
    if person is None or person.site_id is None:
        return None
    calendar = calendar_of(work, person.site_id)
    return calendar if calendar.has_bells else None
