"""A ticket that is old enough to go."""

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.web.intake.arrange import ask
from tests.web.records.purging import SAID, age


@pytest.fixture
def old(school: School, maria: FlaskClient, bo: FlaskClient) -> str:
    """A ticket of Maria's, closed more than two years ago, with a note and a draft; return its number."""
    number = ask(maria, school, text=SAID)
    bo.post(f"/desk/tickets/{number}/claim")
    bo.post(f"/desk/tickets/{number}/note", data={"note": "The hinge of Quillfeather."})
    bo.post(f"/desk/tickets/{number}/typing", data={"reply": "Dear Quillfeather"})
    age(number)
    return number
