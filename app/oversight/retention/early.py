"""One person's data before its time, at the school's or a family's request: an officer plans, a second adult approves.

Source: 105 ILCS 85/10 and California B&P Code 22584(d)(2), deletion at the school's request; 34 CFR 99.10(e), not while
somebody asked to see it.
"""

from collections.abc import Iterator
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.tickets.services import names_for
from app.identity.rights import Hat
from app.kernel.errors import Invalid, NotFound
from app.oversight.disclosure.services import find_subject
from app.oversight.disclosure.view_models import Subject, subject_of
from app.oversight.holds.view_models import day_words
from app.oversight.inspection.queries import others_tickets
from app.oversight.mentions import tickets_naming
from app.oversight.retention import policy, queries, services
from app.oversight.retention.view_models import EarlyView, RunView, found_views, run_of
from app.school.people import queries as people

NOTHING = "Nothing of this person can go now."


def read_early(work: Work, person_id: int) -> EarlyView:
    """Return what would go of one person before its time, what is kept by what, and what stays and why.

    Refuses: NotFound; by policy.plan_early.
    Records: purge:planned, with dry.
    """
    row = find_subject(work, person_id)
    work.intend(Tag.PURGE_PLANNED, subjects=[person_id])
    policy.plan_early(work.actor, person_id).require()
    found = services.look_through(work, person_id)
    work.record(Tag.PURGE_PLANNED, subjects=[person_id], dry=True, count=sum(one.units for one in found))
    return EarlyView(subject_of(row), found_views(found, work.day), what_stays(work, person_id))


def plan_early(work: Work, person_id: int, why: str) -> int:
    """Write down what would go of one person before its time, unit by unit, and return the plan's key.

    Refuses: NotFound; by policy.plan_early; Invalid for another reason; Conflict when nothing can go, or another purge
    runs.
    Records: purge:planned.
    """
    if work.actor.hat is not Hat.SYSTEM:
        find_subject(work, person_id)
    work.intend(Tag.PURGE_PLANNED, subjects=[person_id])
    policy.plan_early(work.actor, person_id).require()
    if why not in policy.WHY:
        raise Invalid("Choose on whose word it goes.", field="why")
    found = services.look_through(work, person_id, with_keys=True)
    run_id = services.keep_plan(work, found, {}, NOTHING, person_id=person_id, why=why)
    count = sum(one.units for one in found)
    work.record(Tag.PURGE_PLANNED, subjects=[person_id], run=run_id, count=count, early=why)
    return run_id


def what_stays(work: Work, person_id: int) -> tuple[str, ...]:
    """Return what no plan of today takes of one person, each with its reason and what to do."""
    row = work.first(queries.ties(work.actor, person_id))
    if row is None:
        return ()
    others = others_tickets(work.actor, person_id)
    naming = len(tickets_naming(work, [person_id], others, sure=True)[person_id])
    return tuple(_stays(row, naming, row.until is not None and row.until >= work.today))


def _stays(row: Any, naming: int, on_team: bool) -> Iterator[str]:
    if row.active:
        yield (
            "Name, number, contacts, account and learning record: the roster still has this person. End them with the "
            "next roster, then plan again."
        )
    if on_team:
        yield f"The learning record: they are on a team until {day_words(row.until)}."
    if row.open:
        yield f"{_tickets(row.open)} not closed yet. Close them, then plan again."
    if row.wrote:
        yield (
            f"{_tickets(row.wrote)} of others that they wrote on, and so their name: until the time of those is over."
        )
    if naming:
        yield f"{_tickets(naming)} of others that name them, hidden from students: until the time of those is over."
    yield "Lines of the trail and of the signed log, which name them no more, and in the records of others who it was."


def _tickets(count: int) -> str:
    return "One ticket" if count == 1 else f"{count:,} tickets"


def list_early(work: Work) -> tuple[RunView, ...]:
    """Return the plans of one person's data that this adult may decide on, the newest first."""
    return tuple(
        view
        for row in work.rows(queries.early_runs(work.actor))
        if work.first(people.person(work.actor, row.person_id)) and (view := view_of(work, row)).approve.yes
    )


def read_second(work: Work, run_id: int) -> RunView:
    """Return one person's plan for the second adult.

    Refuses: NotFound when it is no such plan, or the person is not of this adult's schools.
    Records: people:seen.
    """
    row = services.find_run(work, run_id)
    if row.person_id is None:
        raise NotFound("There is no such plan.", "Go back to your home.")
    if row.state == "planned":
        find_subject(work, row.person_id)
    return view_of(work, row)


def view_of(work: Work, row: Any) -> RunView:
    """Return one purge as it is read; whose it is, where it is of one person who is still named.

    Records: people:seen, where it names somebody.
    """
    names = names_for(work, {key for key in (row.asked_by_id, row.approved_by_id) if key})
    return run_of(row, names, policy.approve(work.actor, row), work.day, _subject(work, row.person_id))


def _subject(work: Work, person_id: int | None) -> Subject | None:
    found = work.first(people.people(work.actor, [person_id])) if person_id else None
    if found is None:
        return None
    work.record(Tag.PEOPLE_SEEN, subjects=[person_id], fields=["name", "grade"], kind="purge")
    return subject_of(found)
