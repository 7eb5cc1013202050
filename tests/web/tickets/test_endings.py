"""Endings: proposed, read before or after, accepted, returned, told in the student's words."""

import re

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import events, messages, text
from tests.web.tickets.arrange import claimed, reply, rows, set_gate, ticket, words

DONE = {
    "cause": "The saved network had an old password.",
    "fix": "Forgot the network and joined it again.",
    "code": "fixed",
    "open_steps": "One device only.",
}


def proposed(maria: FlaskClient, tech: FlaskClient, school: School, **changes: str) -> str:
    number = claimed(maria, tech, school)
    answer = tech.post(f"/desk/tickets/{number}/done", data=DONE | changes)
    assert answer.status_code == 303, words(answer)
    return number


def test_an_apprentice_waits_for_a_reader(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = proposed(maria, cy, school)
    assert ticket(number).status == "in_review"
    assert [one.side for one in messages(number)] == ["requester", "cadre"]  # the note on open steps
    page = words(okafor.get("/teach/reviews"))
    assert "Cy says: my part is done." in page and "The saved network had an old password." in page
    assert okafor.post(f"/teach/reviews/{number}/accept").status_code == 303
    row, told = ticket(number), messages(number)[-1]
    assert (
        (row.status, row.closure_code) == ("resolved", "fixed") and row.resolved_at and row.first_resolved_at
    )
    assert told.side == "system" and "It is fixed." in told.body
    assert "What fixed it: Forgot the network and joined it again." in told.body
    until = re.search(r"you can open this ticket again until (\w+day, \w+ \d+), also after", told.body)
    assert until is not None and until[1] in words(cy.get(f"/desk/tickets/{number}"))
    assert rows("resolution")[0].state == "accepted"
    assert events("ticket:resolved")[-1].actor_id == school.people["okafor"]
    again = okafor.post(f"/teach/reviews/{number}/accept")
    assert again.status_code == 409


def test_an_independent_tech_is_read_afterward(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = proposed(maria, bo, school)
    assert ticket(number).status == "resolved" and rows("resolution")[0].state == "proposed"
    assert "told already" in words(okafor.get("/teach/reviews"))
    assert okafor.post(f"/teach/reviews/{number}/accept").status_code == 303
    assert rows("resolution")[0].state == "accepted"
    assert sum(one.side == "system" for one in messages(number)) == 1
    assert "No ending waits for you." in words(okafor.get("/teach/reviews"))


def test_an_ending_that_did_not_hold_waits_for_nobody(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = proposed(maria, bo, school)
    seen = {"seen": str(rows("resolution")[0].id)}
    back = {"text": "It drops off again.", "act": "reopen"}
    assert maria.post(f"/my/tickets/{number}", data=back).status_code == 303
    assert "No ending waits for you." in words(okafor.get("/teach/reviews"))
    late = okafor.post(f"/teach/reviews/{number}/accept", data=seen)
    assert late.status_code == 409 and "The ticket was opened again meanwhile" in words(late)
    again = bo.post(f"/desk/tickets/{number}/done", data=DONE | {"fix": "Replaced the antenna."})
    assert again.status_code == 303
    page = words(okafor.get("/teach/reviews"))
    assert "Replaced the antenna." in page and "Forgot the network" not in page
    anew = okafor.post(f"/teach/reviews/{number}/accept", data=seen)
    assert anew.status_code == 409 and "has written this ending anew" in words(anew)
    assert okafor.post(f"/teach/reviews/{number}/accept").status_code == 303
    assert [one.state for one in rows("resolution")] == ["proposed", "accepted"]


def test_a_reader_sees_which_steps_were_left_open_and_why(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    bo.post(f"/desk/tickets/{number}/steps", data={"step": ["1", "2"]})
    assert bo.post(f"/desk/tickets/{number}/done", data=DONE).status_code == 303
    page = words(okafor.get("/teach/reviews"))
    assert "Two of " in page and "done. Steps left open: One device only." in page


def test_a_return_that_comes_too_late_says_who_was_faster_and_keeps_the_words(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = proposed(maria, bo, school)
    seen = {"seen": str(rows("resolution")[0].id)}
    okafor.post(f"/teach/reviews/{number}/accept", data=seen)
    typed = seen | {"reason": "Say which access point."}
    own = okafor.post(f"/teach/reviews/{number}/return", data=typed)
    assert own.status_code == 409 and "You accepted this ending meanwhile." in words(own)
    late = sign_in("lind").post(f"/teach/reviews/{number}/return", data=typed)
    assert late.status_code == 409 and "Ms. Okafor accepted this ending meanwhile." in words(late)
    assert "“Say which access point.”" in words(late) and "Say it on the ticket" in words(late)


def test_a_reader_calls_back_what_went_out(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = proposed(maria, bo, school)
    back = okafor.post(
        f"/teach/reviews/{number}/return", data={"reason": "Maria Quintanilla says it drops again."}
    )
    assert back.status_code == 303
    row = ticket(number)
    assert (row.status, row.owner_id, row.reopen_count) == ("in_progress", school.people["bo"], 1)
    assert "Quintanilla" not in words(bo.get("/desk")) and "says it drops again." in words(bo.get("/desk"))


def test_a_returned_ending_says_why(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = proposed(maria, cy, school)
    empty = okafor.post(f"/teach/reviews/{number}/return", data={"reason": ""})
    assert empty.status_code == 422 and "Say what is missing." in words(empty)
    okafor.post(f"/teach/reviews/{number}/return", data={"reason": "Which password?"})
    assert ticket(number).status == "in_progress" and rows("resolution")[0].state == "returned"
    assert "Which password?" in words(cy.get(f"/desk/tickets/{number}"))
    home = words(cy.get("/desk"))
    assert "your ending" in home and "read why Ms. Okafor sent your ending back, then finish it anew." in home
    page = text(cy.get(f"/desk/tickets/{number}"))  # their own words stand in the form again
    assert f'value="{DONE["cause"]}"' in page and f'value="{DONE["fix"]}"' in page
    assert cy.post(f"/desk/tickets/{number}/done", data=DONE).status_code == 303


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cause": ""}, "“What caused it” is empty."),
        ({"fix": " "}, "“What fixed it” is empty."),
        ({"code": "magic"}, "Choose how it ended."),
        ({"open_steps": ""}, "Some steps are open."),
        ({"fix": "Call (208) 555-0199 if it comes back."}, "a phone number"),
        ({"cause": "You can call (208) 555", "fix": "0199 if it comes back."}, "a phone number"),
    ],
)
def test_an_ending_must_be_whole(
    changes: dict[str, str], said: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    answer = bo.post(f"/desk/tickets/{number}/done", data=DONE | changes)
    assert answer.status_code == 422 and said in words(answer)
    assert ticket(number).status == "in_progress" and rows("resolution") == []


def test_everything_that_an_ending_lacks_is_said_at_once(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    typed = {"cause": "", "fix": "Call (208) 555-0199 if it comes back.", "code": "", "open_steps": ""}
    answer = bo.post(f"/desk/tickets/{number}/done", data=typed)
    page = words(answer)
    assert answer.status_code == 422 and "Four things need another look." in page
    for said in (
        "“What caused it” is empty.",
        "a phone number",
        "Choose how it ended.",
        "Some steps are open.",
    ):
        assert page.count(said) == 2, said  # in the summary, and at its field
    assert 'href="#fx"' in text(answer) and 'value="Call (208) 555-0199 if it comes back."' in text(answer)


def test_all_steps_done_need_no_reason(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    bo.post(f"/desk/tickets/{number}/steps", data={"step": [str(n) for n in range(1, 7)]})
    assert "Steps left open" not in words(bo.get(f"/desk/tickets/{number}"))
    assert bo.post(f"/desk/tickets/{number}/done", data=DONE | {"open_steps": ""}).status_code == 303


def test_a_waiting_reply_comes_first(maria: FlaskClient, cy: FlaskClient, school: School) -> None:
    number = claimed(maria, cy, school)
    reply(cy, number, "Please try it now.")
    answer = cy.post(f"/desk/tickets/{number}/done", data=DONE)
    assert answer.status_code == 409 and "still waits for its check" in words(answer)


def test_only_the_owner_ends_it(maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    assert cy.post(f"/desk/tickets/{number}/done", data=DONE).status_code == 403


def test_only_the_teacher_of_the_cadre_reads(
    maria: FlaskClient, cy: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = proposed(maria, cy, school)
    assert sign_in("alder").post(f"/teach/reviews/{number}/accept").status_code == 404
    assert sign_in("ines").post(f"/teach/reviews/{number}/accept").status_code == 403
    assert sign_in("lind").post(f"/teach/reviews/{number}/accept").status_code == 303


def test_a_gate_of_ones_own_is_kept(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    set_gate(school, "bo", "resolve", "before")
    assert ticket(proposed(maria, bo, school)).status == "in_review"


def test_names_in_an_ending_are_masked_for_others(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = proposed(maria, bo, school, cause="Cyrus Abernathy had changed the password.")
    mine, theirs = words(bo.get(f"/desk/tickets/{number}")), words(cy.get(f"/desk/tickets/{number}"))
    assert "Cyrus Abernathy had changed" in mine and "Abernathy" not in theirs


def test_the_ending_of_a_ticket_that_was_taken_back_waits_for_nobody_until_that_is_undone(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = proposed(maria, cy, school)
    maria.post(f"/my/tickets/{number}/withdraw")
    assert "No ending waits for you." in words(okafor.get("/teach/reviews"))
    late = okafor.post(f"/teach/reviews/{number}/accept", data={"seen": str(rows("resolution")[0].id)})
    assert late.status_code == 409 and "taken back meanwhile" in words(late)
    assert rows("resolution")[0].state == "proposed" and ticket(number).status == "cancelled"
    maria.post(f"/my/tickets/{number}/restore")
    assert okafor.post(f"/teach/reviews/{number}/accept").status_code == 303
    assert ticket(number).status == "resolved"


def test_an_ending_that_came_back_twice_is_listed_once_with_the_last_reason(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = proposed(maria, cy, school)
    for reason in ("Which password was it?", "Say which network, too."):
        back = okafor.post(f"/teach/reviews/{number}/return", data={"reason": reason})
        assert back.status_code == 303
        page = words(cy.get("/desk"))
        assert page.count(f"{number} your ending") == 1 and reason in page
        cy.post(f"/desk/tickets/{number}/done", data=DONE)
