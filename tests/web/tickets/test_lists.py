"""The lists: my five, the queue, every ticket for adults; what they show and how they turn pages."""

import html
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.kernel import clock, db
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import bare_ticket, number_of, statements_of
from tests.web.intake.arrange import events, text
from tests.web.tickets.arrange import CANARIES, MORNING, ask, claimed, morning, put, reply, set_gate, words

CLEARANCES = ("masked", "own", "staff", "reveal")


def spaced(page: str) -> str:
    """Set quotation marks apart from what they hold, as a page's words sometimes are."""
    return page.replace("“", "“ ").replace("”", " ”").replace("  ", " ")


def test_the_heading_says_what_to_do_now(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        assert "Nothing waits for you." in words(bo.get("/desk"))
        ask(maria, school, text="The Wi-Fi drops in the gym.")
        page = spaced(words(bo.get("/desk")))
        assert "minutes to the bell. Claim the next one: “ The Wi-Fi drops in the gym ”" in page
        claimed(maria, bo, school, category="display", text="The screen is dark.")
        page = words(bo.get("/desk"))
        assert re.search(r"\d+ minutes? to the bell\. Start with “ ?The screen is dark ?”", page)
        assert "Start here: find out if the fault" in page
    with clock.at(MORNING + timedelta(hours=4)):
        late = words(sign_in("bo").get("/desk"))
    assert "It is late by" in late and "was due" in late


def test_who_only_reads_along_is_not_told_to_claim(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, tomo = sign_in("maria"), sign_in("tomo")
        ask(maria, school, text="The Wi-Fi drops in the gym.")
        assert "Ask your teacher for a practice ticket." in words(tomo.get("/desk"))
        page = words(tomo.get("/desk/queue"))
        assert "Read along in the queue. A trainee works on practice tickets first." in page
        assert "Claim the next due one" not in page


def test_my_five_begins_with_what_can_be_done(sign_in: SignIn, school: School) -> None:
    set_gate(school, "bo", "reply", "before")
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        first = claimed(maria, bo, school, category="display", text="The screen is dark.")
        assert "Start with “ The screen is dark ”" in spaced(words(bo.get("/desk")))
        assert reply(bo, first, "Please press the power button for ten seconds.").status_code == 303
        page = spaced(words(bo.get("/desk")))
        assert "Nothing to do on yours now. Each waits for somebody else." in page
        claimed(maria, bo, school, category="wifi", text="The Wi-Fi drops in the gym.")
        page = spaced(words(bo.get("/desk")))
        assert "Start with “ The Wi-Fi drops in the gym ”" in page
        assert "Open ticket 2" in page


def test_my_five_tells_the_next_step(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo, cy = sign_in("maria"), sign_in("bo"), sign_in("cy")
        number = claimed(maria, bo, school)
        bo.post(f"/desk/tickets/{number}/steps", data={"step": ["1"]})
        assert "Start here: step 2, check that" in words(bo.get("/desk"))
        bo.post(f"/desk/tickets/{number}/wait", data={"reason": "answer", "question": "Which room?"})
        assert "nothing yet. You asked, and they have not answered." in words(bo.get("/desk"))
        other = claimed(maria, cy, school)
        reply(cy, other, "Which room is it?")
        assert "Your reply is being checked." in words(cy.get("/desk"))


def test_who_is_here_and_what_came_back(sign_in: SignIn, school: School) -> None:
    from app.models import cadres
    from tests.cast import put as insert

    with db.engine("system").connect() as c, c.begin():
        for name in ("bo", "ines"):
            for period in school.periods:
                insert(
                    c, cadres.Shift, district_id=school.district_id, cadre_id=school.cadre_id,
                    person_id=school.people[name], weekday=0, period_id=period, post="",
                )  # fmt: skip
    with morning():
        maria, cy, ines = sign_in("maria"), sign_in("cy"), sign_in("ines")
        number = claimed(maria, cy, school)
        reply(cy, number, "Just restart it.")
        ines.post(f"/desk/drafts/{number}/return", data={"reason": "tone", "words": "Say please."})
        page = words(cy.get("/desk"))
    assert "With you in period 2" in page and "Ines" in page and "checks replies" in page
    assert "Ms. Okafor" in page and "Deputy: Mr. Lind" in page
    assert f"{number} your reply" in page and "The tone is not right for the school. Say please." in page


def test_the_queue_hides_rooms_and_names(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    page = words(bo.get("/desk/queue"))
    assert number in page and "Wi-Fi" in page
    assert [word for word in (*CANARIES, "G-2", "207") if word in page] == []
    assert events("queue:seen") == []


def test_the_queue_filters_and_turns_pages(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    wanted = {number_of(bare_ticket(school, due_at=MORNING + timedelta(minutes=n))) for n in range(30)}
    other = ask(maria, school, category="display")
    seen: list[str] = []
    address = "/desk/queue?category=wifi"
    for _ in range(3):
        page = text(bo.get(address))
        seen += re.findall(r'<td class="no">([^<]+)', page)
        older = re.search(r'href="(/desk/queue\?[^"]*after=[^"]+)"', page)
        if older is None:
            break
        address = older.group(1).replace("&amp;", "&")
    assert len(seen) == 30 and set(seen) == wanted and other not in seen
    assert bo.get("/desk/queue?after=nonsense").status_code == 422


def test_sensitive_escalated_and_foreign_tickets_are_not_in_the_queue(
    maria: FlaskClient, bo: FlaskClient, sign_in: SignIn, school: School
) -> None:
    hidden, passed = ask(maria, school), ask(maria, school)
    put(hidden, sensitive=True)
    put(passed, tier=2)
    page = words(bo.get("/desk/queue"))
    assert hidden not in page and passed not in page
    assert hidden not in words(sign_in("zed").get("/desk/queue"))


def test_adults_see_names_and_it_is_recorded(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    page = words(okafor.get("/teach/queue"))
    assert number in page and "Maria Quintanilla" in page and "Bo" in page
    seen = events("queue:seen")[-1]
    assert seen.subjects == [school.people["maria"]] and seen.fields == ["name", "title"]
    assert number in words(okafor.get("/teach/queue?status=in_progress"))
    assert number not in words(okafor.get("/teach/queue?status=queued"))
    assert number in words(okafor.get("/teach/queue?status=all&category=wifi"))
    assert number not in words(okafor.get("/teach/queue?status=all&category=power"))


@pytest.mark.parametrize(
    ("name", "address"),
    [("bo", "/desk"), ("bo", "/desk/queue"), ("bo", "/desk/search?q=gym"), ("okafor", "/teach/queue"),
     ("okafor", "/teach/queue?status=all"), ("okafor", "/teach/search?q=gym"), ("dana", "/desk"), ("okafor", "/teach")],
)  # fmt: skip
def test_statements_do_not_grow_with_data(name: str, address: str, sign_in: SignIn, school: School) -> None:
    with morning():
        client, maria = sign_in(name), sign_in("maria")
        for _ in range(3):
            ask(maria, school)
        few = statements_of(client, address, *CLEARANCES)
        for n in range(300):
            bare_ticket(school, due_at=MORNING + timedelta(minutes=n))
        many = statements_of(client, address, *CLEARANCES)
    assert len(many) == len(few), [one[:90] for one in many if one not in few]


def test_statements_of_a_ticket_do_not_grow_with_its_thread(sign_in: SignIn, school: School) -> None:
    set_gate(school, "bo", "reply", "after")
    with morning():
        bo = sign_in("bo")
        number = claimed(sign_in("maria"), bo, school)
        reply(bo, number, "One.")
        few = statements_of(bo, f"/desk/tickets/{number}", *CLEARANCES)
        for said in ["two", "three", "four", "five", "six", "seven"]:
            reply(bo, number, said)
            bo.post(f"/desk/tickets/{number}/note", data={"note": said})
        many = statements_of(bo, f"/desk/tickets/{number}", *CLEARANCES)
    assert len(many) == len(few)


def test_a_technicians_desk_has_escalations_first(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo, dana = sign_in("maria"), sign_in("bo"), sign_in("dana")
        assert "Nothing waits for an adult." in words(dana.get("/desk"))
        number = claimed(maria, bo, school)
        bo.post(f"/desk/tickets/{number}/pass-on", data={"reason": "tried_all", "tried": "Every step."})
        page = words(dana.get("/desk"))
    assert "One ticket was passed to you." in page and "Bo waits for you since 9:40." in page
    assert f"Accept {number}" in page and "Every step." in page


def test_a_teacher_lists_the_tickets_of_one_tech(
    okafor: FlaskClient, dana: FlaskClient, school: School
) -> None:
    bo, cy = school.people["bo"], school.people["cy"]
    late = number_of(bare_ticket(school, status="in_progress", owner_id=bo, due_at=MORNING))
    soon = number_of(
        bare_ticket(school, status="in_progress", owner_id=bo, due_at=MORNING - timedelta(hours=1))
    )
    over = number_of(bare_ticket(school, status="closed", owner_id=bo))
    other = number_of(bare_ticket(school, status="in_progress", owner_id=cy))
    page = text(okafor.get(f"/teach/queue?tech={bo}"))
    assert page.index(soon) < page.index(late) and over not in page and other not in page
    assert "Tickets that Bo owns, with names." in words(okafor.get(f"/teach/queue?tech={bo}"))
    every = text(okafor.get(f"/teach/queue?status=all&tech={bo}"))
    assert all(one in every for one in (late, soon, over)) and other not in every
    assert other in text(okafor.get("/teach/queue?tech=7")) and "Nothing of" not in text(
        okafor.get("/teach/queue?tech=x")
    )


def test_the_tickets_of_one_tech_turn_pages(okafor: FlaskClient, school: School) -> None:
    bo = school.people["bo"]
    made = {number_of(bare_ticket(school, status="in_progress", owner_id=bo)) for _ in range(30)}
    for status in ("open", "all"):
        seen, address = set(), f"/teach/queue?status={status}&tech={bo}"
        while address:
            page = text(okafor.get(address))
            seen |= made & set(re.findall(r"JCM-\d+", page))
            older = re.search(r'href="([^"]+)" rel="next"', page)
            address = html.unescape(older[1]) if older else ""
        assert seen == made


def test_my_five_says_that_they_wrote(sign_in: SignIn, school: School) -> None:
    with morning() as start:
        maria, bo = sign_in("maria"), sign_in("bo")
        number = claimed(maria, bo, school)
        reply(bo, number, "Which side of the gym?")
        assert "read what they wrote" not in words(bo.get("/desk"))
    with clock.at(start + timedelta(minutes=5)):
        sign_in("maria").post(f"/my/tickets/{number}", data={"text": "The north side.", "act": "reply"})
        page = words(sign_in("bo").get("/desk"))
        assert "Start here: read what they wrote, 9:45; then ask where it happens" in page
    with clock.at(start + timedelta(minutes=6)):
        reply(sign_in("bo"), number, "Thank you. Please try it now.")
        assert "read what they wrote" not in words(sign_in("bo").get("/desk"))
