"""Hand back, wait, take up again: cards, clocks, and what a lapse does."""

from datetime import timedelta

from flask.testing import FlaskClient

from app.kernel import clock, jobs
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import events, happened, messages
from tests.web.tickets.arrange import MORNING, claimed, morning, put, rows, ticket, words

CARD = {
    "state": "It still drops.",
    "tried": "Forgot the network, saw the same.",
    "next": "Try a second device.",
}


def test_handing_back_leaves_a_card(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    assert bo.get(f"/desk/tickets/{number}/hand-back").status_code == 200
    assert bo.post(f"/desk/tickets/{number}/hand-back", data=CARD).status_code == 303
    row = ticket(number)
    assert (row.status, row.owner_id, row.handoff_count) == ("queued", None, 1)
    card = messages(number)[-1]
    assert card.kind == "handoff" and "What should the next tech do first? Try a second device." in card.body
    assert "handoff card" in words(cy.get(f"/desk/tickets/{number}"))
    assert [event.outcome for event in events("ticket:handed_back")] == ["done"]


def test_a_card_needs_its_lines(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    answer = bo.post(f"/desk/tickets/{number}/hand-back", data={**CARD, "next": ""})
    assert answer.status_code == 422
    assert "Say what comes first." in words(answer) and "It still drops." in words(answer)
    assert ticket(number).status == "in_progress"


def test_only_the_owner_or_an_adult_hands_back(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    assert cy.post(f"/desk/tickets/{number}/hand-back", data=CARD).status_code == 403
    assert okafor.post(f"/teach/tickets/{number}/hand-back", data=CARD).status_code == 303
    assert bo.post(f"/desk/tickets/{number}/hand-back", data=CARD).status_code == 403


def test_a_question_stops_the_clock_and_an_answer_starts_it(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        wait = bo.post(
            f"/desk/tickets/{number}/wait", data={"reason": "answer", "question": "In which room?"}
        )
        assert wait.status_code == 303
        row = ticket(number)
    assert (row.status, row.paused_at, row.pending_reason) == ("pending_requester", MORNING, "answer")
    promised = row.due_at
    with clock.at(
        MORNING + timedelta(minutes=20)
    ):  # ten of them within the period, ten between periods and in the next
        maria, bo = sign_in("maria"), sign_in("bo")
        assert "Waiting for R-" in words(bo.get(f"/desk/tickets/{number}"))
        maria.post(f"/my/tickets/{number}", data={"text": "In the gym.", "once": ""})
        row = ticket(number)
        page = words(bo.get(f"/desk/tickets/{number}"))
    assert row.status == "in_progress" and row.paused_at is None
    assert timedelta(0) < row.due_at - promised <= timedelta(minutes=20)
    assert "answered. The clock runs." in page and "not counted" in page


def test_a_question_needs_words_and_a_reason_needs_none(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        at = f"/desk/tickets/{number}/wait"
        empty = bo.post(at, data={"reason": "answer", "question": ""})
        assert empty.status_code == 422 and "The message is empty." in words(empty)
        assert bo.post(at, data={"reason": "nonsense"}).status_code == 422
        early = bo.post(at, data={"reason": "part", "resume_on": MORNING.date().isoformat()})
        assert early.status_code == 422 and "Choose a day after today" in words(early)
        assert bo.post(at, data={"reason": "part", "question": "Ordered a hinge."}).status_code == 303
    row = ticket(number)
    assert row.status == "pending_vendor" and row.resume_on > MORNING.date()
    assert [one.kind for one in messages(number)] == ["public", "internal"]


def test_a_reason_that_does_not_pause_lets_the_clock_run(sign_in: SignIn, school: School) -> None:
    with morning():
        bo = sign_in("bo")
        number = claimed(sign_in("maria"), bo, school)
        bo.post(f"/desk/tickets/{number}/wait", data={"reason": "update"})
    assert (ticket(number).status, ticket(number).paused_at) == ("scheduled", None)


def test_the_day_brings_it_back(sign_in: SignIn, school: School) -> None:
    with morning():
        bo = sign_in("bo")
        number = claimed(sign_in("maria"), bo, school)
        bo.post(f"/desk/tickets/{number}/wait", data={"reason": "part"})
    job = next(one for one in rows("job", kind="resume_ticket"))
    assert not jobs.run(job.id, MORNING + timedelta(days=1))
    with clock.at(job.run_at):
        assert jobs.run(job.id, job.run_at)
    assert ticket(number).status == "in_progress"
    assert ("resumed", 0, "day") in happened(number)


def test_the_owner_takes_it_up_again(sign_in: SignIn, school: School) -> None:
    with morning():
        bo = sign_in("bo")
        number = claimed(sign_in("maria"), bo, school)
        assert bo.post(f"/desk/tickets/{number}/resume").status_code == 409
        bo.post(f"/desk/tickets/{number}/wait", data={"reason": "vendor"})
        assert bo.post(f"/desk/tickets/{number}/resume").status_code == 303
    assert ticket(number).status == "in_progress"
    assert len(rows("job", kind="resume_ticket")) == 1


def test_a_lapse_gives_open_tickets_back_at_the_next_request(sign_in: SignIn, school: School) -> None:
    from tests.web.tickets.arrange import ask

    number = ask(sign_in("maria"), school)
    put(number, status="in_progress", owner_id=school.people["lax"])
    assert sign_in("lax").get("/desk").status_code == 200
    row = ticket(number)
    assert (row.status, row.owner_id, row.handoff_count) == ("queued", None, 1)
    assert messages(number)[-1].kind == "handoff"
    event = events("ticket:handed_back")[-1]
    assert event.on_behalf_of_id == school.people["lax"] and event.codes["why"] == "lapse"
    assert "It went back to the queue by itself." in words(sign_in("bo").get(f"/desk/tickets/{number}"))


def test_the_page_of_a_lapsed_tech_says_what_is_missing(sign_in: SignIn) -> None:
    page = words(sign_in("lax").get("/desk"))
    assert "Live tickets wait until nothing is missing." in page and "privacy module" in page
    assert "Once nothing is missing, the tickets you are cleared for show here." in page
    assert "No ticket needs you now" not in page and "show here, the next due first" not in page
