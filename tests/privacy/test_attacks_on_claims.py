"""What a tech cannot claim, and what goes with the team."""

import pytest
from flask.testing import FlaskClient

from app import models as m
from tests.cast import NOW, School, today_here
from tests.privacy.acts import (
    ACTS,
    SAID,
    body,
    change,
    leaks,
    put,
    taken,
)
from tests.web.intake.arrange import ask, ticket
from tests.web.intake.arrange import put as set_ticket


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"tier": 2}, 403),
        ({"sensitive": True}, 404),
        ({"status": "in_review"}, 409),
        ({"kind": "practice"}, 404),
    ],
)
def test_what_is_not_for_students_is_not_claimed(
    values: dict[str, object], status: int, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = ask(maria, school, text=SAID)
    set_ticket(number, **values)
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == status
    assert ticket(number).owner_id is None


def test_an_adults_category_is_not_claimed(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = ask(maria, school, category="accounts")
    set_ticket(number, status="queued", first_triaged_at=NOW)
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 403
    grant = {"person_id": school.people["bo"], "kind": "category", "code": "accounts"}
    put(
        m.accounts.Grant,
        **grant,
        district_id=school.district_id,
        valid_from=today_here(),
        source="rung",
        given_by=0,
        given_at=NOW,
    )
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 403


def test_who_lost_the_team_loses_the_pages(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    """In the middle of a session: the next request knows."""
    number = taken(maria, bo, school)
    assert bo.get(f"/desk/tickets/{number}").status_code == 200
    member = m.cadres.CadreMember
    mine = member.person_id == school.people["bo"]
    change(member, mine, ends_on=today_here().replace(year=NOW.year - 1))
    for path in (f"/desk/tickets/{number}", "/desk/queue", f"/desk/tickets/{number}/reveal"):
        answer = bo.get(path)
        assert answer.status_code == 403 and leaks(answer) == []
    for act, form in ACTS.items():
        assert bo.post(f"/desk/tickets/{number}/{act}", data=form).status_code == 403, act
    assert number not in body(bo.get("/desk/search?q=chromebook"))
    assert ticket(number).owner_id is None, "it went back to the queue"
