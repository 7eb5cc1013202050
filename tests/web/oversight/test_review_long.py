"""A week with more looks than a page shows is signed only when each flag of it was judged."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.kernel import db
from app.kernel.ids import new_id
from app.oversight.marks.findings import FLAGGED
from app.oversight.marks.models import ReviewMark
from app.oversight.review import queries, reading
from app.oversight.review.models import Explanation, ReviewAcceptance, ReviewPick, WeekReview
from app.oversight.review.rounds import make_round
from tests.cast import School
from tests.helpers import bare_ticket
from tests.helpers import confirm as step_up
from tests.web.oversight.acting import act, last_week, later, monday
from tests.web.oversight.reviews import text_of

RELOADS = 6


@pytest.fixture
def long_week(school: School, monkeypatch: pytest.MonkeyPatch) -> str:
    """Bo reloads his own ticket on Monday, then opens Cy's; a page shows five looks. The week's address."""
    monkeypatch.setattr(reading, "MOST_LOOKS", 5)
    own, other = bare_ticket(school), bare_ticket(school)
    act(school, "bo", Tag.TICKET_CLAIMED, later(last_week(0), -30), own)
    act(school, "cy", Tag.TICKET_CLAIMED, later(last_week(0), -30), other)
    for minute in range(RELOADS):
        act(school, "bo", Tag.TICKET_OPENED, later(last_week(0), minute), own)
    act(school, "bo", Tag.TICKET_OPENED, last_week(4), other)
    make_round(school.district_id)
    return f"/teach/review/week/{school.people['bo']}/{monday()}"


def rows_of(table: type[Any]) -> list[Any]:
    with db.engine("system").connect() as connection:
        return list(connection.execute(sa.select(table).order_by(*table.__table__.primary_key)))


def judge(school: School, *rows: Any) -> None:
    """Judge looks as a reviewer did it before."""
    said = {"district_id": school.district_id, "by_id": school.people["okafor"], "explained_at": last_week(4)}
    values = [
        {
            "id": new_id(),
            "event_id": row.event_id,
            "verdict": "fine",
            "words": "Read.",
            "said_masked": "Read.",
        }
        | said
        for row in rows
    ]
    with db.engine("system").begin() as connection:
        connection.execute(sa.insert(Explanation), values)


def unread(school: School) -> list[Any]:
    """Return what must be read of Bo's week and is not, flags last."""
    judged = {row.event_id for row in rows_of(Explanation)}
    with db.engine("system").connect() as connection:
        needed = connection.execute(sa.select(ReviewPick.event_id)).scalars().all()
    marks = [row for row in rows_of(ReviewMark) if row.person_id == school.people["bo"]]
    wanted = [row for row in marks if row.event_id in needed or row.state in FLAGGED]
    return sorted(
        (row for row in wanted if row.event_id not in judged), key=lambda row: row.state != "explained"
    )


def test_a_flag_behind_the_first_page_keeps_a_week_open(
    school: School, long_week: str, okafor: FlaskClient
) -> None:
    *drawn, flag = unread(school)
    assert flag.state == "unexplained" and drawn
    judge(school, *drawn)
    okafor.post(f"{long_week}/accept")
    page = text_of(okafor, long_week)
    assert "One look to read, then sign." in page and f'id="l{flag.event_id}"' in page
    step_up(okafor)
    refused = okafor.post(long_week)
    assert refused.status_code == 409
    assert "One line is not read yet." in refused.get_data(as_text=True)
    assert rows_of(WeekReview) == []
    judge(school, flag)
    assert okafor.post(long_week).status_code == 303
    (signed,) = rows_of(WeekReview)
    assert (
        signed.counts["flags"] == 1
        and signed.counts["looks"] == len(drawn) + 1 + rows_of(ReviewAcceptance)[0].looks
    )
    assert signed.counts["read"] == signed.counts["fine"] == len(drawn) + 1


def test_a_long_week_goes_on_by_pages_until_each_look_was_shown(
    school: School, long_week: str, okafor: FlaskClient
) -> None:
    page, seen = text_of(okafor, long_week), set()
    marks = {row.event_id for row in rows_of(ReviewMark) if row.person_id == school.people["bo"] and row.look}
    assert len(marks) > reading.MOST_LOOKS
    for _ in range(4):
        seen |= {one for one in marks if f'id="l{one}"' in page}
        if "Later" not in page:
            break
        mark = page.split("?after=")[1].split('"')[0]
        page = text_of(okafor, f"{long_week}?after={mark}")
    assert seen == marks and "From the start" in page
    assert okafor.get(f"{long_week}?after=WyJ4IiwgImEiXQ").status_code == 422


def test_the_inbox_counts_what_it_has_no_room_for(
    school: School, long_week: str, okafor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = unread(school)
    monkeypatch.setattr(queries, "MOST_LINES", 1)
    page = text_of(okafor, f"/teach/review?week={monday()}")
    assert f"{len(waiting)} looks to read in the week of" in page
    assert "Only 400 looks are shown" in page
    judge(school, waiting[0])  # the rest follow, whichever was judged
    page = text_of(okafor, f"/teach/review?week={monday()}")
    assert f'id="l{waiting[0].event_id}"' not in page
    assert any(f'id="l{row.event_id}"' in page for row in waiting[1:])


def test_all_flags_are_asked_about_some_at_a_time(
    school: School, long_week: str, okafor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.engine("system").begin() as connection:
        own = ReviewMark.person_id == school.people["bo"]
        connection.execute(sa.update(ReviewMark).where(own, ReviewMark.look).values(state="unexplained"))
    monkeypatch.setattr(queries, "MOST_LINES", 4)
    asked = 0
    while (answer := okafor.post(f"{long_week}/ask")).status_code == 303 and asked < 9:
        asked += 1
    assert answer.status_code == 409 and asked == -(-(RELOADS + 1) // 4)
