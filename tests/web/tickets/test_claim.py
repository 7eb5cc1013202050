"""Claiming: once, by whoever may, and told to everybody else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import events
from tests.web.tickets.arrange import ask, claimed, put, rows, ticket, words


def test_eight_claims_at_once_give_one_owner_and_one_event(
    maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = ask(maria, school)
    clients = [sign_in(name) for name in ("bo", "cy", "ines", "dana") * 2]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda one: one.post(f"/desk/tickets/{number}/claim").status_code, clients))
    assert sorted(answers) == [303] + [409] * 7
    done = [event for event in events("ticket:claimed") if event.outcome == "done"]
    assert [event.actor_id for event in done] == [ticket(number).owner_id]
    assert len(rows("activity", ticket_id=ticket(number).id, kind="claimed")) == 1


def test_the_second_tech_is_told(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
    late = cy.post(f"/desk/tickets/{number}/claim")
    assert late.status_code == 409
    assert "already claimed" in words(late)


def test_nobody_claims_their_own_ticket(bo: FlaskClient, school: School) -> None:
    number = ask(bo, school)
    answer = bo.post(f"/desk/tickets/{number}/claim")
    assert answer.status_code == 403
    assert "You asked for this yourself" in words(answer)
    assert events("ticket:claimed")[-1].outcome == "refused"


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("tomo", 403),
        ("lax", 403),
        ("okafor", 403),
        ("maria", 403),
        ("reyes", 403),
        ("zed", 404),
        ("alder", 403),
    ],
)
def test_who_may_not_claim(
    name: str, status: int, maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = ask(maria, school)
    assert sign_in(name).post(f"/desk/tickets/{number}/claim").status_code == status
    assert ticket(number).owner_id is None


@pytest.mark.parametrize(
    ("changes", "status"), [({"sensitive": True}, 404), ({"tier": 2}, 403), ({"status": "new"}, 409)]
)
def test_what_is_not_free(
    changes: dict[str, object], status: int, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    put(number, **changes)
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == status


def test_five_are_enough(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    numbers = [ask(maria, school) for _ in range(6)]
    answers = [bo.post(f"/desk/tickets/{number}/claim") for number in numbers]
    assert [answer.status_code for answer in answers] == [303] * 5 + [409]
    assert "You have 5 tickets" in words(answers[-1])
    assert "Finish one of yours before you claim another." in words(bo.get("/desk/queue"))
    assert "Not yet. You have 5 tickets." in words(bo.get(f"/desk/tickets/{numbers[-1]}"))


def test_a_refusal_leads_back_to_where_one_was(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    address = f"/desk/tickets/{ask(maria, school)}/claim"
    bo.post(address)
    came = {"Referer": "http://localhost/desk/queue?category=wifi"}
    ours = bo.post(address, headers=came).get_data(as_text=True)
    assert 'href="/desk/queue?category=wifi">Go back' in ours
    for other in ("http://elsewhere.example/desk/queue", "http://localhost//elsewhere.example", ""):
        assert "Go to my start page" in bo.post(address, headers={"Referer": other}).get_data(as_text=True)


def test_a_category_one_is_not_cleared_for(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = ask(maria, school, category="repair")
    put(number, status="queued")
    answer = bo.post(f"/desk/tickets/{number}/claim")
    assert answer.status_code == 403
    assert "not cleared for" in words(answer)


def test_a_second_tab_is_told_that_it_is_ones_own_already(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    again = bo.post(f"/desk/tickets/{number}/claim")
    assert again.status_code == 409 and "This ticket is yours already." in words(again)
