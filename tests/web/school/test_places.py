"""An adult keeps a school's times; a calendar without working time is refused with a sentence."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.audit.work import look
from app.identity.actor import system_actor
from app.kernel import db
from app.school.cadres.models import Shift
from app.school.calendar.service import calendar_of
from app.school.places.models import BellPeriod, ClosedDay, Org, Room, Term
from tests.cast import School, today_here
from tests.web.school.conftest import rows, value

HERE = "/teach/places/JCM"


def bell_form(*lines: tuple[int | str, str, str, str]) -> dict[str, str]:
    """Return the bell table as a browser sends it."""
    form: dict[str, str] = {}
    for number, (key, name, starts, ends) in enumerate(lines):
        form |= {f"id-{number}": str(key), f"name-{number}": name}
        form |= {f"starts-{number}": starts, f"ends-{number}": ends}
    return form


def test_one_school_opens_at_once(okafor: FlaskClient) -> None:
    assert okafor.get("/teach/places").location.endswith(HERE)
    page = okafor.get(HERE).get_data(as_text=True)
    assert "Juniper Creek Middle School has its times." in page and 'value="08:00"' in page


def test_bells_are_changed_added_and_removed(okafor: FlaskClient, school: School) -> None:
    keep, gone = school.periods[0], school.periods[1]
    with db.engine("system").begin() as connection:
        shift = {"district_id": school.district_id, "cadre_id": school.cadre_id, "weekday": 0}
        at = {"person_id": school.people["bo"], "period_id": gone}
        connection.execute(sa.insert(Shift).values(id=1, **shift, **at))
    saved = bell_form((keep, "P1", "08:10", "09:00"), ("", "Advisory", "09:05", "09:30"))
    assert okafor.post(f"{HERE}/bells", data=saved).status_code == 303
    found = {row.name: row for row in rows(sa.select(*BellPeriod.__table__.c))}
    assert set(found) == {"P1", "Advisory"}
    assert (found["P1"].id, found["P1"].starts_minute) == (keep, 490)
    assert value(sa.select(sa.func.count()).select_from(Shift)) == 0
    event = rows(
        sa.select(AuditEvent.fields, AuditEvent.site_id).where(AuditEvent.tag == "calendar:changed")
    )[0]
    assert (event.fields, event.site_id) == (["bells"], school.site_id)


def test_a_change_counts_at_once(okafor: FlaskClient, school: School) -> None:
    with look(system_actor(school.district_id)) as work:
        assert calendar_of(work, school.site_id).has_bells
    okafor.post(f"{HERE}/bells", data={})
    with look(system_actor(school.district_id)) as work:
        assert not calendar_of(work, school.site_id).has_bells


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((("", "P1", "09:00", "08:00"),), "P1 ends before it starts."),
        ((("", "P1", "08:00", "09:00"), ("", "P2", "08:30", "09:30")), "P2 starts before P1 ends."),
        ((("", "", "08:00", "09:00"),), "Line 1 needs a name"),
        ((("", "P1", "", "09:00"),), "P1 lacks a time."),
        ((("", "P1", "25:00", "09:00"),), "P1 lacks a time."),
    ],
)
def test_wrong_bells_are_refused_and_kept_as_typed(
    okafor: FlaskClient, lines: tuple[tuple[str, str, str, str], ...], says: str
) -> None:
    answer = okafor.post(f"{HERE}/bells", data=bell_form(*lines))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and says in page
    assert f'value="{lines[-1][2]}"' in page
    assert len(rows(sa.select(BellPeriod.id).where(BellPeriod.name == "P7"))) == 1


def test_a_period_that_tickets_name_stays(okafor: FlaskClient, school: School) -> None:
    from tests.helpers import bare_ticket

    bare_ticket(school, period_id=school.periods[6])
    answer = okafor.post(f"{HERE}/bells", data=bell_form((school.periods[0], "P1", "08:00", "09:00")))
    assert answer.status_code == 409
    assert "Tickets name a period" in answer.get_data(as_text=True)
    assert len(rows(sa.select(BellPeriod.id))) == 7


def test_no_working_time_is_refused_with_a_sentence(okafor: FlaskClient, school: School) -> None:
    with db.engine("system").begin() as connection:
        connection.execute(sa.delete(Term))
    monday = today_here() + timedelta(days=7 - today_here().weekday())
    one = {"name": "One day", "starts_on": str(monday), "ends_on": str(monday)}
    assert okafor.post(f"{HERE}/terms", data=one).status_code == 303
    answer = okafor.post(f"{HERE}/closed", data={"first_on": str(monday), "reason": "Snow"})
    assert answer.status_code == 422
    assert "There would be no working time left" in answer.get_data(as_text=True)
    assert rows(sa.select(ClosedDay.id)) == []


def test_terms_and_closed_days_come_and_go(okafor: FlaskClient, school: School) -> None:
    term = {"name": "Summer <b>", "starts_on": "2027-06-14", "ends_on": "2027-06-25"}
    assert okafor.post(f"{HERE}/terms", data=term).status_code == 303
    added = value(sa.select(Term.id).where(Term.name == "Summer <b>"))
    assert "Summer &lt;b&gt;" in okafor.get(HERE).get_data(as_text=True)
    backwards = okafor.post(f"{HERE}/terms", data=term | {"ends_on": "2027-06-01"})
    assert backwards.status_code == 422 and "ends before it starts" in backwards.get_data(as_text=True)
    assert okafor.post(f"{HERE}/terms/{added}/remove").status_code == 303
    assert okafor.post(f"{HERE}/terms/{added}/remove").status_code == 404
    week = {"first_on": "2026-11-21", "last_on": "2026-11-29", "reason": "Thanksgiving"}
    assert okafor.post(f"{HERE}/closed", data=week).status_code == 303
    closed = rows(sa.select(ClosedDay.id, ClosedDay.closed_on).order_by(ClosedDay.closed_on))
    assert [row.closed_on.day for row in closed] == [23, 24, 25, 26, 27]
    assert okafor.post(f"{HERE}/closed", data=week).status_code == 303
    assert len(rows(sa.select(ClosedDay.id))) == 5
    assert okafor.post(f"{HERE}/closed/{closed[0].id}/remove").status_code == 303


def test_rooms_are_typed_one_a_line(okafor: FlaskClient, school: School) -> None:
    version = value(sa.select(Org.names_version).where(Org.id == school.district_id))
    typed = "118, Math\n207\n\nG-2, Gym\n=SUM(A1), odd\n"
    assert okafor.post(f"{HERE}/rooms", data={"rooms": typed}).status_code == 303
    found = {row.code: row.name for row in rows(sa.select(Room.code, Room.name))}
    assert found == {"118": "Math", "207": "", "G-2": "Gym", "=SUM(A1)": "odd"}
    assert value(sa.select(Org.names_version).where(Org.id == school.district_id)) == int(str(version)) + 1
    twice = okafor.post(f"{HERE}/rooms", data={"rooms": "118\n118\n"})
    assert twice.status_code == 422 and "stands there twice" in twice.get_data(as_text=True)


def test_time_zone(adair: FlaskClient, school: School) -> None:
    assert adair.post("/admin/places/JCM/zone", data={"zone": "America/Chicago"}).status_code == 303
    zones = rows(sa.select(Org.timezone).where(Org.district_id == school.district_id))
    assert {row.timezone for row in zones} == {"America/Chicago"}
    assert adair.post("/admin/places/JCM/zone", data={"zone": "Mars/Olympus"}).status_code == 422


def test_the_tree_shows_who_is_where(adair: FlaskClient) -> None:
    page = adair.get("/admin/schools").get_data(as_text=True)
    assert "Juniper Valley District" in page and "6 students, 6 staff" in page
    assert "Alder" not in page


@pytest.mark.parametrize("who", ["maria", "bo", "dana", "reyes", "stranger"])
def test_others_may_not(who: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(who)
    assert client.get(HERE).status_code == 403
    assert client.post(f"{HERE}/bells").status_code == 403


def test_another_districts_school_is_not_there(okafor: FlaskClient) -> None:
    assert okafor.get("/teach/places/ALT").status_code == 404
    assert okafor.post("/teach/places/ALT/bells").status_code == 404
