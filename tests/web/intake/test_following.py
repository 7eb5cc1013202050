"""Following one's own ticket: read, answer, take back, confirm, open again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.helpdesk.intake.following.thanks import only_thanks
from app.helpdesk.reveal.models import Reveal
from app.helpdesk.tickets.models import Activity
from app.kernel import clock, db
from app.kernel.ids import new_id
from app.school.cadres.models import CadreMember
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events, happened, messages, put, school_day, text, ticket
from tests.web.tickets.arrange import rows

NINE = school_day(hour=9)


def claimed(number: str, school: School, at: datetime) -> None:
    """Let Bo own the ticket, as if he had claimed it."""
    row = ticket(number)
    put(number, status="in_progress", owner_id=school.people["bo"], first_assigned_at=at)
    _insert(
        Activity,
        ticket_id=row.id,
        district_id=row.district_id,
        happened_at=at,
        kind="claimed",
        actor_id=school.people["bo"],
        from_status="queued",
        to_status="in_progress",
        code="",
    )


def _insert(table: Any, **values: Any) -> None:
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.insert(table).values(id=new_id(), **values))


def fixed(number: str, school: School, at: datetime) -> None:
    """Let Bo have fixed it."""
    claimed(number, school, at)
    put(
        number,
        status="resolved",
        resolved_at=at,
        first_resolved_at=at,
        first_public_response_at=at,
        closure_code="fixed",
    )


def test_the_list_says_what_waits_for_whom(maria: FlaskClient, school: School) -> None:
    assert "Nothing of yours is open." in text(maria.get("/my"))
    first, second = (
        ask(maria, school, text="The Wi-Fi drops in the gym."),
        ask(maria, school, category="other"),
    )
    page = text(maria.get("/my"))
    assert "We have two tickets of yours in hand." in page
    assert first in page and second in page and "The Wi-Fi drops in the gym." in page
    put(first, status="pending_requester")
    assert "One ticket waits for you." in text(maria.get("/my"))
    put(first, status="closed", closed_at=NINE)
    assert ">Over</h2>" in text(maria.get("/my"))


def test_the_track_tells_the_way(sign_in: SignIn, school: School) -> None:
    with clock.at(NINE):
        maria = sign_in("maria")
        number = ask(maria, school)
        page = text(maria.get(f"/my/tickets/{number}"))
        assert "It waits for a free tech." in page and "Nobody has worked on this yet." in page
        assert "First answer by 10:05 today, period 3." in page
        claimed(number, school, NINE + timedelta(minutes=12))
    with clock.at(NINE + timedelta(minutes=20)):
        page = text(sign_in("maria").get(f"/my/tickets/{number}"))
        assert "A student tech took it after 12 min." in page
        assert "Bo, a student tech, has it." in page and "Bo worked on this." in page
        assert "Kowalczyk" not in page and "Nobody asked to see your name." in page
        assert f"To the team you are <b>{ticket(number).handle}</b>" in page
    with clock.at(NINE + timedelta(days=1)):
        assert "later than we promised" in text(sign_in("maria").get(f"/my/tickets/{number}"))


def test_a_claim_at_the_desk_shows_on_the_requesters_page(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
    page = text(maria.get(f"/my/tickets/{number}"))
    assert "A student tech took it" in page and "Bo, a student tech, has it." in page
    assert maria.post(f"/my/tickets/{number}/withdraw").status_code == 303
    assert f"/tickets/{number}" not in text(bo.get("/desk"))


def _show_name(school: School, number: str) -> None:
    """Let Bo be shown the first name of who asked."""
    row, at = ticket(number), clock.now()
    _insert(
        Reveal,
        district_id=row.district_id,
        ticket_id=row.id,
        asker_id=school.people["bo"],
        what="name",
        purpose="greet",
        granted_at=at,
        expires_at=at + timedelta(minutes=10),
    )


def test_who_was_shown_something_is_told(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    _show_name(school, number)
    page = text(maria.get(f"/my/tickets/{number}"))
    assert "Bo was shown your first name." in page and "I am meeting them" in page
    assert "Nobody asked to see your name." not in page


def test_somebody_elses_ticket_is_not_there(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    for other in (bo, okafor):
        assert other.get(f"/my/tickets/{number}").status_code == 404
        assert other.get(f"/my/tickets/{number}/asked").status_code == 404
        assert other.post(f"/my/tickets/{number}", data={"text": "hi"}).status_code == 404
        assert other.post(f"/my/tickets/{number}/withdraw").status_code == 404
        assert number not in text(other.get("/my"))
    assert ticket(number).status == "queued"


def test_only_public_messages_are_shown(maria: FlaskClient, school: School) -> None:
    from dataclasses import replace

    from app.audit.tags import Tag
    from app.audit.work import begin
    from app.helpdesk.tickets.messages import write_message
    from app.identity.actor import system_actor

    number = ask(maria, school)
    with begin(replace(system_actor(school.district_id), person_id=school.people["bo"])) as work:
        write_message(work, ticket(number), "public", "cadre", "Does it drop in the whole gym?")
        work.record(Tag.MESSAGE_SENT)
    with begin(replace(system_actor(school.district_id), person_id=school.people["bo"])) as work:
        write_message(work, ticket(number), "internal", "cadre", "Signal is weak by the bleachers.")
        work.record(Tag.NOTE_WRITTEN)
    page = text(maria.get(f"/my/tickets/{number}"))
    assert "Does it drop in the whole gym?" in page and "<b>Bo</b>, student tech" in page
    assert "bleachers" not in page


def test_an_answer_lets_the_clock_run_on(sign_in: SignIn, school: School) -> None:
    with clock.at(NINE):
        number = ask(sign_in("maria"), school)
        claimed(number, school, NINE)
    due = ticket(number).due_at
    put(number, status="pending_requester", paused_at=NINE + timedelta(minutes=10), pending_reason="answer")
    later = school_day(hour=10, minute=55)
    with clock.at(later):
        answer = sign_in("maria").post(f"/my/tickets/{number}", data={"text": "Only by the bleachers."})
        assert answer.status_code == 303
    row = ticket(number)
    assert row.status == "in_progress" and row.paused_at is None and row.pending_reason == ""
    # 9:10 to 9:45, 9:50 to 10:40 and 10:45 to 10:55 are 95 minutes of class
    assert row.due_at == school_day(hour=12, minute=20) and due == school_day(hour=10, minute=5)
    assert row.last_requester_message_at == later
    assert ("resumed", school.people["maria"], "answer") in happened(number)
    assert len(events("ticket:resumed")) == 1


def test_a_message_sent_twice_is_one_message(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    sent = {"text": "One more thing: it is only Tuesdays.", "once": "m" * 24}
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda _: maria.post(f"/my/tickets/{number}", data=sent).status_code, range(4)))
    assert codes == [303] * 4
    assert [m.body for m in messages(number)][1:] == [sent["text"]]


def test_an_empty_message_is_refused_at_its_field(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    answer = maria.post(f"/my/tickets/{number}", data={"text": "  "})
    assert answer.status_code == 422 and 'href="#text"' in text(answer)
    assert len(messages(number)) == 1


@pytest.mark.parametrize(
    "status", ["new", "queued", "in_progress", "pending_requester", "pending_vendor", "in_review"]
)
def test_an_open_ticket_can_be_taken_back(maria: FlaskClient, school: School, status: str) -> None:
    number = ask(maria, school)
    put(number, status=status)
    assert maria.post(f"/my/tickets/{number}/withdraw").status_code == 303
    row = ticket(number)
    assert (row.status, row.closure_code) == ("cancelled", "withdrawn") and row.closed_at is not None
    assert "You took it back" in text(maria.get(f"/my/tickets/{number}"))
    assert maria.post(f"/my/tickets/{number}/withdraw").status_code == 409
    assert maria.post(f"/my/tickets/{number}", data={"text": "Hello?"}).status_code == 409
    assert events("ticket:cancelled")[-1].outcome == "refused"


@pytest.mark.parametrize("status", ["new", "queued", "in_progress", "pending_requester", "in_review"])
def test_taking_back_can_be_undone_for_some_minutes(sign_in: SignIn, school: School, status: str) -> None:
    with clock.at(NINE):
        maria = sign_in("maria")
        number = ask(maria, school)
        assert maria.post(f"/my/tickets/{number}/restore").status_code == 409
        held = {"paused_at": NINE, "pending_reason": "answer"} if status == "pending_requester" else {}
        put(number, status=status, **held)
        before = ticket(number)
    with clock.at(NINE + timedelta(minutes=2)):
        page = text(maria.post(f"/my/tickets/{number}/withdraw", follow_redirects=True))
        assert "Until 9:12 you can undo it" in page and ">Undo</button>" in page
    with clock.at(NINE + timedelta(minutes=11)):
        page = text(sign_in("maria").post(f"/my/tickets/{number}/restore", follow_redirects=True))
        assert "Your ticket is where it was." in page and ">Undo</button>" not in page
    same = ("status", "closure_code", "closed_at", "due_at", "paused_at", "pending_reason", "owner_id")
    assert [getattr(ticket(number), name) for name in same] == [getattr(before, name) for name in same]
    assert happened(number)[-1][0] == "restored" and len(events("ticket:restored")) == 2


def test_taking_back_cannot_be_undone_later_nor_when_an_adult_ended_it(
    sign_in: SignIn, school: School
) -> None:
    with clock.at(NINE):
        maria = sign_in("maria")
        number, other = ask(maria, school), ask(maria, school)
        maria.post(f"/my/tickets/{number}/withdraw")
        put(other, status="cancelled", closed_at=NINE, closure_code="withdrawn")
        assert maria.post(f"/my/tickets/{other}/restore").status_code == 409
        assert sign_in("brandt").post(f"/my/tickets/{number}/restore").status_code == 404
    with clock.at(NINE + timedelta(minutes=11)):
        maria = sign_in("maria")
        assert ">Undo</button>" not in text(maria.get(f"/my/tickets/{number}"))
        late = maria.post(f"/my/tickets/{number}/restore")
        assert late.status_code == 409 and "More than 10 minutes" in text(late)
    assert ticket(number).status == "cancelled"


def test_a_pause_that_was_undone_ends_on_its_day_still(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    bo.post(f"/desk/tickets/{number}/claim")
    assert bo.post(f"/desk/tickets/{number}/wait", data={"reason": "room_free"}).status_code == 303
    waits = ticket(number)
    maria.post(f"/my/tickets/{number}/withdraw")
    assert maria.post(f"/my/tickets/{number}/restore").status_code == 303
    row = ticket(number)
    assert (row.status, row.resume_on) == (waits.status, waits.resume_on) and row.resume_on is not None
    jobs_of = [job for job in rows("job") if job.kind == "resume_ticket"]
    assert len(jobs_of) == 2 and bo.get(f"/desk/tickets/{number}").status_code == 200


@pytest.mark.parametrize(
    "said", ["ok thanks", "Thank you so much!!", "gracias, ya", "👍", "Thanks, it works now."]
)
def test_a_bare_thanks_opens_nothing(sign_in: SignIn, school: School, said: str) -> None:
    number = asked_and_fixed(sign_in, school)
    with clock.at(NINE + timedelta(minutes=5)):
        maria = sign_in("maria")
        answer = maria.post(f"/my/tickets/{number}", data={"text": said, "act": "reopen"})
        assert answer.status_code == 422 and "Is it really broken?" in text(answer) and said in text(answer)
        assert ticket(number).status == "resolved" and len(messages(number)) == 1
        broken = {"text": "Thanks, but it still drops.", "act": "reopen"}
        assert maria.post(f"/my/tickets/{number}", data=broken).status_code == 303
    assert ticket(number).status == "in_progress"


@pytest.mark.parametrize(
    "said",
    [
        "It is broken again, thanks",
        "ok it does not work",
        "Thanks. Same error.",
        "no",
        "ok but no sound",
        "404",
    ],
)
def test_what_says_more_than_thanks(said: str) -> None:
    assert not only_thanks(said)


def test_what_was_shown_is_not_denied_beside_it(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    assert "The team did not see your name, phone" in text(maria.get(f"/my/tickets/{number}"))
    _show_name(school, number)
    page = text(maria.get(f"/my/tickets/{number}"))
    assert "did not see your name" not in page and "hidden, but for what stands below" in page
    assert "The team did not see your phone, mail or number." in page


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


def asked_and_fixed(sign_in: SignIn, school: School) -> str:
    """Ask on Monday at nine; Bo fixes it in the same minute."""
    with clock.at(NINE):
        number = ask(sign_in("maria"), school)
    fixed(number, school, NINE)
    return number


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


def test_a_teacher_is_seen_by_professional_name(sign_in: SignIn, school: School) -> None:
    brandt = sign_in("brandt")
    number = ask(brandt, school)
    page = text(brandt.get(f"/my/tickets/{number}"))
    assert "To the team you are <b>Mr. Brandt</b>" in page and ticket(number).requester_kind == "staff"
