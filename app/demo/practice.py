"""Let trainees practice on written stories before they work live, and their trainers sign it off."""

from datetime import date, datetime, timedelta

from app.audit.work import begin
from app.curriculum.content.load import load_practice
from app.curriculum.content.module_shapes import PracticeStory
from app.curriculum.practice import services, signing
from app.demo.crew import Crew
from app.demo.growth import GROWTH
from app.demo.play import Journey
from app.demo.stage import Stage
from app.demo.team import EARLY, day_of, teacher
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.drafts.services import Reply, send_reply
from app.helpdesk.resolutions.services import Ending, propose
from app.helpdesk.tickets.page import read_page
from app.helpdesk.tickets.services import mark_steps
from app.kernel import clock

DAYS = (1, 2, 4)  # school days after a tech became a trainee
HELLO = "Thanks for telling us. I will look at it step by step and write here what I find."
BETTER = "The fix is right. Write down what you saw in each check, so that the next tech need not ask again."
GOOD = (
    "You asked before you touched anything. That is how it should go.",
    "Good notes. You can go on to the next one.",
    "Kind no, clear yes. I would like to be helped like this.",
    "Every check says what it showed. Nothing to add.",
    "You kept calm and you kept it private.",
)
NO = {  # what a trainee says where a story lays a trap
    "offered-password": "Please keep that to yourself, and change it today. Nobody here needs it. We look at the list.",
    "paper-in-tray": "Please turn it face down and give it to the teacher next door. I only look at the printer.",
    "no-slip-pick-up": "It goes to whoever has the slip or whose number matches. A teacher will say what comes next.",
    "open-gradebook": "Please close the grade book first. I wait here, and then we look at the sound.",
    "staff-password": "Please keep the note and type it yourself, I look away. The shredder is the best place for it.",
    "partners-account": "Nobody signs in as somebody else, so no. Your partner can look there. Where did you write it?",
    "home-account": "I can not take that. You can open it at home tonight, or call home if your teacher says yes.",
}
Step = tuple[int, str, str]  # the tech, the story, how far: open, proposed or signed


def plan_practice(stage: Stage) -> list[tuple[date, Step]]:
    """Return who practices what on which day; at the end one ending waits for its trainer, and one is under way."""
    stories, last = [story.code for story in load_practice()], len(stage.times.days) - 1
    found: list[tuple[date, Step]] = []
    for tech, growth in enumerate(GROWTH):
        trained = next((day for day, rung in growth.rungs if rung == "trainee"), None)
        for place, ahead in enumerate(DAYS if trained is not None else ()):
            when = day_of(stage, (trained or 0) + ahead)
            if when < stage.times.days[last - 2]:
                found.append((when, (tech, stories[(tech + place) % len(stories)], "signed")))
    waiting, open_now = (tech for tech in (14, 13))
    found.append((stage.times.days[last - 1], (waiting, stories[(waiting + 3) % len(stories)], "proposed")))
    found.append((stage.times.days[last - 1], (open_now, stories[(open_now + 3) % len(stories)], "open")))
    return found


def start_practice(stage: Stage, crew: Crew) -> None:
    """Let every practice begin on its day."""
    for day, step in plan_practice(stage):
        stage.play.start(stage.times.at(day, EARLY + 40 + step[0]), practice(stage, crew, *step))


def practice(stage: Stage, crew: Crew, tech: int, code: str, until: str) -> Journey:
    """Open a story for a trainee, let them work through it, and have it signed off."""
    story = next(one for one in load_practice() if one.code == code)
    chance = stage.chance(f"practice:{tech}:{code}")
    with begin(teacher(stage)) as work:
        number = services.open_practice(work, code, stage.ids[crew.sid(tech)])
    yield _shift(stage, tech)
    read_page(crew.actor(tech), number)
    yield stage.after(1)
    with begin(crew.actor(tech)) as work:
        send_reply(work, number, Reply(HELLO))
    checks = [check.code for check in story.checks if check.needed]
    for check in checks[:1] if until == "open" else (*checks, story.fixes[0].code):
        yield stage.after(chance.uniform(2, 4))
        with begin(crew.actor(tech)) as work:
            services.make_check(work, number, check)
        for trap in [one.code for one in story.privacy_traps if one.after == check]:
            yield stage.after(1)
            with begin(crew.actor(tech)) as work:
                send_reply(work, number, Reply(NO[trap]))
    if until == "open":
        return
    yield stage.after(chance.uniform(2, 5))
    _propose(crew, tech, number, story)
    if until == "signed":
        yield from _signed(stage, crew, tech, number, story)


def _signed(stage: Stage, crew: Crew, tech: int, number: str, story: PracticeStory) -> Journey:
    """Let the trainer sign it off, now and then after sending it back once."""
    chance, trainer = stage.chance(f"sign-off:{tech}:{story.code}"), GROWTH[tech].trainer
    if trainer is None:
        return
    if chance.random() < 0.25:
        yield _shift(stage, trainer)
        _sign(crew, trainer, number, False, BETTER)
        yield _shift(stage, tech)
        _propose(crew, tech, number, story)
    yield _shift(stage, trainer)
    _sign(crew, trainer, number, True, chance.choice(GOOD))


def _shift(stage: Stage, tech: int) -> datetime:
    """Return a moment early in a tech's next shift, or now while it runs."""
    slot = stage.times.next_slot(clock.now(), stage.times.period_of_tech(tech))
    if slot is None:
        return stage.after(60 * 24 * 400)
    return slot[0] + timedelta(minutes=2 if slot[0] > clock.now() else 1)


def _propose(crew: Crew, tech: int, number: str, story: PracticeStory) -> None:
    steps = next(one for one in load_catalog().categories if one.code == story.category).checklist
    with begin(crew.actor(tech)) as work:
        mark_steps(work, number, set(range(1, len(steps) + 1)))
    with begin(crew.actor(tech)) as work:
        propose(work, number, Ending(story.hidden_cause, f"{story.fixes[0].title}.", story.closure))


def _sign(crew: Crew, trainer: int, number: str, accepted: bool, words: str) -> None:
    with begin(crew.actor(trainer)) as work:
        signing.sign_off(work, number, accepted, words)
