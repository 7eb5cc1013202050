"""Show, this is logged: one value, for a purpose, for ten minutes, the event first."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel import clock, db
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import events
from tests.web.tickets.arrange import MORNING, ask, claimed, morning, put, rows, set_gate, words

WHY = {"purpose": "two_people"}


def show(client: FlaskClient, number: str, what: str, purpose: str = "greet") -> Any:
    return client.post(f"/desk/tickets/{number}/reveal", data={"what": what, "purpose": purpose})


def test_a_hidden_name_is_shown_for_ten_minutes(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        asked = words(bo.get(f"/desk/tickets/{number}/reveal?what=1"))
        assert (
            "Say why you need to see it." in asked
            and "The hidden name 1" in asked
            and "Abernathy" not in asked
        )
        assert show(bo, number, "1", "two_people").status_code == 303
        page = words(bo.get(f"/desk/tickets/{number}"))
        assert "Cyrus Abernathy has it too" in page and "555-0142" not in page
        assert "Quintanilla" not in page
    with clock.at(MORNING + timedelta(minutes=9)):
        assert "Cyrus Abernathy" in words(sign_in("bo").get(f"/desk/tickets/{number}"))
    with clock.at(MORNING + timedelta(minutes=11)):
        assert "Abernathy" not in words(sign_in("bo").get(f"/desk/tickets/{number}"))
    event = events("word:revealed")[-1]
    assert (event.purpose, event.fields, event.outcome, event.clearance) == (
        "two_people",
        ["word"],
        "done",
        "masked",
    )
    assert "Abernathy" not in str(event)


def test_the_first_name_is_shown_and_nothing_else(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        assert show(bo, number, "first_name").status_code == 303
        page = words(bo.get(f"/desk/tickets/{number}"))
    assert "Maria until 9:50" in page and "Quintanilla" not in page and "Abernathy" not in page
    assert events("word:revealed")[-1].subjects == [school.people["maria"]]
    assert rows("reveal")[0].what == "first_name"


def test_the_event_is_committed_before_the_value_is_read(sign_in: SignIn, school: School) -> None:
    order: list[str] = []

    def _commit(_c: Any) -> None:
        order.append("commit")

    def _read(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        order.append("read") if "message_private" in statement or "person_private" in statement else None

    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        sa.event.listen(db.engine("masked"), "commit", _commit)
        sa.event.listen(db.engine("reveal"), "before_cursor_execute", _read)
        try:
            show(bo, number, "1", "two_people")
            assert "read" not in order and "commit" in order
            bo.get(f"/desk/tickets/{number}")
        finally:
            sa.event.remove(db.engine("masked"), "commit", _commit)
            sa.event.remove(db.engine("reveal"), "before_cursor_execute", _read)
    assert "read" in order and order.index("commit") < order.index("read")


@pytest.mark.parametrize(
    ("what", "purpose", "status", "said"),
    [
        ("2", "greet", 422, "A phone is never shown."),
        ("1", "curious", 422, "Choose why you need to see it."),
        ("1", "", 422, "Choose why you need to see it."),
        ("77", "greet", 404, ""),
        ("mail", "greet", 404, ""),
        ("", "greet", 404, ""),
    ],
)
def test_what_is_never_shown(
    what: str, purpose: str, status: int, said: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    answer = show(bo, number, what, purpose)
    assert answer.status_code == status and said in words(answer)
    assert rows("reveal") == [] and [event.outcome for event in events("word:revealed")] == ["refused"]


def test_three_a_period_then_ask_a_teacher(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        answers = [show(bo, number, what) for what in ("1", "first_name", "1", "1")]
        assert [answer.status_code for answer in answers] == [303, 303, 303, 409]
        assert "Ask your teacher now." in words(answers[-1])
    with clock.at(MORNING + timedelta(minutes=60)):
        assert show(sign_in("bo"), number, "1").status_code == 303


def test_only_the_owner_of_open_work(
    maria: FlaskClient, bo: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = claimed(maria, bo, school)
    for name, status in (
        ("cy", 403),
        ("ines", 403),
        ("tomo", 403),
        ("lax", 403),
        ("dana", 403),
        ("zed", 404),
        ("maria", 403),
    ):
        assert show(sign_in(name), number, "1").status_code == status, name
    free = ask(maria, school)
    assert show(bo, free, "1").status_code == 403
    put(number, status="resolved")
    assert show(bo, number, "1").status_code == 409
    own = ask(bo, school)
    put(own, status="in_progress", owner_id=school.people["bo"])
    assert show(bo, own, "1").status_code == 403
    assert rows("reveal") == []


def test_it_ends_with_the_claim(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        show(bo, number, "1")
        card = {"state": "Open.", "tried": "Nothing.", "next": "Ask."}
        bo.post(f"/desk/tickets/{number}/hand-back", data=card)
        assert "Abernathy" not in words(bo.get(f"/desk/tickets/{number}"))
    with clock.at(MORNING + timedelta(minutes=1)):
        bo = sign_in("bo")
        bo.post(f"/desk/tickets/{number}/claim")
        assert "Abernathy" not in words(bo.get(f"/desk/tickets/{number}"))


def test_the_shown_page_is_never_kept(sign_in: SignIn, school: School) -> None:
    set_gate(school, "bo", "reply", "after")
    number = claimed(sign_in("maria"), bo := sign_in("bo"), school)
    show(bo, number, "1")
    assert bo.get(f"/desk/tickets/{number}").headers["Cache-Control"] == "no-store"


def test_a_name_in_an_answer_can_be_shown_too(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        maria.post(f"/my/tickets/{number}", data={"text": "Tomohiro Nakagawa lent me his.", "once": ""})
        page = words(bo.get(f"/desk/tickets/{number}"))
        assert "Show name 3, this is logged" in page
        assert show(bo, number, "3").status_code == 303
        page = words(bo.get(f"/desk/tickets/{number}"))
    assert "Tomohiro Nakagawa lent me his." in page and "Abernathy" not in page
