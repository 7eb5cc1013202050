"""Replies: what goes out at once, what waits, and what is refused with the text kept."""

import html

import pytest
from flask.testing import FlaskClient

from app.helpdesk.drafts.gates import Gate, drawn
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import events, messages, text
from tests.web.tickets.arrange import claimed, put, reply, rows, set_gate, ticket, words


def test_an_apprentices_reply_waits(
    maria: FlaskClient, cy: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    assert "Ines checks it first" in words(cy.get(f"/desk/tickets/{number}"))
    assert reply(cy, number, "Which room? Bohdan Kowalczyk can come.").status_code == 303
    draft = rows("draft")[0]
    assert (draft.state, draft.cadre_id, draft.author_id) == ("waiting", school.cadre_id, school.people["cy"])
    assert "Kowalczyk" not in draft.body_masked
    assert len(messages(number)) == 1 and ticket(number).first_public_response_at is None
    page = words(cy.get(f"/desk/tickets/{number}"))
    assert "waits for Ines to check" in page and "Which room? Bohdan Kowalczyk can come." in page
    assert "Send to Ines to check" in page
    assert "Which room" not in words(bo.get(f"/desk/tickets/{number}"))
    assert "Which room" not in words(maria.get(f"/my/tickets/{number}"))
    second = reply(cy, number, "And which seat?")
    assert second.status_code == 409 and "still waits for its check" in words(second)


def test_an_independent_techs_reply_goes_out_and_is_read_later(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    asked_due = ticket(number).due_at
    reply(bo, number, "Which room?")
    row = ticket(number)
    assert messages(number)[-1].body == "Which room?" and row.first_public_response_at is not None
    assert row.due_at > asked_due  # the promise of an answer gives way to the promise of a fix
    assert rows("draft")[0].state == "unread"
    assert "Went out, to be read" in words(okafor.get("/teach/drafts"))
    assert okafor.post(f"/teach/drafts/{number}/read").status_code == 303
    assert rows("draft")[0].state == "sent" and "Went out" not in words(okafor.get("/teach/drafts"))
    assert okafor.post(f"/teach/drafts/{number}/read").status_code == 404
    assert "read by Ms. Okafor" in words(bo.get(f"/desk/tickets/{number}"))


def test_a_leads_replies_are_sampled_one_in_five(
    maria: FlaskClient, ines: FlaskClient, school: School
) -> None:
    kept, sent = 0, 0
    while not (kept and sent):
        number = claimed(maria, ines, school)
        reply(ines, number, "Which room?")
        if drawn(ticket(number).id):
            assert len(messages(number)) == 1
            kept += 1
        else:
            assert len(messages(number)) == 2
            sent += 1
        put(number, status="closed")
    assert 0.1 < sum(drawn(n) for n in range(2000)) / 2000 < 0.3


@pytest.mark.parametrize(
    ("mode", "waits", "later"),
    [("before", True, False), ("after", False, True), ("practice", True, False), ("none", False, False)],
)
def test_what_a_gate_means(mode: str, waits: bool, later: bool) -> None:
    assert (Gate(mode).waits(7), Gate(mode).read_later) == (waits, later)


def test_a_gate_of_ones_own_beats_the_rung(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    set_gate(school, "bo", "reply", "before")
    set_gate(school, "cy", "reply", "after")
    first, second = claimed(maria, bo, school), claimed(maria, cy, school)
    reply(bo, first, "Which room?")
    reply(cy, second, "Which room?")
    assert len(messages(first)) == 1 and len(messages(second)) == 2


def test_a_ready_made_message_goes_out_at_once_as_it_stands(
    maria: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    offered = words(cy.get(f"/desk/tickets/{number}"))
    assert "Are you still stuck? We have not" in offered and "Please test it. We think" in offered
    sent = cy.post(f"/desk/tickets/{number}/reply", data={"canned": "started", "once": "c1"})
    assert sent.status_code == 303
    assert messages(number)[-1].body.startswith("A tech is working on this now.")
    assert rows("message", ticket_id=ticket(number).id)[-1].canned_code == "started"
    edited = cy.post(
        f"/desk/tickets/{number}/reply", data={"canned": "started", "reply": "We are on it, truly."}
    )
    assert edited.status_code == 303 and rows("draft")[-1].state == "waiting"
    assert cy.post(f"/desk/tickets/{number}/reply", data={"canned": "nonsense"}).status_code == 422


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Call me at (208) 555-0177.", "a phone number"),
        ("Write to someone@example.org.", "a mail address"),
        ("Your password is Hunter2-horse.", "a password or code"),
        ("Is 5550111 your number?", "a student number"),
    ],
)
def test_the_guard_says_why_and_keeps_the_text(
    said: str, kind: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    answer = reply(bo, number, said)
    assert answer.status_code == 422
    assert kind in words(answer)
    assert said in html.unescape(text(answer))
    assert len(messages(number)) == 1 and rows("draft") == []
    assert events("message:sent")[-1].outcome == "refused"


def test_the_guard_is_no_oracle_for_the_roster(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    for name in ("Maria Quintanilla", "Zebulon Quixote"):
        assert reply(bo, number, f"Is {name} with you?").status_code == 303


def test_a_double_click_writes_once(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number, other = claimed(maria, bo, school), claimed(maria, cy, school)
    for _ in range(3):
        assert reply(bo, number, "Which room?", once="the-same-key-twice").status_code == 303
        assert reply(cy, other, "Which room?", once="another-key-of-mine").status_code == 303
        data = {"note": "Seen.", "once": "the-key-of-a-note"}
        assert bo.post(f"/desk/tickets/{number}/note", data=data).status_code == 303
    assert [one.kind for one in messages(number)] == ["public", "public", "internal"]
    assert [one.state for one in rows("draft", ticket_id=ticket(other).id)] == ["waiting"]


def test_an_empty_text_is_refused(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    assert reply(bo, number, "  ").status_code == 422
    assert bo.post(f"/desk/tickets/{number}/note", data={"note": ""}).status_code == 422


def test_the_first_name_is_filled_in_for_them_and_stays_hidden_for_the_author(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    reply(bo, number, "Hello {first name}, please restart it.")
    assert messages(number)[-1].body == "Hello Maria, please restart it."
    assert "Maria" not in messages(number)[-1].body_masked
    mine = words(bo.get(f"/desk/tickets/{number}"))
    assert "Hello their first name, filled in at sending , please restart it." in mine and "Maria" not in mine
    assert "Maria" not in words(cy.get(f"/desk/tickets/{number}"))
    assert "Hello Maria" in words(okafor.get(f"/teach/tickets/{number}"))
    assert "Hello Maria" in words(maria.get(f"/my/tickets/{number}"))
    sent = [event for event in events("message:sent") if event.outcome == "done"][-1]
    assert (sent.on_behalf_of_id, sent.clearance) == (school.people["bo"], "system")


def test_adults_reply_at_once(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    assert reply(okafor, number, "Dear {first name}, call the office.", hat="teach").status_code == 303
    sent = rows("message", ticket_id=ticket(number).id)[-1]
    assert (sent.side, sent.author_id) == ("staff", school.people["okafor"])


def test_strangers_and_others_cannot_write(
    maria: FlaskClient, bo: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = claimed(maria, bo, school)
    for name, status in (
        ("cy", 403),
        ("ines", 403),
        ("tomo", 403),
        ("lax", 403),
        ("zed", 404),
        ("maria", 403),
    ):
        assert reply(sign_in(name), number, "Hello").status_code == status, name
    assert reply(sign_in("alder"), number, "Hello", hat="teach").status_code == 404
    assert len(messages(number)) == 1


def test_a_closed_ticket_takes_no_reply(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    put(number, status="closed")
    assert reply(bo, number, "Hello").status_code == 409


def test_what_was_typed_since_stays_below_what_is_taken_back(
    maria: FlaskClient, cy: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    reply(cy, number, "Which room, Cyrus asks?")
    cy.post(f"/desk/tickets/{number}/typing", data={"reply": "And which day?"})
    cy.post(f"/desk/tickets/{number}/withdraw")
    page = html.unescape(text(cy.get(f"/desk/tickets/{number}")))
    assert "Which room, Cyrus asks?\n\nAnd which day?</textarea>" in page
    assert "Which room, Cyrus" not in html.unescape(text(bo.get(f"/desk/tickets/{number}")))


def test_an_author_takes_a_waiting_reply_back(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    reply(cy, number, "Which room?")
    assert cy.post(f"/desk/tickets/{number}/withdraw").status_code == 303
    assert rows("draft")[0].state == "withdrawn"
    assert "Which room?</textarea>" in text(cy.get(f"/desk/tickets/{number}")), "not a word is lost"
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 404
    assert cy.post(f"/desk/tickets/{number}/withdraw").status_code == 409
    assert reply(cy, number, "Which room, please?").status_code == 303


def test_a_returned_reply_stands_at_its_time(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = claimed(maria, cy, school)
    reply(cy, number, "Which room?")
    returned = {"reason": "tone", "words": "Say hello first."}
    assert ines.post(f"/desk/drafts/{number}/return", data=returned).status_code == 303
    assert (
        cy.post(f"/desk/tickets/{number}/note", data={"note": "Written after it came back."}).status_code
        == 303
    )
    page = words(cy.get(f"/desk/tickets/{number}"))
    assert page.count("returned this") == 1
    assert page.index("You claimed it.") < page.index("returned this") < page.index("Written after it")
    reply(cy, number, "Hello! Which room?")
    page = words(cy.get(f"/desk/tickets/{number}"))
    assert page.index("Written after it") < page.index("waits for Ines to check")


def test_whose_reply_still_waits_is_said(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = claimed(maria, cy, school)
    assert reply(cy, number, "Please restart it.").status_code == 303
    card = {"state": "It waits.", "tried": "A restart.", "next": "Ask again."}
    assert cy.post(f"/desk/tickets/{number}/hand-back", data=card).status_code == 303
    set_gate(school, "bo", "reply", "before")
    bo = sign_in("bo")
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
    before = "A reply of the tech before you still waits for its check."
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert page.count(before) == 2 and "Your last reply" not in page  # at the editor, and before it is done
    again = reply(bo, number, "Does it start now?")
    assert again.status_code == 409 and before in words(again)
    assert okafor.post(f"/teach/drafts/{number}/send").status_code == 303
    assert reply(bo, number, "Does it start now?").status_code == 303
