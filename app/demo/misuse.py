"""Let some techs of the demo do what a reviewing teacher should find: some of it talked over, some still open."""

from contextlib import suppress
from datetime import datetime, timedelta

from app.audit.work import begin, look
from app.demo.crew import Crew
from app.demo.people import SIBLING_OF
from app.demo.play import Journey
from app.demo.stage import Stage
from app.demo.stories.load import load_misuse
from app.demo.stories.model import Misuse
from app.helpdesk.desk.services import list_queue
from app.helpdesk.drafts.services import write_note
from app.helpdesk.reveal.services import ask_to_see
from app.helpdesk.search.services import search_tickets
from app.helpdesk.tickets import services as tickets
from app.helpdesk.tickets.page import read_page
from app.helpdesk.words import WORKED
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.frozen import dataclass

MOST_WAITS = 5
EVENING, SATURDAY = 20 * 60 + 38, 11 * 60
FIRST_NAME, PURPOSE = "first_name", "greet"
# Who did what, how many school days before the last one; what is older than two weeks was talked over.
CAST: tuple[tuple[str, int, int], ...] = (
    ("misuse_search_classmate", 5, 31),
    ("misuse_reveal_twice", 6, 26),
    ("misuse_weekend_list", 7, 22),
    ("misuse_walk_through", 7, 18),
    ("misuse_reveal_no_note", 2, 14),
    ("misuse_off_shift", 3, 4),
    ("misuse_search_classmate", 7, 3),
    ("misuse_reveal_no_note", 5, 4),
    ("misuse_off_shift", 6, 2),
    ("misuse_relative", SIBLING_OF, 1),
)


@dataclass(frozen=True)
class Done:
    """Remember who did which misuse when, so that the teacher's words fit."""

    tech: int
    case: Misuse
    low: datetime
    high: datetime


def start_misuse(stage: Stage, crew: Crew) -> None:
    """Let each case happen at its time."""
    cases = {case.key: case for case in load_misuse()}
    for key, tech, back in CAST:
        if len(stage.times.days) > back + 1:
            case = cases[key]
            at = _moment(stage, case, tech, back)
            stage.play.start(at, misuse(stage, crew, case, tech))


def _moment(stage: Stage, case: Misuse, tech: int, back: int) -> datetime:
    day = stage.times.days[-1 - back]
    if case.when == "evening":
        return stage.times.at(day, EVENING)
    if case.when == "weekend":
        return stage.times.at(day + timedelta(days=5 - day.weekday()), SATURDAY)
    return stage.times.at(day, stage.times.periods[stage.times.period_of_tech(tech)].starts + 9)


def misuse(stage: Stage, crew: Crew, case: Misuse, tech: int) -> Journey:
    """Do one misuse, act by act."""
    gap = case.spread_minutes / max(case.count - 1, 1)
    begun = clock.now()
    crew.misuse.append(Done(tech, case, begun - timedelta(minutes=1), begun + timedelta(hours=3)))
    targets = _targets(stage, crew, case, tech)
    for place in range(case.count):
        if place:
            yield stage.after(gap)
        if case.act == "reveal":
            yield from _reveal(stage, crew, case, tech, place)
        elif case.act == "search":
            _search(stage, crew, tech, place)
        elif case.act == "list_tickets":
            with look(crew.actor(tech)) as work:
                list_queue(work, category="wifi" if place % 2 else "display")
        elif targets:
            with suppress(NotFound):  # a relative's ticket is not there; the try is in the trail
                read_page(crew.actor(tech), targets[place % len(targets)])


def _targets(stage: Stage, crew: Crew, case: Misuse, tech: int) -> list[str]:
    """Return the tickets that are none of the tech's business."""
    if case.target == "ticket_of_a_relative_of_the_tech":
        return crew.numbers_of(stage.people.sibling.sid)[-1:]
    numbers = [
        number for other, held in sorted(crew.held.items()) if other != tech for number in sorted(held)
    ]
    if case.count > 5:
        return [number for number in crew.asked if number not in crew.held.get(tech, ())][-case.count :]
    return (numbers or crew.asked)[-case.count :]


def _reveal(stage: Stage, crew: Crew, case: Misuse, tech: int, place: int) -> Journey:
    """Have a name shown on an own open ticket, and write a note for the first one where the case has one."""
    own = _own_open(stage, crew, tech)
    for _ in range(MOST_WAITS if place == 0 else 0):
        if own:
            break
        slot = stage.times.next_slot(clock.now() + timedelta(hours=1), stage.times.period_of_tech(tech))
        yield stage.play.end + timedelta(days=1) if slot is None else slot[0] + timedelta(minutes=31)
        own = _own_open(stage, crew, tech)
    if not own:
        return
    with begin(crew.actor(tech)) as work:
        ask_to_see(work, own[0], FIRST_NAME, PURPOSE, "To call them over to the counter.")
    if case.note and place == 0:
        yield stage.after(4)
        with begin(crew.actor(tech)) as work:
            write_note(work, own[0], case.note)


def _own_open(stage: Stage, crew: Crew, tech: int) -> list[str]:
    """Return the tickets that a tech owns and works on now."""
    with look(stage.system()) as work:
        rows = [tickets.find(work, number) for number in sorted(crew.held.get(tech, ()))]
    mine = crew.actor(tech).person_id
    hidden = [row for row in rows if row.requester_kind != "staff"]
    return [str(row.number) for row in hidden if row.status in WORKED and row.owner_id == mine]


def _search(stage: Stage, crew: Crew, tech: int, place: int) -> None:
    """Search for a classmate, each time spelled a little differently."""
    friend = stage.people.pupils[-1 - tech]
    words = (
        friend.given,
        f"{friend.given} {friend.family}",
        friend.family,
        friend.nick,
        friend.given.lower(),
    )
    with look(crew.actor(tech)) as work:
        search_tickets(work, words[place % len(words)])
