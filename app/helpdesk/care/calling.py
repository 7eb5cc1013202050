"""Call one adult after another for a ticket that needs one, until somebody looks after it.

Source: the school's rota; the supervising teacher and the deputy stand behind it, the administrator and the privacy
officer behind them.
"""

from datetime import timedelta
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, begin, chore
from app.helpdesk.care import calling_queries, queries
from app.helpdesk.care.models import CareCall
from app.identity.actor import system_actor
from app.identity.rights import Role
from app.kernel import jobs
from app.kernel.ids import new_id
from app.school.calendar import service as calendar
from app.school.calendar.hours import period_at
from app.school.people.queries import staff

MINUTES = 10  # of working time, until the next one is called
LATE = timedelta(minutes=1)


@jobs.handles("care_call", at_once=True)
def call(payload: dict[str, Any]) -> None:
    """Call whoever is next for a case, and look again when the time is up; done twice, nobody is called twice, and
    whoever asked is never called for their own.

    Records: care:called.
    """
    with begin(system_actor(payload["district_id"])) as work:
        case = work.first(queries.case(work.actor, payload["case_id"]))
        if case is None or case.acknowledged_at is not None:
            return
        called = {row.person_id for row in work.rows(queries.calls(work.actor, [case.id]))}
        step, people = _next(work, case.site_id, called, case.requester_id)
        for person in people:
            values = {"case_id": case.id, "person_id": person, "step": step, "called_at": work.now}
            work.insert(CareCall, id=new_id(), district_id=case.district_id, **values)
        about = {"ticket_id": case.ticket_id, "site_id": case.site_id}
        work.record(Tag.CARE_CALLED, **about, subjects=people, step=step)
        if people:
            due = calendar.due_at(work, case.site_id, MINUTES) or work.now
            work.execute(queries.case_set(work.actor, case.id).values(step=step, due_at=due))
            work.enqueue("care_call", run_at=due, case_id=case.id, district_id=case.district_id)
        else:  # everybody was called, and it stands on the first page of each
            work.execute(queries.case_set(work.actor, case.id).values(due_at=None))


def take_up_again(district_id: int) -> int:
    """Let calls go on whose job was given up, or waits for a day that a wrong clock made; return how many."""
    with chore(system_actor(district_id)) as work:
        lost = 0
        for case in work.rows(calling_queries.unheard(work.actor)):
            fresh = calendar.due_at(work, case.site_id, MINUTES) or work.now
            at = min(case.due_at or case.opened_at, fresh)
            soon = any(one["case_id"] == case.id for one in jobs.coming("care_call", fresh + LATE))
            if not soon and (at < work.now - LATE or at < (case.due_at or at) - LATE):
                work.enqueue("care_call", run_at=max(at, work.now), case_id=case.id, district_id=district_id)
                lost += 1
        return lost


def _next(work: Work, site_id: int, called: set[int], asked_by: int) -> tuple[int, list[int]]:
    """Return who is called next: whoever never claimed an account would not see it."""
    rungs = ladder(work, site_id)
    everybody = {person for rung in rungs for person in rung} - {asked_by}
    here = set(work.execute(calling_queries.signing_in(work.actor, everybody)).scalars())
    for step, rung in enumerate(rungs, start=1):
        people = [person for person in rung if person in here]
        if people and not set(people) & called:
            return step, people
    return 0, []


def ladder(work: Work, site_id: int) -> list[list[int]]:
    """Return who is called at a school now, one rung after the other; nobody stands on two.

    Shape: whoever could not read it there is left out, on the rota too: they left, or have no role.
    """
    able = work.rows(calling_queries.answering(work.actor, site_id, work.today))
    may = {row.person_id for row in able}
    rungs: list[list[int]] = [[person] for person in on_duty(work, site_id)]
    teams = work.rows(calling_queries.supervisors(work.actor, site_id, work.today))
    rungs += [[row.supervisor_id for row in teams], [row.deputy_id for row in teams]]
    behind = (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)
    for role in (
        behind if teams else (Role.TEACHER, *behind)
    ):  # without a team, whoever could lead one reads it first
        rungs.append([row.person_id for row in able if row.role == role.value])
    seen: set[int] = set()
    made: list[list[int]] = []
    for rung in rungs:
        fresh = [person for person in dict.fromkeys(rung) if person in may and person not in seen]
        seen.update(fresh)
        if fresh:
            made.append(fresh)
    return made


def on_duty(work: Work, site_id: int) -> list[int]:
    """Return who of the rota is on duty now; outside of periods, those whose line names none."""
    bells = calendar.calendar_of(work, site_id)
    span = period_at(bells, work.now)
    weekday, period = str(bells.local(work.now).weekday()), span.name if span else ""
    return [
        row.person_id
        for row in work.rows(queries.rota(work.actor, site_id))
        if (not row.weekdays or weekday in row.weekdays)
        and (not row.periods or period in row.periods.split(","))
    ]


def can_be_called(work: Work, site_id: int) -> tuple[tuple[int, str], ...]:
    """Return the staff of a school who could read what needs an adult there, by professional name."""
    may = {row.person_id for row in work.rows(calling_queries.answering(work.actor, site_id, work.today))}
    return tuple((row.id, row.display_name) for row in work.rows(staff(work.actor, site_id)) if row.id in may)
