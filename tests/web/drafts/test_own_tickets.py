"""Nobody reads what was written or ended on a ticket that they asked for: the team's other teacher does."""

from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ticket
from tests.web.tickets.arrange import claimed, reply, words

DONE = {"cause": "A loose plug.", "fix": "Pushed it in.", "code": "fixed", "open_steps": "They do not fit."}
SAID = "Which of the two cables is in the board now?"


def test_a_reply_on_a_teachers_own_ticket_waits_for_the_deputy(
    sign_in: SignIn, okafor: FlaskClient, cy: FlaskClient, school: School
) -> None:
    lind = sign_in("lind")
    number = claimed(okafor, cy, school, text="My board stays dark.")
    page = words(cy.get(f"/desk/tickets/{number}"))
    assert "Mr. Lind, before they are told" in page and "Ms. Okafor, before" not in page
    assert reply(cy, number, SAID).status_code == 303
    assert number not in words(okafor.get("/teach/drafts"))
    assert number not in words(okafor.get("/teach"))
    assert okafor.post(f"/teach/drafts/{number}/send").status_code == 404
    assert okafor.post(f"/teach/drafts/{number}/return", data={"reason": "tone"}).status_code == 404
    assert number in words(lind.get("/teach/drafts"))
    assert lind.post(f"/teach/drafts/{number}/send").status_code == 303


def test_an_ending_of_a_teachers_own_ticket_is_read_by_the_deputy(
    sign_in: SignIn, okafor: FlaskClient, bo: FlaskClient, school: School
) -> None:
    lind = sign_in("lind")
    number = claimed(okafor, bo, school, text="My board stays dark.")
    assert "Mr. Lind, after they were told" in words(bo.get(f"/desk/tickets/{number}"))
    assert bo.post(f"/desk/tickets/{number}/done", data=DONE).status_code == 303
    assert ticket(number).status == "resolved"
    assert number not in words(okafor.get("/teach/reviews"))
    for act, data in (("accept", {}), ("return", {"reason": "Too short."})):
        assert okafor.post(f"/teach/reviews/{number}/{act}", data=data).status_code == 403
    assert number in words(lind.get("/teach/reviews"))
    assert lind.post(f"/teach/reviews/{number}/accept").status_code == 303


def test_the_line_of_who_checks_tells_nobody_that_a_trainer_asked(
    ines: FlaskClient, maria: FlaskClient, cy: FlaskClient, school: School
) -> None:
    hers, theirs = (claimed(one, cy, school, text=f"It stays dark, {one}.") for one in (ines, maria))
    for number in (hers, theirs):
        assert "Ines, before they go out" in words(cy.get(f"/desk/tickets/{number}"))
