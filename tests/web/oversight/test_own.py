"""What a student reads of their own trail tells nothing of who asked, whatever the rules found."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.audit.work import look
from app.oversight.marks.models import ReviewMark
from app.oversight.own import queries
from app.oversight.own.services import own
from app.oversight.review.models import Explanation, ReviewQuestion
from app.oversight.review.questions import question_for, question_words
from app.oversight.review.rounds import make_round, mark_all_again
from app.school.people.models import PersonPrivate
from tests.cast import School
from tests.helpers import bare_ticket
from tests.web.oversight.acting import act, actor, last_week, later

PRIVATE = ("relative", "keep_apart", "classmate", "one_requester")


def plain(client: FlaskClient, path: str) -> str:
    """Return a page without what differs from request to request."""
    text = client.get(path).get_data(as_text=True)
    return re.sub(r'(name="csrf_token" value="|nonce-|content=")[^"\']+', r"\1", text)


@pytest.mark.usefixtures("still")
def test_a_relatives_ticket_reads_like_anybodys(
    school: School, bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine
) -> None:
    ticket = bare_ticket(school, requester_id=school.people["maria"])
    act(school, "bo", Tag.TICKET_OPENED, last_week(), ticket)
    act(school, "bo", Tag.TICKET_CLAIMED, later(last_week(), 2), ticket)
    make_round(school.district_id)
    before = [plain(bo, path) for path in ("/desk", "/desk/trail")]
    with owner.begin() as connection:
        changed = sa.update(PersonPrivate).where(PersonPrivate.person_id == school.people["maria"])
        connection.execute(changed.values(family="Kowalczyk"))
    mark_all_again(last_week(0))
    make_round(school.district_id)
    with owner.connect() as connection:
        codes = connection.execute(
            sa.select(ReviewMark.codes).where(ReviewMark.tag == "ticket:opened")
        ).scalar()
    assert codes == ["relative"]
    assert [plain(bo, path) for path in ("/desk", "/desk/trail")] == before
    with owner.connect() as connection:
        event = connection.execute(
            sa.select(ReviewMark.event_id).where(ReviewMark.tag == "ticket:opened")
        ).scalar_one()
    assert okafor.post(f"/teach/review/look/{event}/ask").status_code == 303
    page = plain(bo, "/desk/trail")
    assert "What did you open this ticket for?" in page
    for word in ("family", "relative", "Kowalczyk", "Maria", "Quintanilla", "suspicious"):
        assert word not in page


@pytest.mark.parametrize("tag", ["ticket:opened", "word:revealed", "queue:seen"])
@pytest.mark.parametrize("public", [[], ["not_owner"], ["reveal_without_note"], ["off_shift", "not_owner"]])
@pytest.mark.parametrize("private", PRIVATE)
def test_a_question_never_names_a_reason_that_speaks_of_others(
    tag: str, public: list[str], private: str
) -> None:
    plain_one, mixed = question_for(tag, public), question_for(tag, [private, *public])
    assert plain_one == mixed
    assert question_words(mixed).endswith("?")


@pytest.mark.parametrize(
    "column",
    [ReviewMark.state, ReviewMark.codes, ReviewMark.words, Explanation.words, ReviewQuestion.asked_by_id],
)
def test_a_students_connection_cannot_read_what_reviewers_say(school: School, column: object) -> None:
    act(school, "bo", Tag.QUEUE_SEEN, last_week())
    make_round(school.district_id)
    for who in (actor(school, "bo"), own(actor(school, "bo"))):
        with pytest.raises(sa.exc.DatabaseError), look(who) as work:
            work.rows(sa.select(column))  # type: ignore[call-overload]


def test_one_reads_only_ones_own_looks(school: School, bo: FlaskClient, cy: FlaskClient) -> None:
    act(school, "bo", Tag.TICKETS_SEARCHED, last_week(), results=3)
    act(school, "cy", Tag.QUEUE_SEEN, last_week())
    make_round(school.district_id)
    assert "searched the tickets" in plain(bo, "/desk/trail")
    assert "searched the tickets" not in plain(cy, "/desk/trail")
    with look(own(actor(school, "bo"))) as work:
        found = work.rows(queries.own_looks(own(actor(school, "bo"))))
    assert {row.tag for row in found} == {"tickets:searched"}


def test_a_refused_form_keeps_the_words(school: School, bo: FlaskClient) -> None:
    assert bo.get("/desk/questions/1").status_code == 404
    assert bo.post("/desk/questions/1", data={"words": "x y"}).status_code == 404


def test_what_happened_at_one_moment_goes_on_over_the_page(school: School, bo: FlaskClient) -> None:
    for _ in range(queries.SIZE + 5):
        act(school, "bo", Tag.TICKETS_SEARCHED, last_week())
    make_round(school.district_id)
    first = bo.get("/desk/trail").get_data(as_text=True)
    older = re.search(r'href="(/desk/trail\?after=[^"]+)"', first)
    assert older is not None and first.count("You searched the tickets") == queries.SIZE
    assert bo.get(older[1]).get_data(as_text=True).count("You searched the tickets") == 5
