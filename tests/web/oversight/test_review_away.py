"""What is left when the worker was away for weeks, and when a week waits for longer than a term."""

from datetime import date, timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import look
from app.kernel import clock
from app.oversight.marks.keeping import keep_up, mark_again
from app.oversight.marks.models import ReviewMark
from app.oversight.review.looking import read_weeks
from app.oversight.review.models import ReviewPick
from app.oversight.review.reading import read_inbox
from app.oversight.review.rounds import make_round
from app.school.cadres.models import Cadre, CadreMember, ReviewWeek
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.helpers import confirm as step_up
from tests.privacy.acts import change, rows
from tests.web.oversight.acting import act, actor, last_week, later, monday
from tests.web.oversight.reviews import text_of


def closed(owner: sa.Engine) -> dict[date, sa.Row]:
    with owner.connect() as connection:
        return {row.week_on: row for row in connection.execute(sa.select(ReviewWeek))}


def test_weeks_that_ended_while_the_worker_was_away_are_closed_and_wait(
    school: School, owner: sa.Engine, okafor: FlaskClient
) -> None:
    with clock.at(last_week(0, weeks=9) - timedelta(days=4)):
        make_round(school.district_id)
    for weeks in (9, 7, 5, 2):
        for minute in range(4):
            act(school, "bo", Tag.QUEUE_SEEN, later(last_week(2, weeks=weeks), minute))
    make_round(school.district_id)
    found = closed(owner)
    wanted = [date.fromisoformat(monday(weeks)) for weeks in (9, 7, 5, 2)]
    assert sorted(found) == sorted(wanted)
    assert all(row.due_at > clock.now() and row.stop_at > clock.now() for row in found.values())
    with owner.connect() as connection:
        picks = connection.execute(
            sa.select(ReviewPick.week_on, sa.func.count()).group_by(ReviewPick.week_on)
        )
        assert dict(list(picks)) == dict.fromkeys(wanted, 3)
        said = sa.select(AuditEvent.codes).where(AuditEvent.tag == Tag.SAMPLE_COMMITTED.value)
        late = {one["week"]: one["late"] for one in connection.execute(said).scalars()}
    assert [late[monday(weeks)] for weeks in (9, 7, 5)] == [False, True, True]
    assert f"/teach/review?week={monday(9)}" in text_of(okafor, "/teach/review")
    assert "still running" not in text_of(okafor, f"/teach/review/week/{school.people['bo']}/{monday(9)}")
    make_round(school.district_id)
    assert closed(owner).keys() == found.keys()


def test_the_last_week_of_a_team_is_signed_after_its_last_day(
    school: School, owner: sa.Engine, okafor: FlaskClient, sign_in: SignIn
) -> None:
    act(school, "bo", Tag.QUEUE_SEEN, last_week(2))
    make_round(school.district_id)
    week = f"/teach/review/week/{school.people['bo']}/{monday()}"
    ((pick,),) = rows(sa.select(ReviewPick.event_id))
    change(Cadre, Cadre.id == school.cadre_id, ends_on=today_here() - timedelta(days=1))
    change(CadreMember, CadreMember.cadre_id == school.cadre_id, ends_on=today_here() - timedelta(days=1))
    assert "Bo" in text_of(sign_in("lind"), "/teach/review")
    assert okafor.post(f"/teach/review/look/{pick}/accept").status_code == 303
    step_up(okafor)
    assert okafor.post(week).status_code == 303
    assert closed(owner)[date.fromisoformat(monday())].signed_at is not None
    change(Cadre, Cadre.id == school.cadre_id, ends_on=today_here() - timedelta(days=121))
    assert okafor.get(week).status_code == 404


def test_a_week_that_nobody_signed_stays_in_the_inbox(school: School) -> None:
    act(school, "bo", Tag.QUEUE_SEEN, last_week(2))
    make_round(school.district_id)
    term = clock.now() + timedelta(weeks=20)
    with clock.at(term), look(actor(school, "okafor")) as work:
        (due,) = read_weeks(work).due
        inbox = read_inbox(work, None)
    assert due.stopped and due.monday == inbox.monday == date.fromisoformat(monday())
    assert [one.person.name for one in inbox.people] == ["Bo"]


def test_a_flag_that_comes_up_in_a_signed_week_is_told(
    flag: str, school: School, okafor: FlaskClient, sign_in: SignIn
) -> None:
    """All was marked anew with mended rules: nobody had judged it, and no list of a signed week asked for it."""
    bo = school.people["bo"]
    look = f"/teach/review/look/{flag}"
    assert okafor.post(f"{look}/ask").status_code == 303
    said = {"verdict": "fine", "words": "They wanted to help."}
    with clock.at(clock.now() + timedelta(days=9)):
        assert sign_in("okafor").post(look, data=said).status_code == 303
    week = f"/teach/review/week/{bo}/{monday()}"
    okafor.post(f"{week}/accept")
    step_up(okafor)
    assert okafor.post(week).status_code == 303
    assert "flagged since" not in text_of(okafor, "/teach/review/weeks")
    ticket = rows(sa.select(ReviewMark.ticket_id).where(ReviewMark.event_id == flag))[0].ticket_id
    act(school, "bo", Tag.TICKET_OPENED, later(last_week(), 60), ticket)
    mark_again(school.district_id, last_week(0))
    keep_up(school.district_id)
    assert "flagged since" in text_of(okafor, "/teach/review/weeks")
    assert "One look to ask about" in text_of(okafor, "/teach") or "Flags 1" in text_of(okafor, "/teach")
