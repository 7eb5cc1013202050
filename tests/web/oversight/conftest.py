"""A look that is flagged."""

import pytest
import sqlalchemy as sa

from app.audit.tags import Tag
from app.oversight.review.rounds import make_round
from tests.cast import School
from tests.helpers import bare_ticket
from tests.web.oversight.acting import act, last_week, later
from tests.web.oversight.reviews import latest


@pytest.fixture
def flag(school: School, owner: sa.Engine) -> str:
    """Bo opened Cy's ticket last Tuesday, and the week was closed; the event's id."""
    ticket = bare_ticket(school)
    act(school, "cy", Tag.TICKET_CLAIMED, later(last_week(), -30), ticket)
    act(school, "bo", Tag.TICKET_OPENED, last_week(), ticket)
    make_round(school.district_id)
    return latest(owner, Tag.TICKET_OPENED).id
