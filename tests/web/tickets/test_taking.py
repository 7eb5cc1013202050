"""What is copied from a ticket's page or printed is on the log, as far as the browser tells; the review reads it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.helpdesk.tickets import taking
from app.kernel import clock
from app.oversight.drill.acts import KINDS
from app.oversight.marks.models import ReviewMark
from app.oversight.review.rounds import make_round
from tests.cast import School
from tests.web.intake.arrange import events, text
from tests.web.reveal.arrange import show
from tests.web.tickets.arrange import MORNING, ask, morning, rows


@pytest.fixture(autouse=True)
def at_school() -> Iterator[datetime]:
    """Let everybody sign in on a school morning; nothing was told before."""
    taking._told.clear()
    with morning() as start:
        yield start


@pytest.fixture
def number(maria: FlaskClient, bo: FlaskClient, school: School) -> str:
    asked = ask(maria, school, text="The projector hums.")
    with clock.at(MORNING + timedelta(minutes=1)):
        assert bo.post(f"/desk/tickets/{asked}/claim").status_code == 303
    return asked


def tell(tech: FlaskClient, number: str, how: str = "copy") -> int:
    status: int = tech.post(f"/desk/tickets/{number}/taken", data={"how": how}).status_code
    return status


def marks(school: School, tag: str) -> list[Any]:
    """Return how the rules judge such events an hour and a half later."""
    with clock.at(MORNING + timedelta(minutes=90)):
        make_round(school.district_id)
    return [row for row in rows(ReviewMark.__tablename__) if row.tag == tag]


def test_it_is_recorded_once_a_minute(number: str, bo: FlaskClient, okafor: FlaskClient) -> None:
    assert [tell(bo, number), tell(bo, number), tell(bo, number, "print")] == [204, 204, 204]
    (copied,), (printed,) = events("page:copied"), events("page:printed")
    assert copied.codes == dict(KINDS["copy"].codes) and printed.codes == dict(KINDS["print"].codes)
    with clock.at(MORNING + timedelta(minutes=2)):
        assert tell(bo, number) == 204
    assert len(events("page:copied")) == 2
    assert tell(bo, number, "photo") == 422 and tell(bo, "JCM-99999") == 404
    assert "copied words from" in text(okafor.get(f"/teach/trail/ticket/{number}"))


def test_the_page_says_where_to_tell_it(number: str, bo: FlaskClient, okafor: FlaskClient) -> None:
    assert f'data-taken-url="/desk/tickets/{number}/taken"' in text(bo.get(f"/desk/tickets/{number}"))
    assert "data-taken-url" not in text(okafor.get(f"/teach/tickets/{number}"))


def test_ones_own_ticket_explains_it_and_anothers_does_not(
    number: str, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    with clock.at(MORNING + timedelta(minutes=5)):
        tell(bo, number)
        tell(cy, number)
    by = {row.person_id: row for row in marks(school, "page:copied")}
    assert (by[school.people["bo"]].state, by[school.people["cy"]].state) == ("explained", "unexplained")
    assert by[school.people["cy"]].codes == ["not_owner"]


def test_what_is_taken_while_a_word_is_shown_is_suspicious(
    number: str, bo: FlaskClient, school: School
) -> None:
    with clock.at(MORNING + timedelta(minutes=5)):
        assert show(bo, number).status_code == 303
        tell(bo, number, "print")
    (mark,) = marks(school, "page:printed")
    assert (mark.state, mark.codes) == ("suspicious", ["taken_shown"])
