"""A team goes into the next school year, and what its techs do elsewhere stays as it is."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.models import accounts, cadres, people, places, tickets
from tests.cast import ZONE, School, today_here
from tests.privacy.acts import change, put, rows
from tests.web.intake.arrange import ask
from tests.web.records.rolling import apply, ends, new_team, place, plan, status, text


def test_who_was_chosen_to_leave_does_not_come_back_with_a_class(school: School, okafor: FlaskClient) -> None:
    room = put(
        people.SchoolClass, district_id=school.district_id, site_id=school.site_id, sourced_id="k9",
        title="Tech 7", course="", active=True,
    )  # fmt: skip
    tomo = {"district_id": school.district_id, "person_id": school.people["tomo"], "role": "student"}
    put(people.Enrollment, class_id=room, **tomo)
    at = plan(okafor, school, section=str(room))
    assert "Tomo leaves as chosen, though they sit in a class that joins." in text(okafor, at)
    assert apply(okafor, at) == 303
    assert place(school, "tomo", new_team().id) is None


def test_a_team_of_another_school_keeps_its_techs_and_tickets(
    school: School, okafor: FlaskClient, maria: FlaskClient, bo: FlaskClient
) -> None:
    first, second = (ask(maria, school, text=f"It hums, {word}.") for word in ("one", "two"))
    for number in (first, second):
        assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
    common, person = {"district_id": school.district_id}, school.people["bo"]
    site = put(
        places.Org, kind="school", name="Second", code="SEC", parent_id=school.district_id,
        timezone=ZONE.key, **common,
    )  # fmt: skip
    other = put(
        cadres.Cadre, site_id=site, name="Second team", school_year="2027-28",
        supervisor_id=school.people["dana"], deputy_id=school.people["lind"],
        starts_on=today_here(), ends_on=ends() + timedelta(days=300), **common,
    )  # fmt: skip
    dates = {"starts_on": today_here(), "ends_on": ends() + timedelta(days=300)}
    put(
        cadres.CadreMember,
        cadre_id=other,
        person_id=person,
        working_name="Bo",
        rung="independent",
        **dates,
        **common,
    )
    change(tickets.Ticket, tickets.Ticket.number == first, site_id=site)
    before = rows(sa.select(*accounts.Grant.__table__.c).where(accounts.Grant.person_id == person))
    assert first not in text(okafor, f"/teach/year/team/{school.cadre_id}")
    at = plan(okafor, school, **{f"stay-{person}": "no"})
    said = text(okafor, at)
    assert "Bo stays cleared as now: they are on Second team too." in said and first not in said
    assert apply(okafor, at) == 303
    assert rows(sa.select(*accounts.Grant.__table__.c).where(accounts.Grant.person_id == person)) == before
    assert status(first).owner_id == person and status(second).owner_id is None
    assert place(school, "bo", other).ends_on == dates["ends_on"]
    assert place(school, "bo", school.cadre_id).ends_on == ends() - timedelta(days=10)
