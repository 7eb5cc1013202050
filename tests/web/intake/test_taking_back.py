"""A requester takes a ticket back, undoes it, and what a bare thanks does."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.helpdesk.intake.following.thanks import only_thanks
from app.kernel import clock
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events, happened, messages, put, text, ticket
from tests.web.intake.fixing import NINE, asked_and_fixed
from tests.web.tickets.arrange import rows


@pytest.mark.parametrize(
    "status", ["new", "queued", "in_progress", "pending_requester", "pending_vendor", "in_review"]
)
def test_an_open_ticket_can_be_taken_back(maria: FlaskClient, school: School, status: str) -> None:
    number = ask(maria, school)
    put(number, status=status)
    assert maria.post(f"/my/tickets/{number}/withdraw").status_code == 303
    row = ticket(number)
    assert (row.status, row.closure_code) == ("cancelled", "withdrawn") and row.closed_at is not None
    assert "You took it back" in text(maria.get(f"/my/tickets/{number}"))
    assert maria.post(f"/my/tickets/{number}/withdraw").status_code == 409
    assert maria.post(f"/my/tickets/{number}", data={"text": "Hello?"}).status_code == 409
    assert events("ticket:cancelled")[-1].outcome == "refused"


@pytest.mark.parametrize("status", ["new", "queued", "in_progress", "pending_requester", "in_review"])
def test_taking_back_can_be_undone_for_some_minutes(sign_in: SignIn, school: School, status: str) -> None:
    with clock.at(NINE):
        maria = sign_in("maria")
        number = ask(maria, school)
        assert maria.post(f"/my/tickets/{number}/restore").status_code == 409
        held = {"paused_at": NINE, "pending_reason": "answer"} if status == "pending_requester" else {}
        put(number, status=status, **held)
        before = ticket(number)
    with clock.at(NINE + timedelta(minutes=2)):
        page = text(maria.post(f"/my/tickets/{number}/withdraw", follow_redirects=True))
        assert "Until 9:12 you can undo it" in page and ">Undo</button>" in page
    with clock.at(NINE + timedelta(minutes=11)):
        page = text(sign_in("maria").post(f"/my/tickets/{number}/restore", follow_redirects=True))
        assert "Your ticket is where it was." in page and ">Undo</button>" not in page
    same = ("status", "closure_code", "closed_at", "due_at", "paused_at", "pending_reason", "owner_id")
    assert [getattr(ticket(number), name) for name in same] == [getattr(before, name) for name in same]
    assert happened(number)[-1][0] == "restored" and len(events("ticket:restored")) == 2


def test_taking_back_cannot_be_undone_later_nor_when_an_adult_ended_it(
    sign_in: SignIn, school: School
) -> None:
    with clock.at(NINE):
        maria = sign_in("maria")
        number, other = ask(maria, school), ask(maria, school)
        maria.post(f"/my/tickets/{number}/withdraw")
        put(other, status="cancelled", closed_at=NINE, closure_code="withdrawn")
        assert maria.post(f"/my/tickets/{other}/restore").status_code == 409
        assert sign_in("brandt").post(f"/my/tickets/{number}/restore").status_code == 404
    with clock.at(NINE + timedelta(minutes=11)):
        maria = sign_in("maria")
        assert ">Undo</button>" not in text(maria.get(f"/my/tickets/{number}"))
        late = maria.post(f"/my/tickets/{number}/restore")
        assert late.status_code == 409 and "More than 10 minutes" in text(late)
    assert ticket(number).status == "cancelled"


def test_a_pause_that_was_undone_ends_on_its_day_still(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    bo.post(f"/desk/tickets/{number}/claim")
    assert bo.post(f"/desk/tickets/{number}/wait", data={"reason": "room_free"}).status_code == 303
    waits = ticket(number)
    maria.post(f"/my/tickets/{number}/withdraw")
    assert maria.post(f"/my/tickets/{number}/restore").status_code == 303
    row = ticket(number)
    assert (row.status, row.resume_on) == (waits.status, waits.resume_on) and row.resume_on is not None
    jobs_of = [job for job in rows("job") if job.kind == "resume_ticket"]
    assert len(jobs_of) == 2 and bo.get(f"/desk/tickets/{number}").status_code == 200


@pytest.mark.parametrize(
    "said", ["ok thanks", "Thank you so much!!", "gracias, ya", "👍", "Thanks, it works now."]
)
def test_a_bare_thanks_opens_nothing(sign_in: SignIn, school: School, said: str) -> None:
    number = asked_and_fixed(sign_in, school)
    with clock.at(NINE + timedelta(minutes=5)):
        maria = sign_in("maria")
        answer = maria.post(f"/my/tickets/{number}", data={"text": said, "act": "reopen"})
        assert answer.status_code == 422 and "Is it really broken?" in text(answer) and said in text(answer)
        assert ticket(number).status == "resolved" and len(messages(number)) == 1
        broken = {"text": "Thanks, but it still drops.", "act": "reopen"}
        assert maria.post(f"/my/tickets/{number}", data=broken).status_code == 303
    assert ticket(number).status == "in_progress"


@pytest.mark.parametrize(
    "said",
    [
        "It is broken again, thanks",
        "ok it does not work",
        "Thanks. Same error.",
        "no",
        "ok but no sound",
        "404",
    ],
)
def test_what_says_more_than_thanks(said: str) -> None:
    assert not only_thanks(said)
