"""A fix is confirmed or still broken: what opens again, until when, and who gets it."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel import clock, db
from app.school.cadres.models import CadreMember
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events, happened, messages, put, school_day, text, ticket
from tests.web.intake.fixing import NINE, asked_and_fixed, fixed


def test_a_fix_is_confirmed_once(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    assert maria.post(f"/my/tickets/{number}/confirm").status_code == 409
    fixed(number, school, clock.now())
    assert "It works now" in text(maria.get(f"/my/tickets/{number}"))
    assert maria.post(f"/my/tickets/{number}/confirm").status_code == 303
    row = ticket(number)
    assert row.status == "closed" and row.closed_at is not None and row.closure_code == "fixed"
    assert "We fixed" not in text(maria.get(f"/my/tickets/{number}")) and maria.get("/my").status_code == 200
    assert maria.post(f"/my/tickets/{number}/confirm").status_code == 409


def test_still_broken_within_seven_school_days(sign_in: SignIn, school: School) -> None:
    number = asked_and_fixed(sign_in, school)
    with clock.at(school_day(ahead=9, hour=8, minute=30)):  # the seventh school day, before nine
        maria = sign_in("maria")
        assert "It is still broken" in text(maria.get(f"/my/tickets/{number}"))
        data = {"text": "It dropped again.", "act": "reopen", "once": "r" * 24}
        assert maria.post(f"/my/tickets/{number}", data=data).status_code == 303
        assert maria.post(f"/my/tickets/{number}", data=data).status_code == 303
    row = ticket(number)
    assert (row.status, row.reopen_count, row.resolved_at, row.closure_code) == ("in_progress", 1, None, "")
    assert row.first_resolved_at is not None and row.owner_id == school.people["bo"]
    assert len(events("ticket:reopened")) == 1


def test_a_fix_that_was_confirmed_opens_again_within_seven_school_days(
    sign_in: SignIn, school: School
) -> None:
    number = asked_and_fixed(sign_in, school)
    due = ticket(number).due_at
    with clock.at(NINE + timedelta(minutes=5)):
        maria = sign_in("maria")
        page = text(maria.post(f"/my/tickets/{number}/confirm", follow_redirects=True))
        assert "The ticket is closed. If it comes back, open it again on this page." in page
        assert "tell us here until 9:00 on Wednesday" in page and "Open it again</button>" in page
        assert "no longer reach anybody" not in page and 'value="reply"' not in page
        alone = maria.post(f"/my/tickets/{number}", data={"text": "Thanks!"})
        assert alone.status_code == 409 and "open the ticket again with your message" in text(alone)
        empty = maria.post(f"/my/tickets/{number}", data={"text": " ", "act": "reopen"})
        assert empty.status_code == 422 and 'href="#text"' in text(empty) and "Open it again" in text(empty)
    with clock.at(school_day(ahead=1, hour=9)):  # counted from the fix, so the clock stood meanwhile
        again = {"text": "It dropped again.", "act": "reopen", "once": "r" * 24}
        assert sign_in("maria").post(f"/my/tickets/{number}", data=again).status_code == 303
        assert sign_in("maria").post(f"/my/tickets/{number}", data=again).status_code == 303
    row = ticket(number)
    assert (row.status, row.reopen_count, row.owner_id) == ("in_progress", 1, school.people["bo"])
    assert (row.resolved_at, row.closed_at, row.closure_code) == (None, None, "")
    assert row.last_reopened_at == school_day(ahead=1, hour=9) and row.first_resolved_at == NINE
    assert row.due_at == due + timedelta(days=1)
    assert [kind for kind, _, _ in happened(number)][-2:] == ["closed", "reopened"]
    assert len(messages(number)) == 2 and len(events("ticket:reopened")) == 1


def test_seven_school_days_are_counted_from_the_fix_not_from_the_confirmation(
    sign_in: SignIn, school: School
) -> None:
    number = asked_and_fixed(sign_in, school)
    with clock.at(school_day(ahead=9, hour=8, minute=50)):
        assert sign_in("maria").post(f"/my/tickets/{number}/confirm").status_code == 303
    with clock.at(school_day(ahead=9, hour=9, minute=10)):
        maria = sign_in("maria")
        page = text(maria.get(f"/my/tickets/{number}"))
        assert "no longer reach anybody" in page and f"/my/ask?follows={number}" in page
        assert "Open it again" not in page and "open again" not in page
        answer = maria.post(f"/my/tickets/{number}", data={"text": "It is back.", "act": "reopen"})
        assert answer.status_code == 409 and "More than 7 school days" in text(answer)
    assert ticket(number).status == "closed" and len(messages(number)) == 1


def test_what_was_closed_without_a_fix_stays_closed(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    put(number, status="closed", closed_at=clock.now(), closure_code="withdrawn")
    assert "no longer reach anybody" in text(maria.get(f"/my/tickets/{number}"))
    answer = maria.post(f"/my/tickets/{number}", data={"text": "And now?", "act": "reopen"})
    assert answer.status_code == 409 and "closed without a fix" in text(answer)


def test_a_confirmed_ticket_without_owner_goes_to_the_queue_again(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    fixed(number, school, clock.now())
    put(number, owner_id=None)
    assert maria.post(f"/my/tickets/{number}/confirm").status_code == 303
    assert maria.post(f"/my/tickets/{number}", data={"text": "No.", "act": "reopen"}).status_code == 303
    assert (ticket(number).status, ticket(number).closed_at) == ("queued", None)


def test_after_seven_school_days_a_new_ticket_is_offered(sign_in: SignIn, school: School) -> None:
    number = asked_and_fixed(sign_in, school)
    with clock.at(school_day(ahead=9, hour=9, minute=30)):
        maria = sign_in("maria")
        page = text(maria.get(f"/my/tickets/{number}"))
        assert f"/my/ask?follows={number}" in page and "It is still broken" not in page
        answer = maria.post(f"/my/tickets/{number}", data={"text": "It dropped again.", "act": "reopen"})
        assert answer.status_code == 409
    assert ticket(number).status == "resolved" and len(messages(number)) == 1


def test_a_reopened_ticket_without_owner_is_queued(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    fixed(number, school, clock.now())
    put(number, owner_id=None)
    assert maria.post(f"/my/tickets/{number}", data={"text": "No.", "act": "reopen"}).status_code == 303
    assert ticket(number).status == "queued"


def test_a_reopened_ticket_of_somebody_who_left_the_team_is_queued(
    maria: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    fixed(number, school, clock.now())
    put(number, owner_id=school.people["bo"])
    mine = CadreMember.person_id == school.people["bo"]
    with db.engine("system").begin() as connection:
        connection.execute(
            sa.update(CadreMember).where(mine).values(ends_on=today_here() - timedelta(days=1))
        )
    assert maria.post(f"/my/tickets/{number}", data={"text": "No.", "act": "reopen"}).status_code == 303
    row = ticket(number)
    assert (row.status, row.owner_id) == ("queued", None)


def test_only_a_fixed_ticket_opens_again(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    answer = maria.post(f"/my/tickets/{number}", data={"text": "Still broken", "act": "reopen"})
    assert answer.status_code == 409 and len(messages(number)) == 1


def test_words_written_beside_it_works_now_go_with_it(
    maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = ask(maria, school)
    fixed(number, school, clock.now())
    page = text(maria.get(f"/my/tickets/{number}"))
    assert f'form="say" formaction="/my/tickets/{number}/confirm"' in page
    empty = maria.post(f"/my/tickets/{number}/confirm", data={"text": "x" * 5001})
    assert empty.status_code == 422 and ticket(number).status == "resolved"
    typed = {"text": "Thank you, Bo. It works.", "once": "a" * 24}
    assert maria.post(f"/my/tickets/{number}/confirm", data=typed).status_code == 303
    assert ticket(number).status == "closed" and messages(number)[-1].body == "Thank you, Bo. It works."
    assert "Thank you" in text(sign_in("okafor").get(f"/teach/tickets/{number}"))
