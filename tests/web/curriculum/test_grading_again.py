"""Work that was opened again, is unfinished or was practice: what waits for a grade."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from tests.cast import NOW, School, today_here
from tests.web.curriculum.arrange import finished, put, resolve, rows
from tests.web.curriculum.grades import EVIDENCE, GRADE, grade


def test_open_and_unresolved_work_does_not_wait(
    okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    open_again = finished(school, status="in_progress", reopen_count=1)
    assert "Nothing waits" in okafor.get("/teach/grading").get_data(as_text=True)
    page = okafor.get(f"/teach/grading/{open_again}").get_data(as_text=True)
    assert page.count("the ticket is open again") == 2  # where the page opens, and beside the button
    assert 'value="resubmit"' not in page and "Independent:" not in page and "Prompted:" not in page
    assert grade(okafor, open_again).status_code == 409
    assert rows(owner, GRADE) == []


def test_reopened_work_is_graded_again(okafor: FlaskClient, owner: sa.Engine, school: School) -> None:
    number = finished(school)
    grade(okafor, number)
    (ticket,) = rows(owner, m.tickets.Ticket, number=number)
    resolve(school, ticket.id, school.people["bo"], NOW + timedelta(minutes=1))
    assert number in okafor.get("/teach/grading").get_data(as_text=True)
    assert grade(okafor, number).status_code == 303
    chain = rows(owner, GRADE)
    assert len(chain) == 2 and chain[1].supersedes_id == chain[0].id
    assert "Nothing waits" in okafor.get("/teach/grading").get_data(as_text=True)


def test_work_that_was_confirmed_and_opened_again_stays_graded(
    okafor: FlaskClient, maria: FlaskClient, owner: sa.Engine, school: School
) -> None:
    number = finished(school)
    assert maria.post(f"/my/tickets/{number}/confirm").status_code == 303
    assert grade(okafor, number).status_code == 303
    given, kept = rows(owner, GRADE), rows(owner, EVIDENCE)
    again = maria.post(f"/my/tickets/{number}", data={"text": "It is back.", "act": "reopen"})
    assert again.status_code == 303
    (ticket,) = rows(owner, m.tickets.Ticket, number=number)
    assert (ticket.status, ticket.closed_at, ticket.reopen_count) == ("in_progress", None, 1)
    assert rows(owner, GRADE) == given and rows(owner, EVIDENCE) == kept
    assert grade(okafor, number, of=str(given[0].id), reason="It came back").status_code == 409
    resolve(school, ticket.id, school.people["bo"], NOW + timedelta(minutes=1))
    with owner.begin() as c:
        c.execute(sa.update(m.tickets.Ticket).where(m.tickets.Ticket.id == ticket.id).values(status="closed"))
    assert number in okafor.get("/teach/grading").get_data(as_text=True)


def test_practice_waits_for_its_sign_off(okafor: FlaskClient, owner: sa.Engine, school: School) -> None:
    number = finished(school, "tomo", kind="practice", handle="P-4M6", requester_id=school.people["okafor"])
    (ticket,) = rows(owner, m.tickets.Ticket, number=number)
    (ending,) = rows(owner, m.tickets.Resolution, ticket_id=ticket.id)
    assert "Nothing waits" in okafor.get("/teach/grading").get_data(as_text=True)
    put(
        m.curriculum.SignOff, district_id=school.district_id, ticket_id=ticket.id, resolution_id=ending.id,
        student_id=school.people["tomo"], signer_id=school.people["ines"], signer_role="peer_trainer",
        verdict="accepted", signed_at=NOW,
    )  # fmt: skip
    assert number in okafor.get("/teach/grading").get_data(as_text=True)
    assert grade(okafor, number).status_code == 303
    assert {e.kind for e in rows(owner, EVIDENCE)} == {"practice"}


def test_the_last_work_of_a_team_is_graded_after_its_last_day(
    okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    number = finished(school)
    with owner.begin() as c:
        for table in (m.cadres.Cadre, m.cadres.CadreMember):
            c.execute(sa.update(table).values(ends_on=today_here() - timedelta(days=3)))
    assert number in okafor.get("/teach/grading").get_data(as_text=True)
    assert grade(okafor, number).status_code == 303
    assert len(rows(owner, GRADE)) == 1
    assert "Bo" in okafor.get("/teach/progress").get_data(as_text=True)
