"""Asking for help: one service, one number, whatever is typed."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.audit.work import begin
from app.helpdesk.intake.asked import Asked, title_of
from app.helpdesk.intake.services import open_ticket
from app.identity.actor import Actor, system_actor
from app.identity.rights import RIGHTS, Clearance, Hat, Role
from app.kernel import clock
from app.kernel.errors import Forbidden, Invalid
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import (
    CANARIES,
    TEXT,
    ask,
    events,
    form,
    happened,
    messages,
    school_day,
    text,
    ticket,
    tickets,
)


def requester(school: School, name: str = "maria", kind: str = "student") -> Actor:
    return Actor(
        person_id=school.people[name],
        district_id=school.district_id,
        hat=Hat.MY,
        clearance=Clearance.OWN,
        roles=frozenset({Role.REQUESTER}),
        rights=RIGHTS[Hat.MY, Role.REQUESTER],
        site_ids=frozenset({school.site_id}),
        kind=kind,
    )


def asked(school: School, **changes: Any) -> Asked:
    plain = Asked(school.people["maria"], "student", "wifi", TEXT, room_id=school.rooms["118"])
    return replace(plain, **changes)


def opened(actor: Actor, what: Asked) -> str:
    with begin(actor) as work:
        return open_ticket(work, what)


def test_known_trouble_is_queued_by_rule(maria: FlaskClient, school: School) -> None:
    row = ticket(ask(maria, school))
    assert row.status == "queued" and row.first_triaged_at is not None
    assert (row.impact, row.urgency, row.priority) == (3, 2, 3)
    assert row.requester_id == school.people["maria"] and row.entered_by_id == school.people["maria"]
    assert row.room_id == school.rooms["G-2"] and row.began == "Today" and row.network == "School Wi-Fi"
    assert [(kind, who) for kind, who, _ in happened(row.number)] == [
        ("asked", row.requester_id),
        ("queued", 0),
    ]
    assert events("ticket:asked")[0].subjects == [row.requester_id]
    assert events("ticket:queued")[0].codes == {"by": "rule"}


@pytest.mark.parametrize("category", ["other", "accounts"])
def test_unknown_and_adults_only_wait_for_an_adult(maria: FlaskClient, school: School, category: str) -> None:
    row = ticket(ask(maria, school, category=category))
    assert row.status == "new" and row.first_triaged_at is None and not row.sensitive


def test_numbers_have_the_schools_code_and_gaps_at_random(school: School) -> None:
    numbers = [opened(requester(school), asked(school)) for _ in range(30)]
    assert all(re.fullmatch(r"JCM-\d{5}", number) for number in numbers)
    counted = [int(number.split("-")[1]) for number in numbers]
    gaps = [later - earlier for earlier, later in pairwise(counted)]
    assert counted[0] == 24001 and all(1 <= gap <= 9 for gap in gaps) and len(set(gaps)) > 1
    handles = [row.handle for row in tickets()]
    assert len(set(handles)) == 30 and all(re.fullmatch(r"R-[2-9A-HJ-NP-Z]{3}", handle) for handle in handles)


def test_eight_at_once_get_eight_numbers(school: School) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: opened(requester(school), asked(school)), range(8)))
    assert len(set(numbers)) == 8 == len(tickets())


def test_a_form_sent_eight_times_at_once_makes_one_ticket(school: School) -> None:
    what = asked(school, once_key="k" * 24)
    with ThreadPoolExecutor(8) as pool:
        numbers = set(pool.map(lambda _: opened(requester(school), what), range(8)))
    assert len(numbers) == 1 and len(tickets()) == 1
    assert len(events("ticket:asked")) == 1


def test_a_double_click_shows_the_same_number(maria: FlaskClient, school: School) -> None:
    key = re.findall(r'name="once"[^>]*value="([^"]+)"', text(maria.get("/my/ask")))[0]
    assert ask(maria, school, once=key) == ask(maria, school, once=key)
    assert len(tickets()) == 1
    other = ask(maria, school, once="../../etc")
    assert other != tickets()[0].number and len(tickets()) == 2


def test_going_back_and_sending_again_is_the_same_ticket(sign_in: SignIn, school: School) -> None:
    def sent(key: str, **changes: Any) -> str:
        return ask(maria, school, once=key * 24, **changes)

    with clock.at(school_day(hour=9)):
        maria = sign_in("maria")
        first = sent("a")
    with clock.at(school_day(hour=9, minute=1)):
        again = maria.post("/my/ask", data=form(school, once="b" * 24), follow_redirects=True)
        assert first in text(again) and "You sent this a moment ago. It is one ticket." in text(again)
        assert "a moment ago" not in text(maria.get(f"/my/tickets/{first}/asked"))
        others = [
            sent("c", text="The Wi-Fi drops in the gym, and in 118."),
            sent("d", room=str(school.rooms["118"])),
            sent("e", category="display"),
        ]
        brandt = ask(sign_in("brandt"), school, once="h" * 24)
        maria.post(f"/my/tickets/{first}/withdraw")
        others += [sent("i"), sent("f", private="Rotbart"), sent("g", sensitive="y")]
    with clock.at(school_day(hour=9, minute=12)):
        maria = sign_in("maria")
        others.append(sent("j"))
    assert len({first, brandt, *others}) == len(others) + 2 == len(tickets())


def test_one_persons_form_key_says_nothing_to_another(sign_in: SignIn, school: School) -> None:
    ask(sign_in("maria"), school, once="k" * 24)
    answer = sign_in("brandt").post("/my/ask", data=form(school, once="k" * 24))
    assert answer.status_code >= 400 and "JCM-24" not in text(answer)


def test_names_and_numbers_in_the_text_are_masked_but_kept_for_the_asker(
    maria: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    (message,) = messages(number)
    row = ticket(number)
    for canary in CANARIES:
        assert canary not in message.body_masked and canary not in row.title_masked
    assert "Wi-Fi in the gym" in message.body_masked
    assert message.body == TEXT and message.author_id == school.people["maria"]
    assert row.placeholders >= 2
    page = text(maria.get(f"/my/tickets/{number}"))
    assert "Cyrus Abernathy has it too" in page


@pytest.mark.parametrize("path", ["/desk", "/desk/queue", "/desk/search?q=broke", "/desk/tickets/{number}"])
def test_no_student_reads_a_name_anywhere(
    maria: FlaskClient, bo: FlaskClient, school: School, path: str
) -> None:
    number = ask(maria, school, text=f"Cyrus Abernathy broke the wifi. {TEXT}")
    page = text(bo.get(path.format(number=number)))
    assert number in page
    assert not [canary for canary in (*CANARIES, "Quintanilla") if canary in page]


def test_the_promise_is_told_in_bell_periods(sign_in: SignIn, school: School) -> None:
    with clock.at(school_day(hour=9)):
        maria = sign_in("maria")
        assert "Most get a first answer by 10:05 today, period 3." in text(maria.get("/my/ask"))
        number = ask(maria, school)
        assert "You get a first answer <b>by 10:05 today, period 3</b>." in text(
            maria.get(f"/my/tickets/{number}/asked")
        )
        assert ticket(number).period_id == school.periods[1]
    with clock.at(school_day(ahead=4, hour=14, minute=40)):
        maria = sign_in("maria")
        assert "by 8:50 on Monday, period 1" in text(maria.get("/my/ask"))
    with clock.at(school_day(ahead=5, hour=11)):
        maria = sign_in("maria")
        assert ticket(ask(maria, school)).period_id is None


def test_a_follow_up_names_the_earlier_ticket(maria: FlaskClient) -> None:
    assert "This follows JCM-24001." in text(maria.get("/my/ask?follows=jcm-24001"))
    assert "This follows" not in text(maria.get("/my/ask?follows=<b>x"))


def test_the_form_asks_for_three_things_and_names_the_emergency_line(maria: FlaskClient) -> None:
    page = text(maria.get("/my/ask"))
    assert "not an emergency line" in page and "911" in page
    assert "Something else" in page and "Dell" not in page


def test_nobody_asks_for_somebody_else(school: School) -> None:
    with pytest.raises(Forbidden):
        opened(requester(school, "brandt", "staff"), asked(school))
    assert not tickets()


def test_practice_needs_a_teacher_and_keeps_its_handle(school: School) -> None:
    what = asked(
        school, kind="practice", channel="practice", category_code="other", handle="P-4M6", title="The Wi-Fi"
    )
    with pytest.raises(Forbidden):
        opened(requester(school), what)
    row = ticket(opened(system_actor(school.district_id), what))
    assert (row.status, row.kind, row.handle, row.title_masked) == (
        "queued",
        "practice",
        "P-4M6",
        "The Wi-Fi",
    )


def test_a_room_of_another_district_is_refused(school: School) -> None:
    with pytest.raises(Invalid):
        opened(requester(school), asked(school, room_id=5))
    with pytest.raises(Invalid):
        opened(requester(school), asked(school, category_code="nope"))


def test_a_title_is_the_first_sentence_and_never_cuts_a_placeholder() -> None:
    assert title_of("Hi. The board is dark. We teach now.") == "Hi. The board is dark."
    assert title_of("It drops in the gym.\nEvery day.") == "It drops in the gym."
    long = title_of("The projector in our room makes a loud noise and then turns itself off every day")
    assert long.endswith("…") and len(long) <= 61
    assert title_of("a" * 56 + "⟦name:01⟧ and more words here") == "a" * 56 + "…"
