"""Learning, people and short-lived rows go in their time; what others rest on stays."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.kernel import db
from app.models import accounts, cadres, curriculum, disclosure, people, tickets
from app.oversight.retention import engine
from tests.cast import NOW, School
from tests.privacy.acts import change, put, rows
from tests.web.curriculum.arrange import finished
from tests.web.intake.arrange import ask
from tests.web.records.purging import LONG_AGO, age, count, id_of, left_school, purge, work_off


def _graded(school: School, student: str) -> int:
    ticket = id_of(finished(school, student))
    values = {"rubric_version": 1, "levels": {}, "objectives": [], "verdict": "accept", "graded_at": NOW}
    common = {"district_id": school.district_id, "student_id": school.people[student]}
    return put(
        curriculum.Grade,
        ticket_id=ticket,
        grader_id=school.people["okafor"],
        supersedes_id=0,
        **common,
        **values,
    )


def test_learning_goes_two_years_after_the_team_ended_and_the_student_left(
    school: School, reyes: FlaskClient
) -> None:
    grade = _graded(school, "tomo")
    on_team = cadres.CadreMember.person_id == school.people["tomo"]
    with db.engine("staff").connect() as c, pytest.raises(sa.exc.DBAPIError):
        c.execute(sa.delete(curriculum.Grade))  # a teacher's connection takes no grade away
    left_school(school, "tomo")
    assert "Nothing is old enough" in reyes.get("/office/purges").get_data(as_text=True)  # the team goes on
    long_over = {"starts_on": LONG_AGO.date() - timedelta(days=300), "ends_on": LONG_AGO.date()}
    change(cadres.Cadre, cadres.Cadre.id == school.cadre_id, **long_over)
    work_off(school, purge(reyes))
    assert count(curriculum.Grade, curriculum.Grade.id == grade) == 0
    assert count(cadres.CadreMember, on_team) == 0
    assert count(accounts.Grant, accounts.Grant.person_id == school.people["tomo"]) == 0
    assert count(cadres.CadreMember) == 5  # the others, who are still here


def test_whatever_a_purge_erases_lets_it(school: School) -> None:
    """A table whose guard lets nobody erase would stop every purge that comes to it."""
    parts = [part.table for kind in engine.KINDS for part in kind.parts([1])]
    shut = {one.name for one in parts if one.info.get("append_only") and not one.info.get("purged")}
    assert shut == set() and "evidence_version" in {one.name for one in parts}


def test_proof_that_was_masked_again_goes_with_its_student(school: School, reyes: FlaskClient) -> None:
    """Each version of a piece of proof is kept as it was made, until the student's time is over."""
    common = {"district_id": school.district_id, "student_id": school.people["tomo"]}
    grade = _graded(school, "tomo")
    ticket = rows(sa.select(curriculum.Grade.ticket_id).where(curriculum.Grade.id == grade))[0].ticket_id
    frozen = {"snapshot": {}, "snapshot_hash": "0" * 64}
    told = {"framework": "aplus-v15", "objective": "core1:5.5", "kind": "live", "assistance": "independent"}
    proof = put(
        curriculum.Evidence,
        grade_id=grade,
        ticket_id=ticket,
        score=4.0,
        worked_on=NOW.date(),
        accepted_at=NOW,
        **told,
        **frozen,
        **common,
    )
    version = put(curriculum.EvidenceVersion, evidence_id=proof, version=2, made_at=NOW, **frozen, **common)
    with db.engine("staff").connect() as c, pytest.raises(sa.exc.DBAPIError):
        c.execute(sa.delete(curriculum.EvidenceVersion))
    left_school(school, "tomo")
    over = {"starts_on": LONG_AGO.date() - timedelta(days=300), "ends_on": LONG_AGO.date()}
    change(cadres.Cadre, cadres.Cadre.id == school.cadre_id, **over)
    work_off(school, purge(reyes))
    assert count(curriculum.Evidence, curriculum.Evidence.id == proof) == 0
    assert count(curriculum.EvidenceVersion, curriculum.EvidenceVersion.id == version) == 0


def test_a_person_goes_last_and_the_events_stay(
    old: str, school: School, reyes: FlaskClient, maria: FlaskClient
) -> None:
    maria_id = school.people["maria"]
    reyes.get(f"/office/records/{maria_id}")
    left_school(school, "maria", 40)
    work_off(school, purge(reyes))  # her ticket goes: it named her when this was planned, so she stays
    assert count(people.PersonPrivate, people.PersonPrivate.person_id == maria_id) == 1
    assert "names, numbers and contacts" in reyes.get("/office/purges").get_data(as_text=True)
    events = count(AuditEvent)
    work_off(school, purge(reyes))
    assert count(people.PersonPrivate, people.PersonPrivate.person_id == maria_id) == 0
    assert count(accounts.Account, accounts.Account.person_id == maria_id) == 0
    assert count(disclosure.EventSubject, disclosure.EventSubject.subject_id == maria_id) == 0
    assert count(people.Person, people.Person.id == maria_id) == 1
    assert count(AuditEvent) > events
    assert maria.get("/my").status_code in (302, 303, 401)


def test_a_person_whom_a_ticket_names_stays(school: School, maria: FlaskClient, reyes: FlaskClient) -> None:
    ask(maria, school)
    left_school(school, "maria", 400)
    assert "Nothing is old enough" in reyes.get("/office/purges").get_data(as_text=True)


def test_a_learning_record_keeps_the_ending_it_rests_on(school: School, reyes: FlaskClient) -> None:
    number = finished(school, "bo")
    age(number)
    (ending,) = rows(sa.select(tickets.Resolution.id))
    keys = {"district_id": school.district_id, "ticket_id": id_of(number), "resolution_id": ending.id}
    by = {"signer_id": school.people["ines"], "signer_role": "peer_trainer", "verdict": "accepted"}
    put(curriculum.SignOff, student_id=school.people["bo"], signed_at=NOW, **keys, **by)
    work_off(school, purge(reyes))
    assert count(tickets.Resolution) == 1 and count(tickets.ResolutionPrivate) == 0
    assert count(tickets.Message) == 0


def test_short_lived_rows_go(school: School, reyes: FlaskClient) -> None:
    then = NOW - timedelta(days=91)
    session = accounts.WebSession
    (mine,) = rows(sa.select(session.id))
    common = {"district_id": school.district_id, "person_id": school.people["cy"], "token_hash": "x"}
    (account,) = rows(sa.select(accounts.Account.id).where(accounts.Account.person_id == school.people["cy"]))
    put(session, account_id=account.id, created_at=then, seen_at=then, **common)
    put(accounts.UnknownName, bucket=7, failures=1, tried_at=then)
    disabled = accounts.Account.person_id == school.people["lax"]
    change(accounts.Account, disabled, disabled_at=NOW - timedelta(days=366))
    work_off(school, purge(reyes))
    assert [row.id for row in rows(sa.select(session.id))] == [mine.id]
    assert count(accounts.UnknownName, accounts.UnknownName.bucket == 7) == 0
    assert count(accounts.Account, disabled) == 0
    assert count(people.PersonPrivate, people.PersonPrivate.person_id == school.people["lax"]) == 1
