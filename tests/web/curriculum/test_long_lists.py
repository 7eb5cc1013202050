"""Lists of more work than a page shows: the heading counts all of it, and the list says that more waits."""

from datetime import timedelta

from flask.testing import FlaskClient

from app import models as m
from app.curriculum.content.load import load_practice
from tests.cast import NOW, School
from tests.helpers import bare_ticket
from tests.web.curriculum.arrange import put, resolve


def test_the_grading_queue_counts_what_it_does_not_list(okafor: FlaskClient, school: School) -> None:
    bo = school.people["bo"]
    for number in range(102):
        ticket = bare_ticket(school, owner_id=bo, status="resolved", resolved_at=NOW, closure_code="fixed")
        resolve(school, ticket, bo, NOW - timedelta(hours=2, minutes=number))
    page = okafor.get("/teach/grading").get_data(as_text=True)
    assert "102 pieces of work wait for your grade." in page
    assert page.count('class="no num"') == 100
    assert "Two more wait behind these; they come up as you decide." in page


def test_sign_offs_count_what_they_do_not_list(
    okafor: FlaskClient, ines: FlaskClient, school: School
) -> None:
    tomo, story = school.people["tomo"], load_practice()[0].code
    for number in range(27):
        ticket = bare_ticket(school, owner_id=tomo, kind="practice", status="in_review")
        put(
            m.curriculum.PracticeRun, district_id=school.district_id, ticket_id=ticket, student_id=tomo,
            cadre_id=school.cadre_id, story=story, opened_by_id=school.people["okafor"],
            opened_at=NOW - timedelta(hours=4), shown=[],
        )  # fmt: skip
        resolve(school, ticket, tomo, NOW - timedelta(hours=2, minutes=number), state="proposed")
    own = ines.get("/desk/sign-offs").get_data(as_text=True)
    assert "Tomo and 26 more wait for your sign-off." in own and "Two more wait behind these" in own
    team = okafor.get("/teach/practice").get_data(as_text=True)
    assert "27 practice endings wait for a sign-off." in team and "Two more wait behind these" in team
