"""Who leaves the school by the roster works on none of its tickets, and holds none for ever."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.identity.actor import system_actor
from app.kernel import db
from app.kernel.ids import new_id
from app.models import people, places, tickets
from app.school.apart.models import Barred
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.helpers import read
from tests.privacy.acts import change, put
from tests.unit.roster.sets import user_row, users
from tests.web.intake.arrange import ask
from tests.web.school.conftest import Import, rows
from tests.web.school.teams import place
from tests.web.school.test_roster_pages import ORGS, role, staying

TWO = ORGS + "far,Far High School,school,d9\n"


def owner_of(number: str) -> object:
    """Return who has a ticket."""
    return read(sa.select(tickets.Ticket.owner_id).where(tickets.Ticket.number == number))


def with_bo(**cells: str) -> dict[str, str | bytes]:
    """Return the cast's set with another line for bo, and a second school."""
    lines = str(staying()["users.csv"]).splitlines()
    kept = [line for line in lines[1:] if '"s-bo"' not in line]
    bo = {"sourcedId": "s-bo", "username": "bo", "givenName": "bo", "role": role("bo")} | cells
    return {"orgs.csv": TWO, "users.csv": users(*kept, user_row(1, **bo))}


def claimed(bo: FlaskClient, sign_in: SignIn, school: School) -> str:
    """Return a ticket that bo has."""
    number = ask(sign_in("maria"), school)
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
    return number


def test_a_tech_who_moves_to_another_school_lapses(
    bo: FlaskClient, okafor: FlaskClient, sign_in: SignIn, school: School, bring: Import
) -> None:
    number = claimed(bo, sign_in, school)
    system = system_actor(school.district_id)
    bring(with_bo(orgSourcedIds="s9,far", primaryOrgSourcedId="far"), actor=system)
    assert bo.get(f"/desk/tickets/{number}").status_code == 200  # at both schools
    bring(with_bo(orgSourcedIds="far"), actor=system)
    assert owner_of(number) is None
    assert "The roster has you at another school now." in bo.get("/desk").get_data(as_text=True)
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 403
    page = okafor.get(place(school, "bo")).get_data(as_text=True)
    assert "The roster has them at another school, or nowhere." in page


def test_who_left_the_roster_holds_no_ticket(
    bo: FlaskClient, sign_in: SignIn, school: School, bring: Import
) -> None:
    number = claimed(bo, sign_in, school)
    bring(with_bo(orgSourcedIds="s9", status="tobedeleted"), accept=1, actor=system_actor(school.district_id))
    assert bo.get("/desk").status_code == 401
    assert owner_of(number) is None


def test_whose_account_is_disabled_holds_no_ticket(
    bo: FlaskClient, adair: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = claimed(bo, sign_in, school)
    assert adair.post(f"/admin/people/{school.people['bo']}/disable").status_code == 303
    assert owner_of(number) is None


def test_a_team_takes_students_of_its_own_school(adair: FlaskClient, school: School) -> None:
    common = {"district_id": school.district_id}
    site = new_id()
    with db.engine("system").begin() as c:
        org = {"id": site, "parent_id": school.district_id, "kind": "school", "name": "Far", "code": "FAR"}
        c.execute(sa.insert(places.Org).values(**org, **common))
        c.execute(
            sa.update(people.Person).where(people.Person.id == school.people["maria"]).values(site_id=site)
        )
        wide = {"person_id": school.people["adair"], "org_id": school.district_id, "role": "administrator"}
        c.execute(sa.insert(people.Membership).values(id=new_id(), **wide, **common))
    refused = adair.post(f"/admin/cadres/{school.cadre_id}/add", data={"person": str(school.people["maria"])})
    assert refused.status_code == 422
    assert "This student is at another school." in refused.get_data(as_text=True)


def test_families_are_kept_apart_in_each_district_of_a_cooperative(school: School, bring: Import) -> None:
    """The set is the cooperative's; the techs are its districts'."""
    system = system_actor(new_id())
    roof = "sourcedId,name,type,parentSourcedId\nco,Coop,local,\nd9,Juniper Valley District,district,co\n"
    roof += "d8,Other,district,co\ns9,Juniper Creek Middle School,school,d9\n"
    with db.engine("system").begin() as c:
        here = sa.update(places.Org).where(places.Org.id == school.district_id)
        c.execute(here.values(sourced_id="d9"))
    lines = [line for line in str(staying()["users.csv"]).splitlines()[1:] if '"s-bo"' not in line]
    lines = [line for line in lines if '"s-maria"' not in line]
    two = {"orgSourcedIds": "s9", "role": "student", "agentSourcedIds": "mom"}
    lines += [
        user_row(1, sourcedId=f"s-{who}", username=who, givenName=who, **two) for who in ("bo", "maria")
    ]
    lines += [user_row(1, sourcedId="mom", username="mom", orgSourcedIds="s9", role="parent")]
    bring({"orgs.csv": roof, "users.csv": users(*lines)}, actor=system)
    kept = rows(sa.select(Barred.tech_id, Barred.person_id))
    assert (school.people["bo"], school.people["maria"]) in {tuple(row) for row in kept}


@pytest.mark.parametrize(("days", "works"), [(100, True), (0, True), (-1, False)])
def test_a_role_with_a_last_day_holds_until_then(
    bo: FlaskClient, okafor: FlaskClient, sign_in: SignIn, school: School, days: int, works: bool
) -> None:
    """A roster often gives the last day of the school year with each role, of students at two schools too."""
    number = claimed(bo, sign_in, school)
    far = put(
        places.Org, kind="school", name="Far High School", code="FAR", parent_id=school.district_id,
        district_id=school.district_id,
    )  # fmt: skip
    ends = today_here() + timedelta(days=days)
    common = {
        "org_id": school.site_id,
        "source": "roster",
        "district_id": school.district_id,
        "ends_on": ends,
    }
    for name, role_there in (("bo", "student"), ("brandt", "teacher")):
        change(people.Person, people.Person.id == school.people[name], site_id=far)
        put(people.Membership, person_id=school.people[name], role=role_there, **common)
    assert (bo.get(f"/desk/tickets/{number}").status_code == 200) is works
    found = okafor.get("/teach/people?q=Kowalcz").get_data(as_text=True)
    assert ("Kowalczyk" in found) is works
    assert ("Mr. Brandt" in okafor.get("/teach/cadres/new").get_data(as_text=True)) is works
