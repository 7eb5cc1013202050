"""The trail's pages: who may read what, filters, pages, marks, the file, and that reading is an event."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.kernel import clock
from app.oversight.trail import files, services
from app.oversight.trail.files import safe_cell
from tests.cast import School
from tests.helpers import bare_ticket, number_of, statements_of
from tests.web.intake.arrange import school_day
from tests.web.oversight.acting import act, last_week, later
from tests.web.oversight.trails import SignIn, text_of

PAGES = ["", "/file.csv"]


def events(owner: sa.Engine, tag: Tag) -> list[sa.Row]:
    with owner.connect() as connection:
        select = sa.select(AuditEvent).where(AuditEvent.tag == tag.value).order_by(AuditEvent.occurred_at)
        return list(connection.execute(select))


@pytest.mark.parametrize("path", PAGES)
def test_only_reviewers_read_the_trail(
    path: str, okafor: FlaskClient, reyes: FlaskClient, nobody: FlaskClient
) -> None:
    assert okafor.get(f"/teach/trail{path}").status_code == 200
    assert reyes.get(f"/office/trail{path}").status_code == 200
    assert reyes.get(f"/teach/trail{path}").status_code == 403
    assert okafor.get(f"/office/trail{path}").status_code == 403
    assert nobody.get(f"/teach/trail{path}").status_code in (303, 401)


@pytest.mark.parametrize("name", ["bo", "ines", "dana", "adair", "maria", "zed"])
def test_nobody_else_reads_it(name: str, sign_in: SignIn) -> None:
    client = sign_in(name)
    for path in PAGES:
        assert client.get(f"/teach/trail{path}").status_code == 403
        assert client.get(f"/office/trail{path}").status_code == 403


def test_an_act_is_a_sentence_with_working_and_real_name(school: School, okafor: FlaskClient) -> None:
    ticket = bare_ticket(school)
    act(school, "bo", Tag.TICKET_CLAIMED, last_week(), ticket)
    shown = text_of(okafor, "/teach/trail")
    assert "<b>Bo</b>" in shown
    assert "(Bohdan Kowalczyk)" in shown
    assert "claimed" in shown and number_of(ticket) in shown
    assert "Quintanilla" not in shown


@pytest.mark.parametrize(
    ("hour", "said"), [(9, "Explained. They owned it then."), (21, "Outside their shift and school hours")]
)
def test_a_real_claim_shows_at_once(school: School, sign_in: SignIn, hour: int, said: str) -> None:
    number = number_of(bare_ticket(school))
    with clock.at(school_day(hour=hour)):
        bo, okafor = sign_in("bo"), sign_in("okafor")
        assert bo.get(f"/desk/tickets/{number}").status_code == 200
        assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
        shown = text_of(okafor, "/teach/trail")
    assert f'claimed <a href="/teach/trail/ticket/{number}">' in shown
    assert said in shown


def test_a_teacher_reads_own_techs_only(school: School, okafor: FlaskClient, reyes: FlaskClient) -> None:
    act(school, "bo", Tag.TICKETS_SEARCHED, last_week())
    act(school, "dana", Tag.PEOPLE_SEEN, last_week())
    act(school, "brandt", Tag.PEOPLE_SEEN, last_week())
    shown = text_of(okafor, "/teach/trail")
    assert "searched the tickets" in shown
    assert "looked at a list of people" not in shown
    district = text_of(reyes, "/office/trail")
    assert "<b>Dana Ruiz</b>" in district
    assert "<b>Mr. Brandt</b>" in district


def test_a_stranger_district_stays_out(
    school: School, owner: sa.Engine, sign_in: Callable[[str], FlaskClient]
) -> None:
    act(school, "bo", Tag.TICKETS_SEARCHED, last_week())
    alder = sign_in("alder")
    shown = text_of(alder, "/teach/trail")
    assert "searched the tickets" not in shown
    assert alder.get(f"/teach/trail/tech/{school.people['bo']}").status_code == 404
    assert alder.get(f"/teach/trail/week/{school.people['bo']}/2026-10-05").status_code == 404
    ticket = number_of(bare_ticket(school))
    assert alder.get(f"/teach/trail/ticket/{ticket}").status_code == 404
    event = events(owner, Tag.TICKETS_SEARCHED)[0].id
    assert alder.get(f"/teach/review/look/{event}").status_code == 404


def test_reading_the_trail_is_an_event(school: School, okafor: FlaskClient, owner: sa.Engine) -> None:
    act(school, "bo", Tag.TICKETS_SEARCHED, last_week())
    text_of(okafor, "/teach/trail?kind=searched")
    seen = events(owner, Tag.EVENTS_SEEN)[-1]
    assert seen.actor_id == school.people["okafor"]
    team = {school.people[name] for name in ("bo", "cy", "ines", "tomo", "lax")}
    assert set(seen.subjects) == team  # whose names stand to choose from, and who did something
    assert seen.codes["kind"] == "searched"
    text_of(okafor, f"/teach/trail/tech/{school.people['bo']}")
    assert len(events(owner, Tag.EVENTS_SEEN)) == 2


def test_the_officer_reads_who_read_the_trail(
    school: School, okafor: FlaskClient, reyes: FlaskClient
) -> None:
    text_of(okafor, "/teach/trail")
    shown = text_of(reyes, "/office/trail?kind=reviewed")
    assert "<b>Ms. Okafor</b> read the trail." in " ".join(shown.split())


@pytest.fixture
def busy(school: School) -> School:
    """Three techs did six things on two days of last week."""
    ticket, at = bare_ticket(school, number="JCM-24111"), last_week()
    act(school, "bo", Tag.TICKET_OPENED, at, ticket)
    act(school, "bo", Tag.TICKET_CLAIMED, later(at, 2), ticket)
    act(school, "bo", Tag.NOTE_WRITTEN, later(at, 4), ticket)
    act(school, "cy", Tag.TICKETS_SEARCHED, later(at, 5))
    act(school, "cy", Tag.ACCESS_REFUSED, later(at, 6), outcome="refused", right="work:grade")
    act(school, "tomo", Tag.LESSON_READ, later(at, 24 * 60))
    return school


SENTENCES = {
    "opened": "opened",
    "claimed": "claimed <a",
    "note": "wrote a team note",
    "search": "searched the tickets",
    "refused": "right to grade work",
    "lesson": "read a lesson",
}


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", set(SENTENCES)),
        ("kind=looked", {"opened"}),
        ("kind=worked", {"claimed"}),
        ("kind=wrote", {"note"}),
        ("kind=refused", {"refused"}),
        ("outcome=refused", {"refused"}),
        ("outcome=done&kind=searched", {"search"}),
        ("ticket=jcm-24111", {"opened", "claimed", "note"}),
        ("ticket=JCM-1", set()),
        ("kind=nonsense&outcome=nonsense&person=x", set(SENTENCES)),
    ],
)
def test_filters(busy: School, okafor: FlaskClient, query: str, kept: set[str]) -> None:
    shown = text_of(okafor, f"/teach/trail?{query}")
    body = shown[shown.index("</form>") :]
    assert {name for name, words in SENTENCES.items() if f" {words}" in body} == kept


def test_filter_by_person_and_day(busy: School, okafor: FlaskClient) -> None:
    cy = text_of(okafor, f"/teach/trail?person={busy.people['cy']}")
    assert "searched the tickets" in cy
    assert "wrote a team note" not in cy
    nobody_of_mine = text_of(okafor, f"/teach/trail?person={busy.people['dana']}")
    assert "No event fits these filters" in nobody_of_mine
    day = last_week(2).date().isoformat()
    shown = text_of(okafor, f"/teach/trail?since={day}&until={day}")
    assert "read a lesson" in shown
    assert "searched the tickets" not in shown
    assert text_of(okafor, "/teach/trail?since=yesterday", 422)


def test_a_kind_without_dates_looks_thirty_days_back(school: School, okafor: FlaskClient) -> None:
    act(school, "bo", Tag.TICKETS_SEARCHED, last_week(weeks=7))
    near = text_of(okafor, "/teach/trail?kind=searched")
    assert "Looking back 30 days" in near
    assert "No event fits" in near
    since = (last_week(weeks=8)).date().isoformat()
    assert "searched the tickets." in text_of(okafor, f"/teach/trail?kind=searched&since={since}")


def test_pages_follow_one_another_without_a_gap(school: School, okafor: FlaskClient) -> None:
    start = last_week()
    for number in range(60):
        name = ("bo", "cy", "ines")[number % 3]
        # pairs share a moment, so that the mark must hold the key too
        act(school, name, Tag.LESSON_READ, later(start, number // 2))
    first = text_of(okafor, "/teach/trail")
    assert first.count("read a lesson.") == 50
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = text_of(okafor, older)
    assert second.count("read a lesson.") == 10
    assert 'rel="prev"' in second
    assert text_of(okafor, "/teach/trail?after=nonsense", 422)
    assert text_of(okafor, "/teach/trail?after=WzEsIDJd", 422)


def test_a_tech_is_told_shift_by_shift(busy: School, okafor: FlaskClient, owner: sa.Engine) -> None:
    from app.models import cadres
    from tests.cast import put

    with owner.begin() as connection:
        put(
            connection,
            cadres.Shift,
            district_id=busy.district_id,
            cadre_id=busy.cadre_id,
            person_id=busy.people["bo"],
            weekday=1,
            period_id=busy.periods[2],
        )
    act(busy, "bo", Tag.NOTE_WRITTEN, last_week(1, 20, 40))
    shown = text_of(okafor, f"/teach/trail/tech/{busy.people['bo']}")
    assert "· period 3, on shift</h2>" in shown
    assert "· after school</h2>" in shown
    assert "Outside their shift and school hours." in shown
    assert "<dt>Tuesday</dt><dd>period 3</dd>" in shown
    assert "Bohdan Kowalczyk" in shown
    assert "searched the tickets" not in shown


def test_the_file_is_safe_and_recorded(busy: School, okafor: FlaskClient, owner: sa.Engine) -> None:
    with owner.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE cadre_member SET working_name = '=1+1' WHERE person_id = {busy.people['cy']}"
        )
    answer = okafor.get("/teach/trail/file.csv?kind=searched")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert rows[0][0] == "Day"
    assert rows[1][2] == "'=1+1 (Cyrus Abernathy)"
    assert rows[1][3].startswith("searched the tickets.")
    exported = events(owner, Tag.RECORD_EXPORTED)[-1]
    assert exported.codes == {"kind": "trail", "count": 1}
    assert exported.subjects == [busy.people["cy"]]


def test_a_long_file_is_the_same_read_in_parts(
    school: School, okafor: FlaskClient, owner: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for minute, name in enumerate(["bo", "cy", "bo", "tomo", "cy", "bo"]):
        act(school, name, Tag.TICKETS_SEARCHED, last_week(1, 10, minute // 2))
    monkeypatch.setattr(files, "MOST_LINES", 5)
    whole = okafor.get("/teach/trail/file.csv?kind=searched").text
    for at_once in (1, 2, 5):
        monkeypatch.setattr(services, "AT_ONCE", at_once)
        assert okafor.get("/teach/trail/file.csv?kind=searched").text == whole
    assert len(list(csv.reader(io.StringIO(whole)))) == 1 + 5
    for tag in (Tag.EVENTS_SEEN, Tag.RECORD_EXPORTED):
        found = events(owner, tag)
        assert [one.codes["count"] for one in found] == [5] * 4
        assert {tuple(sorted(one.subjects)) for one in found} == {
            tuple(sorted(school.people[name] for name in ("bo", "cy", "tomo")))
        }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cells_never_start_a_formula(start: str) -> None:
    assert safe_cell(f"{start}1") == f"'{start}1"
    assert safe_cell(f"1{start}") == f"1{start}"


def test_statements_do_not_grow(school: School, okafor: FlaskClient) -> None:
    at = last_week()
    tickets = [bare_ticket(school) for _ in range(30)]
    for minute in range(60):
        act(school, "bo", Tag.TICKET_OPENED, at + timedelta(minutes=minute), tickets[0])
    few = len(statements_of(okafor, "/teach/trail", "staff"))
    for number, opened in enumerate(tickets):
        for name in ("bo", "cy", "tomo"):
            act(school, name, Tag.TICKET_OPENED, at + timedelta(minutes=number), opened)
    many = len(statements_of(okafor, "/teach/trail", "staff"))
    assert many == few
    assert few <= 15


def test_numbers_tried_by_hand_are_on_record_and_flagged(
    school: School, okafor: FlaskClient, bo: FlaskClient
) -> None:
    for number in range(8):
        assert bo.get(f"/desk/tickets/JCM-{99000 + number}").status_code == 404
    shown = text_of(okafor, "/teach/trail?kind=refused")
    assert shown.count("asked for a ticket number that is hidden or does not exist.</p>") == 8
    assert "8 hidden or absent ticket numbers asked for in a day." in shown
