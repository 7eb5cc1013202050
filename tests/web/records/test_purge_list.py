"""A purge erases what its plan listed and what is still due when it goes: never more, whatever changed in between."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.audit.work import begin
from app.kernel import db
from app.models import cadres, people, retention, tickets
from tests.cast import School
from tests.conftest import SignIn
from tests.privacy.acts import change, rows
from tests.web.intake.arrange import ask
from tests.web.oversight.acting import actor
from tests.web.records.acting import confirm, place_hold, take_request
from tests.web.records.purging import LONG_AGO, age, count, id_of, left_school, purge, words_left, work_off


@pytest.fixture
def old(school: School, maria: FlaskClient, bo: FlaskClient) -> str:
    """A ticket of Maria's that Bo claimed, closed more than two years ago, with words beside an event."""
    number = ask(maria, school, text="It hums.")
    bo.post(f"/desk/tickets/{number}/claim")
    age(number)
    with begin(actor(school, "bo")) as work:
        about = {"ticket_id": id_of(number), "subjects": [school.people["maria"]]}
        work.record(Tag.WORD_REVEALED, **about, words="To call Quillfeather by name")
    return number


def run_row(run: int) -> Any:
    (row,) = rows(sa.select(retention.PurgeRun).where(retention.PurgeRun.id == run))
    return row


def totals(counts: dict[str, dict[str, int]]) -> dict[str, int]:
    return {f"{kind}/{table}": number for kind, found in counts.items() for table, number in found.items()}


def test_all_that_goes_was_listed_kind_by_kind_and_table_by_table(
    old: str, school: School, reyes: FlaskClient
) -> None:
    """The review's case: a pupil who left long ago, named by nothing but a ticket that goes with this purge."""
    left_school(school, "maria", 2200)
    run = purge(reyes)
    work_off(school, run)
    row = run_row(run)
    assert row.state == "done" and totals(row.erased) == totals(row.planned)
    assert row.planned["ticket:ticket"]["audit_words"] == 1 and "person:person" not in row.erased
    assert count(people.PersonPrivate, people.PersonPrivate.person_id == school.people["maria"]) == 1
    assert count(retention.PurgeUnit) == 0, "what was looked at is on no list any more"


def test_a_longer_period_that_came_after_the_plan_wins(old: str, school: School, reyes: FlaskClient) -> None:
    before, run = words_left(), purge(reyes, approve=False)
    confirm(reyes)
    assert reyes.post("/office/retention/ticket", data={"days": "36500"}).status_code == 303
    assert reyes.post(f"/office/purges/{run}/approve").status_code == 303
    work_off(school, run)
    row = run_row(run)
    assert words_left() == before and (row.state, row.erased) == ("done", {})


def test_a_hold_that_ends_after_the_plan_lets_no_more_go(
    old: str, school: School, maria: FlaskClient, reyes: FlaskClient
) -> None:
    other = ask(maria, school, text="It beeps.")
    age(other)
    confirm(reyes)
    assert place_hold(reyes, scope="ticket", ticket=old) == 303
    run = purge(reyes, approve=False)
    (held,) = rows(sa.select(sa.column("id")).select_from(sa.table("legal_hold")))
    assert reyes.post(f"/office/holds/{held.id}/lift", data={"why": "It is over."}).status_code == 303
    assert reyes.post(f"/office/purges/{run}/approve").status_code == 303
    work_off(school, run)
    left = tickets.TicketPrivate.ticket_id
    assert (
        count(tickets.TicketPrivate, left == id_of(old)),
        count(tickets.TicketPrivate, left == id_of(other)),
    ) == (1, 0)
    assert totals(run_row(run).erased) == totals(run_row(run).planned)


def test_what_comes_of_age_after_the_plan_waits_for_the_next(
    old: str, school: School, maria: FlaskClient, reyes: FlaskClient
) -> None:
    """A ticket, and a student whose last day on the team an adult sets back."""
    late = ask(maria, school, text="It beeps.")
    run = purge(reyes, approve=False)
    age(late)
    left_school(school, "tomo")
    over = {"starts_on": LONG_AGO.date() - timedelta(days=300), "ends_on": LONG_AGO.date()}
    change(cadres.Cadre, cadres.Cadre.id == school.cadre_id, **over)
    confirm(reyes)
    assert reyes.post(f"/office/purges/{run}/approve").status_code == 303
    work_off(school, run)
    assert count(tickets.TicketPrivate, tickets.TicketPrivate.ticket_id == id_of(late)) == 1
    assert count(cadres.CadreMember, cadres.CadreMember.person_id == school.people["tomo"]) == 1
    assert list(run_row(run).erased) == ["ticket:ticket"]


def test_what_is_no_longer_over_stays(old: str, school: School, reyes: FlaskClient) -> None:
    before, run = words_left(), purge(reyes)
    change(tickets.Ticket, tickets.Ticket.number == old, status="in_progress")
    work_off(school, run)
    assert words_left() == before


def test_a_plan_that_is_put_aside_leaves_no_list(old: str, school: School, reyes: FlaskClient) -> None:
    run = purge(reyes, approve=False)
    assert count(retention.PurgeUnit) == 1
    reyes.post(f"/office/purges/{run}/drop")
    assert count(retention.PurgeUnit) == 0


def test_what_was_erased_is_in_no_file_of_the_database(
    school: School, maria: FlaskClient, reyes: FlaskClient
) -> None:
    """Neither in SQLite's file nor in its write-ahead log; PostgreSQL's keeper vacuums."""
    number = ask(maria, school, text="Quillfeather sat on the printer and it hums.")
    age(number)
    path = db.engine("system").url.database or ""
    files = [Path(f"{path}{end}") for end in ("", "-wal")] if db.is_sqlite() else []
    assert not files or any(b"Quillfeather" in file.read_bytes() for file in files)
    work_off(school, purge(reyes))
    assert [file.name for file in files if file.exists() and b"Quillfeather" in file.read_bytes()] == []


@pytest.mark.parametrize("by", ["hold", "request"])
def test_a_ticket_that_names_whom_a_hold_or_request_covers_stays(
    by: str, school: School, sign_in: SignIn, reyes: FlaskClient
) -> None:
    """Asked by another, it is a record of whom it names; held after the plan too."""
    named = ask(sign_in("brandt"), school, text="My pupil Maria Quintanilla cannot print.")
    other = ask(sign_in("brandt"), school, text="The printer of Cyrus Abernathy beeps.")
    for number in (named, other):
        age(number)
    run = purge(reyes, approve=False)
    confirm(reyes)
    if by == "hold":
        assert place_hold(reyes, scope="person", person=school.people["maria"]) == 303
    else:
        take_request(reyes, school)
    assert "1 kept" in reyes.get("/office/purges").get_data(as_text=True)
    assert reyes.post(f"/office/purges/{run}/approve").status_code == 303
    work_off(school, run)
    left = {row.ticket_id for row in rows(sa.select(tickets.TicketPrivate.ticket_id))}
    assert left == {id_of(named)}
