"""The top bar: its numbers tell what waits, and one statement reads them all."""

import re
from datetime import timedelta

from flask.testing import FlaskClient

from app.kernel import clock
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import statements_of
from tests.web.intake.arrange import ask, text
from tests.web.tickets.arrange import MORNING, claimed, morning, reply


def bar(client: FlaskClient, path: str) -> dict[str, int]:
    found = re.findall(r'>([\w ]+) <span class="count">(\d+)</span>', text(client.get(path)))
    return {label: int(number) for label, number in found}


def test_a_teachers_numbers(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, cy, okafor = sign_in("maria"), sign_in("cy"), sign_in("okafor")
        assert bar(okafor, "/teach/queue") == {}
        reply(cy, claimed(maria, cy, school), "Which room?")
        assert cy.post("/desk/call").status_code == 303
        ask(maria, school, text="I want to kill myself")
        assert bar(okafor, "/teach/queue") == {"Now": 1, "Shown": 1, "Waiting": 1, "Needs an adult": 1}
    with clock.at(MORNING + clock.PERIOD + timedelta(minutes=1)):
        assert "Shown" not in bar(sign_in("okafor"), "/teach/queue")


def test_a_techs_numbers(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        ask(maria, school)
        claimed(maria, bo, school)
        assert bar(bo, "/desk/queue") == {"My five": 1, "Queue": 1}


def test_one_statement_reads_them_all(okafor: FlaskClient) -> None:
    seen = statements_of(okafor, "/teach/queue", "staff")
    assert sum("care_case" in one for one in seen) == 1
    (numbers,) = (one for one in seen if "care_case" in one)
    assert "draft" in numbers and "attachment" in numbers and "glass" in numbers
