"""Following one's own ticket: read, answer, take back, confirm, open again."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from flask.testing import FlaskClient

from app.helpdesk.reveal.models import Reveal
from app.kernel import clock
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import bare_ticket, number_of
from tests.web.intake.arrange import ask, events, happened, messages, put, school_day, text, ticket
from tests.web.intake.fixing import NINE, _insert, claimed


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


def test_what_was_shown_is_not_denied_beside_it(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    assert "The team did not see your name, phone" in text(maria.get(f"/my/tickets/{number}"))
    _show_name(school, number)
    page = text(maria.get(f"/my/tickets/{number}"))
    assert "did not see your name" not in page and "hidden, but for what stands below" in page
    assert "The team did not see your phone, mail or number." in page


def test_a_teacher_is_seen_by_professional_name(sign_in: SignIn, school: School) -> None:
    brandt = sign_in("brandt")
    number = ask(brandt, school)
    page = text(brandt.get(f"/my/tickets/{number}"))
    assert "To the team you are <b>Mr. Brandt</b>" in page and ticket(number).requester_kind == "staff"


def test_more_than_fifty_open_ones_turn_pages_and_are_all_counted(maria: FlaskClient, school: School) -> None:
    mine = {"requester_id": school.people["maria"]}
    asked = {number_of(bare_ticket(school, **mine)) for _ in range(52)}
    asked |= {number_of(bare_ticket(school, status="resolved", **mine))}
    page = text(maria.get("/my"))
    assert "One ticket waits for you." in page
    older = re.search(r'href="(/my\?going=[^"]+)"', page)
    assert older is not None
    rest = text(maria.get(older.group(1)))
    both = [set(re.findall(r"JCM-\d+", one)) for one in (page, rest)]
    assert both[0] | both[1] == asked and (len(both[0]), len(both[1])) == (50, 3)
    assert "One ticket waits for you." in rest and 'href="/my"' in rest
