"""A morning with everything in it: free, owned, answered and private tickets, full of what the mask hides."""

from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.privacy.acts import HIDDEN, SAID, reply, taken
from tests.privacy.crawl import Answer, walk
from tests.web.intake.arrange import ask

STARTS = (
    "/desk",
    "/desk/queue",
    "/desk/search?q=chromebook",
    "/desk/learn",
    "/desk/progress",
    "/desk/counter",
)


@dataclass(frozen=True)
class Morning:
    """Tickets by what became of them."""

    owned: str
    others: str
    free: str
    private: str


@pytest.fixture
def morning(maria: FlaskClient, sign_in: SignIn, school: School) -> Morning:
    bo, cy, okafor = (sign_in(name) for name in ("bo", "cy", "okafor"))
    owned, others = taken(maria, bo, school), taken(maria, cy, school)
    reply(bo, owned, "Hello {first name}, it works now.")
    note = {"note": "Cyrus Abernathy called (208) 555-0142 for Maria Quintanilla."}
    assert okafor.post(f"/teach/tickets/{owned}/note", data=note).status_code == 303
    return Morning(owned, others, ask(maria, school, text=SAID), ask(maria, school, text=SAID, sensitive="y"))


def walked(client: FlaskClient, morning: Morning) -> list[Answer]:
    """Return every page of the desk that a student finds from there."""
    tickets = (f"/desk/tickets/{morning.owned}", f"/desk/tickets/{morning.free}")
    return [each for each in walk(client, (*STARTS, *tickets), most=80) if not each.path.startswith("/my")]


def found_in(text: str) -> list[str]:
    """Return which hidden values a text holds."""
    return [word for word in HIDDEN if word in text.lower()]
