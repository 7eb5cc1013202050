"""A fixed ticket closes by itself after seven school days, unless somebody opened it again."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import begin
from app.helpdesk.tickets import services
from app.helpdesk.tickets.models import Ticket
from app.identity.actor import system_actor
from app.kernel import clock, jobs
from tests.cast import School
from tests.helpers import bare_ticket, number_of, read


def fixed(school: School) -> int:
    ticket_id = bare_ticket(school, "claimed", owner_id=school.people["bo"])
    actor = system_actor(school.district_id)
    with begin(actor) as work:
        ticket = services.find(work, number_of(ticket_id))
        services.move(work, ticket, "finish", resolved_at=work.now)
        work.record(Tag.TICKET_RESOLVED, **services.about(ticket))
    return ticket_id


def work_through(days: int) -> None:
    with clock.at(clock.now() + timedelta(days=days)):
        for job_id in jobs.due(clock.now()):
            jobs.run(job_id, clock.now())


def status(ticket_id: int) -> str:
    return str(read(sa.select(Ticket.status).where(Ticket.id == ticket_id)))


def test_it_stays_open_for_seven_school_days(school: School) -> None:
    ticket_id = fixed(school)
    work_through(5)
    assert status(ticket_id) == "resolved"
    work_through(20)
    assert status(ticket_id) == "closed"
    closed = sa.select(sa.func.count()).select_from(AuditEvent)
    assert read(closed.where(AuditEvent.ticket_id == ticket_id, AuditEvent.tag == "ticket:closed")) == 1


def test_what_was_opened_again_is_left_alone(school: School) -> None:
    ticket_id = fixed(school)
    actor = system_actor(school.district_id)
    with begin(actor) as work:
        again = sa.update(Ticket).where(Ticket.id == ticket_id).values(status="in_progress", resolved_at=None)
        work.execute(again)
        work.record(Tag.TICKET_REOPENED, ticket_id=ticket_id)
    work_through(20)
    assert status(ticket_id) == "in_progress"


def test_what_was_confirmed_opened_again_and_fixed_anew_gets_its_whole_time(school: School) -> None:
    ticket_id = fixed(school)
    actor = system_actor(school.district_id)
    with begin(actor) as work:
        again = sa.update(Ticket).where(Ticket.id == ticket_id)
        work.execute(again.values(status="in_progress", resolved_at=None))
        work.record(Tag.TICKET_REOPENED, ticket_id=ticket_id)
    with clock.at(clock.now() + timedelta(days=9)), begin(actor) as work:
        ticket = services.find(work, number_of(ticket_id))
        services.move(work, ticket, "finish", resolved_at=work.now)
        work.record(Tag.TICKET_RESOLVED, **services.about(ticket))
    work_through(15)  # the first fix would have been closed by now
    assert status(ticket_id) == "resolved"
    work_through(30)
    assert status(ticket_id) == "closed"


def test_who_leaves_the_team_leaves_no_ticket_behind(school: School, okafor: FlaskClient) -> None:
    ticket_id = bare_ticket(school, "claimed", owner_id=school.people["bo"])
    path = f"/teach/cadres/{school.cadre_id}/members/{school.people['bo']}/end"
    assert okafor.post(path, data={"sure": "y"}).status_code == 303
    work_through(0)
    assert status(ticket_id) == "queued"
