"""A clever, patient fifteen-year-old with a valid sign-in: reading and guessing what is not theirs.

Lists, texts, reveals, the team, requests, pages and sign-in are in the files beside this one."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import bare_ticket, confirm, number_of
from tests.privacy.acts import (
    ABSENT,
    ACTS,
    SAID,
    body,
    change,
    elsewhere,
    gate,
    leaks,
    practice_of,
    put,
    reply,
    rows,
    seen,
    taken,
)
from tests.web.intake.arrange import ask, ticket
from tests.web.intake.arrange import put as set_ticket


def apart(school: School, owner: bool = False) -> str:
    """A ticket of Brandt's, whose tickets are not there for Bo; or one that Bo still holds, being checked."""
    key = {"tech_id": school.people["bo"], "person_id": school.people["brandt"]}
    put(m.apart.Barred, **key, district_id=school.district_id)
    held = {"owner_id": school.people["bo"], "status": "in_review"} if owner else {}
    traits = ("claimed",) if owner else ()
    return number_of(bare_ticket(school, *traits, requester_id=school.people["brandt"], **held))


Hidden = Callable[[School], str]


HIDING: dict[str, Hidden] = {
    "another school": elsewhere,
    "sensitive": lambda school: number_of(bare_ticket(school, "hidden")),
    "sensitive and claimed": lambda school: number_of(
        bare_ticket(school, "claimed", sensitive=True, owner_id=school.people["bo"])
    ),
    "practice of another": lambda school: practice_of(school, "tomo"),
    "read by no adult yet": lambda school: number_of(bare_ticket(school, status="new")),
    "of somebody kept apart": apart,
    "held, of somebody kept apart": lambda school: apart(school, owner=True),
    "taken back before an adult read it": lambda school: number_of(bare_ticket(school, status="cancelled")),
}


@pytest.mark.parametrize("why", HIDING)
def test_a_hidden_ticket_is_an_absent_one(why: str, bo: FlaskClient, school: School) -> None:
    """Status, words and headers are the same, for the page and for every act."""
    number = HIDING[why](school)
    confirm(bo)
    for part in ("", "/hand-back", "/wait", "/pass-on", "/reveal", "/shown", "/shown/left"):
        hidden, absent = bo.get(f"/desk/tickets/{number}{part}"), bo.get(f"/desk/tickets/{ABSENT}{part}")
        assert hidden.status_code == 404, part
        assert seen(hidden) == seen(absent), part
    for act, form in ACTS.items():
        hidden = bo.post(f"/desk/tickets/{number}/{act}", data=form)
        absent = bo.post(f"/desk/tickets/{ABSENT}/{act}", data=form)
        assert hidden.status_code == 404, act
        assert seen(hidden) == seen(absent), act
    assert rows(sa.select(m.drafts.Typing.id)) == []
    assert rows(sa.select(m.tickets.Message.id)) == []


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("why", HIDING)
def test_a_hidden_ticket_is_in_no_list_and_no_number(why: str, bo: FlaskClient, school: School) -> None:
    before = [seen(bo.get(path)) for path in ("/desk", "/desk/queue", "/desk/search?q=drops")]
    number = HIDING[why](school)
    assert [seen(bo.get(path)) for path in ("/desk", "/desk/queue", "/desk/search?q=drops")] == before
    assert number not in body(bo.get(f"/desk/search?q={number}")).replace(f'value="{number}"', "")


def test_what_is_wrong_is_read_by_an_adult_first(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    """A matter of an unknown kind may be anything: no student reads or finds it before an adult did."""
    number = ask(maria, school, category="other", text="Somebody posts pictures of me at the piano.")
    assert bo.get(f"/desk/tickets/{number}").status_code == 404
    assert "No ticket has these words" in body(bo.get("/desk/search?q=pictures"))
    maria.post(f"/my/tickets/{number}/withdraw")
    assert ticket(number).status == "cancelled"
    assert bo.get(f"/desk/tickets/{number}").status_code == 404
    assert "No ticket has these words" in body(bo.get("/desk/search?q=piano"))


def test_another_district_is_another_world(stranger: FlaskClient, maria: FlaskClient, school: School) -> None:
    number = ask(maria, school, text=SAID)
    for path in (f"/desk/tickets/{number}", f"/my/tickets/{number}", f"/my/tickets/{number}/asked"):
        answer = stranger.get(path)
        assert answer.status_code == 404 and leaks(answer) == []
    for act, form in ACTS.items():
        assert stranger.post(f"/desk/tickets/{number}/{act}", data=form).status_code == 404, act
    assert number not in body(stranger.get("/desk/search?q=chromebook"))
    assert number not in body(stranger.get("/desk/queue"))


def test_another_persons_own_page_is_absent(maria: FlaskClient, cy: FlaskClient, school: School) -> None:
    number = ask(maria, school, text=SAID)
    for path in ("", "/asked"):
        theirs, absent = cy.get(f"/my/tickets/{number}{path}"), cy.get(f"/my/tickets/{ABSENT}{path}")
        assert theirs.status_code == 404 and seen(theirs) == seen(absent)
    for act in ("", "/confirm", "/withdraw"):
        theirs = cy.post(f"/my/tickets/{number}{act}", data={"text": "It was me."})
        absent = cy.post(f"/my/tickets/{ABSENT}{act}", data={"text": "It was me."})
        assert theirs.status_code == 404 and seen(theirs) == seen(absent), act
    reopened = cy.post(f"/my/tickets/{number}", data={"text": "It was me.", "act": "reopen"})
    assert reopened.status_code == 404
    assert ticket(number).status == "queued"


def test_a_draft_outside_the_group_is_absent(
    maria: FlaskClient, bo: FlaskClient, ines: FlaskClient, school: School
) -> None:
    gate(school, "bo", "before")
    number = taken(maria, bo, school)
    assert reply(bo, number, "Restart it, please.") == 303
    theirs, absent = ines.get(f"/desk/drafts/{number}"), ines.get(f"/desk/drafts/{ABSENT}")
    assert theirs.status_code == 404 and seen(theirs) == seen(absent)
    for act in ("send", "edit", "return", "read"):
        form = {"text": "x", "reason": "tone", "words": "x"}
        theirs = ines.post(f"/desk/drafts/{number}/{act}", data=form)
        absent = ines.post(f"/desk/drafts/{ABSENT}/{act}", data=form)
        assert theirs.status_code == 404 and seen(theirs) == seen(absent), act
    assert number not in body(ines.get("/desk/drafts"))
    assert [row.state for row in rows(sa.select(m.drafts.Draft.state))] == ["waiting"]


def test_nobody_checks_their_own_reply(maria: FlaskClient, ines: FlaskClient, school: School) -> None:
    gate(school, "ines", "before")
    number = taken(maria, ines, school)
    assert reply(ines, number, "Restart it, please.") == 303
    assert ines.get(f"/desk/drafts/{number}").status_code == 404
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 404
    assert rows(sa.select(m.tickets.Message.id).where(m.tickets.Message.side == "cadre")) == []


def test_a_student_without_an_inbox_gets_no_draft(
    maria: FlaskClient, cy: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    assert reply(cy, number, "Restart it, please.") == 303
    for client in (bo, cy):
        for path in ("/desk/drafts", f"/desk/drafts/{number}"):
            assert client.get(path).status_code == 403
        for act in ("send", "edit", "return", "read"):
            assert client.post(f"/desk/drafts/{number}/{act}", data={"text": "x"}).status_code == 403


@pytest.mark.parametrize("hat", ["teach", "office", "admin"])
def test_another_hat_refuses_what_is_and_what_is_not_alike(
    hat: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number, person = ask(maria, school, text=SAID), school.people["maria"]
    paths = ("tickets/{0}", "drafts/{0}", "grading/{0}", "waiting/{0}", "trail/ticket/{0}", "practice/{0}")
    for path in paths:
        there, absent = bo.get(f"/{hat}/{path.format(number)}"), bo.get(f"/{hat}/{path.format(ABSENT)}")
        assert there.status_code in (403, 404) and leaks(there) == []
        assert seen(there) == seen(absent)
    for path in ("people/{0}", "progress/{0}", "trail/tech/{0}"):
        there, absent = bo.get(f"/{hat}/{path.format(person)}"), bo.get(f"/{hat}/{path.format(1)}")
        assert there.status_code in (403, 404) and leaks(there) == []
        assert seen(there) == seen(absent)


def test_the_records_of_another_student_stay_theirs(sign_in: SignIn, school: School) -> None:
    bo, cy = sign_in("bo"), sign_in("cy")
    assert bo.post("/desk/learn/privacy/quiz").status_code == 303
    assert bo.get("/desk/learn/privacy/quiz/1").status_code == 200
    assert cy.get("/desk/learn/privacy/quiz/1").status_code == 404
    assert cy.post("/desk/learn/privacy/quiz/1", data={"q1": "1"}).status_code == 404
    smuggled = {
        "programme": "dell",
        "reference": "D-1",
        "issued_on": "2026-01-02",
        "student": school.people["bo"],
    }
    cy.post("/desk/certificates", data=smuggled | {"student_id": school.people["bo"]})
    held = rows(sa.select(m.curriculum.Certificate.student_id))
    assert {row.student_id for row in held} <= {school.people["cy"]}
    finished = number_of(bare_ticket(school, "resolved", owner_id=school.people["bo"]))
    theirs = cy.post(f"/desk/progress/{finished}/again", data={"cause": "x", "fix": "y"})
    absent = cy.post(f"/desk/progress/{ABSENT}/again", data={"cause": "x", "fix": "y"})
    assert theirs.status_code == 409 and seen(theirs) == seen(absent)
    for query in (f"?student={school.people['bo']}", f"?person={school.people['bo']}", "?exam=<b>"):
        assert seen(cy.get(f"/desk/progress{query}")) == seen(cy.get("/desk/progress"))


def test_the_practice_of_another_is_absent(
    okafor: FlaskClient, bo: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    """No check is made in it, no ending of it is read or signed by whoever is not of the group."""
    story = m.curriculum.PracticeRun
    codes = re.findall(r'name="story" value="([^"]+)"', body(okafor.get("/teach/practice")))
    opened = okafor.post("/teach/practice", data={"story": codes[0], "student": school.people["bo"]})
    assert opened.status_code == 303
    number = rows(sa.select(m.tickets.Ticket.number).join(story, story.ticket_id == m.tickets.Ticket.id))[
        0
    ].number
    made = [cy.post(f"/desk/practice/{n}/checks", data={"check": "any"}) for n in (number, ABSENT)]
    assert made[0].status_code == 404 and seen(made[0]) == seen(made[1])
    change(m.tickets.Ticket, m.tickets.Ticket.number == number, status="in_review")
    for client, status in ((ines, 404), (cy, 403), (bo, 403)):
        read = [client.get(f"/desk/sign-offs/{n}") for n in (number, ABSENT)]
        signed = [client.post(f"/desk/sign-offs/{n}", data={"verdict": "accept"}) for n in (number, ABSENT)]
        assert read[0].status_code == signed[0].status_code == status
        assert seen(read[0]) == seen(read[1]) and seen(signed[0]) == seen(signed[1])
    assert number not in body(ines.get("/desk/sign-offs"))
    assert "⟦" not in body(bo.get(f"/desk/tickets/{number}"))


def test_a_tech_does_nothing_to_their_own_ticket(bo: FlaskClient, school: School) -> None:
    """With both hats: their own words at /my, and at the desk the masked ticket of a stranger to work on."""
    number = ask(bo, school, text=SAID)
    assert "Cyrus Abernathy" in body(bo.get(f"/my/tickets/{number}"))
    for act, form in ACTS.items():
        if act in ("typing", "withdraw"):
            continue
        answer = bo.post(f"/desk/tickets/{number}/{act}", data=form)
        assert answer.status_code in (403, 409), (act, answer.status_code)
    set_ticket(number, owner_id=school.people["bo"], status="in_progress")
    for act, form in ACTS.items():
        if act in ("typing", "withdraw"):
            continue
        answer = bo.post(f"/desk/tickets/{number}/{act}", data=form)
        assert answer.status_code in (403, 409), (act, answer.status_code)
    assert bo.post(f"/desk/tickets/{number}/withdraw").status_code == 409
    assert ticket(number).status == "in_progress"


def test_what_the_team_writes_for_itself_is_not_for_the_one_who_asked(
    bo: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """A tech who asks for help wears the team's hat too; the notes on their own ticket stay the team's."""
    number = ask(bo, school, text="The board is dark.")
    at = f"/desk/tickets/{number}"
    assert cy.post(f"{at}/claim").status_code == 303
    assert cy.post(f"{at}/note", data={"note": "Always careless, piano."}).status_code == 303
    assert reply(cy, number, "I come by, melon.") == 303
    back = {"reason": "tone", "words": "Kinder, harvest."}
    assert okafor.post(f"/teach/drafts/{number}/return", data=back).status_code == 303
    card = {"state": "piano", "tried": "piano", "next": "piano"}
    assert cy.post(f"{at}/hand-back", data=card).status_code == 303
    assert "piano" in body(cy.get(at))
    for word in ("piano", "melon", "harvest"):
        assert word not in body(bo.get(at)).lower()
        assert "No ticket has these words" in body(bo.get(f"/desk/search?q={word}"))
    assert number in body(cy.get("/desk/search?q=piano"))
    assert number in body(bo.get("/desk/search?q=dark"))
