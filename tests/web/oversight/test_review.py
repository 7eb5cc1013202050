"""Flags to explain, weeks to sign off, and what a privacy officer reads first."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import look
from app.identity.rights import Can
from app.kernel import clock
from app.oversight.review import flags
from app.oversight.review.models import Explanation, WeekReview
from app.oversight.review.policy import explain, sign_off
from app.ui import panels
from tests.cast import School
from tests.helpers import bare_ticket, number_of
from tests.web.oversight.acting import act, actor, last_week, later, monday

WORDS = {"verdict": "talk", "words": "Bo wanted to see how Cy writes notes. We talked."}


@pytest.fixture(autouse=True)
def _forget() -> None:
    flags.forget()


@pytest.fixture
def flag(school: School, owner: sa.Engine) -> str:
    """Bo opened Cy's ticket last Tuesday; the event's id."""
    ticket = bare_ticket(school)
    act(school, "cy", Tag.TICKET_CLAIMED, later(last_week(), -30), ticket)
    act(school, "bo", Tag.TICKET_OPENED, last_week(), ticket)
    return latest(owner, Tag.TICKET_OPENED).id


def latest(owner: sa.Engine, tag: Tag) -> sa.Row:
    select = sa.select(AuditEvent).where(AuditEvent.tag == tag.value)
    with owner.connect() as connection:
        return connection.execute(select.order_by(AuditEvent.occurred_at.desc()).limit(1)).one()


def count(owner: sa.Engine, table: type) -> int:
    with owner.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return " ".join(answer.get_data(as_text=True).split())


def test_a_flag_is_explained_once_and_for_good(
    school: School, flag: str, okafor: FlaskClient, owner: sa.Engine
) -> None:
    assert "One flag waits for your words." in text_of(okafor, "/teach/trail/flags")
    assert "What did Bo do this for?" in text_of(okafor, f"/teach/trail/explain/{flag}")
    assert okafor.post(f"/teach/trail/explain/{flag}", data=WORDS).status_code == 303
    with owner.connect() as connection:
        row = connection.execute(sa.select(Explanation)).one()
    assert (row.event_id, row.verdict, row.by_id) == (flag, "talk", school.people["okafor"])
    told = latest(owner, Tag.EVENTS_EXPLAINED)
    assert told.subjects == [school.people["bo"]]
    assert told.codes == {"event": flag, "verdict": "talk", "marks": ["not_owner"]}
    assert "Cy writes notes" not in str(told)
    assert okafor.post(f"/teach/trail/explain/{flag}", data=WORDS).status_code == 409
    assert count(owner, Explanation) == 1
    assert "No flag waits." in text_of(okafor, "/teach/trail/flags")
    trail = text_of(okafor, "/teach/trail")
    assert "Ms. Okafor: “Bo wanted to see how Cy writes notes. We talked.”" in trail
    assert "We talk about it" in trail


@pytest.mark.parametrize(
    "bad", [{"words": ""}, {"words": "x"}, {"verdict": ""}, {"verdict": "guilty"}, {"words": "y" * 1001}]
)
def test_an_explanation_needs_a_verdict_and_words(
    flag: str, okafor: FlaskClient, owner: sa.Engine, bad: dict[str, str]
) -> None:
    answer = okafor.post(f"/teach/trail/explain/{flag}", data=WORDS | bad)
    assert answer.status_code == 422
    assert "Nothing was saved" in answer.get_data(as_text=True)
    assert count(owner, Explanation) == 0


def test_only_flags_are_explained_and_only_by_their_teacher(
    school: School,
    flag: str,
    okafor: FlaskClient,
    reyes: FlaskClient,
    owner: sa.Engine,
    sign_in: Callable[[str], FlaskClient],
) -> None:
    act(school, "bo", Tag.TICKETS_SEARCHED, last_week())
    harmless = latest(owner, Tag.TICKETS_SEARCHED).id
    assert okafor.post(f"/teach/trail/explain/{harmless}", data=WORDS).status_code == 409
    assert okafor.post(f"/teach/trail/explain/{'0' * 32}", data=WORDS).status_code == 404
    officer = text_of(reyes, f"/office/trail/explain/{flag}")
    assert "supervising teacher or the deputy of this team does this" in officer
    assert "<textarea" not in officer
    assert reyes.post(f"/office/trail/explain/{flag}", data=WORDS).status_code == 403
    assert latest(owner, Tag.EVENTS_EXPLAINED).outcome == "refused"
    assert sign_in("lind").post(f"/teach/trail/explain/{flag}", data=WORDS).status_code == 303


def test_eight_reviewers_leave_one_explanation(
    app: Flask, flag: str, okafor: FlaskClient, owner: sa.Engine
) -> None:
    cookies = dict(okafor._cookies or {})
    statuses: list[int] = []

    def go() -> None:
        client = app.test_client()
        assert client._cookies is not None
        client._cookies.update(cookies)
        statuses.append(client.post(f"/teach/trail/explain/{flag}", data=WORDS).status_code)

    assert cookies
    threads = [threading.Thread(target=go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [303] + [409] * 7
    assert count(owner, Explanation) == 1


def test_a_week_is_signed_when_everything_is_explained(
    school: School, flag: str, okafor: FlaskClient, owner: sa.Engine
) -> None:
    bo = school.people["bo"]
    path = f"/teach/trail/week/{bo}/{monday()}"
    listed = text_of(okafor, "/teach/trail/weeks")
    assert "2 weeks to sign off." in listed  # Bo's and Cy's
    page = text_of(okafor, path)
    assert "One flag to explain, then sign." in page
    assert "One flag is not explained yet." in page
    assert okafor.post(path).status_code == 409
    assert latest(owner, Tag.WEEK_SIGNED_OFF).outcome == "refused"
    assert okafor.post(f"/teach/trail/explain/{flag}?week={monday()}", data=WORDS).location == path
    assert "is ready to sign" in text_of(okafor, path)
    assert okafor.post(path).status_code == 303
    with owner.connect() as connection:
        row = connection.execute(sa.select(WeekReview)).one()
    assert (row.tech_id, row.week_on, row.reviewer_id) == (
        bo,
        date.fromisoformat(monday()),
        school.people["okafor"],
    )
    assert row.counts == {"looked": 1, "flags": 1}
    assert row.cadre_id == school.cadre_id
    assert latest(owner, Tag.WEEK_SIGNED_OFF).codes == {"week": monday(), "flags": 1}
    assert okafor.post(path).status_code == 409
    assert "Signed off by Ms. Okafor" in text_of(okafor, path)
    assert "One week to sign off." in text_of(okafor, "/teach/trail/weeks")
    assert count(owner, WeekReview) == 1


def test_a_running_week_and_a_wrong_day_cannot_be_signed(school: School, okafor: FlaskClient) -> None:
    bo = school.people["bo"]
    act(school, "bo", Tag.TICKETS_SEARCHED, clock.now() - timedelta(minutes=1))
    this_week = monday(weeks=0)
    assert "This week is still running." in text_of(okafor, f"/teach/trail/week/{bo}/{this_week}")
    assert okafor.post(f"/teach/trail/week/{bo}/{this_week}").status_code == 409
    tuesday = (date.fromisoformat(monday()) + timedelta(days=1)).isoformat()
    for wrong in (tuesday, "someday"):
        assert okafor.get(f"/teach/trail/week/{bo}/{wrong}").status_code == 404
        assert okafor.post(f"/teach/trail/week/{bo}/{wrong}").status_code == 404
    assert okafor.post(f"/teach/trail/week/{school.people['dana']}/{monday()}").status_code == 404


def test_the_officer_reads_weeks_and_signs_none(school: School, flag: str, reyes: FlaskClient) -> None:
    path = f"/office/trail/week/{school.people['bo']}/{monday()}"
    assert "supervising teacher or the deputy of this team does this" in text_of(reyes, path)
    assert reyes.post(path).status_code == 403


def test_an_old_week_is_overdue(school: School, okafor: FlaskClient) -> None:
    act(school, "bo", Tag.TICKETS_SEARCHED, last_week(weeks=4))
    assert "overdue" in text_of(okafor, "/teach/trail/weeks")


def test_nobody_reviews_themselves(school: School) -> None:
    teacher = actor(school, "okafor")
    own = explain(teacher, teacher.person_id, school.cadre_id, flagged=True, explained=False)
    assert own.sentence == "Nobody reviews their own trail."
    assert not sign_off(teacher, teacher.person_id, school.cadre_id, 0, over=True, signed=False).yes
    assert explain(teacher, school.people["bo"], school.cadre_id, flagged=True, explained=False).yes
    assert not explain(teacher, school.people["bo"], 1, flagged=True, explained=False).yes


def test_late_events_of_a_kept_week_are_seen(school: School, flag: str, okafor: FlaskClient) -> None:
    assert "One flag waits" in text_of(okafor, "/teach/trail/flags")
    act(school, "bo", Tag.NOTE_WRITTEN, last_week(1, 21))
    assert "2 flags wait" in text_of(okafor, "/teach/trail/flags")


def test_a_shown_word_without_a_note_waits_fifteen_minutes(school: School, okafor: FlaskClient) -> None:
    ticket = bare_ticket(school)
    act(school, "bo", Tag.TICKET_CLAIMED, last_week(), ticket)
    act(
        school, "bo", Tag.WORD_REVEALED, later(last_week(), 3), ticket, purpose="greet", fields=["first_name"]
    )
    shown = text_of(okafor, "/teach/trail/flags")
    assert "No message, note or step followed in 15 minutes." in shown
    assert "I am meeting them and need to call them by name." in shown


def test_the_panel_lends_flags_to_a_teachers_home(school: School, flag: str, owner: sa.Engine) -> None:
    teacher = actor(school, "okafor")
    (panel,) = [one for one in panels.collect("teach", teacher) if one.name == "flags"]
    assert (panel.number, panel.words, panel.more) == (1, "One flag to explain", "/teach/trail/flags")
    (row,) = panel.rows
    assert row.title.startswith("Bo opened JCM-")
    assert (row.url, row.meta) == (
        f"/teach/trail/explain/{flag}",
        "Tuesday, 10:00 AM. Another tech owned it.",
    )
    assert latest(owner, Tag.EVENTS_SEEN).subjects == [school.people["bo"]]
    assert flags.flags_panel(actor(school, "bo")) is None


def test_judging_weeks_twice_asks_less(school: School, flag: str) -> None:
    teacher = actor(school, "okafor")
    with look(teacher) as work:
        first = flags.list_flags(work)
        asked: list[str] = []
        sa.event.listen(work.connection, "before_cursor_execute", lambda *a: asked.append(a[2]))
        second = flags.waiting(work, {p.id: p for p in (line.who for line in first.lines)})
    assert [one.id for one in second[0]] == [flag]
    assert not any("draft:submitted" in statement for statement in asked)
    assert len(asked) <= 5


def test_the_office_reads_reveals_refusals_and_files(
    school: School, reyes: FlaskClient, okafor: FlaskClient
) -> None:
    ticket, at = bare_ticket(school), clock.now() - timedelta(hours=3)
    act(school, "bo", Tag.WORD_REVEALED, at, ticket, purpose="greet", fields=["first_name"])
    act(school, "cy", Tag.ACCESS_REFUSED, at, outcome="refused", right=Can.GRADE_WORK.value)
    assert okafor.get("/teach/trail/file.csv").status_code == 200
    shown = text_of(reyes, "/office")
    assert "1 hidden word shown, 1 request refused this week." in shown
    assert number_of(ticket) in shown
    assert "asked for a page without the right to grade work and was refused." in shown
    assert "took records out as a file" in shown
    assert okafor.get("/office").status_code == 403


def test_an_empty_district_is_calm(reyes: FlaskClient) -> None:
    assert "No hidden word was shown this week." in text_of(reyes, "/office")


def test_a_teacher_without_a_team_reads_nothing(
    school: School, okafor: FlaskClient, owner: sa.Engine
) -> None:
    act(school, "bo", Tag.TICKETS_SEARCHED, last_week())
    with owner.begin() as connection:
        connection.exec_driver_sql("UPDATE cadre SET supervisor_id = NULL")
    for path, words in (
        ("", "The trail is empty"),
        ("/flags", "No flag waits."),
        ("/weeks", "Every week is signed off"),
    ):
        assert words in text_of(okafor, f"/teach/trail{path}")
