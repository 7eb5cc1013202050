"""Lists of more work than a page shows: the heading counts all of it, and the list says that more waits."""

from datetime import timedelta

from flask.testing import FlaskClient

from app import models as m
from app.curriculum.content.load import load_practice
from tests.cast import NOW, School
from tests.helpers import bare_ticket, number_of
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


def run(school: School, status: str, hours: int) -> int:
    """Write a practice ticket of Tomo's that was opened hours ago, and return its id."""
    tomo = school.people["tomo"]
    ticket = bare_ticket(school, owner_id=tomo, kind="practice", status=status)
    put(
        m.curriculum.PracticeRun, district_id=school.district_id, ticket_id=ticket, student_id=tomo,
        cadre_id=school.cadre_id, story=load_practice()[0].code, opened_by_id=school.people["okafor"],
        opened_at=NOW - timedelta(hours=hours), shown=[],
    )  # fmt: skip
    return ticket


def test_practice_under_way_is_listed_before_what_is_over(okafor: FlaskClient, school: School) -> None:
    oldest = number_of(run(school, "in_progress", 300))
    for hours in range(100):
        run(school, "closed", hours)
    page = okafor.get("/teach/practice").get_data(as_text=True)
    assert oldest in page and "A hundred show here: all under way, then the newest." in page


def test_sign_offs_count_what_they_do_not_list(
    okafor: FlaskClient, ines: FlaskClient, school: School
) -> None:
    tomo = school.people["tomo"]
    for number in range(27):
        ticket = run(school, "in_review", 4)
        resolve(school, ticket, tomo, NOW - timedelta(hours=2, minutes=number), state="proposed")
    own = ines.get("/desk/sign-offs").get_data(as_text=True)
    assert "Tomo and 26 more wait for your sign-off." in own and "Two more wait behind these" in own
    team = okafor.get("/teach/practice").get_data(as_text=True)
    assert "27 practice endings wait for a sign-off." in team and "Two more wait behind these" in team
