"""The review of looks: the inbox, a question and its answer, the verdict, the batch, the sign-off."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import begin
from app.kernel import clock
from app.oversight.marks.keeping import keep_up
from app.oversight.review import services
from app.oversight.review.models import (
    Explanation,
    ReviewAcceptance,
    ReviewAnswer,
    ReviewQuestion,
    WeekReview,
)
from app.oversight.review.rounds import make_round
from app.school.cadres.models import ReviewWeek
from app.ui import panels
from tests.cast import ZONE, School, today_here
from tests.helpers import confirm as step_up
from tests.web.oversight.acting import act, actor, last_week, later, monday
from tests.web.oversight.reviews import latest, text_of

WORDS = {"verdict": "talk", "words": "Bo wanted to see how others write notes. We talked."}


ANSWER = {"words": "I wanted to see how the notes are written."}


def count(owner: sa.Engine, table: type) -> int:
    with owner.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


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
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table in ("review_pick", "review_week", "review_seed", "review_mark", "review_progress"):
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_delete")
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
    assert {(one.status_code, one.headers["Location"].partition("#")[0]) for one in done} == {
        (303, week)
    } and len(done) >= 3
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
    began = today_here() - timedelta(
        days=today_here().weekday()
    )  # its end, or the day of a round that came late
    local = [at.astimezone(ZONE).date() - began for at in (week.due_at, week.officer_at)]
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


def test_a_look_that_is_not_marked_yet_says_so(school: School, okafor: FlaskClient) -> None:
    """A flag shows on the trail at once; until the worker's next round it is 409 with what to do, and never 404."""
    make_round(school.district_id)
    event = act(school, "bo", Tag.QUEUE_SEEN, clock.now())
    other = act(school, "dana", Tag.QUEUE_SEEN, clock.now())
    for send in (okafor.get, lambda path: okafor.post(f"{path}/ask")):
        answer = send(f"/teach/review/look/{event}")
        assert answer.status_code == 409
        assert "Open it again in a minute." in answer.get_data(as_text=True)
    assert okafor.get(f"/teach/review/look/{other}").status_code == 404  # an adult's, and not this teacher's
    with clock.at(clock.now() + timedelta(minutes=1)):
        keep_up(school.district_id)
        assert okafor.get(f"/teach/review/look/{event}").status_code == 200
