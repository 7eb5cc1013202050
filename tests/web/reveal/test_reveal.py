"""Show, this is logged: one value, for a purpose in words, confirmed, for ten minutes, the event first."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel import clock, db
from tests.cast import PASSWORD, School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.web.intake.arrange import events
from tests.web.reveal.arrange import NOTE, ask_again, delivered, show
from tests.web.tickets.arrange import MORNING, ask, claimed, morning, put, rows, words

PLAIN = "The board in the gym shows Kahoozle and stays dark."


def test_a_first_name_is_shown_for_ten_minutes_in_an_answer_of_its_own(
    sign_in: SignIn, school: School
) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        assert show(bo, number).status_code == 303
        page = words(bo.get(f"/desk/tickets/{number}"))
        assert "Shown to you until 9:50" in page and "Maria" not in page
        answer = bo.get(f"/desk/tickets/{number}/shown", headers={"Accept": "application/json"})
        assert answer.json == {"left": 600, "values": {"first_name": "Maria"}}
        assert answer.headers["Cache-Control"] == "no-store"
    for minutes, expected in ((9, {"first_name": "Maria"}), (11, {})):
        with clock.at(MORNING + timedelta(minutes=minutes)):
            assert delivered(bo, number) == expected
    event = events("word:revealed")[-1]
    assert (event.purpose, event.fields, event.outcome) == ("greet", ["first_name"], "done")
    assert event.subjects == [school.people["maria"]] and "Maria" not in str(event)
    assert len(events("word:shown")) == 2


def test_without_a_script_it_is_a_page_that_leads_back(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        show(bo, number)
        answer = bo.get(f"/desk/tickets/{number}/shown")
    assert "Maria" in words(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Refresh"] == f"600; url=/desk/tickets/{number}"
    with clock.at(MORNING + timedelta(minutes=11)):
        bo.get("/desk")
        assert sign_in("bo").get(f"/desk/tickets/{number}/shown").status_code == 409


def test_a_hidden_word_is_shown_where_it_stood(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school, text=PLAIN)
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert "Kahoozle" not in page and "Show word 1, this is logged" in page
    assert show(bo, number, "1", "part_of_fault").status_code == 303
    assert delivered(bo, number) == {"1": "Kahoozle"}
    assert 'data-hidden="1"' in bo.get(f"/desk/tickets/{number}").get_data(as_text=True)


def test_it_asks_for_the_pin_first_and_comes_back(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    at = f"/desk/tickets/{number}/reveal"
    asked = bo.get(f"{at}?what=first_name")
    assert asked.status_code == 303
    assert asked.headers["Location"] == f"/step-up?next={at}%3Fwhat%3Dfirst_name"
    again = ask_again(bo, number)
    assert again.status_code == 403 and f"/step-up?next={at}" in again.get_data(as_text=True)
    assert NOTE in words(again)
    assert rows("reveal") == []
    confirm(bo)
    assert "Say why you need to see it." in words(bo.get(at))
    assert ask_again(bo, number).headers["Location"] == f"/desk/tickets/{number}"
    assert len(rows("reveal")) == 1


def test_the_event_is_committed_before_the_value_is_read(sign_in: SignIn, school: School) -> None:
    order: list[str] = []

    def _commit(_c: Any) -> None:
        order.append("commit")

    def _read(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        order.append("read") if "message_private" in statement or "person_private" in statement else None

    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        confirm(bo)
        sa.event.listen(db.engine("masked"), "commit", _commit)
        sa.event.listen(db.engine("reveal"), "before_cursor_execute", _read)
        try:
            ask_again(bo, number)
            bo.get(f"/desk/tickets/{number}")
            assert "read" not in order and "commit" in order
            order.clear()
            delivered(bo, number)
        finally:
            sa.event.remove(db.engine("masked"), "commit", _commit)
            sa.event.remove(db.engine("reveal"), "before_cursor_execute", _read)
    assert "read" in order
    assert db.is_sqlite() is False or order.index("commit") < order.index("read")
    assert len(events("word:shown")) == 1


@pytest.mark.parametrize(
    ("what", "purpose", "note", "status", "said"),
    [
        ("2", "greet", NOTE, 422, "A phone is never shown."),
        ("first_name", "curious", NOTE, 422, "Choose why you need to see it."),
        ("first_name", "", NOTE, 422, "Choose why you need to see it."),
        ("first_name", "greet", "", 422, "Say in a few words why."),
        ("first_name", "greet", "becauseeeee", 422, "Say in a few words why."),
        ("77", "greet", NOTE, 404, ""),
        ("mail", "greet", NOTE, 404, ""),
        ("", "greet", NOTE, 404, ""),
    ],
)
def test_what_is_never_shown(
    what: str,
    purpose: str,
    note: str,
    status: int,
    said: str,
    maria: FlaskClient,
    bo: FlaskClient,
    school: School,
) -> None:
    number = claimed(maria, bo, school)
    answer = show(bo, number, what, purpose, note=note)
    assert answer.status_code == status and said in words(answer)
    assert rows("reveal") == [] and [event.outcome for event in events("word:revealed")] == ["refused"]


def test_five_words_on_three_tickets_a_shift_and_the_page_says_what_is_left(
    sign_in: SignIn, school: School
) -> None:
    with morning():
        maria, cy, tomo, ines, bo = (sign_in(n) for n in ("maria", "cy", "tomo", "ines", "bo"))
        text = "The board shows Kahoozle, then Gizmolandia, then Wimbolith."
        numbers = [claimed(who, bo, school, text=text) for who in (maria, cy, tomo, ines)]
        assert [show(bo, number).status_code for number in numbers] == [303, 303, 303, 409]
        left = words(bo.get(f"/desk/tickets/{numbers[0]}/reveal"))
        assert "Left in this shift: 2 of 5 words, on 0 of 3 tickets." in left
        assert [ask_again(bo, numbers[0], word).status_code for word in "123"] == [303, 303, 409]
        assert "Call your teacher now." in words(ask_again(bo, numbers[0], "3"))
    with clock.at(MORNING + timedelta(minutes=60)):
        assert show(sign_in("bo"), numbers[3]).status_code == 303


def test_only_the_owner_of_open_work(
    maria: FlaskClient, bo: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = claimed(maria, bo, school)
    refused = {"cy": 403, "ines": 403, "tomo": 403, "lax": 403, "dana": 403, "zed": 404, "maria": 403}
    for name, status in refused.items():
        assert show(sign_in(name), number).status_code == status, name
        assert not delivered(sign_in(name), number)
    free = ask(maria, school)
    assert show(bo, free).status_code == 403
    put(number, status="resolved")
    assert show(bo, number).status_code == 409
    own = ask(bo, school)
    put(own, status="in_progress", owner_id=school.people["bo"])
    assert show(bo, own).status_code == 403
    assert rows("reveal") == []


def test_it_ends_with_the_claim_and_does_not_come_back(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        show(bo, number)
        card = {"state": "Open.", "tried": "Nothing.", "next": "Ask."}
        bo.post(f"/desk/tickets/{number}/hand-back", data=card)
        assert delivered(bo, number) == {}
    with clock.at(MORNING + timedelta(minutes=1)):
        bo.post(f"/desk/tickets/{number}/claim")
        assert delivered(bo, number) == {}


def test_it_ends_with_the_work_with_the_screen_and_with_the_session(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        show(bo, number)
        assert delivered(sign_in("bo"), number) == {}, "another screen of the same tech"
        assert delivered(bo, number) == {"first_name": "Maria"}
    with clock.at(MORNING + timedelta(minutes=1)):
        bo.post("/unlock", data={"password": PASSWORD})
        assert delivered(bo, number) == {}, "the screen was locked in between"
        show(bo, number)
        assert delivered(bo, number) == {"first_name": "Maria"}
        put(number, status="resolved")
        assert delivered(bo, number) == {}
        put(number, status="in_progress")
        bo.post("/sign-out")
        assert bo.get(f"/desk/tickets/{number}/shown").status_code == 401


def test_a_page_that_watches_keeps_no_unused_screen_open(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
    for minutes in (4, 8):
        with clock.at(MORNING + timedelta(minutes=minutes)):
            assert bo.get(f"/desk/tickets/{number}/shown/left").json == {"left": 0, "state": "0"}
    with clock.at(MORNING + timedelta(minutes=11)):
        assert bo.get(f"/desk/tickets/{number}/shown/left").status_code == 401


def test_what_stands_is_told_without_a_value(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    show(bo, number)
    answer = bo.get(f"/desk/tickets/{number}/shown/left")
    assert answer.json is not None and 590 < answer.json["left"] <= 600
    assert "Maria" not in answer.get_data(as_text=True)


def test_what_is_shown_already_takes_no_second_word_of_the_budget(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text=PLAIN)
    assert [show(bo, number, what).status_code for what in ("first_name", "first_name", "1", "1")] == [
        303,
        409,
    ] * 2
    assert "This is shown to you now." in words(ask_again(bo, number))
    assert len(rows("reveal")) == 2
