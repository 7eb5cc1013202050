"""Who reviews whom, and what a student reads of it."""

from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.kernel import clock
from app.oversight.marks.keeping import keep_up
from app.oversight.review.policy import LineFacts, Subject, WeekFacts, judge, review, sign_off
from app.oversight.review.rounds import make_round
from app.school.cadres.models import ReviewWeek
from tests.cast import School
from tests.helpers import bare_ticket, number_of
from tests.helpers import confirm as step_up
from tests.web.oversight.acting import act, actor, last_week, later, monday
from tests.web.oversight.reviews import text_of


def test_a_running_week_and_a_wrong_day_cannot_be_signed(school: School, okafor: FlaskClient) -> None:
    bo = school.people["bo"]
    act(school, "bo", Tag.TICKETS_SEARCHED, clock.now() - timedelta(minutes=1))
    make_round(school.district_id)
    this_week = f"/teach/review/week/{bo}/{monday(weeks=0)}"
    assert "This week is still running." in text_of(okafor, this_week)
    assert okafor.post(this_week).status_code == 409
    tuesday = (date.fromisoformat(monday()) + timedelta(days=1)).isoformat()
    for wrong in (tuesday, "someday"):
        assert okafor.get(f"/teach/review/week/{bo}/{wrong}").status_code == 404
        assert okafor.post(f"/teach/review/week/{bo}/{wrong}").status_code == 404
        assert okafor.get(f"/teach/review?week={wrong}").status_code == 404
    assert okafor.post(f"/teach/review/week/{school.people['dana']}/{monday()}").status_code == 404


def test_a_week_that_is_over_says_what_it_waits_for(school: School, okafor: FlaskClient) -> None:
    act(school, "bo", Tag.TICKETS_SEARCHED, last_week())
    keep_up(school.district_id)
    path = f"/teach/review/week/{school.people['bo']}/{monday()}"
    page = text_of(okafor, path)
    assert "The sample of this week is not drawn yet." in page and "still running" not in page
    assert okafor.post(path).status_code == 409


def test_nobody_reviews_themselves(school: School) -> None:
    teacher, officer, admin = (actor(school, name) for name in ("okafor", "reyes", "adair"))
    sentence = "Nobody reviews their own trail."
    for who in (teacher, officer, admin):
        for kind in ("tech", "adult", "officer"):
            assert review(who, Subject(who.person_id, kind, school.cadre_id)).sentence == sentence
    signed = sign_off(teacher, Subject(teacher.person_id, "tech", school.cadre_id), WeekFacts(True, 0))
    assert signed.sentence == sentence
    flagged = LineFacts(True, asked=True, answered=True)
    assert judge(officer, Subject(officer.person_id, "officer"), flagged, clock.now()).sentence == sentence


def test_who_reviews_whom(school: School) -> None:
    teacher, officer, admin = (actor(school, name) for name in ("okafor", "reyes", "adair"))
    tech = Subject(school.people["bo"], "tech", school.cadre_id)
    assert review(teacher, tech).yes
    assert not review(officer, tech).yes
    assert review(officer, replace(tech, step=2)).yes
    assert not review(admin, replace(tech, step=2)).yes
    assert not review(teacher, Subject(school.people["bo"], "tech", 1)).yes
    adult = Subject(school.people["lind"], "adult")
    assert [review(who, adult).yes for who in (teacher, officer, admin)] == [False, True, False]
    other = Subject(999, "officer")
    assert [review(who, other).yes for who in (teacher, officer, admin)] == [False, False, True]


def test_what_a_student_reads_of_a_match_does_not_tell_a_conflict(school: School, bo: FlaskClient) -> None:
    for minute, outcome in ((0, "unmatched"), (5, "conflict")):
        act(school, "bo", Tag.COUNTER_MATCHED, later(last_week(), minute), outcome=outcome)
    make_round(school.district_id)
    page = text_of(bo, "/desk/trail")
    assert page.count("not matched, so a teacher takes it") == 2
    assert "their own number" not in page


def test_a_team_that_nobody_reviews_is_shown_no_more_words(
    school: School, flag: str, bo: FlaskClient, owner: sa.Engine
) -> None:
    number = number_of(bare_ticket(school, owner_id=school.people["bo"], status="in_progress"))
    step_up(bo)
    assert bo.get(f"/desk/tickets/{number}/reveal").status_code == 200
    late = clock.now() - timedelta(minutes=1)
    with owner.begin() as connection:
        connection.execute(sa.update(ReviewWeek).values(stop_at=late))
    answer = bo.get(f"/desk/tickets/{number}/reveal")
    said = " ".join(answer.get_data(as_text=True).split())
    assert answer.status_code == 409
    assert "no hidden word is shown until that is done" in said
    assert "Ask your teacher to open Review" in said
    assert "Cy" not in said and "Bo’s week" not in said
    refused = bo.post(f"/desk/tickets/{number}/reveal", data={"what": "first_name", "purpose": "greet"})
    assert refused.status_code == 409
    with owner.begin() as connection:
        connection.execute(sa.update(ReviewWeek).values(signed_at=clock.now()))
    assert bo.get(f"/desk/tickets/{number}/reveal").status_code == 200
