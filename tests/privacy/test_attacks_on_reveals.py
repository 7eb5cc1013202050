"""The same fifteen-year-old at what is shown on request: whose, how much, how long, and never a contact."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock
from tests.cast import School
from tests.conftest import SignIn
from tests.privacy.acts import SAID, body, leaks, rows, taken
from tests.web.intake.arrange import ask, events, messages, school_day
from tests.web.intake.arrange import put as set_ticket


def _show(client: FlaskClient, number: str, what: str = "first_name", purpose: str = "greet") -> int:
    at = f"/desk/tickets/{number}/reveal"
    return client.post(at, data={"what": what, "purpose": purpose}).status_code


def test_nothing_is_revealed_of_a_ticket_one_does_not_own(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = ask(maria, school, text=SAID)
    assert _show(bo, number) == 403
    assert cy.post(f"/desk/tickets/{number}/claim").status_code == 303
    assert _show(bo, number) == _show(ines, number) == _show(bo, number, "1") == 403
    assert bo.get(f"/desk/tickets/{number}/reveal").status_code == 403
    assert rows(sa.select(m.reveal.Reveal.id)) == []
    assert [event.outcome for event in events("word:revealed")] == ["refused"] * 4


@pytest.mark.parametrize("status", ["resolved", "closed", "cancelled"])
def test_nothing_is_revealed_when_the_work_is_done(
    status: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    set_ticket(number, status=status)
    assert _show(bo, number) == 409
    assert bo.get(f"/desk/tickets/{number}/reveal").status_code == 409


def test_phone_mail_and_number_are_never_revealed(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    masked = messages(number)[0].body_masked
    kinds = {int(n): kind for kind, n in re.findall(r"⟦(\w+):(\d\d)⟧", masked)}
    assert {"name", "phone", "mail", "number"} <= set(kinds.values())
    for place, kind in kinds.items():
        expected = 303 if kind in ("name", "word") else 422
        assert _show(bo, number, str(place)) == expected, kind
    page = bo.get(f"/desk/tickets/{number}")
    assert "Cyrus Abernathy" in body(page)
    assert leaks(page, ("555-0142", "maria.quintanilla", "5550111")) == []


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Write to Quintanilla-maria.q@example.org please.", "example.org"),
        ("Write to Maria_Quintanilla@example.org please.", "example.org"),
        ("Ask Maria.maria@example.org, please.", "example.org"),
        ("Maria O'Brien-o'brien@example.org has it.", "example.org"),
        ("Maria:2085550142 has it.", "5550142"),
        ("Maria2085550142 has it.", "5550142"),
        ("Quintanilla5550111 has it.", "5550111"),
        ("My insta is @maria_quint99, write me.", "quint99"),
        ("On Instagram I am @maria.q.02.", "maria.q.02"),
        ("discord: maria#4471", "4471"),
    ],
)
def test_a_contact_glued_to_a_name_is_a_contact(
    text: str, contact: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """Whatever can be revealed of a text, no contact is among it."""
    number = taken(maria, bo, school, text=text)
    page = body(bo.get(f"/desk/tickets/{number}/reveal"))
    for place in re.findall(r"The hidden (?:name|word) (\d+)", page):
        assert _show(bo, number, place) == 303
    assert leaks(bo.get(f"/desk/tickets/{number}"), (contact,)) == []


@pytest.mark.parametrize(
    "what", ["", "0", "99", "-1", "01", "1 OR 1=1", "phone", "²", "name", "first_name ", "1" * 300]
)
def test_a_made_up_word_is_not_there(what: str, maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school, text="The board is dark.")
    assert _show(bo, number, what) in (404, 422)
    assert _show(bo, number, "first_name", "because") == 422
    assert rows(sa.select(m.reveal.Reveal.id)) == []


def test_three_a_period_and_not_a_fourth(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    numbers = [taken(maria, bo, school) for _ in range(4)]
    with clock.at(school_day(hour=9, minute=40)):
        bo.post("/sign-in", data={"username": "bo", "password": "correct horse staple"})
        shown = [_show(bo, number) for number in (numbers[0], numbers[0], numbers[1], numbers[2], numbers[3])]
        page = body(bo.get(f"/desk/tickets/{numbers[3]}"))
    assert shown == [303, 303, 303, 409, 409]
    assert "Maria" not in page


def test_a_reveal_ends_by_time_by_hand_back_and_by_closing(sign_in: SignIn, school: School) -> None:
    start = school_day(hour=9, minute=35)
    with clock.at(start):
        maria, bo = sign_in("maria"), sign_in("bo")
        number = taken(maria, bo, school)
    at = f"/desk/tickets/{number}"
    with clock.at(start + timedelta(minutes=1)):
        assert _show(bo, number) == 303
        assert leaks(bo.get(at)) == ["maria"]
        assert leaks(sign_in("cy").get(at)) == []
    with clock.at(start + timedelta(minutes=10, seconds=59)):
        assert leaks(bo.get(at)) == ["maria"]
    with clock.at(start + timedelta(minutes=11, seconds=1)):
        assert leaks(bo.get(at)) == []
        assert _show(bo, number) == 303
        assert leaks(bo.get(at)) == ["maria"]
    with clock.at(start + timedelta(minutes=12)):
        assert bo.post(f"{at}/hand-back", data={"state": "a", "tried": "b", "next": "c"}).status_code == 303
        assert leaks(bo.get(at)) == []
    with clock.at(start + timedelta(minutes=13)):
        assert bo.post(f"{at}/claim").status_code == 303
        assert leaks(bo.get(at)) == [], "what was shown ended with the hand-back"
        assert _show(bo, number) == 303
        set_ticket(number, sensitive=True)
        assert bo.get(at).status_code == 404


def test_a_staff_members_given_name_is_not_for_show(sign_in: SignIn, school: School) -> None:
    """Their professional name is known; the name in the vault is not offered and not given."""
    bo = sign_in("bo")
    number = taken(sign_in("brandt"), bo, school, text="The board is dark.")
    assert "first name" not in body(bo.get(f"/desk/tickets/{number}/reveal"))
    assert _show(bo, number) in (403, 404, 422)
    assert leaks(bo.get(f"/desk/tickets/{number}"), ("Otto",)) == []


def test_the_value_is_in_no_event_and_no_row(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school)
    assert _show(bo, number) == _show(bo, number, "1") == 303
    assert leaks(bo.get(f"/desk/tickets/{number}"), ("Maria", "Cyrus")) == ["Maria", "Cyrus"]
    said = str(events("word:revealed")) + str(rows(sa.select(*m.reveal.Reveal.__table__.c)))
    assert "Maria" not in said and "Cyrus" not in said
    assert [event.outcome for event in events("word:revealed")] == ["done", "done"]
