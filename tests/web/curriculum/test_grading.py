"""The grading queue: by age, on one screen, by a dozen keys, and never lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.curriculum.content.load import load_comments
from app.curriculum.evidence.snapshot import hash_of
from app.kernel import db
from app.school.calendar.words import time_words
from tests.cast import NOW, ZONE, School
from tests.conftest import SignIn
from tests.web.curriculum.arrange import CANARY, finished, levels, put, rows, went_out
from tests.web.curriculum.grades import EVIDENCE, GRADE, grade


def test_queue_is_by_age_and_leads_to_the_oldest(okafor: FlaskClient, school: School) -> None:
    assert "Nothing waits for your grade." in okafor.get("/teach/grading").get_data(as_text=True)
    newer, older = finished(school, hours=3), finished(school, "cy", hours=30)
    page = okafor.get("/teach/grading").get_data(as_text=True)
    assert "Two pieces of work wait for your grade." in page
    assert page.index(older) < page.index(newer)
    assert 'Grading <span class="count">2</span>' in page
    assert f"Start with {older}" in page


def test_screen_shows_masked_thread_corrections_and_computed_help(
    okafor: FlaskClient, school: School
) -> None:
    page = okafor.get(f"/teach/grading/{finished(school)}").get_data(as_text=True)
    assert "Bo: Wi-Fi drops in the gym" in page
    assert "Prompted: one edit before sending" in page
    assert "name 1 hidden" in page and CANARY not in page and "Quintanilla" not in page
    assert re.search(r"Ines changed \d+% and sent it", page) and "<del>" in page and "<ins>" in page
    assert "checked off 3 of 6 steps" in page
    assert "Bo opened this ticket 3 times. Nothing was shown." in page
    form = page[page.index('id="grade"') :]
    form = form[: form.index("</form>")]
    # core1:5.5 and core1:1.3 are proposed, core2:1.7 and core1:2.2 can be chosen
    assert form.count(" checked>") == 2


def test_a_reply_stands_where_it_went_out_whenever_it_was_read(okafor: FlaskClient, school: School) -> None:
    number = finished(school)
    went_out(school, number, "Please try the school’s network now.", NOW - timedelta(hours=4, minutes=30))
    page = okafor.get(f"/teach/grading/{number}").get_data(as_text=True)
    said = page.index("Please try the school’s network now.")
    assert page.index("No Wi-Fi.") < said < page.index("Cause: It had joined the guest network.")
    assert "It went out at once; Ms. Okafor read it later." in page
    assert "Ms. Okafor sent it unchanged." not in page


def test_the_requesters_answer_is_told_as_one_and_the_work_is_done_when_the_tech_said_so(
    okafor: FlaskClient, school: School
) -> None:
    number = finished(school)
    with db.engine("system").connect() as connection:
        row = connection.execute(sa.select(m.tickets.Ticket.__table__).filter_by(number=number)).one()
    about = {"district_id": school.district_id, "ticket_id": row.id, "actor_id": row.requester_id}
    put(m.tickets.Activity, happened_at=NOW - timedelta(hours=4, minutes=50), kind="resumed", **about)
    page = okafor.get(f"/teach/grading/{number}").get_data(as_text=True)
    assert f"{row.handle} answered." in page and "took it up again" not in page
    said = NOW - timedelta(hours=4, minutes=20)  # accepted a quarter of an hour later
    assert re.search(rf"Done [\w, ]*{time_words(said.astimezone(ZONE))}", page)


def test_twelve_keys_are_enough(okafor: FlaskClient, school: School) -> None:
    """Five digits and Enter: the first submit button of the form accepts, whatever has the focus."""
    page = okafor.get(f"/teach/grading/{finished(school)}").get_data(as_text=True)
    form = page[page.index('id="grade"') :]
    form = form[: form.index("</form>")]
    radios = re.findall(r'role="radiogroup"', form)
    submits = re.findall(r'<button(?![^>]*type="button")[^>]*value="(\w+)"', form)
    assert len(radios) == 5 and submits[0] == "accept"
    assert 'data-behavior="rubric"' in form
    keys = set(re.findall(r'data-key="(\w+)"', page))
    assert {"a", "b", "c", "x", "p", "r", "Enter"} <= keys
    assert len(radios) + len(["Enter"]) <= 12


def test_accepting_writes_evidence_and_opens_the_next(
    okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    first, second = finished(school, hours=9), finished(school, "cy", hours=3)
    answer = grade(okafor, first, comment="Good order. Keep it, Maria Quintanilla.", snippet="priv-clean")
    assert answer.status_code == 303 and answer.headers["Location"].endswith(second)
    (given,) = rows(owner, GRADE)
    assert (given.verdict, given.student_id, given.supersedes_id) == ("accept", school.people["bo"], 0)
    assert (
        "Quintanilla" not in given.comment_masked and "Nothing private in your reply" in given.comment_masked
    )
    proof = rows(owner, EVIDENCE)
    assert {e.objective: e.score for e in proof} == {"core1:5.5": 0.54, "core1:2.2": 0.162}
    assert {e.assistance for e in proof} == {"prompted"}
    assert grade(okafor, second).headers["Location"].endswith("/teach/grading")
    with owner.connect() as c:
        tags = c.execute(sa.select(m.audit.AuditEvent.tag)).scalars().all()
    assert tags.count("grade:given") == 2 and tags.count("evidence:accepted") == 2


@pytest.mark.parametrize("code", ["priv-name", "diag-simple"])
def test_a_ready_made_line_is_read_whole_by_the_student(
    okafor: FlaskClient, sign_in: SignIn, owner: sa.Engine, school: School, code: str
) -> None:
    """What the product says itself names nobody, though a word of it may be a name (Read, Cable)."""
    number = finished(school)
    assert grade(okafor, number, comment="See me, Maria Quintanilla.", snippet=code).status_code == 303
    (given,) = rows(owner, GRADE)
    ready = next(one.text for one in load_comments().comments if one.code == code)
    own, line = given.comment_masked.split("\n")
    assert line == ready and "Quintanilla" not in own
    page = sign_in("bo").get("/desk/progress").get_data(as_text=True)
    assert ready in page and "Quintanilla" not in page


def test_evidence_is_frozen_masked_and_its_hash_holds(
    okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    grade(okafor, finished(school))
    for proof in rows(owner, EVIDENCE):
        assert hash_of(proof.snapshot) == proof.snapshot_hash
        told = str(proof.snapshot)
        assert "⟦name:01⟧" in told and "R-7F3" in told
        for canary in (CANARY, "Maria", "Quintanilla", "Bohdan", "Kowalczyk", str(school.people["maria"])):
            assert canary not in told
        changed = {**proof.snapshot, "fix": "something else"}
        assert hash_of(changed) != proof.snapshot_hash


def test_below_the_gate_nothing_is_accepted(okafor: FlaskClient, owner: sa.Engine, school: School) -> None:
    number = finished(school)
    answer = grade(okafor, number, **levels(2, 4, 4, 4, 4))
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Privacy and safety is below 3" in page
    assert page.count('value="4" checked') == 4
    assert rows(owner, GRADE) == []
    assert grade(okafor, number, verdict="reject", **levels(2, 4, 4, 4, 4)).status_code == 303
    assert rows(owner, GRADE)[0].objectives == [] and rows(owner, EVIDENCE) == []


@pytest.mark.parametrize(
    "form",
    [
        {"diagnose": ""},
        {"objectives": []},
        {"objectives": ["core2:4.8"]},
        {"verdict": "perfect"},
        {"shift": "1"},
        {"comment": "x" * 1001},
    ],
)
def test_a_grade_that_lacks_something_is_told_so(
    okafor: FlaskClient, owner: sa.Engine, school: School, form: dict[str, Any]
) -> None:
    assert grade(okafor, finished(school), **form).status_code == 422
    assert rows(owner, GRADE) == []


def test_double_submit_gives_one_grade(okafor: FlaskClient, owner: sa.Engine, school: School) -> None:
    number = finished(school)
    assert [grade(okafor, number).status_code for _ in range(3)] == [303, 303, 303]
    assert len(rows(owner, GRADE)) == 1 and len(rows(owner, EVIDENCE)) == 2


def test_two_graders_give_one_grade(
    okafor: FlaskClient, sign_in: SignIn, owner: sa.Engine, school: School
) -> None:
    number = finished(school)
    grade(okafor, number)
    assert grade(sign_in("lind"), number).status_code == 409
    assert len(rows(owner, GRADE)) == 1


@pytest.mark.parametrize("who", ["okafor", "lind"])
def test_a_second_judgment_is_told_that_it_was_not_kept(
    sign_in: SignIn, owner: sa.Engine, school: School, who: str
) -> None:
    number = finished(school)
    grade(sign_in("okafor"), number)
    second = sign_in(who)
    low = {
        "verdict": "resubmit",
        "objectives": [],
        "comment": "Ask first which room it was.",
        **levels(1, 1, 1, 1, 1),
    }
    late = grade(second, number, **low)
    page = late.get_data(as_text=True)
    assert late.status_code == 409 and "graded this meanwhile: " in page and "was not kept." in page
    assert "Ask first which room it was." in page and "Why the grade is corrected" in page
    (first,) = rows(owner, GRADE)
    assert f'name="of" type="hidden" value="{first.id}"' in page
    assert grade(second, number, of=str(first.id), reason="I looked again", **low).status_code == 303
    assert [one.verdict for one in rows(owner, GRADE)] == ["accept", "resubmit"]


def test_a_correction_supersedes_with_a_reason(okafor: FlaskClient, owner: sa.Engine, school: School) -> None:
    number = finished(school)
    grade(okafor, number)
    (first,) = rows(owner, GRADE)
    assert grade(okafor, number, of=str(first.id), **levels(3, 3, 3, 3, 3)).status_code == 422
    fixed = grade(okafor, number, of=str(first.id), reason="Missed the retry", objectives=["core1:5.5"])
    assert fixed.status_code == 303
    again = grade(okafor, number, of=str(first.id), reason="Another thought")
    assert again.status_code == 409
    chain = rows(owner, GRADE)
    assert [g.supersedes_id for g in chain] == [0, first.id]
    assert len(rows(owner, EVIDENCE)) == 3
    page = okafor.get(f"/teach/grading/{number}").get_data(as_text=True)
    assert "Corrected: Missed the retry." in page


def test_grades_and_evidence_cannot_be_changed_in_the_database(
    okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    from app.kernel import db

    grade(okafor, finished(school))
    for table in (GRADE, EVIDENCE):
        for statement in (sa.update(table).values(student_id=1), sa.delete(table)):
            with pytest.raises(sa.exc.DatabaseError), db.engine("staff").begin() as c:
                c.execute(statement)
    assert len(rows(owner, GRADE)) == 1


def test_a_grader_shifts_the_help_by_one_step_with_a_reason(
    okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    grade(okafor, finished(school), shift="1", shift_reason="The edit was a matter of taste")
    proof = rows(owner, EVIDENCE)
    assert {e.assistance for e in proof} == {"independent"}
    assert proof[0].snapshot["help"]["computed"] == "prompted"
    assert proof[0].snapshot["help"]["reason"] == "The edit was a matter of taste"


def test_nobody_grades_what_they_asked_for(okafor: FlaskClient, sign_in: SignIn, school: School) -> None:
    asked = school.people["okafor"]
    number = finished(school, requester_id=asked, requester_kind="staff")
    assert "Nothing waits" in okafor.get("/teach/grading").get_data(as_text=True)
    assert okafor.get(f"/teach/grading/{number}").status_code == 403
    assert grade(okafor, number).status_code == 403
    assert grade(sign_in("lind"), number).status_code == 303


def test_only_the_teachers_of_the_team_grade(
    ines: FlaskClient, bo: FlaskClient, dana: FlaskClient, sign_in: SignIn, owner: sa.Engine, school: School
) -> None:
    number = finished(school)
    for client in (ines, bo, dana):
        assert client.get("/teach/grading").status_code == 403
        assert grade(client, number).status_code == 403
    stranger = sign_in("alder")
    assert stranger.get("/teach/grading").status_code == 200
    assert grade(stranger, number).status_code == 404
    with owner.begin() as c:
        c.execute(sa.update(m.cadres.Cadre).values(deputy_id=None, supervisor_id=None))
    assert grade(sign_in("okafor"), number).status_code in (403, 404)
