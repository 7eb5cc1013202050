"""What each on a team may do and when: clearances, gates, shifts, leaving; and who has no team."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel import db
from app.kernel.ids import new_id
from app.school.cadres.models import Gate, Shift
from app.school.people.models import Membership, Person
from tests.cast import CLEARED, School
from tests.conftest import SignIn
from tests.web.school.conftest import rows
from tests.web.school.teams import AT, cleared, form_of, member, place, tags


def test_clearances_are_set_one_by_one(okafor: FlaskClient, school: School) -> None:
    codes = ["wifi", "display", "repair"]
    assert okafor.post(f"{place(school, 'bo')}/categories", data={"category": codes}).status_code == 303
    assert cleared(school, "bo") == set(codes)
    warranty = okafor.post(f"{place(school, 'bo')}/categories", data={"category": [*codes, "dell_repair"]})
    assert warranty.status_code == 422 and "certificate" in warranty.get_data(as_text=True)
    adult = okafor.post(f"{place(school, 'bo')}/categories", data={"category": ["accounts"]})
    assert adult.status_code == 422
    trainee = okafor.post(f"{place(school, 'tomo')}/categories", data={"category": [*CLEARED, "repair"]})
    assert trainee.status_code == 422
    assert cleared(school, "bo") == set(codes)


def test_gates_differ_from_the_rungs(okafor: FlaskClient, school: School) -> None:
    at = f"{place(school, 'bo')}/gates"
    assert okafor.post(at, data={"reply": "before", "resolve": ""}).status_code == 303
    kept = sa.select(Gate.action, Gate.mode).where(Gate.person_id == school.people["bo"])
    assert [(row.action, row.mode) for row in rows(kept)] == [("reply", "before")]
    assert okafor.post(at, data={"reply": "", "resolve": "sample"}).status_code == 303
    assert [(row.action, row.mode) for row in rows(kept)] == [("resolve", "sample")]
    assert okafor.post(at, data={"reply": "never", "resolve": ""}).status_code == 422
    assert len(tags("gate:changed")) == 2


def test_a_week_of_shifts(okafor: FlaskClient, school: School) -> None:
    at = f"{AT}/{school.cadre_id}/shifts"
    first, second = school.periods[:2]
    boxes = {"person": school.people["bo"], "shift": [f"0:{first}", f"4:{second}", f"9:{first}", "1:5"]}
    assert okafor.post(at, data=boxes).status_code == 303
    kept = sa.select(Shift.weekday, Shift.period_id).where(Shift.person_id == school.people["bo"])
    assert {(row.weekday, row.period_id) for row in rows(kept)} == {(0, first), (4, second)}
    assert "<td>Bo</td>" in okafor.get(at).get_data(as_text=True)
    chosen = okafor.get(f"{at}?for={school.people['bo']}").get_data(as_text=True)
    assert f'value="0:{first}" checked' in chosen
    okafor.post(at, data={"person": school.people["bo"]})
    assert rows(kept) == [] and len(tags("shifts:changed")) == 2
    assert okafor.post(at, data={"person": "x"}).status_code == 422
    assert okafor.post(at, data={"person": school.people["bo"], "shift": ["a:b"]}).status_code == 422


def test_leaving_ends_live_work_and_coming_back_starts_low(
    okafor: FlaskClient, sign_in: SignIn, school: School
) -> None:
    bo = sign_in("bo")
    assert okafor.post(f"{place(school, 'bo')}/end", data={"sure": "y"}).status_code == 303
    assert bo.get("/desk/queue").status_code == 403
    assert cleared(school, "bo") == set() and len(tags("member:ended")) == 1
    assert "left the team" in okafor.get(f"{AT}/{school.cadre_id}").get_data(as_text=True)
    okafor.post(f"{AT}/{school.cadre_id}/add", data={"person": [school.people["bo"]]})
    assert member(school, "bo").rung == "observer"


@pytest.mark.parametrize("who", ["maria", "bo", "ines", "dana", "reyes", "stranger"])
def test_others_have_no_teams(who: str, school: School, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(who)
    assert client.get(AT).status_code == 403
    assert client.post(f"{place(school, 'bo')}/end").status_code == 403


def test_another_teacher_of_the_school_does_not_see_the_team(sign_in: SignIn, school: School) -> None:
    role = {"person_id": school.people["brandt"], "org_id": school.site_id, "role": "supervising_teacher"}
    with db.engine("system").begin() as connection:
        connection.execute(sa.insert(Membership).values(id=new_id(), district_id=school.district_id, **role))
    brandt = sign_in("brandt")
    assert "Team 2026" not in brandt.get(AT).get_data(as_text=True)
    assert brandt.get(f"{AT}/{school.cadre_id}").status_code == 404
    assert brandt.post(place(school, "bo"), data=form_of(school, "bo", rung="lead")).status_code == 404


def test_who_left_the_roster_cannot_join(okafor: FlaskClient, school: School) -> None:
    with db.engine("system").begin() as connection:
        connection.execute(sa.update(Person).where(Person.id == school.people["maria"]).values(active=False))
    data = {"person": [school.people["maria"]]}
    assert okafor.post(f"{AT}/{school.cadre_id}/add", data=data).status_code == 422
