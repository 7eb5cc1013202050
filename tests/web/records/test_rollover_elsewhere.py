"""A team goes into the next school year, and what its techs do elsewhere stays as it is."""

from datetime import date, timedelta

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


def _end(school: School, days_ago: int) -> date:
    """Let the team be over since some days, and Cy have left it two months before; return its last day."""
    last = today_here() - timedelta(days=days_ago)
    team, member = cadres.Cadre, cadres.CadreMember
    dates = {"starts_on": last - timedelta(days=250), "ends_on": last}
    change(team, team.id == school.cadre_id, **dates)
    change(member, member.cadre_id == school.cadre_id, **dates)
    left = sa.and_(member.cadre_id == school.cadre_id, member.person_id == school.people["cy"])
    change(member, left, ends_on=last - timedelta(days=60))
    return last


def test_a_team_goes_on_after_its_last_day_with_who_was_on_it_to_the_end(
    school: School, okafor: FlaskClient
) -> None:
    last, today = _end(school, 40), today_here()
    address = f"/teach/year/team/{school.cadre_id}"
    assert address in text(okafor, "/teach/year")
    said = text(okafor, address)
    assert f"stay-{school.people['bo']}" in said and f"stay-{school.people['cy']}" not in said
    days = {"starts_on": today, "ends_on": today + timedelta(days=300), "access_ends_on": last}
    at = plan(okafor, school, **{name: str(day) for name, day in days.items()})
    assert "Bo stays as lead, independent until now" in text(okafor, at)
    assert apply(okafor, at) == 303
    team = new_team().id
    assert place(school, "bo", team).rung == "lead"
    assert place(school, "tomo", team) is None and place(school, "cy", team) is None
    assert place(school, "bo", school.cadre_id).ends_on == last


def test_a_team_of_years_ago_is_not_offered(school: School, okafor: FlaskClient) -> None:
    _end(school, 201)
    assert f"/teach/year/team/{school.cadre_id}" not in text(okafor, "/teach/year")
