"""A tech whose certificate ran out, or whom a teacher clears for a kind no more, while they own such a ticket."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock, jobs
from tests.cast import CLEARED, NOW, School, today_here
from tests.conftest import SignIn
from tests.privacy.acts import ACTS, change
from tests.web.curriculum.test_certificates import record, verify
from tests.web.reveal.arrange import delivered, show
from tests.web.tickets.arrange import claimed, rows, ticket, words

WORK = ("reply", "note", "steps", "wait", "resume", "done")
SAYS = "You are not cleared for"
GRANT = m.accounts.Grant


def run_out(school: School, code: str = "wifi") -> None:
    """Let what clears Bo for a kind have ended yesterday."""
    mine = (GRANT.person_id == school.people["bo"], GRANT.code == code)
    change(GRANT, *mine, valid_until=today_here() - timedelta(days=1))


def take(school: School, code: str = "wifi") -> None:
    """Let Bo never have been cleared for a kind."""
    change(
        GRANT,
        GRANT.person_id == school.people["bo"],
        GRANT.code == code,
        valid_from=today_here() + timedelta(days=9),
    )


@pytest.mark.parametrize("act", WORK)
def test_no_work_goes_on_and_the_ticket_goes_back(
    act: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    run_out(school)
    answer = bo.post(f"/desk/tickets/{number}/{act}", data=ACTS[act])
    assert answer.status_code == 403 and SAYS in words(answer)
    assert (ticket(number).owner_id, ticket(number).status) == (None, "queued")


def test_only_that_kind_goes_back_and_its_page_says_why(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number, other = claimed(maria, bo, school), claimed(maria, bo, school, category="display")
    assert show(bo, number).status_code == 303
    run_out(school)
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert SAYS in page and "It went back to the queue by itself." in page
    assert delivered(bo, number) == {}
    assert ticket(number).owner_id is None and ticket(other).owner_id == school.people["bo"]
    assert [row.codes["why"] for row in rows("audit_event", tag="ticket:handed_back")] == ["lapse"]


def test_a_kind_that_was_changed_is_handed_on_by_hand(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    take(school)
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert SAYS in page and "Hand it back, or pass it to an adult." in page
    assert ticket(number).owner_id == school.people["bo"]
    assert bo.post(f"/desk/tickets/{number}/reply", data=ACTS["reply"]).status_code == 403
    assert bo.post(f"/desk/tickets/{number}/hand-back", data=ACTS["hand-back"]).status_code == 303


def test_a_teacher_who_clears_no_more_gets_the_tickets_back_at_once(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number, other = claimed(maria, bo, school), claimed(maria, bo, school, category="display")
    at = f"/teach/cadres/{school.cadre_id}/members/{school.people['bo']}/categories"
    kept = [one for one in CLEARED if one != "wifi"]
    assert okafor.post(at, data={"category": kept}).status_code == 303
    assert ticket(number).owner_id is None and ticket(other).owner_id == school.people["bo"]


def test_the_day_after_a_certificate_ran_out_its_tickets_go_back_without_anybody(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    record(bo)
    verify(okafor, owner, days=20)
    number = claimed(maria, bo, school)
    run = [row for row in rows("job", kind="give_back_uncleared") if row.done_at is None]
    assert len(run) == 1 and run[0].payload["person_id"] == school.people["bo"]
    run_out(school)
    for days, gone in ((20, False), (21.5, True)):
        with clock.at(NOW + timedelta(days=days)):
            for job in jobs.due(clock.now()):
                jobs.run(job, clock.now())
        assert (ticket(number).owner_id is None) is gone


def test_the_teachers_home_names_a_certificate_that_ran_out_until_it_is_renewed(
    bo: FlaskClient, sign_in: SignIn, okafor: FlaskClient, owner: sa.Engine
) -> None:
    record(bo)
    assert "waits for your look" in words(okafor.get("/teach"))
    verify(okafor, owner, days=20)
    assert "Bo’s certificate ran out" not in words(okafor.get("/teach"))
    with clock.at(NOW + timedelta(days=22)):
        assert "Bo’s certificate ran out" in words(sign_in("okafor").get("/teach"))
        record(sign_in("bo"), issued_on=today_here(), days=400)
        page = words(sign_in("okafor").get("/teach"))
        assert "Bo’s certificate ran out" not in page and "waits for your look" in page
