"""A teacher's set changes their own school alone; the whole district is its administrator's."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.commands.worker import work_through
from app.identity.actor import system_actor
from app.kernel import db
from app.kernel.ids import new_id
from app.school.people.models import Enrollment, Guardian, Membership, Person, PersonPrivate, SchoolClass
from app.school.places.models import Org, Room, Term
from tests.cast import School
from tests.unit.roster.sets import ENROLLMENTS, SESSIONS, user_row
from tests.web.school.conftest import Import, rows, value
from tests.web.school.test_roster_pages import ORGS, send, staying

TWO = ORGS + "far,Far High School,school,d9\n"
CLASSES = "sourcedId,title,schoolSourcedId,location\nk1,CS,s9,B12\nk2,Art,far,C9\n"
SEATS = ENROLLMENTS.replace("s1,u1", "s9,s-maria").replace("e2,k1,s1,u2,teacher", "e2,k2,far,f1,student")


def far(number: int, **cells: str) -> str:
    """Return a line of somebody at the other school."""
    own = {"sourcedId": f"f{number}", "username": f"far{number}", "orgSourcedIds": "far"}
    return user_row(number, **(own | cells))


def of_both(*more: str) -> dict[str, str | bytes]:
    """Return a set of both schools, with a mother of a child at each."""
    kids = (far(1, agentSourcedIds="mom"), far(2), far(3, role="teacher", orgSourcedIds="far,s9"))
    mom = user_row(0, sourcedId="mom", username="mom", role="", orgSourcedIds="")
    lines = str(staying(*kids, *more)["users.csv"]).replace(mom, "")
    mother = far(9, sourcedId="mom", username="mom", role="parent")
    files = {"academicSessions.csv": SESSIONS, "classes.csv": CLASSES, "enrollments.csv": SEATS}
    return {"orgs.csv": TWO, "users.csv": lines + mother + "\n", **files}


@pytest.fixture
def two(school: School, bring: Import) -> School:
    """The cast's school and another of its district, as the district's own import leaves them."""
    bring(of_both(), actor=system_actor(school.district_id))
    return school


def standing(sid: str) -> tuple[object, ...]:
    """Return how somebody stands: active, given name, code of the school."""
    found = (
        sa.select(Person.active, PersonPrivate.given, Org.code)
        .join(PersonPrivate, PersonPrivate.person_id == Person.id)
        .outerjoin(Org, Org.id == Person.site_id)
        .where(PersonPrivate.sourced_id == sid)
    )
    return tuple(rows(found)[0])


def counts() -> tuple[object, ...]:
    """Return how much there is of everything that a set writes."""
    tables = (Org, Person, Membership, Guardian, Term, Room, SchoolClass, Enrollment)
    return tuple(value(sa.select(sa.func.count()).select_from(table)) for table in tables)


def apply(client: FlaskClient, files: dict[str, str | bytes], ending: int = 0, hat: str = "teach") -> str:
    """Upload and import a set; return its preview."""
    sent = send(client, files, hat)
    page = client.get(sent.location).get_data(as_text=True)
    done = client.post(f"{sent.location}/apply", data={"ending": str(ending), "accept": "y"})
    assert done.status_code == 303, done.get_data(as_text=True)
    return page


def test_a_teachers_whole_set_ends_nobody_of_another_school(okafor: FlaskClient, two: School) -> None:
    before = counts()
    roles = rows(sa.select(Membership.id, Membership.ends_on).order_by(Membership.id))
    page = apply(okafor, staying())
    assert "Somebody of another school" not in page
    assert [standing(sid)[0] for sid in ("f1", "f2", "f3", "mom")] == [True] * 4
    assert counts() == before
    assert rows(sa.select(Membership.id, Membership.ends_on).order_by(Membership.id)) == roles
    assert all(row.active for row in rows(sa.select(Org.active).where(Org.sourced_id == "far")))


def test_five_per_cent_is_of_the_teachers_own_school(okafor: FlaskClient, two: School, bring: Import) -> None:
    many = [far(number, username=f"m{number}") for number in range(10, 60)]
    bring(of_both(*many), actor=system_actor(two.district_id))
    kept = [line for line in str(staying()["users.csv"]).splitlines() if '"s-tomo"' not in line]
    page = okafor.get(send(okafor, {"orgs.csv": ORGS, "users.csv": "\n".join(kept)}).location)
    assert "This would end 1 of 12 people." in page.get_data(as_text=True)


def test_of_the_districts_set_a_teacher_imports_their_own_part(okafor: FlaskClient, two: School) -> None:
    changed = [far(1, givenName="Changed", agentSourcedIds="mom"), far(2, status="tobedeleted"), far(7)]
    new = user_row(8, sourcedId="n8", username="n8", orgSourcedIds="s9", agentSourcedIds="mom")
    lines = [line for line in str(of_both()["users.csv"]).splitlines() if line[:4] not in ('"f1"', '"f2"')]
    orgs = TWO.replace("Far High School", "Renamed") + "new,New School,school,d9\n"
    classes = CLASSES.replace("Art", "Painting") + "k3,Chess,far,C1\nk4,Band,s9,B1\n"
    page = apply(
        okafor,
        of_both()
        | {"orgs.csv": orgs, "users.csv": "\n".join([*lines, *changed, new]), "classes.csv": classes},
    )
    assert "of other schools. They stay as they are" in page
    assert standing("f1") == (True, "Sam", "FHS") and standing("f2")[0]
    assert value(sa.select(sa.func.count()).where(PersonPrivate.sourced_id == "f7")) == 0
    assert standing("n8")[2] == "JCM"
    assert (
        value(sa.select(sa.func.count()).select_from(Guardian)) == 2
    )  # a child of theirs, a mother known before
    names = {row.name for row in rows(sa.select(Org.name).where(Org.district_id == two.district_id))}
    assert "Far High School" in names and not names & {"Renamed", "New School"}
    assert {row.title for row in rows(sa.select(SchoolClass.title))} == {"CS", "Art", "Band"}


@pytest.mark.parametrize(
    "line",
    [
        far(1, orgSourcedIds="s9"),
        user_row(1, sourcedId="s-bo", username="bo", orgSourcedIds="far"),
        far(1, orgSourcedIds="s9", enabledUser="false"),
    ],
)
def test_a_teacher_moves_nobody_between_schools(okafor: FlaskClient, two: School, line: str) -> None:
    sid = line.split(",", maxsplit=1)[0].strip('"')
    before = standing(sid)
    kept = [one for one in str(staying()["users.csv"]).splitlines() if not one.startswith(f'"{sid}"')]
    page = apply(okafor, {"orgs.csv": TWO, "users.csv": "\n".join([*kept, line])})
    assert "This row would move somebody into your school, or out of it." in page
    assert standing(sid) == before


def test_an_administrator_of_the_school_has_no_wider_reach(adair: FlaskClient, two: School) -> None:
    apply(adair, staying(), hat="admin")
    assert standing("f1")[0]


def test_an_administrator_of_the_district_imports_it_whole(adair: FlaskClient, two: School) -> None:
    with db.engine("system").begin() as c:
        wide = {"person_id": two.people["adair"], "org_id": two.district_id, "role": "administrator"}
        c.execute(sa.insert(Membership).values(id=new_id(), district_id=two.district_id, **wide))
    apply(adair, staying(), 4, "admin")
    assert not standing("f1")[0] and not standing("mom")[0]


def test_a_large_set_keeps_the_reach_of_who_sent_it(okafor: FlaskClient, two: School) -> None:
    many = (user_row(number, orgSourcedIds="s9", username=f"m{number}") for number in range(2_001))
    apply(okafor, staying(*many))
    work_through()
    assert standing("p2000")[2] == "JCM"
    assert standing("f1")[0]


def test_the_same_part_again_changes_nothing(okafor: FlaskClient, two: School) -> None:
    assert "Nothing would change." in apply(okafor, of_both())
