"""Closing for the one who asked: an adult was told elsewhere that it works, and says how they know."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import events, happened, put, ticket
from tests.web.tickets.arrange import claimed, words


def fixed(asker: FlaskClient, tech: FlaskClient, school: School, **changes: Any) -> str:
    """Ask, claim and finish as a tech whose endings go out at once; return the number."""
    number = claimed(asker, tech, school, **changes)
    done = {
        "cause": "A loose plug.",
        "fix": "Pushed it in.",
        "code": "fixed",
        "open_steps": "They do not fit.",
    }
    assert tech.post(f"/desk/tickets/{number}/done", data=done).status_code == 303
    assert ticket(number).status == "resolved"
    return number


@pytest.mark.parametrize(("name", "hat"), [("okafor", "teach"), ("dana", "desk")])
def test_an_adult_who_was_told_closes_it_and_everybody_reads_how(
    sign_in: SignIn, maria: FlaskClient, bo: FlaskClient, school: School, name: str, hat: str
) -> None:
    adult = sign_in(name)
    number = fixed(maria, bo, school)
    put(number, owner_id=school.people["bo"])
    path = f"/{hat}/tickets/{number}"
    assert "They told me it works" in words(adult.get(path))
    assert "Say how you know that it works." in words(adult.get(f"{path}/confirm"))
    empty = adult.post(f"{path}/confirm", data={"how": ""})
    assert empty.status_code == 422 and "Choose how you know." in words(empty)
    assert adult.post(f"{path}/confirm", data={"how": "in_person"}).status_code == 303
    assert adult.post(f"{path}/confirm", data={"how": "in_person"}).status_code == 409
    assert ticket(number).status == "closed" and ticket(number).closed_at
    assert happened(number)[-1][:1] == ("closed",)
    told = events("ticket:closed")[-2]
    assert (told.outcome, told.actor_id) == ("done", school.people[name])
    assert told.on_behalf_of_id == school.people["maria"]
    assert told.codes == {"by": "adult", "how": "in_person"}
    assert "The one who asked told me in person." in words(adult.get(path))
    theirs = words(maria.get(f"/my/tickets/{number}"))
    assert "closed it for you: you said in person that it works." in theirs
    assert "Open it again" in theirs
    again = {"text": "It dropped off again at once.", "act": "reopen"}
    assert maria.post(f"/my/tickets/{number}", data=again).status_code == 303
    assert ticket(number).status == "in_progress"


def test_no_student_nobody_for_themselves_and_only_what_is_fixed(
    sign_in: SignIn,
    maria: FlaskClient,
    bo: FlaskClient,
    okafor: FlaskClient,
    dana: FlaskClient,
    school: School,
) -> None:
    running = claimed(maria, bo, school)
    assert okafor.post(f"/teach/tickets/{running}/confirm", data={"how": "seen"}).status_code == 409
    number = fixed(maria, bo, school, text="It drops off in 207 too.")
    assert bo.post(f"/desk/tickets/{number}/confirm", data={"how": "seen"}).status_code == 403
    own = fixed(okafor, bo, school, text="My board stays dark.", sensitive="")
    assert "They told me" not in words(okafor.get(f"/teach/tickets/{own}"))
    assert okafor.post(f"/teach/tickets/{own}/confirm", data={"how": "seen"}).status_code == 403
    assert dana.post(f"/desk/tickets/{own}/confirm", data={"how": "made-up"}).status_code == 422
    assert ticket(own).status == "resolved"
    assert dana.post(f"/desk/tickets/{own}/confirm", data={"how": "by_phone"}).status_code == 303


def test_who_asked_reads_on_the_team_s_line_that_they_confirmed(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = fixed(maria, bo, school)
    maria.post(f"/my/tickets/{number}/confirm")
    assert "said that it works. Closed." in words(okafor.get(f"/teach/tickets/{number}"))
