"""A name in a text waits for a teacher's yes, and the teacher knows within the minute of whatever is shown."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.audit.work import begin
from app.identity.actor import system_actor
from app.kernel import clock
from app.models import calls
from app.oversight.log.services import erase_ticket_words
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.privacy.acts import put
from tests.web.apart.arrange import keep
from tests.web.intake.arrange import events
from tests.web.reveal.arrange import NOTE, ask_again, delivered, open_it, say_yes, show
from tests.web.tickets.arrange import MORNING, claimed, morning, rows, ticket, words


@pytest.fixture
def asked(maria: FlaskClient, bo: FlaskClient, school: School) -> str:
    """Bo asks to see the name of somebody whom Maria mentions; return the ticket's number."""
    number = claimed(maria, bo, school)
    assert show(bo, number, "1", "two_people").status_code == 303
    return number


def test_a_name_waits_and_the_teacher_sees_what_and_why(
    asked: str, bo: FlaskClient, okafor: FlaskClient
) -> None:
    assert delivered(bo, asked) == {}
    page = words(bo.get(f"/desk/tickets/{asked}"))
    assert (
        "You asked to see hidden word 1. Your teacher says yes or no until" in page
        and "Abernathy" not in page
    )
    seen = words(okafor.get("/teach/shown"))
    assert "One word waits for your yes." in seen and "It is Cyrus Abernathy" in seen and NOTE in seen
    assert "Bo asks to see hidden word 1." in words(okafor.get("/teach"))
    assert [event.outcome for event in events("word:asked")] == ["done"]


def test_words_why_lie_in_one_place_and_go_with_the_tickets_time(
    asked: str, okafor: FlaskClient, school: School
) -> None:
    assert [row.words for row in rows("audit_words")] == [NOTE]
    assert rows("reveal")[0].event_id == rows("audit_words")[0].event_id
    with begin(system_actor(school.district_id, on_behalf_of_id=school.people["reyes"])) as work:
        assert erase_ticket_words(work, [ticket(asked).id]) == 1
    assert NOTE not in words(okafor.get("/teach/shown"))


def test_a_yes_opens_it_once_for_ten_minutes(asked: str, bo: FlaskClient, okafor: FlaskClient) -> None:
    assert say_yes(okafor).status_code == 303
    assert delivered(bo, asked) == {}, "not before the tech opens it"
    assert "Your teacher allowed hidden word 1." in words(bo.get(f"/desk/tickets/{asked}"))
    assert open_it(bo, asked).status_code == 303
    assert delivered(bo, asked) == {"1": "Cyrus Abernathy"}
    assert open_it(bo, asked).status_code == 409
    approved, revealed = events("word:approved")[0], events("word:revealed")[-1]
    assert revealed.codes["approval"] == approved.codes["reveal"]
    assert len([row for row in rows("reveal") if row.state == "granted"]) == 1


def test_a_yes_that_was_opened_is_one_line_with_what_it_was_for(
    asked: str, bo: FlaskClient, okafor: FlaskClient
) -> None:
    say_yes(okafor)
    assert "allowed, not opened" in words(okafor.get("/teach/shown"))
    open_it(bo, asked)
    page = words(okafor.get("/teach/shown"))
    assert "allowed, not opened" not in page and page.count(": hidden word 1,") == 1
    assert "on their screen until" in page and NOTE in page


def test_the_act_says_whether_it_shows_or_asks(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    confirm(bo)
    at = f"/desk/tickets/{number}/reveal"
    page = bo.get(at).get_data(as_text=True)
    assert 'data-asks="1"' in page and "some words only after your teacher says yes" in page
    assert "Show or ask, this is logged" in words(bo.get(at))
    assert "Show name 1, this is logged" in words(bo.get(f"/desk/tickets/{number}"))
    show(bo, number, "1", "two_people")
    say_yes(okafor)
    open_it(bo, number)
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert "Show name 1, this is logged" not in page and "Name 1 is shown to you until" in page


def test_a_no_is_told_and_not_why(asked: str, bo: FlaskClient, okafor: FlaskClient) -> None:
    assert say_yes(okafor, allow=False).status_code == 303
    page = words(bo.get(f"/desk/tickets/{asked}"))
    assert "Your teacher declined hidden word 1." in page
    reveal = rows("reveal")[0].id
    assert bo.post(f"/desk/tickets/{asked}/reveal/{reveal}").status_code == 409
    assert ask_again(bo, asked, "1", "two_people").status_code == 303, "they can ask again"


def test_the_name_of_somebody_kept_apart_cannot_be_allowed(
    asked: str, bo: FlaskClient, okafor: FlaskClient
) -> None:
    keep(okafor, "bo", "cy")
    seen = words(okafor.get("/teach/shown"))
    assert "somebody kept apart from them. Say no." in seen
    assert say_yes(okafor).status_code == 403
    waits = words(bo.get(f"/desk/tickets/{asked}"))
    assert "Your teacher says yes or no until" in waits and "apart" not in waits
    say_yes(okafor, allow=False)
    assert "Your teacher declined hidden word 1." in words(bo.get(f"/desk/tickets/{asked}"))


def test_ones_own_name_cannot_be_allowed_either(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="Ask Bohdan Kowalczyk, he broke the cable in the gym.")
    show(bo, number, "1", "two_people")
    assert say_yes(okafor).status_code == 403


def test_a_question_runs_out(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        show(bo, number, "1", "two_people")
    with clock.at(MORNING + timedelta(minutes=11)):
        okafor = sign_in("okafor")
        assert say_yes(okafor).status_code == 409
        assert "ran out" in words(okafor.get("/teach/shown"))
        assert "You asked to see" not in words(sign_in("bo").get(f"/desk/tickets/{number}"))


def test_a_yes_runs_out_too(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        show(bo, number, "1", "two_people")
        say_yes(sign_in("okafor"))
    with clock.at(MORNING + timedelta(minutes=11)):
        bo = sign_in("bo")
        confirm(bo)
        assert open_it(bo, number).status_code == 409


def test_a_yes_is_worth_nothing_once_the_ticket_is_gone(
    asked: str, bo: FlaskClient, cy: FlaskClient, okafor: FlaskClient
) -> None:
    card = {"state": "Open.", "tried": "Nothing.", "next": "Ask."}
    bo.post(f"/desk/tickets/{asked}/hand-back", data=card)
    assert say_yes(okafor).status_code == 409
    cy.post(f"/desk/tickets/{asked}/claim")
    reveal = rows("reveal")[0].id
    confirm(cy)
    assert cy.post(f"/desk/tickets/{asked}/reveal/{reveal}").status_code == 409


def test_a_yes_needs_the_teachers_own_pin(asked: str, okafor: FlaskClient) -> None:
    reveal = rows("reveal")[0].id
    answer = okafor.post(f"/teach/shown/{reveal}/yes")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/step-up?next=/")
    assert rows("reveal")[0].state == "waiting"
    assert "Type your PIN" in words(okafor.get("/teach/shown"))


def test_nobody_else_answers(asked: str, sign_in: SignIn, school: School) -> None:
    reveal = rows("reveal")[0].id
    for name in ("bo", "ines", "dana", "reyes", "adair"):
        client = sign_in(name)
        confirm(client)
        assert client.post(f"/teach/shown/{reveal}/yes").status_code == 403, name
    for name in ("lind",):
        client = sign_in(name)
        confirm(client)
        assert client.post(f"/teach/shown/{reveal}/yes").status_code == 303
    alder = sign_in("alder")
    confirm(alder)
    assert alder.post(f"/teach/shown/{reveal}/no").status_code == 404


def test_the_same_word_is_not_asked_for_twice(asked: str, bo: FlaskClient) -> None:
    assert ask_again(bo, asked, "1", "two_people").status_code == 409


def test_the_supervisor_sees_a_reveal_at_once(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    assert okafor.get("/teach/shown/now").json == {"count": 0, "words": ""}
    number = claimed(maria, bo, school)
    show(bo, number)
    now = okafor.get("/teach/shown/now").json
    assert now == {"count": 1, "words": f"Bo is shown the first name of who asked on {number}."}
    home = words(okafor.get("/teach"))
    assert "Shown 1" in home and "Bo is shown the first name of who asked." in home
    assert "Maria" not in words(okafor.get("/teach/shown"))


def test_a_tech_calls_the_teacher_who_comes(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    for _ in range(2):
        assert bo.post("/desk/call", data={"number": number}).status_code == 303
    assert len(rows("call")) == 1, "one call is enough"
    assert okafor.get("/teach/shown/now").json == {"count": 1, "words": "Bo needs you at a ticket."}
    assert "One call" in words(okafor.get("/teach"))
    for _ in range(2):  # it stays said
        page = words(bo.get(f"/desk/tickets/{number}"))
        assert "You called at" in page and "Call a teacher" not in page
    assert f"{number}: You called at" in words(bo.get("/desk"))
    call = rows("call")[0].id
    assert okafor.post(f"/teach/calls/{call}/answer").status_code == 303
    page = words(bo.get(f"/desk/tickets/{number}"))
    assert "Ms. Okafor is on the way," in page and "Call a teacher" in page
    assert "Ms. Okafor is on the way," in words(bo.get("/desk"))
    assert okafor.post(f"/teach/calls/{call}/answer").status_code == 404
    assert okafor.get("/teach/shown/now").json == {"count": 0, "words": ""}


def test_every_reason_at_the_counter_calls_the_teacher_alike(bo: FlaskClient, okafor: FlaskClient) -> None:
    for number in ("5559999", "5550112"):
        bo.post("/desk/counter", data={"number": number})
    bo.post("/desk/counter/private")
    assert [(row.reason, row.ticket_id) for row in rows("call")] == [("counter", None)]
    assert "Bo needs a teacher at the counter." in words(okafor.get("/teach"))


def test_a_call_about_a_hidden_ticket_is_answered_as_about_none(bo: FlaskClient) -> None:
    assert bo.post("/desk/call", data={"number": "JCM-99999"}).status_code == 404
    assert bo.post("/desk/call").status_code == 303


def test_every_call_counts_and_none_is_lost_behind_others(
    bo: FlaskClient, okafor: FlaskClient, maria: FlaskClient, school: School
) -> None:
    """More than a page lists: its heading tells how many; one's own call shows on its ticket."""
    number = claimed(maria, bo, school)
    bo.post("/desk/call", data={"number": number})
    common = {"district_id": school.district_id, "site_id": school.site_id, "caller_id": school.people["bo"]}
    for second in range(24):
        put(calls.Call, **common, reason="desk", made_at=clock.now() + timedelta(seconds=second))
    page = words(okafor.get("/teach/shown"))
    assert "25 techs call you" in page and "Five more wait behind these" in page
    assert okafor.get("/teach/shown/now").json == {"count": 25, "words": "Bo needs you at a ticket."}
    assert "You called at" in words(bo.get(f"/desk/tickets/{number}"))
