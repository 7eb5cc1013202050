"""The review of looks: the inbox, a question and its answer, the verdict, the batch, the sign-off."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import begin
from app.kernel import clock
from app.oversight.review import services
from app.oversight.review.models import (
    Explanation,
    ReviewAcceptance,
    ReviewAnswer,
    ReviewQuestion,
    WeekReview,
)
from app.oversight.review.policy import LineFacts, Subject, WeekFacts, judge, review, sign_off
from app.oversight.review.rounds import make_round
from app.school.cadres.models import ReviewWeek
from app.ui import panels
from tests.cast import School
from tests.helpers import bare_ticket, number_of
from tests.helpers import confirm as step_up
from tests.web.oversight.acting import act, actor, last_week, later, monday

WORDS = {"verdict": "talk", "words": "Bo wanted to see how others write notes. We talked."}
ANSWER = {"words": "I wanted to see how the notes are written."}


def latest(owner: sa.Engine, tag: Tag) -> sa.Row:
    select = sa.select(AuditEvent).where(AuditEvent.tag == tag.value, AuditEvent.outcome != "refused")
    with owner.connect() as connection:
        return connection.execute(select.order_by(AuditEvent.occurred_at.desc()).limit(1)).one()


def count(owner: sa.Engine, table: type) -> int:
    with owner.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return " ".join(answer.get_data(as_text=True).split())


@pytest.fixture
def flag(school: School, owner: sa.Engine) -> str:
    """Bo opened Cy's ticket last Tuesday, and the week was closed; the event's id."""
    ticket = bare_ticket(school)
    act(school, "cy", Tag.TICKET_CLAIMED, later(last_week(), -30), ticket)
    act(school, "bo", Tag.TICKET_OPENED, last_week(), ticket)
    make_round(school.district_id)
    return latest(owner, Tag.TICKET_OPENED).id


@pytest.fixture
def asked(flag: str, okafor: FlaskClient) -> str:
    assert okafor.post(f"/teach/review/look/{flag}/ask").status_code == 303
    return flag


def question_of(owner: sa.Engine, event: str) -> int:
    with owner.connect() as connection:
        select = sa.select(ReviewQuestion.id).where(ReviewQuestion.event_id == event)
        return int(connection.execute(select).scalar_one())


def test_the_inbox_tells_who_when_and_how_it_came_about(flag: str, okafor: FlaskClient) -> None:
    page = text_of(okafor, "/teach/review")
    assert "One look to read in the week of" in page
    assert "Another tech owned it." in page
    assert "not theirs" in page and "opened <time>10:00</time>" in page
    assert "period 3: 1, <b>1 flagged</b>" in page
    assert "unexplained" in page


def test_nobody_is_judged_unheard(school: School, flag: str, okafor: FlaskClient, owner: sa.Engine) -> None:
    path = f"/teach/review/look/{flag}"
    assert "Ask Bo what this was for." in text_of(okafor, path)
    assert okafor.post(path, data=WORDS).status_code == 409
    assert okafor.post(f"{path}/accept").status_code == 409
    assert count(owner, Explanation) == 0
    assert okafor.post(f"{path}/ask").status_code == 303
    assert okafor.post(f"{path}/ask").status_code == 409
    told = latest(owner, Tag.QUESTION_ASKED)
    assert (told.subjects, told.codes["events"]) == ([school.people["bo"]], [flag])
    assert okafor.post(path, data=WORDS).status_code == 409  # the time to answer is not over
    assert "has until" in text_of(okafor, path)


def test_the_student_answers_and_reads_the_verdict(
    school: School, asked: str, okafor: FlaskClient, bo: FlaskClient, cy: FlaskClient, owner: sa.Engine
) -> None:
    question = question_of(owner, asked)
    assert "A question about your work" in text_of(bo, "/desk")
    assert "Why did you open it while somebody else had it?" in text_of(bo, "/desk/trail")
    path = f"/desk/questions/{question}"
    assert cy.get(path).status_code == 404
    assert cy.post(path, data=ANSWER).status_code == 404
    assert bo.post(path, data={"words": ""}).status_code == 422
    assert bo.post(path, data=ANSWER).status_code == 303
    assert bo.post(path, data=ANSWER).status_code == 409
    assert count(owner, ReviewAnswer) == 1
    assert ANSWER["words"] not in str(latest(owner, Tag.QUESTION_ANSWERED))
    look = f"/teach/review/look/{asked}"
    assert ANSWER["words"] in text_of(okafor, look)
    words = WORDS | {"words": "Maria Quintanilla says you told her. We talked."}
    assert okafor.post(look, data=words).status_code == 303
    told = latest(owner, Tag.EVENTS_EXPLAINED)
    assert told.codes == {"event": asked, "verdict": "talk", "marks": ["not_owner"]}
    shown = text_of(bo, path)
    assert "We talk about it" in shown and "We talked." in shown
    assert "Quintanilla" not in shown and "Maria" not in shown
    assert "Maria Quintanilla says" in text_of(okafor, look)
    assert okafor.post(look, data=WORDS).status_code == 409
    assert count(owner, Explanation) == 1


def test_after_the_deadline_a_look_is_judged_without_an_answer(
    school: School, asked: str, bo: FlaskClient, owner: sa.Engine
) -> None:
    late = clock.now() + timedelta(days=8)
    with clock.at(late), begin(actor(school, "okafor")) as work:
        services.judge_line(work, asked, "misuse", "No answer came.")
    assert "Your teacher: “No answer came.”" in text_of(bo, f"/desk/questions/{question_of(owner, asked)}")


@pytest.mark.parametrize(
    "bad", [{"words": ""}, {"words": "x"}, {"verdict": ""}, {"verdict": "guilty"}, {"words": "y" * 1001}]
)
def test_a_verdict_needs_words(
    asked: str, okafor: FlaskClient, owner: sa.Engine, bad: dict[str, str]
) -> None:
    assert okafor.post(f"/teach/review/look/{asked}", data=WORDS | bad).status_code in (409, 422)
    assert count(owner, Explanation) == 0


def test_eight_reviewers_ask_one_question(
    app: Flask, flag: str, okafor: FlaskClient, owner: sa.Engine
) -> None:
    cookies = dict(okafor._cookies or {})
    statuses: list[int] = []

    def go() -> None:
        client = app.test_client()
        assert client._cookies is not None
        client._cookies.update(cookies)
        statuses.append(client.post(f"/teach/review/look/{flag}/ask").status_code)

    threads = [threading.Thread(target=go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [303] + [409] * 7
    assert count(owner, ReviewQuestion) == 1


def test_a_week_is_accepted_in_one_act_and_signed_with_the_password(
    school: School, flag: str, okafor: FlaskClient, bo: FlaskClient, owner: sa.Engine
) -> None:
    person = school.people["bo"]
    for minute in range(6):
        act(school, "bo", Tag.QUEUE_SEEN, later(last_week(2), minute))
    with owner.begin() as connection:  # as if the worker came by for the first time now
        for table in ("review_pick", "review_week", "review_seed", "review_mark", "review_progress"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_delete") if (
                connection.dialect.name == "sqlite"
            ) else connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            connection.exec_driver_sql(f"DELETE FROM {table}")
    make_round(school.district_id)
    week = f"/teach/review/week/{person}/{monday()}"
    page = text_of(okafor, week)
    assert "4 looks to read, then sign." in page  # the flag, and three drawn
    assert okafor.post(week).status_code == 409
    assert okafor.post(f"{week}/ask").status_code == 303
    assert bo.post(f"/desk/questions/{question_of(owner, flag)}", data=ANSWER).status_code == 303
    assert okafor.post(f"/teach/review/look/{flag}", data=WORDS).status_code == 303
    with owner.connect() as connection:
        drawn = (
            connection.exec_driver_sql("SELECT event_id FROM review_pick WHERE why = 'sample'")
            .scalars()
            .all()
        )
    read = {"week": monday(), "person": str(person)}
    done = [okafor.post(f"/teach/review/look/{one}/accept", data=read) for one in drawn]
    assert {(one.status_code, one.headers["Location"]) for one in done} == {(303, week)} and len(done) >= 3
    assert "Accept the 3 explained" in text_of(okafor, week)
    assert okafor.post(f"{week}/accept").status_code == 303
    accepted = latest(owner, Tag.LOOKS_ACCEPTED)
    assert (accepted.subjects, accepted.codes["count"]) == ([person], 3)
    assert okafor.post(f"{week}/accept").status_code == 409
    assert count(owner, ReviewAcceptance) == 1
    answer = okafor.post(week)
    assert answer.status_code == 303 and answer.location.startswith("/step-up")
    assert count(owner, WeekReview) == 0
    step_up(okafor)
    assert okafor.post(week).status_code == 303
    signed = latest(owner, Tag.WEEK_SIGNED_OFF)
    assert (signed.outcome, signed.codes) == ("done", {"week": monday(), "flags": 1})
    with owner.connect() as connection:
        row = connection.execute(sa.select(WeekReview)).one()
        closed = connection.execute(
            sa.select(ReviewWeek.signed_at).where(ReviewWeek.person_id == person)
        ).scalar()
    assert (row.tech_id, row.reviewer_id, row.counts["talk"]) == (person, school.people["okafor"], 1)
    assert closed is not None
    assert okafor.post(week).status_code == 409
    assert "is signed off" in text_of(okafor, week)
    assert "Ms. Okafor" in text_of(okafor, "/teach/review/weeks")


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


def test_only_their_own_teacher_reviews_a_tech(
    school: School, flag: str, reyes: FlaskClient, adair: FlaskClient, sign_in: Callable[[str], FlaskClient]
) -> None:
    page = text_of(reyes, f"/office/review/look/{flag}")
    assert "The supervising teacher or the deputy of this team does this." in page
    assert "<textarea" not in page
    assert reyes.post(f"/office/review/look/{flag}/ask").status_code == 403
    assert reyes.post(f"/office/review/week/{school.people['bo']}/{monday()}").status_code == 403
    assert adair.get(f"/admin/review/look/{flag}").status_code == 404
    assert sign_in("alder").post(f"/teach/review/look/{flag}/ask").status_code == 404
    assert sign_in("lind").post(f"/teach/review/look/{flag}/ask").status_code == 303


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


def test_adults_are_read_by_the_officer_and_the_officer_by_an_administrator(
    school: School, reyes: FlaskClient, adair: FlaskClient, okafor: FlaskClient
) -> None:
    act(school, "okafor", Tag.PEOPLE_SEEN, last_week(), subjects=[1], fields=["name"])
    act(school, "reyes", Tag.RECORD_EXPORTED, last_week(), fields=["events"])
    make_round(school.district_id)
    office, admin = text_of(reyes, "/office/review"), text_of(adair, "/admin/review")
    assert "Ms. Okafor" in office and "looked at a list of people" in office.lower()
    assert "took records out as a file" not in office.lower()
    assert "Ms. Reyes" in admin and "took records out as a file" in admin.lower()
    assert str(school.people["okafor"]) not in text_of(okafor, "/teach/review")


def test_an_overdue_week_climbs_to_the_deputy_and_to_the_officer(
    school: School, flag: str, reyes: FlaskClient, owner: sa.Engine
) -> None:
    week = latest_week(owner)
    with clock.at(week.due_at + timedelta(hours=1)):
        make_round(school.district_id)
    assert latest(owner, Tag.REVIEW_CLIMBED).codes["to"] == "deputy"
    assert reyes.post(f"/office/review/look/{flag}/ask").status_code == 403
    with clock.at(week.officer_at + timedelta(hours=1)):
        make_round(school.district_id)
        make_round(school.district_id)
        assert latest(owner, Tag.REVIEW_CLIMBED).codes["to"] == "officer"
        with begin(actor(school, "reyes")) as work:
            services.ask_about(work, flag)
    with owner.connect() as connection:
        tags = connection.execute(sa.select(AuditEvent.tag).where(AuditEvent.tag == "review:climbed")).all()
    assert len(tags) == 2 * weeks_of(owner)


def latest_week(owner: sa.Engine) -> sa.Row:
    with owner.connect() as connection:
        return connection.execute(sa.select(ReviewWeek).order_by(ReviewWeek.person_id)).all()[0]


def weeks_of(owner: sa.Engine) -> int:
    return count(owner, ReviewWeek)


def test_the_ladder_counts_school_days(flag: str, owner: sa.Engine) -> None:
    week = latest_week(owner)
    end = datetime.combine(week.week_on + timedelta(days=7), datetime.min.time())
    local = [at.astimezone(last_week().tzinfo).date() - end.date() for at in (week.due_at, week.officer_at)]
    assert [one.days for one in local] == [7, 10]  # five and eight school days, with a weekend between


def test_the_panel_lends_flags_to_a_teachers_home(school: School, flag: str) -> None:
    (panel,) = [one for one in panels.collect("teach", actor(school, "okafor")) if one.name == "flags"]
    assert (panel.number, panel.words, panel.more) == (1, "One look to ask about", "/teach/review")
    (row,) = panel.rows
    assert row.title.startswith("Bo opened JCM-")
    assert (row.url, row.meta) == (
        f"/teach/review/look/{flag}",
        "Tuesday, 10:00 AM. Another tech owned it.",
    )


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
