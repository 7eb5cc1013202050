"""Drafts and checked questions of tickets whose day or end came meanwhile."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.helpdesk.drafts.sending import send_draft
from app.kernel import clock
from app.models import metadata
from tests.cast import School
from tests.conftest import SignIn
from tests.web.drafts.arrange import waiting
from tests.web.intake.arrange import messages
from tests.web.tickets.arrange import claimed, morning, put, rows, ticket, words


def test_a_question_waits_for_its_check_and_then_for_them(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, cy, ines = sign_in("maria"), sign_in("cy"), sign_in("ines")
        number = claimed(maria, cy, school)
        data = {"reason": "answer", "question": "Which side of the gym?"}
        assert cy.post(f"/desk/tickets/{number}/wait", data=data).status_code == 303
        assert ticket(number).status == "in_progress"
        assert "After it is sent, the ticket waits for their answer." in words(ines.get("/desk/drafts"))
        ines.post(f"/desk/drafts/{number}/send")
        row = ticket(number)
    assert (row.status, row.pending_reason) == ("pending_requester", "answer") and row.paused_at is not None


def test_the_day_chosen_for_a_question_is_kept_while_it_is_checked(sign_in: SignIn, school: School) -> None:
    with morning() as at:
        maria, cy, ines = sign_in("maria"), sign_in("cy"), sign_in("ines")
        number, path = claimed(maria, cy, school), "/desk/tickets/{}/wait"
        day = (at + timedelta(days=14)).date()
        data = {"reason": "answer", "question": "Which side of the gym?", "resume_on": day.isoformat()}
        past = cy.post(path.format(number), data=data | {"resume_on": at.date().isoformat()})
        assert past.status_code == 422 and "Choose a day after today" in words(past)
        assert cy.post(path.format(number), data=data).status_code == 303
        assert ines.post(f"/desk/drafts/{number}/send").status_code == 303
    assert ticket(number).resume_on == day


def test_a_day_that_passed_while_the_question_was_checked_gives_way_to_the_usual_one(
    sign_in: SignIn, school: School
) -> None:
    with morning() as at:
        number = claimed(sign_in("maria"), sign_in("cy"), school)
        day = (at + timedelta(days=1)).date()
        data = {"reason": "answer", "question": "Which side of the gym?", "resume_on": day.isoformat()}
        assert sign_in("cy").post(f"/desk/tickets/{number}/wait", data=data).status_code == 303
    with clock.at(at + timedelta(days=2)):
        assert sign_in("ines").post(f"/desk/drafts/{number}/send").status_code == 303
    row = ticket(number)
    assert row.status == "pending_requester" and row.resume_on > day


def test_an_approved_draft_of_an_ended_ticket_goes_nowhere(
    maria: FlaskClient, cy: FlaskClient, owner: sa.Engine, school: School
) -> None:
    number = waiting(maria, cy, school)
    put(number, status="closed")
    with owner.begin() as connection:
        connection.execute(
            sa.update(metadata.tables["draft"]).values(state="approved", decided_at=clock.now())
        )
    send_draft({"district_id": school.district_id, "draft_id": rows("draft")[0].id})
    assert len(messages(number)) == 1 and rows("draft")[0].state == "withdrawn"


def test_a_draft_of_a_ticket_that_was_taken_back_waits_for_nobody_until_that_is_undone(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = waiting(maria, cy, school)
    seen = {"seen": str(rows("draft")[0].id)}
    assert maria.post(f"/my/tickets/{number}/withdraw").status_code == 303
    for page in (ines.get("/desk/drafts"), okafor.get("/teach/drafts")):
        assert "No reply waits for you." in words(page)
    late = ines.post(f"/desk/drafts/{number}/send", data=seen)
    assert late.status_code == 409 and "The ticket was taken back while you had this open." in words(late)
    assert okafor.post(f"/teach/drafts/{number}/send").status_code == 404
    assert maria.post(f"/my/tickets/{number}/restore").status_code == 303
    assert "Cy waits for you." in words(ines.get("/desk/drafts"))
    assert ines.post(f"/desk/drafts/{number}/send", data=seen).status_code == 303
    assert messages(number)[-1].side == "cadre"


def test_a_reply_on_a_ticket_that_is_over_waits_for_nobody(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = waiting(maria, cy, school)
    put(number, status="closed", closed_at=clock.now())
    assert "No reply waits for you." in words(ines.get("/desk/drafts"))
    late = ines.post(f"/desk/drafts/{number}/send", data={"seen": str(rows("draft")[0].id)})
    assert late.status_code in (404, 409) and rows("draft")[0].state == "waiting"
