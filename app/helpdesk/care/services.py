"""Look after a ticket that needs an adult, give it back, and set up who is called."""

from collections.abc import Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, begin
from app.helpdesk.care import flag_queries, policy, queries
from app.helpdesk.care.calling import can_be_called
from app.helpdesk.care.cases import end_cases
from app.helpdesk.care.models import CareNotice, CareRota
from app.helpdesk.care.notices import LONGEST
from app.helpdesk.care.sweeping import open_naming
from app.helpdesk.care.view_models import RotaLine
from app.helpdesk.care.watching import is_adults_only, take_over
from app.helpdesk.intake.asked import UNKNOWN
from app.helpdesk.intake.triage.services import queue_ticket
from app.helpdesk.tickets.services import about, find_to_change
from app.identity.actor import system_actor
from app.kernel import jobs
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_id

MOST_LINES = 12


def _case(work: Work, case_id: int) -> Any:
    row = work.first(queries.case_here(work.actor, case_id))
    if row is None:
        raise NotFound("There is no such ticket for you.", "Reload the list.")
    return row


def _about(case: Any) -> dict[str, Any]:
    return {"ticket_id": case.ticket_id, "site_id": case.site_id, "subjects": [case.requester_id]}


def look_after(work: Work, case_id: int) -> str:
    """Say that the acting adult looks after a ticket, and return its number; an ending that waited is off.

    Refuses: NotFound; by policy.answer; Conflict when somebody else was first.
    Records: care:acknowledged.
    """
    case = _case(work, case_id)
    work.intend(Tag.CARE_ACKNOWLEDGED, **_about(case))
    policy.answer(work.actor, case).require()
    if not end_cases(work, case.ticket_id):
        raise Conflict("Somebody looks after this already.", "Reload the list.")
    if case.status == "in_review" and case.sensitive:
        off = {"state": "returned", "decided_at": work.now, "decided_by_id": work.actor.person_id}
        work.execute(queries.proposals_back(work.actor, case.ticket_id).values(**off))
        work.execute(queries.reviewed_anew(work.actor, case.ticket_id).values(status="new"))
    work.record(Tag.CARE_ACKNOWLEDGED, **_about(case), why=case.reason)
    return str(case.number)


def give_back(work: Work, case_id: int) -> str:
    """Let the team see a ticket again and return its number; its words do not take it away again.

    Refuses: NotFound; by policy.give_back.
    Records: ticket:given_back, and ticket:queued when it goes into the queue.
    """
    case = _case(work, case_id)
    work.intend(Tag.TICKET_GIVEN_BACK, **_about(case))
    policy.give_back(work.actor, case, is_adults_only(work, case.requester_id)).require()
    ticket = find_to_change(work, case.number)
    if ticket.status == "new" and ticket.category_code != UNKNOWN:
        queue_ticket(work, ticket.number)
    else:
        end_cases(work, ticket.id, returned=True)
        work.execute(queries.shown_again(work.actor, ticket.id))
    work.record(Tag.TICKET_GIVEN_BACK, **about(ticket), why=case.reason)
    return str(ticket.number)


def find_site(work: Work, code: str) -> Any:
    """Return a school that the actor looks after.

    Refuses: NotFound.
    """
    rows = work.rows(queries.sites(work.actor))
    found = next((row for row in rows if row.code == code.upper()), None)
    if found is None:
        raise NotFound("There is no such school for you.", "Pick one from the list.")
    return found


def save_rota(work: Work, code: str, lines: Sequence[RotaLine]) -> None:
    """Write a school's rota anew.

    Refuses: NotFound; Invalid for somebody who could not read what needs an adult there.
    Records: care:changed.
    """
    site = find_site(work, code)
    able = {person for person, _name in can_be_called(work, site.id)}
    wanted = [line for line in lines if line.person_id][:MOST_LINES]
    if any(line.person_id not in able for line in wanted):
        raise Invalid(
            "Choose somebody who could read it.",
            "The list shows who has a role here. An administrator gives one under People, to a counselor too.",
            field="rota",
        )
    work.execute(queries.rota_gone(work.actor, site.id))
    rows = [
        {
            "id": new_id(),
            "district_id": work.actor.district_id,
            "site_id": site.id,
            "person_id": line.person_id,
            "position": place,
            "weekdays": "".join(day for day in "01234" if day in line.weekdays),
            "periods": ",".join(part.strip() for part in line.periods.split(",") if part.strip())[:200],
        }
        for place, line in enumerate(wanted)
    ]
    work.insert_many(CareRota, rows)
    called = [line.person_id for line in wanted]
    work.record(Tag.CARE_CHANGED, site_id=site.id, subjects=called, what="rota", count=len(rows))


def save_notice(work: Work, code: str, words: str) -> None:
    """Set what a school's form says about emergencies.

    Refuses: NotFound; Invalid for an empty or overlong text.
    Records: care:changed.
    """
    site = find_site(work, code)
    plain = " ".join(words.split())
    if not plain or len(plain) > LONGEST:
        raise Invalid(f"Write one to {LONGEST} characters.", "Say whom to call, at any hour.", field="notice")
    if not work.change(queries.notice_set(work.actor, site.id).values(words=plain)):
        work.insert(CareNotice, site_id=site.id, district_id=work.actor.district_id, words=plain)
    work.record(Tag.CARE_CHANGED, site_id=site.id, what="notice")


@jobs.handles("adults_only_set", at_once=True)
def take_all(payload: dict[str, Any]) -> None:
    """Take every ticket of a person, and the open ones that name them, out of the students' reach.

    Done twice, the second finds none.

    Records: ticket:taken_over for each.
    """
    with begin(system_actor(payload["district_id"])) as work:
        for row in work.rows(flag_queries.tickets_of(work.actor, payload["person_id"])):
            take_over(work, row.id, "adults_only")
        for ticket_id in open_naming(work, payload["person_id"]):
            take_over(work, ticket_id, "mention", people=[payload["person_id"]])
