"""What was granted goes on only while it would be granted now: whatever would refuse it ends it, however it is read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock
from tests.cast import PASSWORD, School, today_here
from tests.conftest import SignIn
from tests.privacy.acts import change
from tests.web.apart.arrange import keep
from tests.web.oversight.mask import change as choose
from tests.web.reveal.arrange import delivered, open_it, say_yes, show
from tests.web.tickets.arrange import MORNING, claimed, morning, put, words

TEXT = "Cyrus Abernathy has it too, and Kahoozle stays dark."
NAME, WORD = {"1": "Cyrus Abernathy"}, {"2": "Kahoozle"}
OWNER = "student_tech/owner"


def named(maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School) -> str:
    """Have a ticket of Bo's whose first hidden word, Cyrus's name, is shown to Bo with a teacher's yes."""
    number = claimed(maria, bo, school, text=TEXT)
    assert show(bo, number, "1", "two_people").status_code == 303
    say_yes(okafor)
    assert open_it(bo, number).status_code == 303
    assert delivered(bo, number) == NAME
    return number


def is_over(bo: FlaskClient, number: str) -> None:
    """Hold every way to read what is shown: the script's answer, the page that prints, the watch, the ticket."""
    at = f"/desk/tickets/{number}"
    assert delivered(bo, number) == {}
    page = bo.get(f"{at}/shown")
    assert page.status_code == 409 and "Cyrus" not in words(page) and "Kahoozle" not in words(page)
    assert bo.get(f"{at}/shown/left").json["left"] == 0  # type: ignore[index]
    assert "Shown to you until" not in words(bo.get(at))


def test_it_ends_when_they_are_kept_apart_from_whom_the_word_names(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = named(maria, bo, okafor, school)
    keep(okafor, "bo", "cy")
    is_over(bo, number)


def test_a_word_that_may_be_a_name_of_one_kept_apart_needs_a_yes_from_then_on(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """Like nobody's name, it was shown at once; like the new name of one kept apart, a teacher would be asked first."""
    number = claimed(maria, bo, school, text=TEXT)
    assert show(bo, number, "2", "part_of_fault").status_code == 303
    assert delivered(bo, number) == WORD
    change(m.people.PersonPrivate, m.people.PersonPrivate.person_id == school.people["cy"], family="Kahoozla")
    keep(okafor, "bo", "cy")
    is_over(bo, number)


@pytest.mark.parametrize("cell", [f"asked/name/{OWNER}", f"revealable/student/{OWNER}"])
def test_it_ends_when_the_policy_shows_it_no_more(
    cell: str, sign_in: SignIn, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = named(maria, bo, okafor, school)
    assert choose(sign_in("reyes"), **{cell: "hidden"}) == 303
    is_over(bo, number)


def test_what_was_shown_at_once_ends_when_the_policy_asks_for_a_yes(
    sign_in: SignIn, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = named(maria, bo, okafor, school)
    assert show(bo, number, "2", "part_of_fault").status_code == 303
    assert delivered(bo, number) == NAME | WORD
    stricter = {f"asked/word/{OWNER}": "partial"}
    assert choose(sign_in("reyes"), **stricter) == 303
    assert delivered(bo, number) == NAME, "what a teacher said yes to goes on"
    assert show(bo, number).status_code == 303
    assert delivered(bo, number) == NAME | {"first_name": "Maria"}
    assert choose(sign_in("reyes"), **stricter, **{f"asked/first_name/{OWNER}": "hidden"}) == 303
    assert delivered(bo, number) == NAME


def test_a_yes_is_not_opened_after_the_policy_shows_it_no_more(
    sign_in: SignIn, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text=TEXT)
    assert show(bo, number, "1", "two_people").status_code == 303
    say_yes(okafor)
    assert choose(sign_in("reyes"), **{f"asked/name/{OWNER}": "hidden"}) == 303
    assert open_it(bo, number).status_code == 409
    is_over(bo, number)


def _no_clearance(school: School, _number: str) -> None:
    own = m.accounts.Grant.person_id == school.people["bo"], m.accounts.Grant.kind == "category"
    change(m.accounts.Grant, *own, valid_until=today_here() - timedelta(days=1))


def _for_adults(_school: School, _number: str) -> None:
    change(m.catalog.Category, sa.true(), adult_only=True)


def _ended(_school: School, number: str) -> None:
    put(number, status="resolved")


@pytest.mark.parametrize("cause", [_no_clearance, _for_adults, _ended])
def test_it_ends_with_what_let_one_work_on_it(
    cause: Callable[[School, str], Any],
    maria: FlaskClient,
    bo: FlaskClient,
    okafor: FlaskClient,
    school: School,
) -> None:
    number = named(maria, bo, okafor, school)
    cause(school, number)
    is_over(bo, number)
    assert show(bo, number).status_code in (403, 409)


def _hands_back(bo: FlaskClient, number: str) -> None:
    card = {"state": "Unfinished.", "tried": "A restart.", "next": "Look at the cable."}
    assert bo.post(f"/desk/tickets/{number}/hand-back", data=card).status_code == 303


def _passes_on(bo: FlaskClient, number: str) -> None:
    told = {"reason": "tried_all", "tried": "A restart."}
    assert bo.post(f"/desk/tickets/{number}/pass-on", data=told).status_code == 303


def _signs_out(bo: FlaskClient, _number: str) -> None:
    assert bo.post("/sign-out").status_code == 303


def _locks(bo: FlaskClient, _number: str) -> None:
    assert bo.post("/unlock", data={"password": PASSWORD, "next": "/"}).status_code == 303


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (_hands_back, "the ticket was handed back"),
        (_passes_on, "the ticket was passed on"),
        (_signs_out, "they signed out"),
        (_locks, "their screen locked"),
    ],
)
def test_the_teacher_reads_that_it_ended_early_and_why(
    end: Callable[[FlaskClient, str], None],
    why: str,
    maria: FlaskClient,
    bo: FlaskClient,
    okafor: FlaskClient,
    school: School,
) -> None:
    number = named(maria, bo, okafor, school)
    assert "on their screen until" in words(okafor.get("/teach/shown"))
    assert okafor.get("/teach/shown/now").json["count"] == 1  # type: ignore[index]
    end(bo, number)
    page = words(okafor.get("/teach/shown"))
    assert f"ended: {why}" in page and "on their screen until" not in page
    now = okafor.get("/teach/shown/now").json or {}
    assert "is shown" not in now["words"] and "is shown" not in words(okafor.get("/teach"))


@pytest.mark.parametrize(
    ("cause", "why"),
    [
        (_no_clearance, "they may not see hidden words of it now"),
        (_ended, "the work on the ticket is done"),
    ],
)
def test_the_teacher_reads_that_the_rules_ended_it(
    cause: Callable[[School, str], Any],
    why: str,
    maria: FlaskClient,
    bo: FlaskClient,
    okafor: FlaskClient,
    school: School,
) -> None:
    number = named(maria, bo, okafor, school)
    cause(school, number)
    assert f"ended: {why}" in words(okafor.get("/teach/shown"))


def test_the_teacher_reads_that_it_may_not_be_shown_any_more(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    named(maria, bo, okafor, school)
    keep(okafor, "bo", "cy")
    assert "ended: it may not be shown to them now" in words(okafor.get("/teach/shown"))


def test_what_a_clock_that_was_ahead_granted_ends_when_it_is_set_right(
    sign_in: SignIn, school: School
) -> None:
    """Else it stood on the screen for ten minutes and the hours by which the clock was wrong."""
    with morning():
        maria, bo, okafor = sign_in("maria"), sign_in("bo"), sign_in("okafor")
        number = claimed(maria, bo, school)
    with clock.at(MORNING + timedelta(minutes=4)):
        show(bo, number)
        assert delivered(bo, number) == {"first_name": "Maria"}
    with clock.at(MORNING + timedelta(minutes=4) - clock.STEP):
        assert delivered(bo, number) == {"first_name": "Maria"}  # a step of a clock that is kept
    with clock.at(MORNING + timedelta(minutes=2)):
        assert delivered(bo, number) == {}
        assert "Shown to you until" not in words(bo.get(f"/desk/tickets/{number}"))
        assert "on their screen" not in words(okafor.get("/teach/shown"))
