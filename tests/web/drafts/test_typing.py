"""What is being typed is kept for its typist alone."""

import html

from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import text
from tests.web.tickets.arrange import ask, claimed, reply, rows


def typed(client: FlaskClient, number: str, **fields: str) -> int:
    return client.post(f"/desk/tickets/{number}/typing", data=fields).status_code


def test_it_comes_back_when_the_page_does(
    maria: FlaskClient, bo: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = claimed(maria, bo, school)
    assert typed(bo, number, reply="Hello Maria, we are st", note="Seen Cyrus") == 204
    assert typed(bo, number, reply="Hello Maria, we are still") == 204
    page = html.unescape(text(sign_in("bo").get(f"/desk/tickets/{number}")))
    assert "Hello Maria, we are still</textarea>" in page and "Seen Cyrus</textarea>" in page
    assert len(rows("typing")) == 2
    assert "we are still" not in text(sign_in("cy").get(f"/desk/tickets/{number}"))
    assert "we are still" not in text(sign_in("okafor").get(f"/teach/tickets/{number}"))


def test_it_is_forgotten_once_it_was_sent(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    typed(bo, number, reply="Which room?", note="Later")
    reply(bo, number, "Which room?")
    assert [row.editor for row in rows("typing") if row.body] == ["note"]
    typed(bo, number, note="  ")
    assert [row.body for row in rows("typing")] == ["", ""]


def test_a_refused_reply_keeps_it(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    typed(bo, number, reply="Call (208) 555-0166.")
    assert reply(bo, number, "Call (208) 555-0166.").status_code == 422
    assert [row.editor for row in rows("typing")] == ["reply"]


def test_only_on_tickets_that_one_may_know_of(maria: FlaskClient, sign_in: SignIn, school: School) -> None:
    number = ask(maria, school)
    assert typed(sign_in("zed"), number, reply="x") == 404
    assert rows("typing") == []


def test_typing_leaves_no_event(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    before = len(rows("audit_event"))
    typed(bo, number, reply="Hello")
    assert len(rows("audit_event")) == before


def test_longer_forms_bring_it_back_too(
    maria: FlaskClient, bo: FlaskClient, dana: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    for editor, address in (("tried", "pass-on"), ("question", "wait")):
        typed(bo, number, **{editor: f"Half of my {editor}"})
        assert f"Half of my {editor}" in text(bo.get(f"/desk/tickets/{number}/{address}"))
    bo.post(f"/desk/tickets/{number}/pass-on", data={"reason": "tried_all", "tried": "All of it."})
    assert [row.editor for row in rows("typing") if row.body] == ["question"]
    dana.post(f"/desk/tickets/{number}/accept")
    typed(dana, number, solution="Half of it")
    assert "Half of it" in text(dana.get(f"/desk/tickets/{number}/solve"))
