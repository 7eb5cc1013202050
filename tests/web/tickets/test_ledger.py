"""The sum behind a ticket's clock: it is right as it is read, whatever happened in between."""

import re
from datetime import timedelta

import pytest

from app.kernel import clock
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import put, school_day
from tests.web.tickets.arrange import claimed, reply, ticket, words
from tests.web.tickets.test_endings import DONE

ASKED = school_day(hour=9, minute=12) + timedelta(seconds=20, microseconds=7)
LINE = re.compile(r"(Promised, in school hours|Used \w+(?: \w+)?|Late by|Left) (− )?(\d+) h (\d\d)")


def sums(page: str) -> tuple[int, int, int]:
    """Return the promise, what the lines take of it, and what is left; negative when it is late."""
    promised = used = left = 0
    for label, off, hours, minutes in LINE.findall(page):
        number = int(hours) * 60 + int(minutes)
        if off:
            used += number
        elif label.startswith("Promised"):
            promised = number
        else:
            left = -number if label == "Late by" else number
    return promised, used, left


@pytest.mark.parametrize("minutes", [0.2, 20.7, 33.01, 59.5, 60.5, 61, 24 * 60 + 13.4, 4 * 24 * 60 + 40.6])
def test_what_is_left_is_what_the_lines_leave(sign_in: SignIn, school: School, minutes: float) -> None:
    with clock.at(ASKED):
        number = claimed(sign_in("maria"), sign_in("bo"), school)
    with clock.at(ASKED + timedelta(minutes=minutes)):
        promised, used, left = sums(words(sign_in("bo").get(f"/desk/tickets/{number}")))
        pill = re.search(r"(?:(\d+) h )?(\d+)(?: min)? left", words(sign_in("bo").get("/desk")))
    assert promised == 60 and promised - used == left
    if left >= 0:
        assert pill is not None and int(pill[1] or 0) * 60 + int(pill[2]) == left


def test_the_time_between_a_fix_and_its_coming_back_is_not_counted(sign_in: SignIn, school: School) -> None:
    with clock.at(ASKED):
        number = claimed(sign_in("maria"), sign_in("bo"), school)
        reply(sign_in("bo"), number, "We look at it now.")
        first = sums(words(sign_in("bo").get(f"/desk/tickets/{number}")))
    with clock.at(ASKED + timedelta(minutes=10)):
        assert sign_in("bo").post(f"/desk/tickets/{number}/done", data=DONE).status_code == 303
        assert sign_in("maria").post(f"/my/tickets/{number}/confirm").status_code == 303
    with clock.at(ASKED + timedelta(days=1)):
        again = {"text": "It is back.", "act": "reopen"}
        assert sign_in("maria").post(f"/my/tickets/{number}", data=again).status_code == 303
        page = words(sign_in("bo").get(f"/desk/tickets/{number}"))
    promised, used, left = sums(page)
    assert (promised, used) == (first[0], 10) and promised - used == left
    assert "Fixed, as it seemed" in page


def test_the_time_until_a_teacher_sends_a_fix_back_is_not_counted(sign_in: SignIn, school: School) -> None:
    with clock.at(ASKED):
        number = claimed(sign_in("maria"), sign_in("bo"), school)
        reply(sign_in("bo"), number, "We look at it now.")
        first = sums(words(sign_in("bo").get(f"/desk/tickets/{number}")))
    with clock.at(ASKED + timedelta(minutes=10)):
        assert sign_in("bo").post(f"/desk/tickets/{number}/done", data=DONE).status_code == 303
    with clock.at(ASKED + timedelta(days=1)):
        why = {"reason": "Say which network."}
        assert sign_in("okafor").post(f"/teach/reviews/{number}/return", data=why).status_code == 303
        page = words(sign_in("bo").get(f"/desk/tickets/{number}"))
    promised, used, left = sums(page)
    assert (promised, used) == (first[0], 10) and promised - used == left
    assert ticket(number).closure_code == "" and ticket(number).resolved_at is None


def test_a_fix_is_the_first_answer_and_is_promised_like_one_when_it_breaks(
    sign_in: SignIn, school: School
) -> None:
    with clock.at(ASKED):
        maria, bo = sign_in("maria"), sign_in("bo")
        answered, fixed = claimed(maria, bo, school), claimed(maria, bo, school, text="It drops in 207.")
        reply(bo, answered, "We look at it now.")
        assert bo.post(f"/desk/tickets/{fixed}/done", data=DONE).status_code == 303
        again = {"text": "It is back.", "act": "reopen"}
        assert maria.post(f"/my/tickets/{fixed}", data=again).status_code == 303
    assert ticket(fixed).due_at == ticket(answered).due_at


def test_what_was_fixed_while_it_waited_keeps_the_time_it_had(sign_in: SignIn, school: School) -> None:
    with clock.at(ASKED):
        number = claimed(sign_in("maria"), sign_in("bo"), school)
        reply(sign_in("bo"), number, "We look at it now.")
        put(number, status="pending_requester", paused_at=ASKED, pending_reason="answer")
    before = ticket(number).due_at
    with clock.at(ASKED + timedelta(minutes=20)):
        assert sign_in("okafor").post(f"/teach/tickets/{number}/done", data=DONE).status_code == 303
    assert ticket(number).due_at == before + timedelta(minutes=20) and ticket(number).paused_at is None
