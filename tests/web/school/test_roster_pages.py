"""A teacher without a shell brings in a roster: upload, differences, import."""

import io
from collections.abc import Mapping
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.audit.models import AuditEvent
from app.commands.worker import work_through
from app.kernel import clock, db
from app.kernel.ids import new_id
from app.kernel.jobs import MOST_TRIES, Job
from app.school.people.models import Membership, Person, PersonPrivate
from app.school.places.models import Org
from app.school.roster.models import RosterRun, RosterUpload
from tests.cast import School
from tests.unit.roster.sets import user_row, users, zipped
from tests.web.school.conftest import rows, value

ORGS = "sourcedId,name,type,parentSourcedId\nd9,Juniper Valley District,district,\n"
ORGS += "s9,Juniper Creek Middle School,school,d9\n"


def staying(*more: str) -> dict[str, str | bytes]:
    """Return a set that keeps everybody of the cast, and holds these lines too."""
    cast = ("maria", "bo", "cy", "ines", "tomo", "lax", "okafor", "lind", "dana", "reyes", "adair", "brandt")
    kept = (
        user_row(1, sourcedId=f"s-{name}", username=name, givenName=name, orgSourcedIds="s9", role=role(name))
        for name in cast
    )
    return {"orgs.csv": ORGS, "users.csv": users(*kept, *more)}


def role(name: str) -> str:
    """Return a word of the roster for a member of the cast."""
    return "student" if name in {"maria", "bo", "cy", "ines", "tomo", "lax"} else "teacher"


def send(client: FlaskClient, files: Mapping[str, str | bytes], hat: str = "teach") -> TestResponse:
    """Upload a set as a zip."""
    data = {"files": (zipped(files), "export.zip")}
    return client.post(f"/{hat}/roster", data=data, content_type="multipart/form-data")


def head_count(school: School) -> object:
    """Return how many people the cast's district has."""
    return value(sa.select(sa.func.count()).where(Person.district_id == school.district_id))


def test_teacher_uploads_previews_and_imports(okafor: FlaskClient, school: School) -> None:
    people = [user_row(number, orgSourcedIds="s9", username=f"new{number}") for number in range(3)]
    answer = send(okafor, staying(*people, user_row(9, orgSourcedIds="nowhere")))
    assert answer.status_code == 303
    preview = okafor.get(answer.location)
    page = preview.get_data(as_text=True)
    assert preview.status_code == 200
    assert "Look through the differences" in page
    assert "password" in page  # the column that was left out
    assert "users.csv" in page and "orgSourcedIds" in page  # the refused row
    assert head_count(school) == 12
    done = okafor.post(f"{answer.location}/apply", follow_redirects=True)
    assert "Imported, without 1 row." in done.get_data(as_text=True)
    assert head_count(school) == 15
    assert value(sa.select(sa.func.count()).select_from(RosterUpload)) == 0
    assert value(sa.select(Org.sourced_id).where(Org.id == school.site_id)) == "s9"
    assert okafor.get("/teach/roster").status_code == 200


def test_the_preview_is_an_event_with_the_people_it_names(okafor: FlaskClient, school: School) -> None:
    answer = send(okafor, staying())
    okafor.get(answer.location)
    seen = rows(sa.select(AuditEvent.subjects).where(AuditEvent.tag == "roster:previewed"))
    assert school.people["maria"] in seen[-1].subjects


def test_a_preview_names_nobody_of_a_school_out_of_reach(
    okafor: FlaskClient, adair: FlaskClient, school: School
) -> None:
    """Whom a set leaves out is not in the file: the names come from here, also those of a school that was closed."""
    common = {"district_id": school.district_id, "kind": "student", "active": True, "created_at": clock.now()}
    with db.engine("system").begin() as c:
        site = new_id()
        place = {
            "id": site,
            "district_id": school.district_id,
            "parent_id": school.district_id,
            "kind": "school",
        }
        shut = {"name": "Far High", "code": "FAR", "sourced_id": "far", "active": False}
        c.execute(sa.insert(Org).values(**shut, **place))
        person = new_id()
        c.execute(sa.insert(Person).values(id=person, site_id=site, **common))
        private = {"person_id": person, "district_id": school.district_id, "sourced_id": "s-far"}
        c.execute(sa.insert(PersonPrivate).values(given="Quirin", family="Faraday", **private))
        wide = {"person_id": school.people["adair"], "org_id": school.district_id, "role": "administrator"}
        c.execute(sa.insert(Membership).values(id=new_id(), district_id=school.district_id, **wide))
    page = okafor.get(send(okafor, staying()).location).get_data(as_text=True)
    assert "Somebody of another school" in page and "Faraday" not in page
    seen = sa.select(AuditEvent.subjects).where(AuditEvent.tag == "roster:previewed")
    assert all(person not in row.subjects for row in rows(seen))
    with db.engine("system").begin() as c:
        c.execute(sa.update(Org).where(Org.id == site).values(active=True))
    assert "Quirin Faraday" in adair.get(send(adair, staying(), "admin").location).get_data(as_text=True)
    assert any(person in row.subjects for row in rows(seen))


STAFF = ("okafor", "adair", "lind", "dana", "reyes")


def left_only(*names: str) -> dict[str, str | bytes]:
    """Return a set that holds a stranger, and of the cast these alone."""
    kept = (
        user_row(1, sourcedId=f"s-{name}", username=name, givenName=name, orgSourcedIds="s9", role=role(name))
        for name in names
    )
    return {"orgs.csv": ORGS, "users.csv": users(user_row(1, orgSourcedIds="s9"), *kept)}


def test_too_many_endings_ask_for_a_tick_with_the_number(okafor: FlaskClient, school: School) -> None:
    answer = send(okafor, left_only(*STAFF))
    assert "This would end 7 of 12 people" in okafor.get(answer.location).get_data(as_text=True)
    refused = okafor.post(f"{answer.location}/apply", data={"ending": "7"})
    assert refused.status_code == 409
    assert "Tick the box" in refused.get_data(as_text=True)
    assert okafor.post(f"{answer.location}/apply", data={"ending": "3", "accept": "y"}).status_code == 409
    assert value(sa.select(Person.active).where(Person.id == school.people["maria"]))
    done = okafor.post(f"{answer.location}/apply", data={"ending": "7", "accept": "y"})
    assert done.status_code == 303
    assert value(sa.select(Person.active).where(Person.id == school.people["maria"])) in (False, 0)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (("adair",), "This set would end your own account"),
        (("okafor",), "This set would leave no administrator: it ends Mr. Adair."),
        (
            ("okafor", "adair", "lind"),
            "This set would end who has a role in Cadre: Dana Ruiz, Ms. Reyes. Let an administrator import it",
        ),
    ],
)
def test_no_teachers_set_ends_who_applies_it_or_who_has_a_role(
    okafor: FlaskClient, school: School, kept: tuple[str, ...], said: str
) -> None:
    answer = send(okafor, left_only(*kept))
    page = okafor.get(answer.location).get_data(as_text=True)
    assert said in page and "cannot be imported as it is" in page and 'name="accept"' not in page
    refused = okafor.post(f"{answer.location}/apply", data={"ending": "11", "accept": "y"})
    assert refused.status_code == 409 and said in refused.get_data(as_text=True)
    assert value(sa.select(Person.active).where(Person.id == school.people["maria"]))
    assert okafor.get("/teach/roster").status_code == 200


def test_one_person_is_a_person(okafor: FlaskClient) -> None:
    alone = {"orgs.csv": ORGS, "users.csv": users(user_row(1, orgSourcedIds="s9"))}
    page = okafor.get(send(okafor, alone).location).get_data(as_text=True)
    assert "1 person, everything" in page and "1 people" not in page


def test_the_same_set_again_says_that_nothing_changes(adair: FlaskClient) -> None:
    first = send(adair, staying(), "admin")
    adair.post(f"{first.location}/apply")
    again = send(adair, staying(), "admin")
    assert "Nothing would change." in adair.get(again.location).get_data(as_text=True)
    assert value(sa.select(sa.func.count()).select_from(RosterRun)) == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notes.txt", b"hello", "Choose the zip of your export, or its CSV files together."),
        ("users.csv", b"sourcedId,username\n1,2\n", "orgs.csv"),
        ("", b"", "No file came"),
        ("users.csv", b"", "There is nothing in this file."),
    ],
)
def test_an_unusable_upload_is_refused_at_the_field(
    okafor: FlaskClient, name: str, content: bytes, says: str
) -> None:
    answer = okafor.post(
        "/teach/roster", data={"files": (io.BytesIO(content), name)}, content_type="multipart/form-data"
    )
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)


def test_single_csv_files_are_taken_together(okafor: FlaskClient) -> None:
    files = [(io.BytesIO(str(text).encode()), name) for name, text in staying().items()]
    answer = okafor.post("/teach/roster", data={"files": files}, content_type="multipart/form-data")
    assert answer.status_code == 303
    assert "Look through" in okafor.get(answer.location).get_data(as_text=True)


def test_another_districts_set_is_refused(okafor: FlaskClient) -> None:
    first = send(okafor, staying())
    okafor.post(f"{first.location}/apply")
    other = {"orgs.csv": ORGS.replace("d9", "d8"), "users.csv": users(user_row(1, orgSourcedIds="s9"))}
    answer = send(okafor, other)
    assert okafor.get(answer.location).status_code == 422


def test_an_upload_is_its_owners_only_and_can_be_thrown_away(
    okafor: FlaskClient, adair: FlaskClient, school: School
) -> None:
    answer = send(okafor, staying())
    own = answer.location.replace("/teach/", "/admin/")
    assert adair.get(own).status_code == 404
    assert adair.post(f"{own}/apply").status_code == 404
    assert okafor.post(f"{answer.location}/discard").status_code == 303
    assert okafor.get(answer.location).status_code == 404


def test_an_upload_ends_after_an_hour(okafor: FlaskClient) -> None:
    answer = send(okafor, staying())
    work_through()
    assert okafor.get(answer.location).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=61)):
        work_through()
    assert value(sa.select(sa.func.count()).select_from(RosterUpload)) == 0


def test_a_large_set_is_applied_in_the_background(okafor: FlaskClient, school: School) -> None:
    many = (user_row(number, orgSourcedIds="s9", username=f"m{number}") for number in range(2_001))
    answer = send(okafor, staying(*many))
    started = okafor.post(f"{answer.location}/apply")
    assert started.status_code == 303
    running = okafor.get(answer.location).get_data(as_text=True)
    assert "The import is running." in running and "http-equiv" not in running and "Look again" in running
    assert f'data-wait-url="{answer.location}/left"' in running
    assert okafor.get(f"{answer.location}/left").json == {"over": False}
    assert okafor.post(f"{answer.location}/apply").status_code == 409
    work_through()
    assert okafor.get(f"{answer.location}/left").json == {"over": True}
    landed = okafor.get(answer.location)
    assert landed.status_code == 303 and "/imports/" in landed.location
    assert (
        value(sa.select(sa.func.count()).select_from(PersonPrivate).where(PersonPrivate.username == "m2000"))
        == 1
    )
    work_through()
    assert value(sa.select(sa.func.count()).select_from(RosterRun)) == 1


def begun(okafor: FlaskClient) -> str:
    """Begin a large import and return the page that tells how it goes."""
    many = (user_row(number, orgSourcedIds="s9", username=f"m{number}") for number in range(2_001))
    answer = send(okafor, staying(*many))
    assert okafor.post(f"{answer.location}/apply").status_code == 303
    return str(answer.location)


def test_a_large_set_that_breaks_says_so(okafor: FlaskClient, school: School) -> None:
    at, before = begun(okafor), head_count(school)
    with db.engine("system").begin() as c:
        c.execute(sa.update(RosterUpload).values(content=b"no zip any more"))
    work_through()
    assert okafor.get(f"{at}/left").json == {"over": True}
    page = okafor.get(at).get_data(as_text=True)
    assert "Nothing was imported." in page and "Something of ours broke" in page
    with clock.at(clock.now() + timedelta(minutes=5)):
        work_through()  # tried again, it is over
    assert value(sa.select(sa.func.count()).where(Job.kind == "roster_apply", Job.done_at.is_(None))) == 0
    assert head_count(school) == before


def test_a_large_set_that_was_given_up_says_so(okafor: FlaskClient) -> None:
    at = begun(okafor)
    with db.engine("system").begin() as c:
        c.execute(sa.update(Job).where(Job.kind == "roster_apply").values(tries=MOST_TRIES))
    assert okafor.get(f"{at}/left").json == {"over": True}
    assert "Nothing was imported." in okafor.get(at).get_data(as_text=True)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "O'Brien", "=2+5", "名前", "{{ 7 * 7 }}"])
def test_odd_names_never_break_the_preview(okafor: FlaskClient, name: str) -> None:
    answer = send(okafor, staying(user_row(7, orgSourcedIds="s9", familyName=name, username="odd")))
    page = okafor.get(answer.location).get_data(as_text=True)
    assert "<script>alert" not in page and " 49" not in page
    assert "Look through" in page


@pytest.mark.parametrize("who", ["maria", "bo", "ines", "dana", "reyes"])
def test_others_have_no_roster(sign_in: object, who: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(who)
    assert client.get("/teach/roster").status_code == 403
    assert client.post("/admin/roster").status_code == 403
