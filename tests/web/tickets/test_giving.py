"""Giving: an adult gives a free ticket to a tech who could claim it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events, happened, put, text, ticket
from tests.web.tickets.arrange import claimed, words


def give(adult: FlaskClient, number: str, person: int, hat: str = "teach") -> int:
    return adult.post(f"/{hat}/tickets/{number}/give", data={"tech": str(person)}).status_code


@pytest.mark.parametrize(("name", "hat"), [("okafor", "teach"), ("lind", "teach"), ("dana", "desk")])
def test_a_free_ticket_goes_to_a_tech_and_shows_on_their_first_page(
    sign_in: SignIn, maria: FlaskClient, cy: FlaskClient, school: School, name: str, hat: str
) -> None:
    number, adult = ask(maria, school), sign_in(name)
    assert f'href="/{hat}/tickets/{number}/give"' in text(adult.get(f"/{hat}/tickets/{number}"))
    page = words(adult.get(f"/{hat}/tickets/{number}/give"))
    assert "Cy, apprentice, no tickets now" in page
    assert "Tomo" not in page and "Lax" not in page  # a trainee, and one who lacks the module
    assert give(adult, number, school.people["cy"], hat) == 303
    row = ticket(number)
    assert (row.status, row.owner_id) == ("in_progress", school.people["cy"]) and row.first_assigned_at
    assert happened(number)[-1][0] == "assigned" and number in words(cy.get("/desk"))
    event = events("ticket:assigned")[-1]
    assert event.codes["to"] == "tech"
    assert event.subjects == sorted([school.people["maria"], school.people["cy"]])
    assert give(adult, number, school.people["bo"], hat) == 409


def test_nobody_gets_what_they_could_not_claim(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    for _ in range(5):
        claimed(maria, bo, school, text=f"It drops again, for the {_} time.")
    number = ask(maria, school, text="It drops off in 207 too.")
    assert "Bo, independent" not in words(okafor.get(f"/teach/tickets/{number}/give"))
    for name in ("bo", "tomo", "lax", "maria", "dana", "zed"):
        assert give(okafor, number, school.people.get(name, 1)) == 422
    assert ticket(number).owner_id is None


def test_what_somebody_asked_for_themselves_is_not_given_to_them(
    cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask(cy, school)
    assert "Cy, apprentice" not in words(okafor.get(f"/teach/tickets/{number}/give"))
    assert give(okafor, number, school.people["cy"]) == 422


def test_only_what_is_free_and_for_students_is_given(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    private = ask(maria, school, sensitive="y", text="I would rather not say it to a student.")
    assert give(okafor, private, school.people["cy"]) == 403
    taken = claimed(maria, bo, school)
    assert give(okafor, taken, school.people["cy"]) == 409
    passed = ask(maria, school, text="It drops off in 207 too.")
    put(passed, tier=2)
    assert give(okafor, passed, school.people["cy"]) == 409
    assert "/give" not in text(okafor.get(f"/teach/tickets/{passed}"))


def test_two_adults_and_a_tech_at_once_leave_one_owner(
    maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = ask(maria, school)
    people = [school.people[name] for name in ("cy", "ines")]
    acts = [
        lambda: give(sign_in("okafor"), number, people[0]),
        lambda: give(sign_in("lind"), number, people[1]),
        lambda: sign_in("bo").post(f"/desk/tickets/{number}/claim").status_code,
    ]
    with ThreadPoolExecutor(3) as pool:
        answers = [one.result() for one in [pool.submit(act) for act in acts]]
    assert sorted(answers).count(303) == 1 and set(answers) <= {303, 409, 422}
    assert ticket(number).owner_id in (*people, school.people["bo"])
