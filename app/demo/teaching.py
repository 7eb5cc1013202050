"""Let the teacher do their rounds: read what went out, accept endings, grade, sign weeks off."""

from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from app.audit.work import begin, look
from app.curriculum.content.load import load_comments, load_rubric
from app.curriculum.grading import queries as grading_queries
from app.curriculum.grading import services as grading
from app.curriculum.grading.services import Given
from app.curriculum.grading.view_models import candidates
from app.demo.crew import Crew
from app.demo.play import Journey
from app.demo.reviewing import review_week
from app.demo.stage import Stage
from app.demo.team import teacher
from app.helpdesk.drafts import checking, inbox
from app.helpdesk.resolutions import reading
from app.helpdesk.resolutions import services as resolutions
from app.kernel import clock

ROUND_AT = (10 * 60 + 55, 14 * 60 + 58)  # minutes since midnight: after period 3, after the last bell
LEFT = 5  # pieces of work that wait for the next day
OF_ONE_CASE = ("fix-pass", "priv-steer", "priv-purpose", "priv-safety", "diag-two", "fix-cause", "com-guess")
LEVELS = (
    (3, 3, 3, 3, 3),
    (3, 4, 3, 3, 3),
    (4, 3, 4, 3, 3),
    (3, 3, 3, 4, 2),
    (3, 2, 3, 3, 2),
    (3, 3, 2, 3, 3),
    (4, 4, 4, 4, 3),
)


def teach(stage: Stage, crew: Crew) -> Journey:
    """Make the rounds of every school day but the last; what comes later waits for who signs in."""
    last = len(stage.times.days) - 1
    for place, day in enumerate(stage.times.days[:last]):
        for minute in ROUND_AT:
            yield stage.times.at(day, minute)
            if place < last - 1 or minute == ROUND_AT[0]:
                stage.play.attempt(partial(read_drafts, stage))
                stage.play.attempt(partial(accept_endings, stage))
        yield stage.after(9)
        yield from grade_all(stage, day)
        if _is_week_start(stage, place) and day < _unsigned_from(stage):
            yield stage.after(20)
            monday = day - timedelta(days=day.weekday() + 7)
            stage.play.start(clock.now(), review_week(stage, crew, monday))


def _is_week_start(stage: Stage, place: int) -> bool:
    """Tell whether a day is the first school day of its week, from the term's second week on."""
    days = stage.times.days
    return place > 0 and days[place].isocalendar().week != days[place - 1].isocalendar().week


def _unsigned_from(stage: Stage) -> date:
    """Return the Monday from which no older week is signed off: the last finished one waits for the demo."""
    last = stage.times.days[-1]
    return last - timedelta(days=last.weekday())


def read_drafts(stage: Stage) -> None:
    """Read the replies that went out at once."""
    with begin(teacher(stage)) as work:
        rows = inbox.list_drafts(work, "unread") if inbox_has(work) else ()
        for row in rows:
            checking.read_draft(work, row.number)


def inbox_has(work: Any) -> bool:
    """Tell whether anything that went out waits to be read."""
    from app.helpdesk.drafts import inbox_queries as queries

    return work.first(queries.inbox(work.actor, "unread", 1)) is not None


def accept_endings(stage: Stage) -> None:
    """Accept the endings that went out and are read afterwards."""
    with begin(teacher(stage)) as work:
        told = [row.number for row in reading.list_reviews(work) if row.told]
    for number in told:
        with begin(teacher(stage)) as work:
            resolutions.accept(work, number)


def grade_all(stage: Stage, day: date) -> Journey:
    """Grade what waits, one piece after the other, but for the newest."""
    chance = stage.chance(f"grading:{day}")
    with look(teacher(stage)) as work:
        pieces = work.rows(grading_queries.waiting(work.actor))[:-LEFT]
    for piece in pieces:
        yield stage.after(chance.uniform(0.5, 1.5))
        with begin(teacher(stage)) as work:
            grading.give_grade(work, piece.number, _given(chance, piece))


def _given(chance: Random, piece: Any) -> Given:
    rubric = load_rubric()
    codes = [criterion.code for criterion in rubric.criteria]
    levels = dict(zip(codes, chance.choice(LEVELS), strict=True))
    slipped = chance.random() < 0.03
    if slipped:
        levels["privacy"] = 2
    found = [objective.code for objective in candidates(piece)]
    verdict = "resubmit" if slipped else "accept" if found else "practice"
    fits = [one.code for one in load_comments().comments if levels[one.criterion] in one.levels]
    ready = [code for code in fits if code not in OF_ONE_CASE]
    snippet = "priv-name" if slipped else chance.choice(ready) if chance.random() < 0.5 else ""
    return Given(levels, tuple(found[: 1 + (chance.random() < 0.4)]), verdict, snippet=snippet)
