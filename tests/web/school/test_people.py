"""Adults look people up, and nobody climbs by a slip."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.models import Account, WebSession
from app.audit.models import AuditEvent
from app.kernel import clock, db
from app.kernel.ids import new_id
from app.school.people.models import Membership, Person, PersonPrivate, StaffProfile
from tests.cast import PASSWORD, School
from tests.conftest import SignIn
from tests.web.school.conftest import rows, value


def at(school: School, who: str, hat: str = "teach") -> str:
    """Return the address of somebody's page."""
    return f"/{hat}/people/{school.people[who]}"


def events(tag: str) -> list[sa.Row[*tuple[object, ...]]]:
    """Return the events of a tag."""
    told = (AuditEvent.subjects, AuditEvent.outcome, AuditEvent.codes)
    return rows(sa.select(*told).where(AuditEvent.tag == tag).order_by(AuditEvent.occurred_at))


def widen(school: School, who: str) -> None:
    """Make somebody an administrator of the whole district."""
    role = {"person_id": school.people[who], "org_id": school.district_id, "role": "administrator"}
    with db.engine("system").begin() as connection:
        connection.execute(sa.insert(Membership).values(id=new_id(), district_id=school.district_id, **role))


@pytest.mark.parametrize("text", ["quint", "MARIA", "maria quint", "5550111", "maria.quintanilla"])
def test_people_are_found_by_name_number_or_username(okafor: FlaskClient, school: School, text: str) -> None:
    page = okafor.get(f"/teach/people?q={text}").get_data(as_text=True)
    assert "Maria Quintanilla" in page and "1 found." in page
    assert "555-0142" not in page and "example.org" not in page
    assert events("people:seen")[-1].subjects == [school.people["maria"]]


NAMED = {
    "Łukasz Żółć": ("łukasz", "LUKASZ", "żółć", "zolc", "Żół"),
    "Иван Петров": ("петров", "Петров", "ИВАН"),
    "Zoë Núñez-O’Neill": ("zoe nunez", "ZOË", "oneill", "o'neill", "núñez-o’n", "nunez oneill"),
    "Γιώργος Νικολάου": ("γιωργος", "ΝΙΚΟΛΆΟΥ"),
}


@pytest.mark.parametrize("name", NAMED)
def test_people_are_found_in_any_case_and_without_accents(
    okafor: FlaskClient, school: School, name: str
) -> None:
    given, family = name.split()
    new = {"id": (key := new_id()), "district_id": school.district_id, "created_at": clock.now()}
    with db.engine("system").begin() as connection:
        connection.execute(
            sa.insert(Person).values(site_id=school.site_id, kind="student", active=True, **new)
        )
        names = {"given": given, "family": family, "district_id": school.district_id}
        connection.execute(sa.insert(PersonPrivate).values(person_id=key, **names))
    for said in NAMED[name]:
        page = okafor.get("/teach/people", query_string={"q": said}).get_data(as_text=True)
        assert name in page and "1 found." in page, said


@pytest.mark.parametrize("text", ["-", "'", "Alderman", "%", "_", "zed", "' OR 1=1 --"])
def test_nobody_of_another_district_and_no_wildcards(okafor: FlaskClient, text: str) -> None:
    assert "Nobody found." in okafor.get("/teach/people", query_string={"q": text}).get_data(as_text=True)


def test_a_page_shows_roles_and_account(okafor: FlaskClient, school: School) -> None:
    page = okafor.get(at(school, "dana")).get_data(as_text=True)
    assert "Dana Ruiz can sign in." in page and "adult technician" in page
    assert okafor.get("/teach/people/1").status_code == 404


def test_a_teacher_makes_a_new_slip_for_a_student(okafor: FlaskClient, app: Flask, school: School) -> None:
    sheet = okafor.post(f"{at(school, 'maria')}/slip").get_data(as_text=True)
    code = re.findall(r'class="code">([^<]+)<', sheet)[0]
    assert "Username: maria" in sheet
    client = app.test_client()
    assert client.post("/claim", data={"code": code, "password": "another horse staple"}).status_code == 303
    wrong = app.test_client().post("/sign-in", data={"username": "maria", "password": PASSWORD})
    assert wrong.status_code == 422


@pytest.mark.parametrize("who", ["adair", "reyes", "dana", "lind"])
def test_a_teacher_cannot_climb_by_a_slip(okafor: FlaskClient, school: School, who: str) -> None:
    assert okafor.post(f"{at(school, who)}/slip").status_code == 403
    assert okafor.post(f"{at(school, who)}/disable").status_code == 403
    assert events("invite:made")[-1].outcome == "refused"
    assert "An administrator does this" in okafor.get(at(school, who)).get_data(as_text=True)


def test_a_schools_administrator_cannot_climb_to_the_district(adair: FlaskClient, school: School) -> None:
    assert adair.post(f"{at(school, 'dana', 'admin')}/slip").status_code == 200
    assert adair.post(f"{at(school, 'reyes', 'admin')}/slip").status_code == 403
    wish = {"role": "administrator@JVD"}
    assert adair.post(f"{at(school, 'dana', 'admin')}/roles", data=wish).status_code == 403
    widen(school, "adair")
    assert adair.post(f"{at(school, 'reyes', 'admin')}/slip").status_code == 200
    assert adair.post(f"{at(school, 'dana', 'admin')}/roles", data=wish).status_code == 303


def test_disabling_signs_out_everywhere(adair: FlaskClient, sign_in: SignIn, school: School) -> None:
    maria = sign_in("maria")
    assert maria.get("/my").status_code == 200
    assert adair.post(f"{at(school, 'maria', 'admin')}/disable").status_code == 303
    assert maria.get("/my").status_code == 401
    open_ones = sa.select(WebSession.id).where(
        WebSession.person_id == school.people["maria"], WebSession.ended_at.is_(None)
    )
    assert rows(open_ones) == []
    assert adair.post(f"{at(school, 'maria', 'admin')}/disable").status_code == 409
    assert events("account:disabled")[0].codes == {"disabled": True}
    assert adair.post(f"{at(school, 'maria', 'admin')}/enable").status_code == 303
    assert sign_in("maria").get("/my").status_code == 200


def test_a_closed_account_gets_no_slip_and_uses_none_up(
    adair: FlaskClient, okafor: FlaskClient, app: Flask, school: School
) -> None:
    page, people = at(school, "cy", "admin"), sa.update(Person).where(Person.id == school.people["cy"])
    sheet = adair.post(f"{page}/slip").get_data(as_text=True)
    form = {"code": re.findall(r'class="code">([^<]+)<', sheet)[0], "password": "another horse staple"}
    with db.engine("system").begin() as connection:
        connection.execute(people.values(active=False))
    told = app.test_client().post("/claim", data=form)
    assert told.status_code == 422 and "This account is closed." in told.get_data(as_text=True)
    with db.engine("system").begin() as connection:
        connection.execute(people.values(active=True))
    assert app.test_client().post("/claim", data=form).status_code == 303
    assert adair.post(f"{page}/disable").status_code == 303
    assert adair.post(f"{page}/slip").status_code == 409
    assert "Open it again first" in adair.get(page).get_data(as_text=True)
    team = f"/teach/cadres/{school.cadre_id}/slips"
    assert okafor.post(team, data={"person": [school.people["cy"]]}).status_code == 409
    assert okafor.post(team, data={"person": [school.people[n] for n in ("cy", "bo")]}).status_code == 200
    assert events("invites:printed")[-1].subjects == [school.people["bo"]]


def test_nobody_disables_their_own_account(adair: FlaskClient, school: School) -> None:
    assert adair.post(f"{at(school, 'adair', 'admin')}/disable").status_code == 403


def test_roles_are_given_and_ended_by_an_administrator(
    adair: FlaskClient, okafor: FlaskClient, sign_in: SignIn, school: School
) -> None:
    wish = {"role": "supervising_teacher@JCM"}
    assert okafor.post(f"{at(school, 'brandt')}/roles", data=wish).status_code == 403
    assert adair.post(f"{at(school, 'bo', 'admin')}/roles", data=wish).status_code == 403
    assert (
        adair.post(f"{at(school, 'brandt', 'admin')}/roles", data={"role": "janitor@JCM"}).status_code == 403
    )
    assert adair.post(f"{at(school, 'brandt', 'admin')}/roles", data={"role": "x@ALT"}).status_code == 404
    brandt = sign_in("brandt")
    assert brandt.get("/teach/people").status_code == 403
    assert adair.post(f"{at(school, 'brandt', 'admin')}/roles", data=wish).status_code == 303
    assert adair.post(f"{at(school, 'brandt', 'admin')}/roles", data=wish).status_code == 409
    assert brandt.get("/teach/people").status_code == 200
    given = value(sa.select(Membership.id).where(Membership.person_id == school.people["brandt"]))
    assert adair.post(f"{at(school, 'brandt', 'admin')}/roles/{given}/end").status_code == 303
    assert brandt.get("/teach/people").status_code == 403
    assert adair.post(f"{at(school, 'brandt', 'admin')}/roles/{given}/end").status_code == 404
    assert [event.codes["role"] for event in events("grant:ended")] == ["supervising_teacher"]


def test_the_last_administrator_stays(adair: FlaskClient, school: School) -> None:
    own = value(sa.select(Membership.id).where(Membership.person_id == school.people["adair"]))
    assert adair.post(f"{at(school, 'adair', 'admin')}/roles/{own}/end").status_code == 403


def test_a_professional_name_is_changed(okafor: FlaskClient, school: School) -> None:
    names = {"display_name": " Mr.  <b>Brandt</b> ", "title": "Math"}
    assert okafor.post(f"{at(school, 'brandt')}/name", data=names).status_code == 303
    kept = sa.select(StaffProfile.display_name).where(StaffProfile.person_id == school.people["brandt"])
    assert value(kept) == "Mr. <b>Brandt</b>"
    assert "<b>Brandt" not in okafor.get(at(school, "brandt")).get_data(as_text=True)
    assert okafor.post(f"{at(school, 'brandt')}/name", data={"display_name": " "}).status_code == 422
    assert okafor.post(f"{at(school, 'maria')}/name", data=names).status_code == 422


def test_a_slip_for_somebody_without_a_username_makes_one(okafor: FlaskClient, school: School) -> None:
    with db.engine("system").begin() as connection:
        connection.execute(sa.delete(Account).where(Account.person_id == school.people["tomo"]))
        mine = PersonPrivate.person_id == school.people["tomo"]
        connection.execute(sa.update(PersonPrivate).where(mine).values(username=""))
    assert "Username: tomohiro.nakagawa" in okafor.post(f"{at(school, 'tomo')}/slip").get_data(as_text=True)


@pytest.mark.parametrize("who", ["maria", "bo", "ines", "dana", "reyes", "stranger"])
def test_others_look_nobody_up(who: str, school: School, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(who)
    assert client.get("/teach/people?q=a").status_code == 403
    assert client.post(f"{at(school, 'maria', 'admin')}/slip").status_code == 403
