"""Tell how a ticket goes on: one function for each way in which a story ends."""

from collections.abc import Callable

from app.demo import adults, steps
from app.demo.case import Case
from app.demo.crew import Crew
from app.demo.plan import PlannedTicket
from app.demo.play import Journey
from app.demo.stage import Stage
from app.helpdesk.intake.following import services as following
from app.helpdesk.tickets import waiting
from app.helpdesk.words import PAUSED

ADULT_CATEGORIES = ("accounts",)
CAME = {
    "part": (
        "The part that had failed was worn out.",
        "The new part is in, and we tested it twice.",
        "replaced",
    ),
    "vendor": ("The part failed the maker's test.", "The maker's part is in, and the test passes.", "vendor"),
    "room_free": (
        "It had come loose from the wall.",
        "Fixed to the wall after school, with an adult.",
        "fixed",
    ),
    "answer": (
        "Not found. It did not happen while we looked.",
        "We asked and heard nothing back.",
        "no_reply",
    ),
}


def ticket(stage: Stage, crew: Crew, plan: PlannedTicket) -> Journey:
    """Ask for help, and follow it to the end of its story."""
    case = Case.of(stage, crew, plan)
    steps.ask(case)
    if plan.story.sensitive:
        yield from adults.sensitive(case)
    elif plan.story.category in ADULT_CATEGORIES:
        yield from adults.account(case)
    else:
        for_students = True
        if plan.story.category == "other" or plan.story.category in steps.ASKED_AS:
            for_students = yield from adults.triaged(case)
        if for_students:
            yield from ENDINGS[plan.story.ending.kind](case)


def solved(case: Case) -> Journey:
    """Claim it, talk it over, fix it; what the maker must send takes its days."""
    end = case.plan.story.ending
    yield from steps.claim(case)
    yield from steps.talk(case)
    if end.closure == "vendor":
        yield from _until_it_came(case, "vendor")
    yield from steps.finish(case, end.cause, end.fix, end.closure or "fixed")
    yield from steps.confirm(case)


def escalated(case: Case) -> Journey:
    """Claim it, find out that it needs an adult, learn from the solution, and finish it oneself."""
    end = case.plan.story.ending
    yield from steps.claim(case)
    yield from steps.talk(case)
    yield from steps.pass_on(case)
    yield from steps.finish(case, end.found, end.solution, end.closure or "fixed")
    yield from steps.confirm(case)


def waits(case: Case) -> Journey:
    """Claim it, and let it wait for a part, a vendor, a room or an answer; then finish it."""
    pending = case.plan.story.ending.pending or "answer"
    yield from steps.claim(case)
    yield from steps.talk(case)
    yield from _until_it_came(case, pending)
    cause, fix, code = CAME[pending]
    yield from steps.finish(case, cause, fix, code)


def _until_it_came(case: Case, pending: str) -> Journey:
    """Let it wait some school days, and take it in hand again."""
    yield from case.work(2, 6)
    if pending != "answer":
        case.act(case.owner, waiting.put_off, pending, None, case.plan.story.ending.found)
    yield case.at_school(4 * 24 * 60, 9 * 24 * 60)
    yield from case.work(2, 6)
    if case.status() in PAUSED:
        case.act(case.owner, waiting.resume_ticket)


def withdrawn(case: Case) -> Journey:
    """Be taken back by the one who asked, with or without a reply before."""
    lines = case.plan.story.thread
    if lines[0].kind == "reply":
        yield from steps.claim(case)
        yield from case.work(2, 6)
        yield from steps.speak(case, lines[0].text, waits=True, first=True)
    yield case.later(6, 40)
    case.act(case.asker(), following.write_reply, case.plan.say(lines[-1].text), None)
    case.act(case.asker(), following.withdraw_ticket)
    case.crew.drop(case.tech, case.number)


def reopened(case: Case) -> Journey:
    """Seem fixed, come back, and be fixed for good."""
    end = case.plan.story.ending
    yield from steps.claim(case)
    yield from steps.talk(case)
    yield from steps.finish(case, end.cause, end.fix, end.closure or "fixed")
    yield case.at_school(24 * 60, 3 * 24 * 60)
    case.act(case.asker(), following.reopen_ticket, case.plan.say(end.reopening), None)
    if case.tech is not None:
        case.crew.take(case.tech, case.number)
    yield from case.work(5, 12)
    yield from steps.finish(case, end.found, end.solution, end.closure or "fixed")
    yield from steps.confirm(case, 0.8)


ENDINGS: dict[str, Callable[[Case], Journey]] = {
    "solved": solved,
    "escalated": escalated,
    "waiting": waits,
    "withdrawn": withdrawn,
    "reopened": reopened,
}
