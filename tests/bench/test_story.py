"""What the benchmark's stories leave free for what is measured on them."""

from collections import Counter
from datetime import UTC, datetime

from app.helpdesk.tickets.policy import MOST_CLAIMED
from app.helpdesk.words import WORKED
from app.privacy.text.masker import MaskedText
from bench.cast import School
from bench.operations import CLAIMS_EACH
from bench.story import stories
from bench.texts import Texts

SCHOOL = School(
    district_id=1,
    site_id=2,
    code="SMS",
    students=list(range(100, 200)),
    teachers=list(range(200, 220)),
    techs=list(range(300, 316)),
    former=list(range(400, 460)),
    adults={"technician": 9},
)


def test_each_tech_has_room_for_the_tickets_that_are_claimed() -> None:
    texts = Texts(["Ada Byron"], lambda raw: MaskedText(raw, (), 1))
    told = stories(SCHOOL, texts, 12_000, datetime(2026, 11, 2, 15, tzinfo=UTC))
    held = Counter(story.owner_id for story in told if story.status in WORKED)
    assert max(held[tech] for tech in SCHOOL.techs) + CLAIMS_EACH == MOST_CLAIMED
