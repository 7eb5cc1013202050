"""Words of harm and what is private leave every student's reach when they are stored; adults are called and answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from app.audit.work import look
from app.helpdesk.tickets import clocks
from app.identity.actor import system_actor
from app.kernel import clock
from app.school.calendar.service import calendar_of
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import HARM, ask, called, case_of, events, form, text, ticket
from tests.web.tickets.arrange import claimed, morning, reply, rows, set_gate, words

GONE = "An adult may have taken it over."


@pytest.fixture(autouse=True)
def at_school() -> Iterator[datetime]:
    """Let everybody sign in on a school morning."""
    with morning() as start:
        yield start


def test_words_of_harm_never_reach_the_queue(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask(maria, school, text=f"The Wi-Fi is slow. {HARM}")
    row = ticket(number)
    assert row.sensitive and row.status == "new"
    assert events("ticket:taken_over")[-1].codes == {"why": "words", "kinds": ["self"]}
    gone = bo.get(f"/desk/tickets/{number}")
    assert gone.status_code == 404 and GONE in words(gone)
    assert number not in text(bo.get("/desk/queue"))
    shown = words(maria.get(f"/my/tickets/{number}/asked"))
    assert "Only adults can read this." in shown and "not an emergency line" in shown and "988" in shown
    home = words(okafor.get("/teach"))
    assert number in home and home.index("needs an adult now") < home.index("Drafts to check")
    assert called(number) == [school.people["okafor"]]


@pytest.mark.parametrize("kind", ["counselor", "health"])
def test_private_kinds_are_for_adults_only(
    maria: FlaskClient, okafor: FlaskClient, school: School, kind: str
) -> None:
    number = ask(maria, school, category=kind, text="Can I talk to somebody?")
    assert ticket(number).sensitive
    answer = okafor.post(f"/teach/waiting/{number}/queue", data={"category": kind})
    assert answer.status_code == 409 and ticket(number).sensitive
    assert okafor.post(f"/teach/waiting/{number}/keep", data={"category": kind}).status_code == 303
    assert ticket(number).sensitive and ticket(number).owner_id == school.people["okafor"]


@pytest.mark.parametrize("channel", ["reply", "note", "draft", "hand-back", "pass-on", "done", "requester"])
def test_the_tech_who_owns_it_loses_it_at_once(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School, channel: str
) -> None:
    number = claimed(maria, bo, school)
    set_gate(school, "bo", "reply", "before" if channel == "draft" else "after")
    home = f"/desk/tickets/{number}"
    said = f"They told me this. {HARM}."
    answer = {
        "reply": lambda: reply(bo, number, said),
        "draft": lambda: reply(bo, number, said),
        "note": lambda: bo.post(f"{home}/note", data={"note": said}),
        "hand-back": lambda: bo.post(f"{home}/hand-back", data={"state": said, "tried": said, "next": said}),
        "pass-on": lambda: bo.post(f"{home}/pass-on", data={"reason": "tried_all", "tried": said}),
        "done": lambda: bo.post(
            f"{home}/done",
            data={"cause": said, "fix": "Talked.", "code": "fixed", "open_steps": "none fit"},
        ),
        "requester": lambda: maria.post(f"/my/tickets/{number}", data={"text": HARM, "act": "reply"}),
    }[channel]()
    assert answer.status_code == 303, words(answer)
    row = ticket(number)
    assert row.sensitive and row.owner_id is None
    gone = bo.get(home)
    assert gone.status_code == 404 and GONE in words(gone)
    assert "harm" not in words(gone).lower()
    assert number not in text(bo.get("/desk"))
    assert rows("care_case", ticket_id=row.id)[0].phrases
    if channel in ("reply", "draft"):  # nothing of it went out
        assert HARM not in text(maria.get(f"/my/tickets/{number}"))
    unsent = channel in ("reply", "draft")  # what did not go out stands among what waits for a yes
    assert HARM in text(okafor.get("/teach" if unsent else f"/teach/waiting/{number}"))


def test_what_is_hidden_says_the_same_as_what_is_absent(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = ask(maria, school, text=HARM)
    hidden, absent = bo.get(f"/desk/tickets/{number}"), bo.get("/desk/tickets/JCM-1")
    assert words(hidden).replace(number, "N") == words(absent).replace("JCM-1", "N")


def test_an_adult_gives_one_back_in_a_click_and_new_words_take_it_again(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask(maria, school, text="I could kill myself, my drawing for the poster is gone.")
    assert ticket(number).sensitive
    assert okafor.post(f"/teach/care/{case_of(number)}/give-back").status_code == 303
    assert events("ticket:given_back")[-1].ticket_id == ticket(number).id
    assert not ticket(number).sensitive and ticket(number).status == "queued"
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
    maria.post(f"/my/tickets/{number}", data={"text": "It was only a joke.", "act": "reply"})
    assert not ticket(number).sensitive and bo.get(f"/desk/tickets/{number}").status_code == 200
    maria.post(f"/my/tickets/{number}", data={"text": "No, really. I will kill myself.", "act": "reply"})
    assert ticket(number).sensitive and bo.get(f"/desk/tickets/{number}").status_code == 404


def test_a_draft_that_was_read_goes_out_though_its_words_called_an_adult(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask(maria, school, text="My slides are gone.")
    bo.post(f"/desk/tickets/{number}/claim")
    set_gate(school, "bo", "reply", "before")
    reply(bo, number, "The film club has a gun on its poster, so the filter hid it.")
    assert ticket(number).sensitive
    assert okafor.post(f"/teach/care/{case_of(number)}/give-back").status_code == 303
    assert okafor.post(f"/teach/drafts/{number}/send").status_code == 303
    assert not ticket(number).sensitive and "film club" in text(maria.get(f"/my/tickets/{number}"))


def test_the_school_edits_its_words(maria: FlaskClient, okafor: FlaskClient, school: School) -> None:
    page = "/teach/care/setup/phrases"
    assert okafor.post(page, data={"kind": "threat", "words": "Meet me at the flagpole"}).status_code == 303
    assert ticket(ask(maria, school, text="He said MEET me at the fl4gpole after school.")).sensitive
    assert okafor.post(page, data={"kind": "threat", "words": "a (b)"}).status_code == 422
    assert okafor.post(page, data={"kind": "abuse", "words": "@family sings loudly"}).status_code == 303
    assert ticket(ask(maria, school, text="My uncle sings loudly.")).sensitive
    refused = okafor.post(page, data={"kind": "abuse", "words": "@nobody sings"})
    assert refused.status_code == 422 and "@nobody stands for no words" in text(refused)
    assert "stepmom, stepmother" in text(okafor.get("/teach/care/setup"))
    assert okafor.post(f"{page}/drop", data={"words": "gun|guns"}).status_code == 303
    assert not ticket(
        ask(maria, school, text="The web page about the Top Hat gun show is blocked.")
    ).sensitive
    assert okafor.post(page, data={"kind": "weapon", "words": "gun|guns"}).status_code == 303
    assert ticket(ask(maria, school, text="There is a gun in his bag.")).sensitive
    notice = {"notice": "Call Ms. Park at the front desk, or 911."}
    assert okafor.post("/teach/care/setup/notice?school=JCM", data=notice).status_code == 303
    assert "Call Ms. Park at the front desk" in words(maria.get("/my/ask"))


@pytest.mark.parametrize("hat", ["admin", "office"])
def test_who_stands_behind_the_teacher_answers_too(
    sign_in: SignIn, maria: FlaskClient, school: School, hat: str
) -> None:
    adult = sign_in({"admin": "adair", "office": "reyes"}[hat])
    number = ask(maria, school, text=HARM)
    page = words(adult.get(f"/{hat}/care"))
    assert number in page and HARM not in page
    assert adult.post(f"/{hat}/care/{case_of(number)}/give-back").status_code == 403
    assert adult.post(f"/{hat}/care/{case_of(number)}/look-after").status_code == 303
    assert adult.post(f"/{hat}/care/{case_of(number)}/look-after").status_code == 409


def test_the_time_in_which_a_ticket_waited_is_given_back_when_an_adult_takes_it(
    sign_in: SignIn, school: School
) -> None:
    with morning() as start:
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        bo.post(
            f"/desk/tickets/{number}/wait", data={"reason": "part", "question": "A new antenna is ordered."}
        )
        before = ticket(number)
        assert before.status == "pending_vendor" and before.paused_at == start
    later = start + timedelta(hours=1)
    with clock.at(later):
        assert (
            sign_in("maria").post(f"/my/tickets/{number}", data={"text": HARM, "act": "reply"}).status_code
            == 303
        )
    after = ticket(number)
    assert (after.status, after.paused_at, after.pending_reason, after.resume_on) == ("new", None, "", None)
    with look(system_actor(school.district_id)) as work:
        bells = calendar_of(work, school.site_id)
    assert after.due_at == clocks.shifted(bells, before.due_at, start, later) > before.due_at


def test_words_of_harm_wait_for_no_room_and_no_device(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """Whoever writes them may not come back to choose: a form that lacks no more goes to an adult as it is."""
    said = {"text": "i want to kill myself", "category": "", "room": "", "device": ""}
    number = ask(maria, school, **said)
    assert ticket(number).sensitive and called(number) == [school.people["okafor"]]
    assert bo.get(f"/desk/tickets/{number}").status_code == 404
    page = words(maria.get(f"/my/tickets/{number}/asked"))
    assert "This is not an emergency line." in page and "Sent as it was: an adult reads it now." in page
    assert number in words(okafor.get("/teach/care"))
    told = ask(maria, school, text="my dad hits me at home", room="no-room", device="other", tag="")
    assert ticket(told).sensitive
    kept = ask(maria, school, text="The wifi is down again.", private="my dad hits me")
    assert ticket(kept).sensitive, "words that were to be kept from the team are words too"
    later = ask(maria, school, text="The screen of my laptop stays dark.")
    said = {"text": "It is still dark.", "private": "i want to die", "act": "reply"}
    assert maria.post(f"/my/tickets/{later}", data=said).status_code == 303
    assert ticket(later).sensitive


@pytest.mark.parametrize("said", ["The wifi is down.", "How do I kill the process on my laptop?", ""])
def test_any_other_form_is_asked_for_what_it_lacks(maria: FlaskClient, school: School, said: str) -> None:
    filled = form(school, text=said, category="", room="", device="")
    assert maria.post("/my/ask", data=filled).status_code == 422
