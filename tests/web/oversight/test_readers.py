"""Nothing stays unread unsaid: where nobody could judge, or nobody else read again, homes say whom to name."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.kernel import clock
from app.models import oversight, people
from app.oversight.review.rounds import make_round
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.privacy.acts import change, put, rows
from tests.web.oversight.acting import act, last_week, later, monday
from tests.web.oversight.reviews import text_of

SECOND = "a second privacy officer"


def name_as(school: School, who: str, role: str) -> None:
    put(
        people.Membership, person_id=school.people[who], org_id=school.district_id, role=role, source="office",
        district_id=school.district_id,
    )  # fmt: skip


def read_all(client: FlaskClient, at: str) -> None:
    """Accept what was drawn of everybody's last week."""
    for one in rows(sa.select(oversight.ReviewPick.event_id)):
        client.post(f"{at}/review/look/{one.event_id}/accept")


@pytest.fixture
def judged(school: School, reyes: FlaskClient) -> str:
    """What an adult technician looked at last week, read once by the only privacy officer."""
    for minute in range(0, 50, 10):
        act(school, "dana", Tag.QUEUE_SEEN, later(last_week(), minute))
    make_round(school.district_id)
    read_all(reyes, "/office")
    (second,) = rows(sa.select(oversight.ReviewPick.event_id).where(oversight.ReviewPick.second.is_(True)))
    return str(second.event_id)


def test_one_officer_alone_is_told_who_is_to_be_named(
    judged: str, school: School, reyes: FlaskClient, adair: FlaskClient, sign_in: SignIn
) -> None:
    said = "One look waits for a second reader, and the privacy officer who judged is the only one."
    assert f"Have {SECOND} named" in text_of(reyes, "/office") and said in text_of(reyes, "/office")
    assert f"There must be {SECOND}. {said}" in text_of(reyes, "/office/review/second")
    assert f"Name {SECOND}. {said}" in text_of(adair, "/admin")
    name_as(school, "lind", "privacy_officer")
    for client, at in ((reyes, "/office"), (reyes, "/office/review/second"), (adair, "/admin")):
        assert SECOND not in text_of(client, at)
    lind = sign_in("lind")
    assert judged in text_of(lind, "/office/review/second")
    assert lind.post(f"/office/review/second/{judged}", data={"verdict": "fine"}).status_code == 303
    assert "Nothing to read again." in text_of(lind, "/office/review/second")


def test_a_second_reading_never_grows_too_old_to_be_seen(
    judged: str, school: School, sign_in: SignIn
) -> None:
    name_as(school, "lind", "privacy_officer")
    with clock.at(later(clock.now(), 60 * 24 * 7 * 30)):
        assert judged in text_of(sign_in("lind"), "/office/review/second")


def test_a_district_without_officer_or_without_another_administrator_is_told(
    school: School, reyes: FlaskClient, adair: FlaskClient
) -> None:
    """Adults are read by an officer, the officer by an administrator who is somebody else."""
    assert "to be named" not in text_of(adair, "/admin") and "named" not in text_of(reyes, "/office")
    m = people.Membership
    change(m, m.person_id == school.people["adair"], role="technician")
    name_as(school, "reyes", "administrator")
    said = "Nobody reviews what the privacy officer looks at: nobody reviews themselves."
    assert said in text_of(reyes, "/office") and said in text_of(reyes, "/admin")
    change(m, m.person_id == school.people["reyes"], role="administrator")
    assert "Name a privacy officer. Nobody reviews what adults look at" in text_of(reyes, "/admin")


def test_an_officer_whose_role_has_a_last_day_is_an_officer_until_then(
    school: School, reyes: FlaskClient, adair: FlaskClient
) -> None:
    """An administrator reviews them; an adult whom only officers review would be reviewed by nobody."""
    m = people.Membership
    change(m, m.person_id == school.people["reyes"], ends_on=today_here() + timedelta(days=30))
    act(school, "reyes", Tag.RECORD_EXPORTED, last_week(), fields=["events"])
    make_round(school.district_id)
    assert "Carmen Reyes" in (said := text_of(adair, f"/admin/review?week={monday()}")) or "Ms. Reyes" in said
    assert "named" not in text_of(reyes, "/office")
