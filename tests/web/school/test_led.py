"""Live work needs a teacher who is there: not only a name on the team, but somebody who can read what went out."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel import db
from app.models import people, tickets
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.helpers import read
from tests.web.intake.arrange import ask
from tests.web.school.teams import wish

AT = "/admin/cadres"


def gone(school: School, *who: str) -> None:
    """Let people leave the roster, as an import does."""
    with db.engine("system").begin() as c:
        here = people.Person.id.in_([school.people[one] for one in who])
        c.execute(sa.update(people.Person).where(here).values(active=False))


def test_live_work_ends_when_nobody_leads(
    bo: FlaskClient, adair: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = ask(sign_in("maria"), school)
    gone(school, "okafor")
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303  # the deputy is there
    gone(school, "lind")
    assert "Your team has no supervising teacher." in bo.get("/desk").get_data(as_text=True)
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 403
    assert read(sa.select(tickets.Ticket.status).where(tickets.Ticket.number == number)) == "queued"
    page = adair.get(f"{AT}/{school.cadre_id}").get_data(as_text=True)
    assert "Time on the team" in page and "0 of 5 ready" in page
    new = wish(school, supervisor=school.people["dana"], deputy=school.people["brandt"])
    assert adair.post(f"{AT}/{school.cadre_id}/edit", data=new).status_code == 303
    assert "no supervising teacher" not in bo.get("/desk").get_data(as_text=True)


def test_a_teacher_whose_role_ended_leads_nobody(bo: FlaskClient, school: School) -> None:
    both = [school.people["okafor"], school.people["lind"]]
    with db.engine("system").begin() as c:
        ended = sa.update(people.Membership).where(people.Membership.person_id.in_(both))
        c.execute(ended.values(ends_on=today_here() - timedelta(days=1)))
    assert "Your team has no supervising teacher." in bo.get("/desk").get_data(as_text=True)
