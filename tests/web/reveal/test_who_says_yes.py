"""Who says yes to a hidden word, and whether it is shown at all, stands in the mask policy."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from app import models as m
from app.helpdesk.words import segments
from tests.cast import School
from tests.helpers import confirm
from tests.web.oversight.mask import change, read, rows
from tests.web.reveal.arrange import show
from tests.web.tickets.arrange import claimed, morning


@pytest.fixture(autouse=True)
def at_school() -> Iterator[datetime]:
    """Let everybody sign in on a school morning."""
    with morning() as start:
        yield start


OWNER = "student_tech/owner"


def test_who_says_yes_to_a_hidden_word_is_in_the_policy(
    school: School, maria: FlaskClient, bo: FlaskClient, reyes: FlaskClient
) -> None:
    """Stricter: a word waits for a teacher too; a name is never shown. One adult does it, at once."""
    number = claimed(maria, bo, school, text="We open gizmolandia here, Cyrus Abernathy did too.")
    page = read(bo, f"/desk/tickets/{number}")
    assert "Show name" in page and "Show word" in page and "show the first name" in page
    held = {f"asked/word/{OWNER}": "partial", f"asked/name/{OWNER}": "hidden"}
    assert change(reyes, **held, **{f"asked/first_name/{OWNER}": "hidden"}) == 303
    page = read(bo, f"/desk/tickets/{number}")
    assert "Show name" not in page and "Show word" in page and "show the first name" not in page
    confirm(bo)
    offered = read(bo, f"/desk/tickets/{number}/reveal")
    assert "after your teacher says yes" in offered and "The hidden name" not in offered
    kinds = {part.kind: str(part.number) for part in segments(thread(number)) if not isinstance(part, str)}
    assert show(bo, number, kinds["name"], "two_people").status_code == 422
    assert show(bo, number, "first_name").status_code == 422
    assert show(bo, number, kinds["word"], "two_people").status_code == 303
    assert [row.state for row in rows(m.reveal.Reveal)] == ["waiting"]


def thread(number: str) -> str:
    ids = {row.id for row in rows(m.tickets.Ticket) if row.number == number}
    return next(row.body_masked for row in rows(m.tickets.Message) if row.ticket_id in ids)


def test_a_hidden_handle_leaves_the_way_to_the_first_name(
    school: School, maria: FlaskClient, bo: FlaskClient, reyes: FlaskClient
) -> None:
    number = claimed(maria, bo, school, text="The projector hums.")
    assert (
        change(reyes, **{f"masked/student/{OWNER}": "hidden", "masked/student/student_tech/site": "hidden"})
        == 303
    )
    page = re.sub(r"<[^>]+>", "", read(bo, f"/desk/tickets/{number}"))  # a token may hold any letters
    assert "R-" not in page.replace("JCM-", "") and "show the first name, this is logged" in page


def test_a_school_that_shows_nothing_says_so_before_the_form(
    school: School, maria: FlaskClient, bo: FlaskClient, reyes: FlaskClient
) -> None:
    """Each kind is hidden, though a hidden word might be shown by its class: no form with an empty choice."""
    number = claimed(maria, bo, school, text="Cyrus Abernathy has the charger.")
    held = {f"asked/{what}/{OWNER}": "hidden" for what in ("first_name", "name", "word")}
    assert change(reyes, **held) == 303
    confirm(bo)
    answer = bo.get(f"/desk/tickets/{number}/reveal")
    assert answer.status_code == 403
    assert "Your school shows no hidden words." in answer.get_data(as_text=True)


def test_a_ticket_with_nothing_to_show_offers_no_form(
    school: School, maria: FlaskClient, bo: FlaskClient, reyes: FlaskClient
) -> None:
    number = claimed(maria, bo, school, text="The projector hums.")
    assert change(reyes, **{f"asked/first_name/{OWNER}": "hidden"}) == 303
    confirm(bo)
    answer = bo.get(f"/desk/tickets/{number}/reveal")
    assert answer.status_code == 409
    assert "Nothing is hidden on this ticket that your school shows." in answer.get_data(as_text=True)
