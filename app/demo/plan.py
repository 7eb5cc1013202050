"""Plan the term's tickets: which story, in whose words, when, about which device. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from app.demo.devices import Fleet
from app.demo.fillings import Asker, filling
from app.demo.names.load import load_school
from app.demo.people import TECHS, Adult, People, Pupil
from app.demo.scene import requester_card
from app.demo.stories.fill import fill_text
from app.demo.stories.load import load_stories
from app.demo.stories.model import Story
from app.demo.timetable import Timetable
from app.kernel.frozen import dataclass

MOST_USES = 5
FIRST_DAYS = 4  # the team learns first
CHANNELS = ("web", "web", "web", "web", "web", "web", "counter", "counter", "phone")


@dataclass(frozen=True, slots=True)
class PlannedTicket:
    """Hold one ticket to be: its story, its asker, its moment and its texts, filled."""

    place: int
    story: Story
    opening: int
    asker: Asker
    asked_at: datetime
    room: str
    tag: str
    channel: str
    values: dict[str, str]

    def say(self, text: str) -> str:
        """Return a text of the story with this ticket's values in it."""
        return fill_text(text, self.values)

    @property
    def text(self) -> str:
        """Yield the words in which it was asked."""
        return self.say(self.story.openings[self.opening].text)


def deal_openings(seed: int, tickets: int) -> list[tuple[Story, int]]:
    """Return a story and the place of one of its openings for each ticket, each as rarely as can be.

    Shape: what is used again comes weeks later, another opening of the same story too.
    Refuses: ValueError when an opening would be used more than five times.
    """
    random = Random(f"{seed}:deal")
    stories = [story for story in load_stories() if not story.sensitive]
    turn = [(story, 0) for story in random.sample(stories, len(stories))]
    for place in range(1, max(len(story.openings) for story in stories)):
        turn += [(story, place) for story, first in turn if not first and place < len(story.openings)]
    if tickets > len(turn) * MOST_USES:
        raise ValueError(f"{tickets:,} tickets need more than {MOST_USES} uses of an opening.")
    once = [
        (story, place) for story in load_stories() if story.sensitive for place in range(len(story.openings))
    ]
    rare = random.sample(once, min(len(once), tickets // 40))
    dealt = [turn[place % len(turn)] for place in range(tickets - len(rare))]
    for one in rare:
        dealt.insert(random.randrange(len(dealt) + 1), one)
    return dealt


def plan_tickets(
    seed: int, dealt: Sequence[tuple[Story, int]], people: People, fleet: Fleet, times: Timetable
) -> list[PlannedTicket]:
    """Return the tickets of the term in the order in which they are asked; one of the last is a tech's sister's."""
    moments = _moments(Random(f"{seed}:moments"), len(dealt), times)
    known = _known_askers(dealt, moments, times, people)
    return [
        plan_ticket(seed, place, story, opening, moment, people, fleet, known.get(place))
        for place, ((story, opening), moment) in enumerate(zip(dealt, moments, strict=True))
    ]


def _known_askers(
    dealt: Sequence[tuple[Story, int]], moments: list[datetime], times: Timetable, people: People
) -> dict[int, Pupil]:
    """Return who asks for a few tickets: the requester of the sign-in card earlier, a tech's sister at last."""
    until = times.at(times.days[-2:][0], 0)
    fits = [story.asked_by == "student" and story.ending.kind == "solved" for story, _ in dealt]
    plain = [place for place, fit in enumerate(fits) if fit and moments[place] < until]
    plain = [place for place in plain if dealt[place][0].category not in ("other", "accounts")]
    if not plain:
        return {}
    card = requester_card(people)
    return {plain[len(plain) // 3]: card, plain[len(plain) * 3 // 4]: card, plain[-1]: people.sibling}


def plan_ticket(
    seed: int, place: int, story: Story, opening: int, moment: datetime, people: People, fleet: Fleet,
    pupil: Pupil | None = None,
) -> PlannedTicket:  # fmt: skip
    """Return one ticket; its chances are its own, so that one ticket never moves another."""
    random = Random(f"{seed}:ticket:{place}")
    asker = Asker.of(pupil) if pupil else _asker(random, story, people)
    room = _room(random, story, asker)
    tag = fleet.tag_for(random, story.device, asker.sid)
    values = filling(random, asker, people, room, tag)
    channel = "web" if story.sensitive or story.where == "home" or asker.sid in _techs(people) else ""
    return PlannedTicket(
        place, story, opening, asker, moment, "" if story.where == "home" else room, tag,
        channel or random.choice(CHANNELS), values,
    )  # fmt: skip


def _techs(people: People) -> set[str]:
    return {pupil.sid for pupil in people.techs}


def _moments(random: Random, tickets: int, times: Timetable) -> list[datetime]:
    """Return so many moments within teaching periods, more of them on the first day of a week."""
    days = times.days[FIRST_DAYS:-1] if len(times.days) > FIRST_DAYS + 2 else times.days
    weights = [_busy(day, days, place) for place, day in enumerate(days)]
    found = []
    for day in random.choices(days, weights, k=tickets):
        bell = random.choice(times.periods)
        found.append(times.at(day, random.uniform(bell.starts, bell.ends - 1)))
    return sorted(found)


def _busy(day: date, days: Sequence[date], place: int) -> float:
    back = place == 0 or day - days[place - 1] > timedelta(days=1)
    return (1.6 if back else 1.0) * (0.7 if place < 10 else 1.0)


def _asker(random: Random, story: Story, people: People) -> Asker:
    if story.asked_by == "staff":
        return Asker.of(random.choice(_staff_at(people, story.where)))
    if story.asked_by == "caregiver":
        return Asker.of(random.choice(people.caregivers))
    first = 0 if random.random() < 0.03 else TECHS  # now and then a tech needs help, too
    return Asker.of(people.pupils[random.randrange(first, len(people.pupils))])


def _staff_at(people: People, place: str) -> list[Adult]:
    """Return the staff who would say this of a place: those who work in such a room, if anybody does."""
    staff = [one for one in people.staff if one.member.part == "staff"]
    there = [one for one in staff if one.member.room in _rooms().get(place, ())]
    return there or staff


@cache
def _rooms() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, tuple[str, ...]] = {}
    for room in load_school().rooms:
        kinds[room.kind] = (*kinds.get(room.kind, ()), room.code)
    return kinds


def _room(random: Random, story: Story, asker: Asker) -> str:
    rooms = _rooms()
    if asker.room and (story.where == "classroom" or asker.room in rooms.get(story.where, ())):
        return asker.room
    return random.choice(rooms.get(story.where, rooms["classroom"]))
