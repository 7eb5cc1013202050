"""A week of twenty techs stands on one page, whose cost does not grow; kept marks make homes and trails cheap."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.kernel import clock
from app.oversight.review import flag_queries
from app.oversight.review.rounds import make_round, mark_all_again
from app.oversight.trail import queries as trail_queries
from app.oversight.trail.wanted import Wanted
from tests.cast import School
from tests.helpers import bare_ticket, plan, statements_of
from tests.web.oversight.acting import act, actor, last_week, later


def snoop(school: School, name: str, minutes: int = 0) -> None:
    ticket = bare_ticket(school)
    act(school, "cy", Tag.TICKET_CLAIMED, later(last_week(), -30), ticket)
    for day in range(4):
        act(school, name, Tag.TICKET_OPENED, later(last_week(day), minutes), ticket)
        act(school, name, Tag.QUEUE_SEEN, later(last_week(day), minutes + 1))


def test_the_inbox_costs_the_same_for_one_tech_and_for_four(school: School, okafor: FlaskClient) -> None:
    snoop(school, "bo")
    make_round(school.district_id)
    few = len(statements_of(okafor, "/teach/review", "staff"))
    for place, name in enumerate(("ines", "tomo", "lax")):
        snoop(school, name, place)
    mark_all_again(last_week(0))
    make_round(school.district_id)
    many = len(statements_of(okafor, "/teach/review", "staff"))
    assert many == few
    assert few <= 28
    assert okafor.get("/teach/review").get_data(as_text=True).count('class="section person-week"') >= 4


def test_a_kind_of_event_is_found_by_an_index_and_flags_by_theirs(school: School, owner: sa.Engine) -> None:
    officer, teacher = actor(school, "reyes"), actor(school, "okafor")
    since = clock.now() - timedelta(days=30)
    wanted = Wanted(since, tags=(Tag.WORD_REVEALED.value,))
    page = trail_queries.page(officer, None, wanted)
    assert "ix_audit_event_tag" in plan(owner, page, "ix_audit_event_tag", "audit_event")
    people = [school.people["bo"], school.people["cy"]]
    flags = flag_queries.open_flags(teacher, people, since, 5)
    assert "ix_review_mark_flagged" in plan(owner, flags, "ix_review_mark_flagged", "review_mark")
