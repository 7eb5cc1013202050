"""The same fifteen-year-old at what is shown on request: whose, how much, how long, and never a contact."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock
from tests.cast import PASSWORD, School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.privacy.acts import ABSENT, SAID, body, change, leaks, rows, seen, taken
from tests.web.apart.arrange import keep
from tests.web.intake.arrange import ask, events, messages, school_day
from tests.web.intake.arrange import put as set_ticket
from tests.web.reveal.arrange import ask_again, delivered, open_it, say_yes, show


def _show(client: FlaskClient, number: str, what: str = "first_name", purpose: str = "greet") -> int:
    return int(show(client, number, what, purpose).status_code)


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


def test_what_is_left_does_not_tell_who_asked(sign_in: SignIn, school: School) -> None:
    """Handles are new on each ticket: that one person asked twice is not to be had from the budget either."""
    with clock.at(school_day(hour=9)):
        maria, cy, tomo, ines, bo = (sign_in(n) for n in ("maria", "cy", "tomo", "ines", "bo"))
        numbers = [taken(who, bo, school, text="It is dark.") for who in (maria, cy, tomo, maria, ines)]
        assert [_show(bo, number) for number in numbers[:3]] == [303] * 3
        again, new = (bo.get(f"/desk/tickets/{number}/reveal") for number in numbers[3:])
        assert again.status_code == new.status_code == 409
        assert _show(bo, numbers[3]) == _show(bo, numbers[4]) == 409
        assert bo.get(f"/desk/tickets/{numbers[0]}/reveal").status_code == 200


@pytest.mark.parametrize("status", ["resolved", "closed", "cancelled"])
def test_nothing_is_revealed_when_the_work_is_done(
    status: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    set_ticket(number, status=status)
    assert _show(bo, number) == 409
    assert bo.get(f"/desk/tickets/{number}/reveal").status_code == 409


def test_phone_mail_and_number_are_never_revealed(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    masked = messages(number)[0].body_masked
    kinds = {int(n): kind for kind, n in re.findall(r"⟦(\w+):(\d\d)⟧", masked)}
    assert {"name", "phone", "mail", "number"} <= set(kinds.values())
    for place, kind in kinds.items():
        expected = 303 if kind in ("name", "word") else 422
        assert _show(bo, number, str(place)) == expected, kind
    say_yes(okafor)
    open_it(bo, number)
    page = bo.get(f"/desk/tickets/{number}/shown")
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
    text: str, contact: str, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """Whatever can be revealed of a text, no contact is among it."""
    number = taken(maria, bo, school, text=text)
    confirm(bo)
    page = body(bo.get(f"/desk/tickets/{number}/reveal"))
    for place, kind in [(p, k) for k, p in re.findall(r"The hidden (name|word) (\d+)", page)]:
        assert _show(bo, number, place) == 303
        if kind == "name":
            assert say_yes(okafor).status_code == 303
            assert open_it(bo, number).status_code == 303
    assert contact not in str(delivered(bo, number))


@pytest.mark.parametrize(
    "what", ["", "0", "99", "-1", "01", "1 OR 1=1", "phone", "²", "name", "first_name ", "1" * 300]
)
def test_a_made_up_word_is_not_there(what: str, maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school, text="The board is dark.")
    assert _show(bo, number, what) in (404, 422)
    assert _show(bo, number, "first_name", "because") == 422
    assert rows(sa.select(m.reveal.Reveal.id)) == []


def test_a_reveal_ends_by_time_by_hand_back_and_by_secrecy(sign_in: SignIn, school: School) -> None:
    start = school_day(hour=9, minute=35)
    with clock.at(start):
        maria, bo = sign_in("maria"), sign_in("bo")
        number = taken(maria, bo, school)
    at = f"/desk/tickets/{number}"
    name = {"first_name": "Maria"}
    with clock.at(start + timedelta(minutes=1)):
        assert _show(bo, number) == 303
        assert delivered(bo, number) == name
        assert delivered(sign_in("cy"), number) == {}
        assert leaks(bo.get(at)) == [], "the ticket's own page never holds it"
    with clock.at(start + timedelta(minutes=10, seconds=59)):
        assert delivered(bo, number) == name
    with clock.at(start + timedelta(minutes=11, seconds=1)):
        assert delivered(bo, number) == {}
        assert _show(bo, number) == 303
        assert delivered(bo, number) == name
    with clock.at(start + timedelta(minutes=12)):
        assert bo.post(f"{at}/hand-back", data={"state": "a", "tried": "b", "next": "c"}).status_code == 303
        assert delivered(bo, number) == {}
    with clock.at(start + timedelta(minutes=13)):
        assert bo.post(f"{at}/claim").status_code == 303
        assert delivered(bo, number) == {}, "what was shown ended with the hand-back"
        assert _show(bo, number) == 303
        set_ticket(number, sensitive=True)
        assert bo.get(f"{at}/shown").status_code == 404


def test_it_ends_when_they_become_family_or_are_kept_apart(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    assert _show(bo, number) == 303
    keep(okafor, "bo", "maria")
    bo.get("/desk")  # takes what was flashed
    for part in ("/shown", "/shown/left", "/reveal"):
        assert seen(bo.get(f"/desk/tickets/{number}{part}")) == seen(bo.get(f"/desk/tickets/{ABSENT}{part}"))


@pytest.mark.parametrize("kept_apart", [False, True])
def test_what_is_like_a_name_waits_whoever_bears_it(
    kept_apart: bool, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """A friend who asks for help misspells a name; who is told at once would know from whom they are not kept apart."""
    if kept_apart:
        keep(okafor, "bo", "cy")
    number = taken(maria, bo, school, text="Or ask Abernanthe about it, and Zorvantu.")
    assert re.findall(r"⟦(\w+):\d\d⟧", messages(number)[0].body_masked) == ["word", "word"]
    assert [_show(bo, number, place) for place in ("1", "2")] == [303, 303]
    assert rows(
        sa.select(m.reveal.Reveal.placeholder, m.reveal.Reveal.state).order_by(m.reveal.Reveal.id)
    ) == [
        (1, "waiting"),
        (2, "granted"),
    ]


def test_it_ends_when_live_work_lapses(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    """A role that changes in the middle of a session changes what the next request gets."""
    number = taken(maria, bo, school)
    assert _show(bo, number) == 303
    assert delivered(bo, number) == {"first_name": "Maria"}
    member = m.cadres.CadreMember
    change(member, member.person_id == school.people["bo"], agreement_on=None)
    assert bo.get(f"/desk/tickets/{number}/shown").status_code == 403
    assert _show(bo, number) in (403, 404)


def test_a_stolen_cookie_shows_nothing_after_the_lock(app: Flask, sign_in: SignIn, school: School) -> None:
    start = school_day(hour=9, minute=35)
    with clock.at(start):
        maria, bo = sign_in("maria"), sign_in("bo")
        number = taken(maria, bo, school)
        assert _show(bo, number) == 303
        cookie = bo.get_cookie("cadre")
        assert cookie is not None
    thief = app.test_client()
    thief.set_cookie("cadre", cookie.value)
    with clock.at(start + timedelta(minutes=10, seconds=30)):
        for part in ("/shown", "/shown/left", "/reveal"):
            assert thief.get(f"/desk/tickets/{number}{part}").status_code == 401
        assert ask_again(thief, number).status_code == 401
        thief.post("/unlock", data={"password": PASSWORD})
        assert delivered(thief, number) == {}
        answer = ask_again(thief, number)
        assert answer.status_code == 403 and "Confirm that it is you" in body(answer)


def test_a_grant_of_one_ticket_is_worth_nothing_on_another(
    maria: FlaskClient, cy: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number, other = taken(maria, bo, school), taken(cy, bo, school, text="The board is dark.")
    assert _show(bo, number) == 303
    assert delivered(bo, other) == {}
    assert _show(bo, number, "1", "two_people") == 303
    say_yes(okafor)
    (allowed,) = [r.id for r in rows(sa.select(m.reveal.Reveal)) if r.state == "approved"]
    assert bo.post(f"/desk/tickets/{other}/reveal/{allowed}").status_code == 409
    assert cy.post(f"/desk/tickets/{number}/reveal/{allowed}").status_code == 403
    assert delivered(bo, other) == {}


def test_walking_through_ids_opens_nothing(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school)
    assert _show(bo, number) == 303
    (granted,) = rows(sa.select(m.reveal.Reveal.id))
    for key in (granted.id, granted.id + 1, 1, 0, 2**62):
        assert bo.post(f"/desk/tickets/{number}/reveal/{key}").status_code == 409
        assert bo.post(f"/teach/shown/{key}/yes").status_code == 403


def test_a_student_cannot_say_yes_to_themselves(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    """Not by the page, and not by writing a row that the connection may insert."""
    number = taken(maria, bo, school)
    assert _show(bo, number, "1", "two_people") == 303
    (asked,) = rows(sa.select(m.reveal.Reveal.id))
    for path in (
        f"/teach/shown/{asked.id}/yes",
        f"/desk/shown/{asked.id}/yes",
        f"/office/shown/{asked.id}/yes",
    ):
        assert bo.post(path).status_code in (403, 404)
    assert bo.post(f"/desk/tickets/{number}/reveal/{asked.id}", data={"state": "approved"}).status_code == 409
    assert rows(sa.select(m.reveal.Reveal.state))[0].state == "waiting"


def test_a_staff_members_given_name_is_not_for_show(sign_in: SignIn, school: School) -> None:
    """Their professional name is known; the name in the vault is not offered and not given."""
    bo = sign_in("bo")
    number = taken(sign_in("brandt"), bo, school, text="The board is dark.")
    confirm(bo)
    assert "first name" not in body(bo.get(f"/desk/tickets/{number}/reveal"))
    assert _show(bo, number) in (403, 404, 409, 422)
    assert delivered(bo, number) == {}


def test_the_value_is_in_no_event_and_no_row(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school)
    assert _show(bo, number) == _show(bo, number, "1") == 303
    assert delivered(bo, number) == {"first_name": "Maria"}
    said = str([events(f"word:{what}") for what in ("revealed", "asked", "shown")])
    said += str(rows(sa.select(*m.reveal.Reveal.__table__.c)))
    assert "Maria" not in said and "Cyrus" not in said


def test_the_note_is_read_by_adults_alone(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = taken(maria, bo, school)
    show(bo, number, note="Zanzibar Quintanilla is at the counter.")
    assert "Zanzibar" in body(okafor.get("/teach/shown"))
    for client in (bo, sign_in("cy"), sign_in("ines")):
        for path in (f"/desk/tickets/{number}", "/desk", f"/desk/tickets/{number}/shown"):
            assert "Zanzibar" not in body(client.get(path))
    assert "Zanzibar" not in str(events("word:revealed"))


def test_guessing_the_pin_wins_nothing(bo: FlaskClient, maria: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school)
    bo.post("/account/pin", data={"pin": "480517", "again": "480517", "password": PASSWORD})
    answers = [bo.post("/step-up", data={"how": "pin", "secret": f"71{n:04}"}).status_code for n in range(9)]
    assert answers[:4] == [422] * 4 and set(answers[4:]) == {429}
    answer = ask_again(bo, number)
    assert answer.status_code == 403 and "Confirm that it is you" in body(answer)
    assert rows(sa.select(m.reveal.Reveal.id)) == []


def test_what_was_shown_before_this_session_is_not_shown_in_it(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """A row of another session, as a thief who signs in anew would hope for."""
    number = taken(maria, bo, school)
    assert _show(bo, number) == 303
    assert bo.post("/sign-out").status_code == 303
    assert bo.post("/sign-in", data={"username": "bo", "password": PASSWORD}).status_code == 303
    assert delivered(bo, number) == {}
