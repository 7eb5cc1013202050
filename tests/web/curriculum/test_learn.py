"""Lessons, quiz and agreement: what opens live tickets."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.accounts.school_year import valid_until
from app.school.cadres.models import CadreMember
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.web.curriculum.learning import MODULE, attempts_of, picks, take


def grant_rows(owner: sa.Engine, person_id: int) -> list[Any]:
    table = m.accounts.Grant
    wanted = sa.select(table.code, table.valid_from, table.valid_until, table.source).where(
        table.person_id == person_id, table.kind == "module"
    )
    with owner.connect() as c:
        return list(c.execute(wanted).all())


def test_says_what_is_missing_and_where_to_mend_it(lax: FlaskClient) -> None:
    page = lax.get("/desk/learn").get_data(as_text=True)
    assert "One thing is missing before you work on live tickets." in page
    assert 'href="#lessons"' in page and "Nine" not in page
    assert 'Learn <span class="count">1</span>' in page
    assert "Passing holds until September 30 of the school year; it can be taken again from August 1." in page


def test_lessons_are_rendered_clean_and_marked_read_once(
    lax: FlaskClient, owner: sa.Engine, school: School
) -> None:
    first = MODULE.lessons[0].code
    page = lax.get(f"/desk/learn/privacy/lessons/{first}").get_data(as_text=True)
    assert "<h2>What you can see</h2>" in page and "&lt;h2&gt;" not in page
    for _ in range(2):
        answer = lax.post(f"/desk/learn/privacy/lessons/{first}")
        assert answer.headers["Location"].endswith(MODULE.lessons[1].code)
    table = m.curriculum.LessonRead
    with owner.connect() as c:
        read = (
            c.execute(sa.select(table.lesson).where(table.student_id == school.people["lax"])).scalars().all()
        )
    assert read == [first]
    assert lax.get("/desk/learn/privacy/lessons/nothing").status_code == 404
    assert lax.get("/desk/learn/other/lessons/nothing").status_code == 404


def test_story_tells_what_each_choice_leads_to(lax: FlaskClient) -> None:
    step = MODULE.scenario.steps[0]
    page = lax.get("/desk/learn/privacy/story").get_data(as_text=True)
    assert step.title in page and step.choices[0].feedback not in page
    for number, choice in enumerate(step.choices, 1):
        said = lax.get(f"/desk/learn/privacy/story?step={step.code}&choice={number}").get_data(as_text=True)
        assert choice.feedback.replace("'", "&#39;").replace('"', "&#34;") in said
    assert lax.get("/desk/learn/privacy/story?choice=9").status_code == 404
    assert lax.get("/desk/learn/privacy/story?step=none").status_code == 404


def test_fail_then_pass_keeps_both_and_opens_live_tickets(
    lax: FlaskClient, owner: sa.Engine, school: School
) -> None:
    person = school.people["lax"]
    assert lax.get("/desk/queue").status_code == 403
    failed = take(lax, owner, person, wrong=2)
    assert "8 of 10 right. 9 pass." in failed and "This was right" in failed
    assert grant_rows(owner, person) == []
    assert lax.get("/desk/queue").status_code == 403
    passed = take(lax, owner, person, wrong=1)
    assert "9 of 10 right. You passed." in passed
    kept = attempts_of(owner, person)
    assert [(a.right_count, a.passed) for a in kept] == [(8, False), (9, True)]
    today = today_here()
    assert grant_rows(owner, person) == [("privacy", today, valid_until(today), "quiz")]
    assert lax.get("/desk/queue").status_code == 200
    assert "You are cleared for live tickets" in lax.get("/desk/learn").get_data(as_text=True)


@pytest.mark.parametrize(
    ("rung", "said"),
    [
        ("observer", "Read along in the queue. Live tickets begin at apprentice."),
        ("trainee", "Work on practice tickets. Live tickets begin at apprentice."),
        ("apprentice", "You are cleared for live tickets until"),
    ],
)
def test_what_one_is_cleared_for_follows_the_rung_and_the_first_end(
    sign_in: SignIn, owner: sa.Engine, school: School, rung: str, said: str
) -> None:
    ends = today_here() + timedelta(days=9)
    with owner.begin() as connection:
        mine = sa.update(CadreMember).where(CadreMember.person_id == school.people["bo"])
        connection.execute(mine.values(rung=rung, ends_on=ends))
    page = sign_in("bo").get("/desk/learn").get_data(as_text=True)
    assert said in page and ("You are cleared" in page) is (rung == "apprentice")
    assert (f"until {ends:%B} {ends.day}, {ends.year}." in page) is (rung == "apprentice")


def test_a_peer_trainer_is_told_the_same_as_any_lead(sign_in: SignIn, school: School) -> None:
    page = sign_in("ines").get("/desk/learn").get_data(as_text=True)
    assert "You are cleared for live tickets until" in page and "begin at apprentice" not in page


def test_quiz_draws_ten_of_the_bank_in_mixed_order(
    lax: FlaskClient, owner: sa.Engine, school: School
) -> None:
    person = school.people["lax"]
    for _ in range(3):
        take(lax, owner, person, wrong=10)
    drawn = [[e["id"] for e in a.drawn] for a in attempts_of(owner, person)]
    assert all(len(set(ids)) == 10 for ids in drawn)
    assert len({tuple(ids) for ids in drawn}) > 1
    orders = {tuple(e["order"]) for a in attempts_of(owner, person) for e in a.drawn}
    assert len(orders) > 5


def test_an_open_attempt_is_gone_on_with_and_needs_every_answer(
    lax: FlaskClient, owner: sa.Engine, school: School
) -> None:
    person = school.people["lax"]
    where = {lax.post("/desk/learn/privacy/quiz").headers["Location"] for _ in range(3)}
    assert len(where) == 1 and len(attempts_of(owner, person)) == 1
    form = picks(attempts_of(owner, person)[0])
    name, place = form.popitem()
    answer = lax.post(where.copy().pop(), data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "1 of 10 questions has no answer yet." in page
    assert page.count(" checked") == 9
    assert lax.post(where.pop(), data={**form, name: place}).status_code == 303


def test_open_attempt_does_not_tell_the_answers(lax: FlaskClient, owner: sa.Engine, school: School) -> None:
    where = lax.post("/desk/learn/privacy/quiz").headers["Location"]
    page = lax.get(where).get_data(as_text=True)
    for item in MODULE.bank.items:
        assert not any(option.why in page for option in item.options)


def test_handing_in_twice_changes_nothing(lax: FlaskClient, owner: sa.Engine, school: School) -> None:
    person = school.people["lax"]
    where = lax.post("/desk/learn/privacy/quiz").headers["Location"]
    attempt = attempts_of(owner, person)[0]
    lax.post(where, data=picks(attempt))
    assert lax.post(where, data=picks(attempt)).status_code == 303
    other = lax.post(where, data=picks(attempt, wrong=5))
    assert other.status_code == 409 and "was handed in before" in other.get_data(as_text=True)
    assert [a.right_count for a in attempts_of(owner, person)] == [10]
    assert len(grant_rows(owner, person)) == 1


def test_the_grant_is_checked_again_and_given_once(
    app: Any, lax: FlaskClient, owner: sa.Engine, school: School
) -> None:
    from app.curriculum.modules.jobs import give_module_grant

    person = school.people["lax"]
    take(lax, owner, person, wrong=0)
    attempt = attempts_of(owner, person)[0]
    payload = {"attempt_id": attempt.id, "district_id": school.district_id}
    give_module_grant(payload)
    assert len(grant_rows(owner, person)) == 1
    table = m.curriculum.QuizAttempt
    with owner.begin() as c:
        c.execute(sa.delete(m.accounts.Grant).where(m.accounts.Grant.person_id == person))
        c.execute(sa.update(table).where(table.id == attempt.id).values(answers={}))
    give_module_grant(payload)
    assert grant_rows(owner, person) == []


def test_the_module_runs_out_and_live_work_ends_at_the_next_request(
    bo: FlaskClient, owner: sa.Engine, school: School
) -> None:
    assert bo.get("/desk/queue").status_code == 200
    table = m.accounts.Grant
    with owner.begin() as c:
        ended = sa.update(table).where(table.person_id == school.people["bo"], table.kind == "module")
        c.execute(ended.values(valid_until=today_here() - timedelta(days=1)))
    assert bo.get("/desk/queue").status_code == 403
    assert "The privacy module is not passed" in bo.get("/desk/queue").get_data(as_text=True)
    assert "One thing is missing" in bo.get("/desk/learn").get_data(as_text=True)


def test_every_attempt_is_there_for_the_student_and_the_teacher(
    lax: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    person = school.people["lax"]
    lax.post("/desk/learn/privacy/quiz")
    lax.post("/desk/learn/privacy/quiz/1", data=picks(attempts_of(owner, person)[0], wrong=4))
    lax.post("/desk/learn/privacy/quiz")
    here = f"{today_here():%B} {today_here().day}, {today_here().year}"
    for page in (lax.get("/desk/progress"), okafor.get(f"/teach/progress/{person}")):
        seen = page.get_data(as_text=True)
        assert (
            "Attempt 1" in seen
            and f"6 right, {here}" in seen
            and "Attempt 2" in seen
            and "not handed in yet" in seen
        )
    assert "Attempt 1" in lax.get("/desk/learn").get_data(as_text=True)
    nobody = okafor.get(f"/teach/progress/{school.people['bo']}").get_data(as_text=True)
    assert "Attempt 1" not in nobody and "No attempt at the quiz is kept." in nobody


def test_what_is_missing_is_said_once_at_the_desk(lax: FlaskClient) -> None:
    page = lax.get("/desk").get_data(as_text=True)
    assert page.count("The privacy module is not passed for this school year.") == 1
