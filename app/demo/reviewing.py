"""Let the teacher review weeks of looks: ask, hear what the students say, judge, accept the rest, sign."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from app.audit.work import begin, look
from app.demo.crew import Crew
from app.demo.play import Journey
from app.demo.stage import Stage
from app.demo.team import teacher
from app.identity.actor import Actor
from app.identity.rights import Hat
from app.kernel import clock
from app.oversight.marks.findings import FLAGGED
from app.oversight.own import queries as own_queries
from app.oversight.own import services as own
from app.oversight.review import queries, services
from app.oversight.review.rounds import make_round, promise_seeds
from app.oversight.review.scope import people_of

REPLIES = (
    "I had the ticket open to see what was left to do on it.",
    "The student stood at the counter and I looked it up for them.",
    "I clicked on the wrong line of the queue and went back.",
    "I was waiting for a part and wanted to see whether it had come.",
)


def promise_first(stage: Stage) -> Journey:
    """Promise the seed of the first week's sample before it begins."""
    yield clock.now()
    promise_seeds(stage.system())


def review_week(stage: Stage, crew: Crew, monday: date) -> Journey:
    """Review a week that is over: ask at once, judge and sign on the next day."""
    make_round(stage.district_id)
    for tech in sorted(crew.joined):
        stage.play.attempt(partial(_ask, stage, crew, tech, monday))
    yield stage.after(45)
    for tech in sorted(crew.joined):
        stage.play.attempt(partial(_answer, crew, tech))
    yield stage.after(25 * 60)
    make_round(stage.district_id)
    for tech in sorted(crew.joined):
        stage.play.attempt(partial(_sign, stage, crew, tech, monday))
    for part, hat in (("privacy_officer", Hat.OFFICE), ("administrator", Hat.ADMIN)):
        _review_adults(stage, replace(stage.actor(stage.sid(part), hat), fresh=True), monday)


def _review_adults(stage: Stage, actor: Actor, monday: date) -> None:
    """Let the officer read what adults looked at, and an administrator what the officer did; and read again."""
    with look(actor) as work:
        people = {who: one for who, one in people_of(work).items() if one.adult}
        weeks = work.rows(queries.weeks(actor, sorted(people), monday))
        again = work.rows(queries.second_lines(actor, sorted(people_of(work))))
    for row in again:
        with begin(actor) as work:
            services.read_again(work, row.event_id, row.verdict)
    for week in weeks:
        if week.week_on == monday and week.signed_at is None:
            stage.play.attempt(partial(_sign_adult, actor, week.person_id, monday))


def _sign_adult(actor: Actor, who: int, monday: date) -> None:
    with look(actor) as work:
        rows = work.rows(queries.lines(actor, [who], monday))
    for row in rows:
        if row.state not in FLAGGED and row.verdict is None:
            with begin(actor) as work:
                services.accept_line(work, row.event_id)
    with begin(actor) as work:
        services.accept_rest(work, who, monday)
    with begin(actor) as work:
        services.sign_week(work, who, monday)


def _ask(stage: Stage, crew: Crew, tech: int, monday: date) -> None:
    who = stage.ids[crew.sid(tech)]
    with look(teacher(stage)) as work:
        rows = work.rows(queries.lines(work.actor, [who], monday))
    if any(row.state in FLAGGED and row.asked_at is None for row in rows):
        with begin(teacher(stage)) as work:
            services.ask_all(work, who, monday)


def _answer(crew: Crew, tech: int) -> None:
    actor = crew.actor(tech)
    with look(own.own(actor)) as work:
        asked = work.rows(own_queries.own_questions(actor))
    for place, row in enumerate(one for one in asked if one.answered_at is None):
        done = _done(crew, tech, row.at)
        own.answer_question(actor, row.id, done.student_says if done else REPLIES[place % len(REPLIES)])


def _sign(stage: Stage, crew: Crew, tech: int, monday: date) -> None:
    who = stage.ids[crew.sid(tech)]
    actor: Actor = replace(teacher(stage), fresh=True)
    with look(actor) as work:
        rows = [row for row in work.rows(queries.lines(actor, [who], monday)) if row.verdict is None]
        known = work.rows(queries.weeks(actor, [who], monday))
    if not any(row.week_on == monday for row in known):
        return
    for row in rows:
        with begin(actor) as work:
            if row.asked_at is None:
                services.accept_line(work, row.event_id)
            else:
                services.judge_line(work, row.event_id, *_verdict(crew, tech, row))
    with begin(actor) as work:
        services.accept_rest(work, who, monday)
    with begin(actor) as work:
        services.sign_week(work, who, monday)


def _verdict(crew: Crew, tech: int, row: Any) -> tuple[str, str]:
    """Return the verdict on a look, and what came out when the teacher asked."""
    done = _done(crew, tech, row.at)
    if done is None:
        return "fine", "Looked at it together. It was part of the work."
    return ("misuse" if done.act == "search" else "talk"), done.outcome


def _done(crew: Crew, tech: int, at: datetime) -> Any:
    return next((one.case for one in crew.misuse if one.tech == tech and one.low <= at <= one.high), None)
