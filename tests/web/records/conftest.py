"""A ticket that is old enough to go."""

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
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


@pytest.fixture
def looked(school: School, maria: FlaskClient, bo: FlaskClient, dana: FlaskClient) -> str:
    """Maria asks; Bo opens and claims her ticket, Dana reads it with names; return the number."""
    number = ask(maria, school)
    assert bo.get(f"/desk/tickets/{number}").status_code == 200
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
    assert dana.get(f"/desk/tickets/{number}").status_code == 200
    return number


@pytest.fixture
def brandt_looks(sign_in: SignIn, looked: str) -> str:
    return str(sign_in("brandt").get("/my/looks").get_data(as_text=True))
