"""Whoever changes school or team within a week has one week to be reviewed, and holds up nobody else's."""

import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.models import places
from app.oversight.marks.keeping import keep_up
from app.oversight.marks.models import ReviewMark
from app.oversight.review.models import ReviewPick, ReviewSeed
from app.oversight.review.rounds import make_round
from app.oversight.review.sampling import draw
from app.school.cadres.models import ReviewWeek
from tests.cast import ZONE, School
from tests.privacy.acts import change, put, rows
from tests.web.oversight.acting import act, last_week, later, monday


def test_a_week_at_two_schools_is_one_week_at_the_later(school: School) -> None:
    bo, cy = school.people["bo"], school.people["cy"]
    second = put(
        places.Org, kind="school", name="Second", code="SEC", parent_id=school.district_id,
        timezone=ZONE.key, district_id=school.district_id,
    )  # fmt: skip
    looks = [act(school, "bo", Tag.QUEUE_SEEN, later(last_week(2), n)) for n in range(8)]
    act(school, "cy", Tag.QUEUE_SEEN, last_week(3))
    keep_up(school.district_id)
    change(ReviewMark, ReviewMark.event_id.in_(looks[4:]), site_id=second)
    for _ in range(2):
        make_round(school.district_id)
    weeks = {row.person_id: row.site_id for row in rows(sa.select(ReviewWeek.person_id, ReviewWeek.site_id))}
    assert weeks == {bo: second, cy: school.site_id}
    said = sa.select(AuditEvent).where(AuditEvent.tag == Tag.SAMPLE_DRAWN.value)
    (drawn,) = [row for row in rows(said) if row.subjects == [bo]]
    seed = sa.select(ReviewSeed.seed).where(ReviewSeed.site_id == second, ReviewSeed.digest.is_not(None))
    told = {row.seed for row in rows(seed.add_columns(ReviewSeed.week_on)) if str(row.week_on) == monday()}
    assert drawn.codes["looks"] == 8
    assert tuple(drawn.codes["picked"]) == draw(told.pop(), looks, ()).picked
    picks = rows(sa.select(ReviewPick.event_id).where(ReviewPick.person_id == bo))
    assert {row.event_id for row in picks} == set(drawn.codes["picked"])
