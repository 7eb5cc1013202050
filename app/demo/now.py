"""Leave tickets in every state at the end of the written history, each with the one whose move it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from app.demo import steps
from app.demo.case import NEVER, Case
from app.demo.crew import Crew
from app.demo.pictures import NAME_BOX, screenshot
from app.demo.plan import PlannedTicket, plan_ticket
from app.demo.play import Journey
from app.demo.scene import Bit, requester_card
from app.demo.stage import Stage
from app.demo.stories.model import Story
from app.helpdesk.attachments.covering import release_as_seen
from app.helpdesk.drafts import checking
from app.helpdesk.drafts.services import Reply, send_reply
from app.helpdesk.escalations import services as escalations
from app.helpdesk.intake.following import services as following
from app.helpdesk.intake.triage import services as triage
from app.helpdesk.reveal.policy import FIRST_NAME
from app.helpdesk.reveal.services import ask_to_see
from app.helpdesk.tickets import waiting
from app.helpdesk.tickets.page import read_page
from app.helpdesk.tickets.policy import MOST_CLAIMED
from app.helpdesk.tickets.services import claim_ticket
from app.kernel import clock

BEFORE = ("solved_back", "reopened", "part", "shown")  # states that began on the shift before
STILL = "It came back. This morning it is the same as before, I tried what you said twice."


PICTURED = (1, 2, 4, 6, 30)  # places of the scene that come with a screenshot
PLACE = 100_000  # where the scene's tickets are counted from, beyond every other's
STEP = 6.0  # minutes between what one tech begins


def set_scene(stage: Stage, crew: Crew, bits: list[tuple[Bit, Story, int]]) -> None:
    """Let each bit of the scene be asked shortly before the latest shift of its tech."""
    begun: dict[int, int] = {}
    card = requester_card(stage.people)
    for place, (bit, story, opening) in enumerate(bits):
        chance = stage.chance(f"scene:{place}")
        starts = shift_of(stage, bit)[0]
        if bit.tech is None:
            asked_at = stage.times.end - timedelta(minutes=chance.uniform(9, 46))
        else:
            begun[bit.tech] = begun.get(bit.tech, 0) + 1
            starts += timedelta(minutes=1 + STEP * (begun[bit.tech] - 1))
            asked_at = starts - timedelta(minutes=chance.uniform(3, 14))
        pupil = card if bit.by_card else None
        number = PLACE + place
        plan = plan_ticket(stage.seed, number, story, opening, asked_at, stage.people, stage.fleet, pupil)
        plan = replace(plan, channel="web")
        stage.play.start(asked_at, stand(stage, crew, plan, bit, starts))


def stand(stage: Stage, crew: Crew, plan: PlannedTicket, bit: Bit, begins: datetime) -> Journey:
    """Ask for help, and leave the ticket in the state of the scene."""
    case = Case.of(stage, crew, plan)
    pictured = plan.place - PLACE in PICTURED
    steps.ask(case, (screenshot(plan),) if pictured else ())
    if bit.tech is None:
        yield from ADULTS[bit.state](case)
        return
    yield begins
    if len(crew.held.get(bit.tech, ())) >= MOST_CLAIMED:
        return
    case.tech = bit.tech
    crew.take(bit.tech, case.number)
    read_page(case.owner, case.number)
    yield stage.after(0.7)
    case.act(case.owner, claim_ticket)
    if pictured and bit.state == "question":
        release_as_seen(case.teacher(), case.number, 1, {1: (NAME_BOX,)})
    yield from STATES[bit.state](case)


def shift_of(stage: Stage, bit: Bit) -> tuple[datetime, datetime]:
    """Return the latest shift of a bit's tech that is over; the one before it for what began earlier."""
    period = stage.times.period_of_tech(bit.tech or 0)
    bell = stage.times.periods[period]
    shifts = [(stage.times.at(day, bell.starts), stage.times.at(day, bell.ends)) for day in stage.times.days]
    over = [shift for shift in shifts if shift[1] - timedelta(minutes=1) <= stage.times.end]
    return over[-2 if bit.state in BEFORE else -1]


def claimed(_case: Case) -> Journey:
    """Leave it claimed, with nothing said yet."""
    yield clock.now() + NEVER


def shown(case: Case) -> Journey:
    """Leave it with a name that was shown and not needed: something for the teacher to ask about."""
    yield case.later(2, 4)
    case.act(case.owner, ask_to_see, FIRST_NAME, "greet", "I call them to the counter by name.")
    yield from case.work(60, 70)
    steps.check(case, 0.5)


def drafted(case: Case) -> Journey:
    """Leave a reply waiting for its check."""
    yield case.later(2, 4)
    steps.check(case, 0.35)
    story = case.plan.story
    text = story.draft.bad or story.thread[0].text
    case.act(case.owner, send_reply, Reply(case.plan.say(text)))


def returned(case: Case) -> Journey:
    """Leave a reply returned with a reason."""
    yield from drafted(case)
    yield case.later(3, 5)
    draft = case.plan.story.draft
    case.act(
        steps.checker(case, peers=True), checking.return_draft, steps.reason_code(draft.reason), draft.reason
    )


def question(case: Case) -> Journey:
    """Leave it waiting for the requester's answer."""
    yield case.later(2, 4)
    steps.check(case, 0.5)
    text = case.plan.say(case.plan.story.thread[0].text)
    if case.act(case.owner, send_reply, Reply(text, pending="answer")) == "waiting":
        yield case.later(2, 4)
        case.act(steps.checker(case, peers=True), checking.approve_draft)


def answered(case: Case) -> Journey:
    """Leave it with an answer that nobody has read."""
    yield from question(case)
    yield case.later(4, 9)
    case.act(case.asker(), following.write_reply, case.plan.say(case.plan.story.thread[1].text), None)


def proposed(case: Case) -> Journey:
    """Leave the ending waiting for the teacher."""
    kinds = [line.kind for line in case.plan.story.thread]
    yield from answered(case) if kinds[1:2] == ["answer"] else question(case)
    yield case.later(2, 4)
    if case.status() == "pending_requester":
        case.act(case.owner, waiting.resume_ticket)
    end = case.plan.story.ending
    steps.propose(case, end.cause, end.fix, end.closure or "fixed")


def fixed(case: Case) -> Journey:
    """Leave it fixed, for the requester to say that it works."""
    yield from answered(case)
    yield case.later(2, 4)
    end = case.plan.story.ending
    steps.propose(case, end.cause, end.fix, end.closure or "fixed")
    case.crew.drop(case.tech, case.number)


def reopened(case: Case) -> Journey:
    """Leave it opened again."""
    yield from fixed(case)
    yield case.later(60, 200)
    case.act(case.asker(), following.reopen_ticket, STILL, None)
    if case.tech is not None:
        case.crew.take(case.tech, case.number)


def part(case: Case) -> Journey:
    """Leave it waiting for a part."""
    yield from question(case)
    yield case.later(1, 3)
    if case.status() == "pending_requester":
        case.act(case.owner, waiting.resume_ticket)
    case.act(case.owner, waiting.put_off, "part", None, case.plan.say(case.plan.story.ending.found))


def passed(case: Case) -> Journey:
    """Leave it passed on, for the technician to take."""
    yield from question(case)
    yield case.later(3, 6)
    steps.hand_to_adult(case)


def taken(case: Case) -> Journey:
    """Leave it with the technician."""
    yield from passed(case)
    yield case.later(3, 6)
    case.act(case.technician(), escalations.accept_escalation)


def solved_back(case: Case) -> Journey:
    """Leave it back with its student, with a worked solution to try."""
    yield from taken(case)
    yield case.later(40, 150)
    case.act(case.technician(), escalations.send_back, case.plan.say(case.plan.story.ending.solution))
    if case.tech is not None:
        case.crew.take(case.tech, case.number)


def untouched(_case: Case) -> Journey:
    """Leave it as it was asked."""
    yield clock.now() + NEVER


def kept(case: Case) -> Journey:
    """Leave it with the technician, who is at it."""
    yield case.later(3, 8)
    case.act(case.technician(), triage.keep_ticket)


STATES: dict[str, Callable[[Case], Journey]] = {
    "claimed": claimed,
    "shown": shown,
    "drafted": drafted,
    "returned": returned,
    "question": question,
    "answered": answered,
    "proposed": proposed,
    "fixed": fixed,
    "reopened": reopened,
    "part": part,
    "passed": passed,
    "taken": taken,
    "solved_back": solved_back,
}
ADULTS: dict[str, Callable[[Case], Journey]] = {"free": untouched, "asked": untouched, "kept": kept}
