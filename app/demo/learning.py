"""Let a tech learn: the lessons, the quiz until it is passed, the agreement under a working name."""

from collections.abc import Sequence
from datetime import date

from app.accounts.school_year import valid_until
from app.audit.work import begin, look
from app.curriculum.content.load import load_module
from app.curriculum.modules import drawing, queries, services, signing
from app.curriculum.own import own_of
from app.demo.crew import Crew
from app.demo.play import Journey
from app.demo.stage import Stage
from app.identity.actor import Actor
from app.kernel.errors import Invalid

MODULE = "privacy"
SPARE_NAMES = (
    "Scout",
    "Pixel",
    "Comet",
    "Juno",
    "Finch",
    "Sol",
    "Ember",
    "Indigo",
    "Atlas",
    "Wren",
    "Onyx",
    "Fern",
)


def learn_and_sign(stage: Stage, crew: Crew, tech: int) -> Journey:
    """Read every lesson, take the quiz once or twice, and sign."""
    chance = stage.chance(f"learning:{tech}")
    for lesson in load_module(MODULE).lessons:
        yield stage.after(chance.uniform(4, 9))
        with begin(own_of(crew.actor(tech))) as work:
            services.mark_lesson(work, MODULE, lesson.code)
    yield from pass_quiz(stage, crew, tech, misses=2 if chance.random() < 0.35 else 0)
    yield stage.after(6)
    sign(stage, crew, tech)


def renewal_day(days: Sequence[date], joins: int, tech: int) -> date | None:
    """Return the school day on which a tech renews what runs out in the term, or None where nothing does."""
    ends = valid_until(days[joins])
    if ends >= days[-1]:
        return None
    before = [day for day in days[joins + 1 :] if date(ends.year, 9, 1) <= day < ends]
    return before[(tech * 3) % len(before)] if before else None


def renew(stage: Stage, crew: Crew, tech: int) -> Journey:
    """Take the quiz and sign again, for the new school year."""
    yield from pass_quiz(stage, crew, tech)
    yield stage.after(5)
    sign(stage, crew, tech)


def pass_quiz(stage: Stage, crew: Crew, tech: int, misses: int = 0) -> Journey:
    """Take the quiz, with so many mistakes the first time, until it is passed."""
    chance = stage.chance(f"quiz:{tech}:{stage.after(0):%Y%m}")
    for wrong in (misses, chance.randrange(2)) if misses else (chance.randrange(2),):
        yield stage.after(chance.uniform(5, 30))
        with begin(own_of(crew.actor(tech))) as work:
            number = services.start_quiz(work, MODULE)
        yield stage.after(chance.uniform(6, 14))
        hand_in(crew.actor(tech), number, wrong)
    stage.forget_actors()


def hand_in(actor: Actor, number: int, wrong: int) -> None:
    """Answer an open attempt with so many wrong answers."""
    with begin(own_of(actor)) as work:
        drawn = work.rows(queries.attempts(work.actor, MODULE))[number - 1].drawn
        picks = {}
        for place, (item, order) in enumerate(drawing.items_of(load_module(MODULE), drawn) or ()):
            right = order.index(item.answer)
            picks[item.id] = (right + 1) % len(order) if place < wrong else right
        services.finish_quiz(work, MODULE, number, picks)


def sign(stage: Stage, crew: Crew, tech: int) -> None:
    """Sign the agreement under the first working name that is free."""
    pupil, actor = stage.people.techs[tech], crew.actor(tech)
    with look(own_of(actor)) as work:
        family = signing.own_family(work)
    wanted = [crew.names[tech]] if tech in crew.names else [pupil.nick, pupil.given, *SPARE_NAMES]
    for name in wanted:
        try:
            with begin(actor) as work:
                crew.names[tech] = signing.sign_agreement(work, name, family)
        except Invalid:
            continue
        break
    stage.forget_actors()
