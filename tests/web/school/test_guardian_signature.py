"""Who signed a guardian's permission is kept: staff who run the team read it, students never."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.kernel import db
from app.models import cadres
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.privacy.acts import change
from tests.privacy.crawl import walk
from tests.web.records.acting import take_request
from tests.web.records.purging import LONG_AGO, left_school, purge, work_off
from tests.web.records.rolling import apply, new_team, plan
from tests.web.school.conftest import rows
from tests.web.school.teams import member, place, tags

TICKS = {"guardian": "y", "permits": "y"}
ROSA = {"name": "  Rosa   Quillfeather ", "relation": "aunt"}


def kept(school: School, who: str) -> list[tuple[str, str | None, bool]]:
    """Return who signed for a student, how they are related, and whether it holds."""
    table = cadres.GuardianSignature
    found = sa.select(table.name, table.relation, table.ended_on).where(table.person_id == school.people[who])
    return [(row.name, row.relation, row.ended_on is None) for row in rows(found.order_by(table.id))]


def page(client: FlaskClient, school: School, who: str) -> str:
    return str(client.get(place(school, who)).get_data(as_text=True))


def sign(client: FlaskClient, school: School, who: str, **said: str) -> int:
    answer = client.post(f"{place(school, who)}/guardian/sign", data=TICKS | said)
    return answer.status_code


def test_who_signs_on_the_screen_types_a_name(okafor: FlaskClient, school: School) -> None:
    for name in ({}, {"name": "   "}, {"name": "R" * 121}):
        assert sign(okafor, school, "lax", **name) == 422
    assert kept(school, "lax") == []
    assert sign(okafor, school, "lax", **ROSA) == 303
    assert kept(school, "lax") == [("Rosa Quillfeather", "aunt", True)]
    assert "Signed by Rosa Quillfeather, aunt." in page(okafor, school, "lax")


def test_a_name_is_asked_for_where_nobody_else_is_named(okafor: FlaskClient, school: School) -> None:
    """The screen that the next guardian is given does not tell who signed before, nor does the browser offer it."""
    sign(okafor, school, "lax", **ROSA)
    screen = okafor.get(f"{place(school, 'lax')}/guardian/sign").get_data(as_text=True)
    assert "Quillfeather" not in screen and screen.count('autocomplete="off"') == 2


def test_a_paper_may_name_who_signed(okafor: FlaskClient, school: School) -> None:
    at, day = f"{place(school, 'bo')}/guardian", {"signed_on": str(today_here())}
    assert okafor.post(at, data=day | {"name": "Marek Kowalczyk"}).status_code == 303
    assert "Signed by Marek Kowalczyk." in page(okafor, school, "bo")
    far = str(today_here() + timedelta(days=9))
    refused = okafor.post(at, data={"signed_on": far, "name": "Ola Kowalczyk", "relation": "mother"})
    said = refused.get_data(as_text=True)
    assert refused.status_code == 422 and 'value="Ola Kowalczyk"' in said and 'value="mother"' in said
    assert okafor.post(at, data=day | {"relation": "m" * 41}).status_code == 422
    assert okafor.post(at, data=day).status_code == 303, "the school keeps the paper"
    assert "Signed by" not in page(okafor, school, "bo")
    assert kept(school, "bo") == [("Marek Kowalczyk", None, False)]


def test_what_was_withdrawn_names_nobody_and_stays_with_the_record(
    okafor: FlaskClient, reyes: FlaskClient, school: School
) -> None:
    sign(okafor, school, "bo", **ROSA)
    assert okafor.post(f"{place(school, 'bo')}/guardian/withdraw").status_code == 303
    assert "Quillfeather" not in page(okafor, school, "bo")
    sign(okafor, school, "bo", name="Marek Kowalczyk")
    said = reyes.get(f"{take_request(reyes, school, 'bo')}/bundle").get_data(as_text=True)
    assert "signed by Rosa Quillfeather, aunt, until" in said and "signed by Marek Kowalczyk" in said
    assert "guardian_name" in tags("record:exported")[-1].fields


def test_each_look_at_the_name_is_told_and_no_event_holds_it(okafor: FlaskClient, school: School) -> None:
    sign(okafor, school, "bo", **ROSA)
    assert tags("guardian:permitted")[0].fields == ["guardian_name"]
    page(okafor, school, "bo")
    looks = [row for row in tags("cadre:seen") if row.fields == ["guardian_name"]]
    assert [row.subjects for row in looks] == [[school.people["bo"]]]
    everything = " ".join(str(row) for row in rows(sa.select(*AuditEvent.__table__.c)))
    assert "Quillfeather" not in everything


@pytest.mark.parametrize("name", ["bo", "ines", "lax"])
def test_no_page_of_a_student_tells_who_signed(
    okafor: FlaskClient, school: School, sign_in: SignIn, name: str
) -> None:
    sign(okafor, school, name, **ROSA)
    client = sign_in(name)
    answers = walk(client, ("/desk", "/desk/learn", "/desk/learn/agreement", "/my", "/my/looked"))
    assert sum(answer.status == 200 for answer in answers) >= 4
    assert [answer.path for answer in answers if "quillfeather" in answer.text.lower()] == []
    with db.engine("masked").connect() as c, pytest.raises(sa.exc.DBAPIError):
        c.execute(sa.text("SELECT count(*) FROM guardian_signature"))
    with db.engine("own").connect() as c, pytest.raises(sa.exc.DBAPIError):
        c.execute(sa.text("SELECT name FROM guardian_signature"))


def test_another_team_s_teacher_reads_no_name(okafor: FlaskClient, sign_in: SignIn, school: School) -> None:
    sign(okafor, school, "bo", **ROSA)
    assert sign_in("brandt").get(place(school, "bo")).status_code in (403, 404)


def test_the_name_goes_with_the_learning_record(
    okafor: FlaskClient, reyes: FlaskClient, school: School
) -> None:
    sign(okafor, school, "tomo", **ROSA)
    left_school(school, "tomo")
    over = {"starts_on": LONG_AGO.date() - timedelta(days=300), "ends_on": LONG_AGO.date()}
    change(cadres.Cadre, cadres.Cadre.id == school.cadre_id, **over)
    work_off(school, purge(reyes))
    assert kept(school, "tomo") == []


def test_a_year_that_carries_the_permission_on_names_who_signed(okafor: FlaskClient, school: School) -> None:
    sign(okafor, school, "bo", **ROSA)
    lind_too = {"supervisor": school.people["okafor"], "deputy": school.people["lind"]}
    assert apply(okafor, plan(okafor, school, **lind_too)) == 303
    team = new_team().id
    said = okafor.get(f"/teach/cadres/{team}/members/{school.people['bo']}").get_data(as_text=True)
    assert "Signed by Rosa Quillfeather, aunt." in said


def test_the_list_of_personal_data_names_it(reyes: FlaskClient) -> None:
    made = json.loads(reyes.get("/office/inventory/file.json").get_data(as_text=True))
    kept_ones = [one for one in made["elements"] if one["place"] == "guardian_signature"]
    assert {one["called"] for one in kept_ones} >= {
        "name (guardian’s signature)",
        "how they are related (guardian’s signature)",
    }
    for one in kept_ones:
        assert (one["class"], one["zone"], one["seen_by"]["student_tech"]) == ("never", "vault", "hidden")


def test_the_form_on_the_screen_says_what_is_kept(okafor: FlaskClient, school: School) -> None:
    screen = okafor.get(f"{place(school, 'lax')}/guardian/sign").get_data(as_text=True)
    assert "Your own name" in screen and "students never do" in screen
    paper = okafor.get(f"/teach/cadres/{school.cadre_id}/papers/guardian").get_data(as_text=True)
    assert "printed name and signature" in paper and "How you are related to the student" in paper
    assert member(school, "lax").guardian_how == "paper"
