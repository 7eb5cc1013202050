"""Tell what adults do with tickets that students do not see, or not yet."""

from app.demo.case import Case, Yes
from app.demo.play import Journey
from app.demo.steps import confirm
from app.helpdesk.drafts.services import Reply, send_reply
from app.helpdesk.intake.following import services as following
from app.helpdesk.intake.triage import services as triage
from app.helpdesk.resolutions import services as resolutions
from app.helpdesk.resolutions.services import Ending
from app.identity.actor import Actor


def triaged(case: Case) -> Yes:
    """Let an adult read what no rule could queue; tell whether the students go on with it."""
    story = case.plan.story
    yield case.at_school(4, 45)
    category = story.category if story.category != "other" else story.becomes or "other"
    if category == "other":
        actor = case.technician()
        case.act(actor, triage.keep_ticket)
        yield from _by_adult(case, actor)
        return False
    case.category = category
    case.act(case.teacher(), triage.queue_ticket, category)
    return True


def account(case: Case) -> Journey:
    """Let the technician help somebody to sign in."""
    yield case.at_school(3, 40)
    actor = case.technician()
    case.act(actor, triage.keep_ticket)
    yield from _by_adult(case, actor)


def sensitive(case: Case) -> Journey:
    """Let a teacher take what is private, and end it without any student."""
    yield case.at_school(2, 25)
    actor = case.teacher()
    case.act(actor, triage.keep_ticket)
    yield from _by_adult(case, actor)


def _by_adult(case: Case, actor: Actor) -> Journey:
    """Let one adult talk it over and finish it."""
    story = case.plan.story
    for line in story.thread:
        if line.kind == "reply":
            yield case.at_school(2, 20)
            case.act(actor, send_reply, Reply(case.plan.say(line.text)))
        elif line.kind == "answer":
            yield case.later(5, 90)
            case.act(case.asker(), following.write_reply, case.plan.say(line.text), None)
    yield case.at_school(15, 300)
    end = story.ending
    cause, fix = end.cause or end.found, end.fix or end.solution
    case.act(
        actor, resolutions.propose, Ending(case.plan.say(cause), case.plan.say(fix), end.closure or "fixed")
    )
    yield from confirm(case)
