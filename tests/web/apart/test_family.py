"""Family is worked out from the roster, and nobody works for their own."""

import pytest
from flask.testing import FlaskClient

from app import models as m
from app.school.apart.kin import MOST_SHARE, family
from tests.cast import School
from tests.conftest import SignIn
from tests.privacy.acts import change
from tests.web.apart.arrange import barred, caregiver, set_phone, settle
from tests.web.intake.arrange import put as put_ticket
from tests.web.tickets.arrange import ask, ticket, words


class Reached:
    """How somebody is reached."""

    def __init__(self, person_id: int, phone: str = "", mail: str = "") -> None:
        self.person_id, self.phone, self.mail = person_id, phone, mail


def test_siblings_share_a_caregiver_who_is_family_too() -> None:
    assert family([(1, 10), (2, 10), (3, 11)], [], [1, 10]) == {1: {2, 10}, 10: {1, 2}}


def test_a_caregiver_listed_twice_is_one_by_phone_or_mail() -> None:
    links = [(1, 10), (2, 11), (3, 12)]
    twice = [Reached(10, "(208) 555-0142"), Reached(11, "+1 208.555.0142"), Reached(12, mail="A@x.org")]
    assert family(links, twice, [1])[1] == {2, 10, 11}
    assert family(links, [Reached(10, mail="a@X.org "), *twice], [1])[1] == {2, 3, 10, 11, 12}


def test_the_schools_own_number_makes_no_family() -> None:
    office = [Reached(key, "208 555 0100") for key in range(MOST_SHARE + 1)]
    assert family([], office, [0])[0] == set()


@pytest.mark.parametrize("phone", ["", "911", "x100", "12-34"])
def test_what_is_no_phone_makes_no_family(phone: str) -> None:
    assert family([], [Reached(1, phone), Reached(2, phone)], [1])[1] == set()


def test_the_roster_makes_family_and_their_tickets_are_not_there(
    bo: FlaskClient, maria: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    caregiver(school, "bo", "maria")
    settle(school)
    assert ("bo", "maria") in barred(school)
    assert bo.get(f"/desk/tickets/{number}").status_code == 404
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 404
    assert number not in words(bo.get("/desk/queue"))


def test_a_caregivers_own_ticket_is_not_there_either(
    bo: FlaskClient, maria: FlaskClient, school: School
) -> None:
    person = caregiver(school, "bo")
    number = ask(maria, school)
    change(
        m.tickets.Ticket, m.tickets.Ticket.number == number, requester_id=person, requester_kind="caregiver"
    )
    assert number in words(bo.get("/desk/queue"))
    settle(school)
    assert number not in words(bo.get("/desk/queue"))


def test_a_new_member_of_a_team_is_held_apart_at_once(okafor: FlaskClient, school: School) -> None:
    caregiver(school, "maria", "bo")
    assert barred(school) == set()
    okafor.post(f"/teach/cadres/{school.cadre_id}/add", data={"person": [str(school.people["maria"])]})
    assert {("bo", "maria"), ("maria", "bo")} <= barred(school)


def test_an_adult_does_not_take_their_own_familys_ticket(
    sign_in: SignIn, dana: FlaskClient, maria: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    set_phone(school, "dana", "208-555-0142")  # maria's
    settle(school)
    assert ("dana", "maria") in barred(school)
    answer = dana.post(f"/desk/tickets/{number}/claim")
    assert answer.status_code == 403 and "This is from your own family." in words(answer)
    assert dana.get(f"/desk/tickets/{number}").status_code == 200
    assert ticket(number).owner_id is None
    put_ticket(number, tier=2)
    assert dana.post(f"/desk/tickets/{number}/accept").status_code in (403, 409)
