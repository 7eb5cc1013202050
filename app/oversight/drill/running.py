"""Run a drill: raise a school in memory, plant the stories, let the product's own rules mark every look, count."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from app.audit.models import AuditEvent
from app.audit.work import Work
from app.identity.actor import system_actor
from app.kernel import clock, ids
from app.oversight.drill.honest import Acted, play_shifts
from app.oversight.drill.load import load_stories
from app.oversight.drill.planting import Planted, plant
from app.oversight.drill.school import FIRST, WEEKS, DrillSchool, at_minute, raise_school, write
from app.oversight.drill.score import Score, score
from app.oversight.marks.findings import FLAGGED
from app.oversight.marks.keeping import mark_between
from app.oversight.marks.models import ReviewMark

SEED = 7
Tell = Callable[[int], None]


def run_drill(folder: Path | None = None, seed: int = SEED, tell: Tell = lambda percent: None) -> Score:
    """Run a drill on a database in memory that is gone afterwards; ``tell`` hears how far it is, in per cent.

    Refuses: StoryError for stories that cannot be played.
    """
    school, acted, planted = invent(folder, seed)
    tell(10)
    engine = sa.create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            return _judge(connection, school, acted, planted, tell)
    finally:
        engine.dispose()


def invent(folder: Path | None, seed: int) -> tuple[DrillSchool, Acted, list[Planted]]:
    """Invent a school with all that happens in it; the same seed invents the same."""
    stories = load_stories(folder)
    with clock.at(at_minute(FIRST, 0)), ids.repeatable(Random(seed)):
        school = raise_school(seed)
        acted = play_shifts(school)
        return school, acted, plant(school, acted, stories)


def _judge(
    connection: sa.Connection, school: DrillSchool, acted: Acted, planted: list[Planted], tell: Tell
) -> Score:
    with connection.begin():
        write(connection, school)
        connection.execute(sa.insert(AuditEvent), acted.events)
        days = WEEKS * 7
        for number in range(days):
            low = at_minute(FIRST + timedelta(days=number), 0)
            with clock.at(school.end):
                work = Work(system_actor(school.district_id), connection, "bookkeeping")
            mark_between(work, low, low + timedelta(days=1))
            tell(10 + 90 * (number + 1) // days)
        m = ReviewMark
        found = connection.execute(
            sa.select(m.event_id, m.codes).where(m.state.in_(FLAGGED), m.district_id == school.district_id)
        )
        flagged = {row.event_id: tuple(row.codes) for row in found}
    return score(school.seed, acted, planted, flagged)
