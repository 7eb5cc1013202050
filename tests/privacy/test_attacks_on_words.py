"""The same fifteen-year-old at texts: forged and moved placeholders, drafts, the first-name token."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.privacy.acts import body, change, leaks, reply, rows, taken
from tests.web.intake.arrange import ask, messages

FORGED = "⟦name:01⟧ and ⟦phone:02⟧ and ⟦mail:03⟧ and ⟦name:1⟧ and ⟦NAME:01⟧ and ⟦⟦name:01⟧⟧"
NAMES = ("Cyrus", "Abernathy", "555-0142", "maria.quintanilla", "5550111")


def _sent(number: str) -> list[Any]:
    return [each for each in messages(number) if each.side == "cadre" and each.kind == "public"]


def _draft() -> Any:
    return rows(sa.select(*m.drafts.Draft.__table__.c).order_by(m.drafts.Draft.id))[-1]


def _preferred(school: School, name: str, preferred: str) -> None:
    private = m.people.PersonPrivate
    change(private, private.person_id == school.people[name], preferred=preferred)


def test_a_typed_placeholder_is_only_ink(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    """It stands for nothing: not for the requester, not for the author, not for the next reader."""
    number = taken(maria, bo, school)
    assert reply(bo, number, f"Is it {FORGED}?") == 303
    [message] = _sent(number)
    assert message.body == f"Is it {FORGED}?"
    assert "⟦" not in message.body_masked.replace("⟦phone", "").replace("⟦mail", "")
    assert all(name not in message.body for name in NAMES)
    for client, path in ((maria, "/my"), (bo, "/desk"), (cy, "/desk")):
        page = body(client.get(f"{path}/tickets/{number}"))
        part = page[page.index("Is it ") :].split("</p>")[0]
        assert "NAME:01" in part
        assert all(name not in part for name in NAMES)


def test_a_typed_placeholder_is_not_filled_in_at_approval(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, f"Tomohiro Nakagawa says hello. {FORGED}") == 303
    page = body(ines.get(f"/desk/drafts/{number}"))
    assert "Tomohiro" not in page
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 303
    [message] = _sent(number)
    assert message.body == f"Tomohiro Nakagawa says hello. {FORGED}"
    assert leaks(cy.get(f"/desk/tickets/{number}")) == []


@pytest.mark.parametrize(
    "edited",
    [
        "{0} Hello {1}, ask ⟦name:01⟧.",
        "Hello {1}{1}.",
        "Hello.",
        "{1} Hello {0}.",
        "Hello ⟦name:01⟧.",
        "Hello ⟦phone:02⟧, {0} and {1}.",
        "Hello {0} and {1} and ⟦mail:03⟧",
    ],
)
def test_a_moved_or_added_token_is_for_a_teacher(
    edited: str, maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """A trainer's edit refills from the author's words or not at all; the requester's words never come in."""
    number = taken(maria, cy, school)
    typed = "Laxmi Venkatesan has it, write to Tomohiro Nakagawa."
    assert reply(cy, number, typed) == 303
    tokens = re.findall(r"⟦\w+:\d\d⟧", _draft().body_masked)
    assert len(tokens) == 2
    answer = ines.post(f"/desk/drafts/{number}/edit", data={"text": edited.format(*tokens)})
    assert answer.status_code == 303
    assert _sent(number) == [] and _draft().teacher_only
    assert ines.get(f"/desk/drafts/{number}").status_code == 404
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 404
    assert okafor.post(f"/teach/drafts/{number}/send").status_code == 303
    [message] = _sent(number)
    assert message.body == typed


def test_an_edit_around_the_tokens_refills_the_authors_words_only(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Laxmi Venkatesan has it too.") == 303
    [token] = re.findall(r"⟦\w+:\d\d⟧", _draft().body_masked)
    edited = {"text": f"We think that {token} has it too. [name:01]"}
    assert ines.post(f"/desk/drafts/{number}/edit", data=edited).status_code == 303
    [message] = _sent(number)
    assert message.body == "We think that Laxmi Venkatesan has it too. [name:01]"
    assert "Laxmi" not in body(ines.get(f"/desk/tickets/{number}"))


@pytest.mark.parametrize(
    "smuggled",
    [
        "Ask Cyrus Abernathy.",
        "Call (208) 555-0142.",
        "maria.quintanilla@example.org",
        "number 5550111",
        "@maria_q",
    ],
)
def test_a_trainers_edit_smuggles_nothing(
    smuggled: str, maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Restart it, please.") == 303
    answer = ines.post(f"/desk/drafts/{number}/edit", data={"text": f"Restart it, please. {smuggled}"})
    assert answer.status_code == 422
    assert _sent(number) == [] and _draft().edited_masked is None


def test_tokens_in_every_other_text_are_ink_too(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    at = f"/desk/tickets/{number}"
    card = {
        "state": FORGED,
        "tried": "{first name} " + FORGED,
        "next": FORGED,
        "place": FORGED,
        "promised": FORGED,
    }
    assert bo.post(f"{at}/note", data={"note": "{first name} " + FORGED}).status_code == 303
    assert bo.post(f"{at}/typing", data={"reply": FORGED}).status_code == 204
    assert leaks(bo.get(at), NAMES) == []
    assert bo.post(f"{at}/hand-back", data=card).status_code == 303
    assert bo.post(f"{at}/claim").status_code == 303
    passed = {"reason": "tried_all", "tried": "{first name} " + FORGED}
    assert bo.post(f"{at}/pass-on", data=passed).status_code == 303
    for client in (bo, cy):
        assert leaks(client.get(at), (*NAMES, "Maria")) == []
    assert all("Maria" not in each.body for each in messages(number) if each.side != "requester")


def test_an_ending_fills_nothing_in(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    ending = {
        "cause": "{first name} " + FORGED,
        "fix": "{first name} again",
        "code": "fixed",
        "open_steps": FORGED,
    }
    assert bo.post(f"/desk/tickets/{number}/done", data=ending).status_code == 303
    assert all("Maria" not in each.body for each in messages(number) if each.side != "requester")
    assert leaks(bo.get(f"/desk/tickets/{number}"), (*NAMES, "Maria")) == []


def test_a_requesters_own_brackets_hide_nothing_and_show_nothing(
    bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    """A student who asks, and types placeholders into text and answer, for a friend who works on it."""
    number = ask(bo, school, text=f"Hello ⟦name:02⟧ {FORGED}. Maria Quintanilla saw it.")
    assert cy.post(f"/desk/tickets/{number}/claim").status_code == 303
    assert bo.post(f"/my/tickets/{number}", data={"text": f"Again {FORGED}"}).status_code == 303
    assert leaks(cy.get(f"/desk/tickets/{number}"), ("Maria", "Quintanilla")) == []
    confirm(cy)
    page = body(cy.get(f"/desk/tickets/{number}/reveal"))
    assert "The first name of" in page
    assert len(re.findall(r"The hidden (?:name|word) \d", page)) <= 1


FIRST = ["", "May", "Art", "Will", "Page", "Wi", "June", "Chase", "Hope"]


@pytest.mark.parametrize("preferred", FIRST)
def test_the_first_name_reaches_the_requester_alone(
    preferred: str, maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    """Also a name that is a word: neither its author nor a later reader nor the index learns it."""
    _preferred(school, "maria", preferred)
    name = preferred or "Maria"
    number = taken(maria, bo, school, text="The board is dark in the gym.")
    assert reply(bo, number, "Hello {first name}! { First_Name }, is it dark? Bye {FIRST NAME}") == 303
    [message] = _sent(number)
    assert message.body == f"Hello {name}! {name}, is it dark? Bye {name}"
    assert f"Hello {name}!" in body(maria.get(f"/my/tickets/{number}"))
    assert not re.search(rf"\b{name}\b", re.sub(r"⟦\w+:\d\d⟧", "", message.body_masked))
    for client in (bo, cy, ines):
        page = body(client.get(f"/desk/tickets/{number}"))
        part = page[page.index("is it dark?") - 400 : page.index("is it dark?") + 200]
        assert not re.search(rf"\b{name}\b", part)
    assert number not in body(cy.get(f"/desk/search?q={name}"))


def test_the_first_name_of_a_draft_stays_a_token(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Hello {first name}!") == 303
    assert leaks(ines.get("/desk/drafts")) == leaks(ines.get(f"/desk/drafts/{number}")) == []
    assert ines.post(f"/desk/drafts/{number}/edit", data={"text": "Hi {first name}!"}).status_code == 303
    assert _sent(number)[0].body == "Hi Maria!"
    for client in (cy, ines):
        assert leaks(client.get(f"/desk/tickets/{number}")) == []
        assert leaks(client.get("/desk")) == []


def test_what_a_teacher_adds_is_not_shown_to_the_author(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Tomohiro Nakagawa will come.") == 303
    edited = "Dear Maria Quintanilla, Tomohiro Nakagawa will come, with Cyrus."
    assert okafor.post(f"/teach/drafts/{number}/edit", data={"text": edited}).status_code == 303
    assert _sent(number)[0].body == edited
    page = cy.get(f"/desk/tickets/{number}")
    assert leaks(page, ("Maria", "Quintanilla", "Cyrus")) == []
    assert "Tomohiro Nakagawa" in body(page), "the author's own words stay readable"


# reveals ---------------------------------------------------------------------------------------------------


# the counter and the team ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said", ["Or ask field about it.", "I saw the Church there.", "Perhaps the green is open."]
)
def test_no_refusal_tells_who_is_on_the_roster(
    said: str, maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    """A peer's edit with a word of everyday that is somebody's name too: sent, and hidden from others, whoever goes
    here; the page after it is the same."""
    private, answers = m.people.PersonPrivate, []
    for family in ("Quintanilla", re.findall("field|Church|green", said)[0].capitalize()):
        change(private, private.person_id == school.people["maria"], family=family)
        change(m.places.Org, m.places.Org.id == school.district_id, names_version=len(family))
        number = taken(maria, cy, school)
        assert reply(cy, number, "Is the light on?") == 303
        edit = {"text": f"Is the light on? {said}"}
        answer = ines.post(f"/desk/drafts/{number}/edit", data=edit)
        inbox = body(ines.get("/desk/drafts"))
        answers.append((answer.status_code, answer.headers["Location"], "Sent as you edited it." in inbox))
    assert answers[0] == answers[1] == (303, "/desk/drafts", True)
    draft = _draft()
    assert (draft.state, draft.teacher_only) == ("sent", False)
    assert family.lower() not in draft.edited_masked.lower() and "⟦name:" in draft.edited_masked
    assert _sent(number)[0].body.endswith(said), "the requester reads what was written"
    assert "edited by you" in body(ines.get(f"/desk/tickets/{number}"))


def test_writing_a_name_does_not_tell_whose_tickets_are_for_adults_only(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School, sign_in: SignIn
) -> None:
    """A tech knows what they wrote: were the ticket gone after a name alone, every name could be tried."""
    flag = f"/teach/people/{school.people['maria']}/adults-only"
    assert okafor.post(flag, data={"asked_by": "guardian"}).status_code == 303
    brandt, told = sign_in("brandt"), []
    for name in ("Maria Quintanilla", "Tomohiro Nakagawa"):
        number = taken(brandt, bo, school, text="The projector hums.")
        ways = {
            "note": {"note": f"{name} had it before."},
            "reply": {"reply": f"I will ask {name} for the cable."},
            "wait": {"reason": "room_free", "question": f"{name} sits there."},
            "hand-back": {"state": "Open.", "tried": f"Asked {name}.", "next": "The cable."},
        }
        statuses = [
            bo.post(f"/desk/tickets/{number}/{way}", data=form).status_code for way, form in ways.items()
        ]
        assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
        done = {"cause": f"{name} bent it.", "fix": "A new plug.", "code": "fixed", "open_steps": "x"}
        statuses.append(bo.post(f"/desk/tickets/{number}/done", data=done).status_code)
        statuses.append(bo.get(f"/desk/tickets/{number}").status_code)
        told.append(statuses)
    assert told[0] == told[1]
    assert told[0][-1] == 200


def test_what_a_teacher_added_to_ones_own_reply_is_not_offered(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """One's own messages hold nothing that is shown on request, so none of their numbers leads there."""
    number = taken(maria, cy, school, text="My Chromebook is slow.")
    assert reply(cy, number, "Somebody will come.") == 303
    assert (
        okafor.post(f"/teach/drafts/{number}/edit", data={"text": "Tomohiro Nakagawa will come."}).status_code
        == 303
    )
    page = body(cy.get(f"/desk/tickets/{number}"))
    assert "name 1 hidden" in page and "Show name 1" not in page
