"""Progress: numbers that follow from evidence, for the student and for the teacher of the team."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.curriculum.content.load import load_framework
from app.curriculum.progress.coverage import where_to_get
from app.helpdesk.tickets.scope import KEPT_TITLE
from app.identity.actor import Actor
from app.identity.rights import Can, Clearance, Hat
from app.ui import panels
from tests.cast import NOW, School
from tests.conftest import SignIn
from tests.helpers import bare_ticket
from tests.web.curriculum.arrange import finished, levels, resolve, rows
from tests.web.curriculum.grades import grade


def text(client: FlaskClient, path: str = "/desk/progress") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_nothing_yet_says_where_to_begin(cy: FlaskClient) -> None:
    page = text(cy)
    assert "0 of 63 objectives have proof." in page
    assert (
        page.count('<rect class="u-none"') + page.count('<rect class="u-next"') == 63 + 2
    )  # the key has both
    assert "0 of 8" in page and "nothing yet" in page


def test_finished_work_is_being_checked_then_proof(
    bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = finished(school)
    assert "0 of 63 objectives have proof. One more is being checked." in text(bo)
    grade(okafor, number)
    page = text(bo)
    assert "2 of 63 objectives have proof." in page
    assert "1 of 6" in page and "1 of 8" in page
    assert "Core 1, 5.5; Core 1, 2.2" in page and "Ms. Okafor" in page
    assert "Used only what the job needed" in page


def test_observed_work_is_no_proof(bo: FlaskClient, okafor: FlaskClient, school: School) -> None:
    grade(okafor, finished(school), shift="-1", shift_reason="Ines did most of it")
    assert "2 of 63" in text(bo)
    other = finished(school, category_id=school.categories["files"])
    grade(okafor, other, objectives=["core2:1.11"], verdict="practice")
    assert "2 of 63" in text(bo)


def test_reopening_suspends_the_proof_until_a_new_grade(
    bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    number = finished(school)
    grade(okafor, number)
    again = NOW + timedelta(minutes=30)
    with owner.begin() as c:
        ticket = sa.update(m.tickets.Ticket).where(m.tickets.Ticket.number == number)
        c.execute(ticket.values(status="in_progress", last_reopened_at=again, reopen_count=1))
    assert "0 of 63 objectives have proof. Two more are being checked." in text(bo)
    (row,) = rows(owner, m.tickets.Ticket, number=number)
    resolve(school, row.id, school.people["bo"], again + timedelta(minutes=5))
    with owner.begin() as c:
        reopened = NOW - timedelta(minutes=1)
        c.execute(ticket.values(status="resolved", last_reopened_at=reopened))
    grade(okafor, number, objectives=["core1:5.5"])
    assert "1 of 63 objectives have proof." in text(bo)


def test_a_correction_takes_its_proof_back(
    bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    number = finished(school)
    grade(okafor, number)
    (first,) = rows(owner, m.curriculum.Grade)
    grade(okafor, number, of=str(first.id), reason="Seen again", verdict="reject", **levels(1, 4, 4, 4, 4))
    page = text(bo)
    assert "0 of 63 objectives have proof." in page and "Corrected: Seen again." in page


def test_proof_of_a_ticket_that_adults_took_later_tells_nothing_of_it(
    bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    number = finished(school)
    grade(okafor, number, comment="Keep this order of tests")
    (row,) = rows(owner, m.tickets.Ticket, number=number)
    assert row.title_masked in text(bo)
    with owner.begin() as c:
        c.execute(sa.update(m.tickets.Ticket).where(m.tickets.Ticket.number == number).values(sensitive=True))
    page = text(bo)
    assert "2 of 63 objectives have proof." in page
    assert row.title_masked not in page and KEPT_TITLE in page


def test_the_ticket_in_hand_is_named_as_closest(bo: FlaskClient, school: School) -> None:
    bare_ticket(school, "claimed", owner_id=school.people["bo"], number="JCM-24817")
    page = text(bo)
    assert "Closest: Core 1, 5.5" in page and "Open JCM-24817" in page
    assert page.count('<rect class="u-next"') == 1 + 1


def test_each_exam_lists_what_is_missing_and_where_to_get_it(bo: FlaskClient) -> None:
    page = text(bo, "/desk/progress?exam=core2")
    assert "a lesson of the privacy module, whose proof is not in Cadre yet" in page
    system, wifi = load_framework().objective("core2:1.2"), load_framework().objective("core1:5.5")
    assert (
        system and where_to_get(system, ["wifi"]) == "a lab at the bench, not in Cadre yet: ask your teacher"
    )
    assert wifi and where_to_get(wifi, []) == "a practice ticket, which your teacher opens"
    assert where_to_get(wifi, ["wifi"]) == "a ticket about Wi-Fi"
    assert "a ticket about the browser" in page
    assert "Match common ports" in text(bo, "/desk/progress?exam=nonsense")


def test_work_sent_back_is_handed_in_again_once(
    bo: FlaskClient, cy: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    number = finished(school)
    better = {
        "cause": "It had joined the guest network by itself.",
        "fix": "Forgot it; checked with a second device.",
    }
    assert bo.post(f"/desk/progress/{number}/again", data=better).status_code == 409
    grade(okafor, number, verdict="resubmit")
    assert "Hand it in again" in text(bo)
    assert cy.post(f"/desk/progress/{number}/again", data=better).status_code == 409
    assert bo.post(f"/desk/progress/{number}/again", data={"cause": "", "fix": ""}).status_code == 422
    assert bo.post(f"/desk/progress/{number}/again", data=better).status_code == 303
    assert bo.post(f"/desk/progress/{number}/again", data=better).status_code == 409
    assert number in text(okafor, "/teach/grading")
    assert "Hand it in again" not in text(bo)
    grade(okafor, number)
    assert [g.verdict for g in rows(owner, m.curriculum.Grade)] == ["resubmit", "accept"]
    assert "2 of 63" in text(bo)


def test_a_student_reads_their_own_records_only(
    bo: FlaskClient, cy: FlaskClient, maria: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    grade(okafor, finished(school), comment="Keep this order of tests")
    assert "Keep this order of tests" in text(bo)
    assert "Keep this order of tests" not in text(cy)
    assert maria.get("/desk/progress").status_code == 403
    assert bo.get(f"/teach/progress/{school.people['cy']}").status_code == 403


def test_a_teacher_sees_the_team_and_each_look_is_recorded(
    okafor: FlaskClient, sign_in: SignIn, owner: sa.Engine, school: School
) -> None:
    grade(okafor, finished(school))
    team = text(okafor, "/teach/progress")
    assert "5 techs, 2 objectives proven." in team
    page = text(okafor, f"/teach/progress/{school.people['bo']}")
    assert "Bo: 2 of 63 objectives have proof." in page
    assert sign_in("alder").get(f"/teach/progress/{school.people['bo']}").status_code == 404
    with owner.connect() as c:
        event = m.audit.AuditEvent
        seen = c.execute(sa.select(event.subjects).where(event.tag == "progress:seen")).scalars().all()
    assert [school.people["bo"]] in seen and sorted(
        school.people[n] for n in ("bo", "cy", "ines", "lax", "tomo")
    ) in seen
    assert okafor.get(f"/teach/progress/{school.people['maria']}").status_code == 404


def test_the_teachers_home_gets_a_number_and_the_first_rows(okafor: FlaskClient, school: School) -> None:
    number = finished(school)
    teacher = Actor(
        person_id=school.people["okafor"],
        district_id=school.district_id,
        hat=Hat.TEACH,
        clearance=Clearance.STAFF,
        rights=frozenset({Can.GRADE_WORK}),
        site_ids=frozenset({school.site_id}),
        cadre_ids=frozenset({school.cadre_id}),
    )
    (panel,) = [p for p in panels.collect("teach", teacher) if p.name == "grading"]
    assert panel.number == 1 and panel.rows[0].url == f"/teach/grading/{number}"
    assert panels.collect("nowhere", teacher) == ()
