"""Write the steps that journeys are made of: ask, claim, speak, wait for a check, answer, finish."""

from datetime import timedelta

from app.demo.case import NEVER, Case
from app.demo.play import Journey
from app.demo.school import NUMBERS
from app.demo.stories.fill import is_personal
from app.helpdesk.attachments.drawing.anew import Drawn
from app.helpdesk.drafts import checking
from app.helpdesk.drafts.services import Reply, send_reply, write_note
from app.helpdesk.escalations import services as escalations
from app.helpdesk.intake import services as intake
from app.helpdesk.intake.asked import Asked
from app.helpdesk.intake.counter import services as counter
from app.helpdesk.intake.following import services as following
from app.helpdesk.resolutions import services as resolutions
from app.helpdesk.resolutions.services import Ending
from app.helpdesk.reveal.policy import FIRST_NAME
from app.helpdesk.reveal.services import ask_to_see
from app.helpdesk.tickets.page import read_page
from app.helpdesk.tickets.services import claim_ticket, mark_steps
from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel import clock
from app.kernel.errors import Invalid, NotFound
from app.privacy.invitations import finds_invitation
from app.privacy.text.masker import finds_contact

BREATH = timedelta(seconds=50)
ASKED_AS = {"dell_repair": "other"}  # what a requester cannot pick comes as something else
RETURNS = {"tone": ("rude", "short", "tone", "kind"), "promise": ("promise",), "private": ("name", "private")}


def ask(case: Case, files: tuple[Drawn, ...] = ()) -> None:
    """Ask for help: on one's own page (with files), at the counter, or by phone with the technician."""
    case.number = _asked(case, files)
    case.crew.note_asked(case.number, case.plan.asker.sid, case.plan.story.sensitive)


def _asked(case: Case, files: tuple[Drawn, ...]) -> str:
    plan = case.plan
    tech = case.crew.at_counter(case.chance, plan.asker.sid) if plan.channel == "counter" else None
    if tech is not None and plan.asker.number and not _holds_contact(plan.text):
        return _at_counter(case, tech)
    asked = Asked(
        requester_id=case.stage.ids[plan.asker.sid],
        requester_kind=plan.asker.kind,
        category_code=ASKED_AS.get(plan.story.category, plan.story.category),
        text=plan.text,
        room_id=case.stage.rooms.get(plan.room),
        device_tag=plan.tag or None,
        sensitive=plan.story.sensitive,
        channel="phone" if plan.channel == "phone" else "web",
        title=plan.say(plan.story.title),
        began=case.chance.choice(("", "", "Today", "Yesterday", "This week", "It comes and goes")),
        files=files,
    )
    by_phone = plan.channel == "phone"
    actor = case.technician() if by_phone else case.asker()
    return str(case.read(actor, lambda work: intake.open_ticket(work, asked)))


def _holds_contact(text: str) -> bool:
    """Tell whether a technician may not write a text down: it then comes from the requester's own page."""
    return bool(finds_contact(text, NUMBERS)) or finds_invitation(text)


def _at_counter(case: Case, tech: int) -> str:
    plan, actor = case.plan, case.crew.actor(tech)
    with clock.at(clock.now() - BREATH):  # typing it up takes a moment
        slip = counter.match_number(actor, plan.asker.number)
    category = ASKED_AS.get(plan.story.category, plan.story.category)
    entry = counter.Entry(category, plan.text, case.stage.rooms.get(plan.room), plan.tag or None, None)
    return counter.enter_ticket(actor, slip, entry).number


def claim(case: Case) -> Journey:
    """Wait in the queue until a tech who may takes it."""
    yield case.at_school(1, 12)
    while case.tech is None:
        case.tech = case.crew.pick(case.chance, case.category, case.plan.asker.sid)
        if case.tech is None:
            slot = case.stage.times.next_slot(clock.now())
            yield (
                clock.now() + NEVER
                if slot is None
                else slot[1] + timedelta(minutes=case.chance.uniform(5, 9))
            )
    case.crew.take(case.tech, case.number)
    read_page(case.owner, case.number)
    yield clock.now() + BREATH
    case.act(case.owner, claim_ticket)


def check(case: Case, share: float = 1.0) -> None:
    """Tick off the steps of the checklist up to a share of it."""
    from app.helpdesk.catalog.content.load import load_catalog

    found = next(one for one in load_catalog().categories if one.code == case.category)
    wanted = max(1, round(len(found.checklist) * share))
    if wanted > case.steps:
        case.steps = wanted
        case.act(case.owner, mark_steps, set(range(1, wanted + 1)))


def speak(case: Case, text: str, waits: bool = False, first: bool = False) -> Journey:
    """Send a reply; where it must be checked, wait until it went out."""
    draft = case.plan.story.draft
    said, pending = case.plan.say(text), "answer" if waits else ""
    typed = case.plan.say(draft.bad) if first and draft.bad and _is_checked(case) else said
    outcome = case.act(case.owner, send_reply, Reply(typed, pending=pending))
    if outcome == "waiting":
        yield from _checked(case, typed, said, pending)


def _is_checked(case: Case) -> bool:
    return case.owner.rung == "apprentice"


def _checked(case: Case, typed: str, said: str, pending: str) -> Journey:
    """Wait for whoever checks it: they send it, send it edited, or return it, and it is written anew."""
    draft = case.plan.story.draft
    yield case.at_school(3, 22)
    if typed != said and draft.quality == "returned":
        _returned(case, draft.reason)
        yield from case.work(4, 9)
        if case.act(case.owner, send_reply, Reply(said, pending=pending)) != "waiting":
            return
        yield case.at_school(2, 15)
        typed = said
    edit = (said,) if typed != said else ()
    by_peer = not edit or not is_personal(said)
    if not _approved(case, checker(case, peers=by_peer), edit):
        yield case.at_school(3, 30)
        _approved(case, case.teacher(), (said,))


def _returned(case: Case, reason: str) -> None:
    """Return a reply with a reason; the teacher does where the trainer may not read the ticket."""
    told = (reason_code(reason), reason)
    try:
        case.act(checker(case, peers=True), checking.return_draft, *told)
    except NotFound:
        case.act(case.teacher(), checking.return_draft, *told)


def _approved(case: Case, actor: Actor, edit: tuple[str, ...]) -> bool:
    """Send a reply, edited or as it is; tell whether it went out, or a teacher must decide."""
    try:
        return bool(case.act(actor, checking.approve_draft, *edit) != "teacher")
    except (
        Invalid,
        NotFound,
    ):  # a peer's edit must not hold what would be hidden; a trainer reads not every ticket
        if actor.staff:
            raise
        return False


def checker(case: Case, peers: bool) -> Actor:
    """Return who checks what the owner wrote: their peer trainer if on shift, else a teacher."""
    assert case.tech is not None  # noqa: S101
    trainer = case.crew.trainer_of(case.tech) if peers else None
    return case.teacher() if trainer is None else case.crew.actor(trainer)


def reason_code(words: str) -> str:
    """Return the reason for a return that fits its words best."""
    folded = words.lower()
    return next((code for code, signs in RETURNS.items() if any(sign in folded for sign in signs)), "unclear")


def note(case: Case, text: str) -> None:
    """Pin a note for the team."""
    case.act(case.owner, write_note, case.plan.say(text))


def answer(case: Case, text: str) -> Journey:
    """Let the requester answer after a while."""
    yield case.later(4, 70)
    case.act(case.asker(), following.write_reply, case.plan.say(text), None)


def greet(case: Case) -> Journey:
    """Have the first name shown to call somebody to the counter, and note that it was used."""
    yield from case.work(1, 3)
    case.act(case.owner, ask_to_see, FIRST_NAME, "greet", "I call them to the counter by name.")
    yield clock.now() + 2 * BREATH
    note(case, case.chance.choice(GREETED))


GREETED = (
    "Called them to the counter by first name. They showed me what happens.",
    "They came in when I called. We looked at it together at the counter.",
    "Met them at the counter in this period. The device stays with us until the next one.",
)


def talk(case: Case) -> Journey:
    """Go through the story's thread, in order."""
    thread = case.plan.story.thread
    if case.plan.channel == "counter" and case.plan.asker.kind == "student" and case.chance.random() < 0.4:
        yield from greet(case)
    first = True
    for place, line in enumerate(thread):
        if line.kind == "answer":
            yield from answer(case, line.text)
        elif line.kind == "note":
            yield from case.work(2, 9)
            check(case, 0.7)
            note(case, line.text)
        else:
            yield from case.work(2, 8)
            check(case, 0.35)
            asks = place + 1 < len(thread) and thread[place + 1].kind == "answer" and "?" in line.text
            yield from speak(case, line.text, waits=asks, first=first)
            first = False


def finish(case: Case, cause: str, fix: str, code: str) -> Journey:
    """Say how it ended, and wait for the review where there is one."""
    yield from case.work(3, 12)
    read_page(case.owner, case.number)
    yield clock.now() + BREATH
    if propose(case, cause, fix, code) == "in_review":
        yield from _reviewed(case, cause, fix, code)
    case.crew.drop(case.tech, case.number)


def propose(case: Case, cause: str, fix: str, code: str) -> str:
    """Let the owner say how it ended; return where the ticket stands then."""
    check(case)
    ending = Ending(case.plan.say(cause), case.plan.say(fix), code)
    return str(case.act(case.owner, resolutions.propose, ending))


def _reviewed(case: Case, cause: str, fix: str, code: str) -> Journey:
    yield case.at_school(20, 300)
    teacher = case.teacher()
    if case.chance.random() < 0.06:
        case.act(teacher, resolutions.return_ending, case.chance.choice(RETURN_WORDS))
        yield from case.work(4, 10)
        if propose(case, cause, fix, code) != "in_review":  # they rose meanwhile: it is read afterwards
            return
        yield case.at_school(15, 200)
    case.act(teacher, resolutions.accept)


RETURN_WORDS = (
    "Tell them how they can see by themselves that it works now. Then it can go out.",
    "The fix is right. Say the cause in words that a sixth grader knows.",
    "Which of the steps was it that fixed it? Name that one, so that the next tech can start there.",
    "Please test it once more with the person's own account before this goes out.",
)


def hand_to_adult(case: Case) -> None:
    """Pass the ticket to an adult with what was found and tried."""
    story = case.plan.story
    tried = ". ".join([story.ending.found.rstrip("."), *story.tries])
    case.act(case.owner, escalations.pass_on, story.ending.escalation, case.plan.say(f"{tried}."))
    case.crew.drop(case.tech, case.number)


def pass_on(case: Case) -> Journey:
    """Pass it to an adult, who works on it and sends a solution back."""
    yield from case.work(3, 10)
    hand_to_adult(case)
    yield case.at_school(10, 160)
    actor = case.technician()
    assert actor.can(Can.SOLVE_ESCALATIONS)  # noqa: S101
    read_page(actor, case.number)
    case.act(actor, escalations.accept_escalation)
    yield case.at_school(25, 420)
    case.act(actor, escalations.send_back, case.plan.say(case.plan.story.ending.solution))
    if case.tech is not None:
        case.crew.take(case.tech, case.number)


TOLD_ELSEWHERE = 0.06


def confirm(case: Case, share: float = 0.45) -> Journey:
    """Let some requesters say that it works, and a few tell an adult; the others' tickets close by themselves."""
    drawn = case.chance.random()
    if drawn < share:
        yield case.later(30, 900)
        case.act(case.asker(), following.confirm_fix)
    elif drawn < share + TOLD_ELSEWHERE:
        yield case.at_school(30, 900)
        case.act(case.teacher(), resolutions.confirm_for, "in_person" if drawn * 1000 % 3 > 1 else "seen")
