"""A tech whom a teacher sets below apprentice: live work and what is shown end at once, reading along stays."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import models as m
from tests.cast import School, today_here
from tests.privacy.acts import ACTS, change, practice_of
from tests.web.reveal.arrange import ask_again, delivered, show
from tests.web.tickets.arrange import claimed, reply, ticket, words

LIVE_ACTS = [name for name in ACTS if name not in ("claim", "typing", "withdraw")]
SAYS = {"trainee": "A trainee works on practice tickets first.", "observer": "An observer reads along first."}


def set_rung(okafor: FlaskClient, school: School, rung: str) -> None:
    """Set Bo's rung on the page where a teacher does."""
    data: dict[str, Any] = {
        "working_name": "Bo",
        "rung": rung,
        "ends_on": str(today_here() + timedelta(days=100)),
    }
    at = f"/teach/cadres/{school.cadre_id}/members/{school.people['bo']}"
    assert okafor.post(at, data=data).status_code == 303


@pytest.mark.parametrize("rung", ["trainee", "observer"])
def test_live_work_and_reveals_end_and_tickets_go_back(
    rung: str, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number, other = claimed(maria, bo, school), claimed(maria, bo, school)
    assert show(bo, number).status_code == 303
    assert delivered(bo, number) == {"first_name": "Maria"}
    set_rung(okafor, school, rung)
    for one in (number, other):
        assert (ticket(one).owner_id, ticket(one).status) == (None, "queued")
    at = f"/desk/tickets/{number}"
    assert bo.get(f"{at}/shown").status_code == 403 and delivered(bo, number) == {}
    assert ask_again(bo, number).status_code == 403
    page = words(bo.get(at))
    assert "Show the first name" not in page and SAYS[rung] in page
    assert bo.get("/desk/queue").status_code == 200, "they read along"
    claim = bo.post(f"{at}/claim")
    assert claim.status_code == 403 and SAYS[rung] in words(claim)
    said = words(bo.get("/desk/counter"))
    assert SAYS[rung] in said


@pytest.mark.parametrize("act", LIVE_ACTS)
def test_nothing_is_done_before_the_tickets_went_back(
    act: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """The rung alone closes live work, whatever became of the job that gives tickets back."""
    number = claimed(maria, bo, school)
    change(m.cadres.CadreMember, m.cadres.CadreMember.person_id == school.people["bo"], rung="trainee")
    answer = bo.post(f"/desk/tickets/{number}/{act}", data=ACTS[act])
    assert answer.status_code == 403 and SAYS["trainee"] in words(answer)
    assert ticket(number).owner_id is None, "it went back by itself at that request"


def test_practice_goes_on(bo: FlaskClient, okafor: FlaskClient, school: School) -> None:
    number = practice_of(school, "bo")
    set_rung(okafor, school, "trainee")
    assert reply(bo, number, "Hello, please restart it.").status_code == 303
    assert ticket(number).owner_id == school.people["bo"]
