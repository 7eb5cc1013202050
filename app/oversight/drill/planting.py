"""Plant stories among the honest shifts: each in a shift of its own, by people chosen by the seed."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from app.audit.tags import Tag
from app.kernel.ids import new_id
from app.oversight.drill.acts import Place, event_of, known_act
from app.oversight.drill.honest import Acted, ShiftKey
from app.oversight.drill.model import Act, Story, StoryError
from app.oversight.drill.school import FIRST, HOLIDAY, PERIODS, DrillSchool, at_minute
from app.school.apart.models import KeptApart
from app.school.cadres.models import TrainingLink
from app.school.people.models import Enrollment, Guardian, SchoolClass

SHOWN, TAKEN = timedelta(minutes=10), ("copy", "print")
_BASE = {"before_school": 6 * 60 + 20, "evening": 20 * 60 + 30, "weekend": 11 * 60, "holiday": 10 * 60}


@dataclass
class Planted:
    """One story as it was planted. Shape: events are those that count as misuse."""

    story: Story
    name: str
    shift: ShiftKey
    events: list[str] = field(default_factory=list)


class _Planting:
    """One story being planted."""

    def __init__(self, school: DrillSchool, story: Story, shift: ShiftKey) -> None:
        self.school, self.story, self.shift = school, story, shift
        self.people: dict[str, int] = {}
        self.tickets: dict[str, list[Place]] = {}
        mine = school.period_of[shift.person]
        adult = story.cast[story.main].role not in ("tech", "trainer")
        others = [one for one in school.techs if adult or one != shift.person]
        school.chance.shuffle(others)
        others.sort(key=lambda one: school.period_of[one] == mine)  # who shares the shift comes first
        for name, cast in story.cast.items():
            if name == story.main and cast.role in ("tech", "trainer"):
                self.people[name] = shift.person
            elif cast.role in ("tech", "trainer"):
                self.people[name] = others.pop()
            elif cast.role in school.adults:
                self.people[name] = school.adults[cast.role]
        for name, cast in story.cast.items():
            if cast.role == "requester":
                self.people[name] = self._requester(cast.relation, cast.to)
            if cast.role == "trainer" and cast.to:
                self._train(name, cast.to)

    def _requester(self, relation: str, to: str) -> int:
        school, close = self.school, self.people[to or self.story.main]
        if relation == "self":
            return close
        if relation in ("staff", "caregiver"):
            person = school.person(relation)
        else:
            person = school.person(family=school.family_of(close) if relation == "same_name" else "")
        if relation == "caregiver":
            school.put(Guardian, id=new_id(), student_id=close, caregiver_id=person)
        if relation == "child":
            school.put(Guardian, id=new_id(), student_id=person, caregiver_id=close)
        if relation == "sibling":
            parent = school.person("caregiver")
            for child in (close, person):
                school.put(Guardian, id=new_id(), student_id=child, caregiver_id=parent)
        if relation == "classmate":
            self._class(close, person)
        if relation == "keep_apart":
            school.put(
                KeptApart, id=new_id(), first_id=close, second_id=person, reason="conflict",
                starts_on=FIRST, made_at=at_minute(FIRST, 0), made_by=school.adults["officer"],
            )  # fmt: skip
        return person

    def _class(self, one: int, other: int) -> None:
        room = new_id()
        about = {"site_id": self.school.site_id, "sourced_id": str(room), "title": "Class"}
        self.school.put(SchoolClass, id=room, **about)
        for person in (one, other):
            self.school.put(Enrollment, id=new_id(), class_id=room, person_id=person, role="student")

    def _train(self, trainer: str, trainee: str) -> None:
        pair = {"trainer_id": self.people[trainer], "trainee_id": self.people[trainee]}
        known = self.school.rows.get(TrainingLink, ())
        if any(pair.items() <= row.items() for row in known):  # two stories may draw the same two
            return
        self.school.put(TrainingLink, id=new_id(), cadre_id=self.school.cadre_id, starts_on=FIRST, **pair)

    def base(self) -> tuple[date, float]:
        """Return the day and the minute from which the story's times are counted."""
        day, period = self.shift.day, self.school.period_of[self.shift.person]
        if self.story.when == "shift":
            return day, PERIODS[period][1]
        if self.story.when == "other_period":
            return day, PERIODS[(period + 3) % len(PERIODS)][1]
        if self.story.when == "weekend":
            day = date.fromordinal(day.toordinal() + 5 - day.weekday())
        if self.story.when == "holiday":
            day = HOLIDAY
        return day, _BASE[self.story.when]


def plant(school: DrillSchool, acted: Acted, stories: tuple[Story, ...]) -> list[Planted]:
    """Plant every story as often as it says, each in a shift that no other story has.

    Refuses: StoryError when there are more stories than shifts.
    """
    free = [ShiftKey(person, day) for day in school.days[5:-3] for person in school.techs]
    school.chance.shuffle(free)
    planted: list[Planted] = []
    for story in stories:
        if not all(known_act(act.act) for act in story.acts):
            continue
        for time in range(story.times):
            if not free:
                raise StoryError("There are more stories than shifts to plant them in.")
            planted.append(_plant_one(school, acted, story, f"{story.key}#{time + 1}", free.pop()))
    return planted


def _plant_one(school: DrillSchool, acted: Acted, story: Story, name: str, shift: ShiftKey) -> Planted:
    planting, made = _Planting(school, story, shift), Planted(story, name, shift)
    day, base = planting.base()
    for key, plan in story.tickets.items():
        planting.tickets[key] = [_ticket(planting, acted, plan, day, base, made) for _ in range(plan.count)]
    for act in story.acts:
        for turn in range(act.repeat):
            _act(planting, acted, made, act, turn, day, base)
    if not story.misuse:
        _move_over(acted, made)
    return made


def _move_over(acted: Acted, made: Planted) -> None:
    """Let the rest of an honest shift go on at the machine to which its story moved."""
    mine = [row for row in acted.events if acted.planted.get(row["id"]) == made.name]
    moves = [
        row for row in mine if row["actor_id"] == made.shift.person and str(row["session_id"]).endswith("2")
    ]
    if not moves:
        return
    first = min(moves, key=lambda row: row["occurred_at"])
    for row in acted.events:
        if acted.honest.get(row["id"]) == made.shift and row["occurred_at"] >= first["occurred_at"]:
            row["session_id"] = first["session_id"]


def _ticket(planting: _Planting, acted: Acted, plan: Any, day: date, base: float, made: Planted) -> Place:
    school, requester = planting.school, planting.people[plan.requester]
    owner = planting.people[plan.owner] if plan.owner else None
    site = school.other_site_id if plan.site == "other" else school.site_id
    staff = planting.story.cast[plan.requester].relation == "staff"
    kind = "practice" if plan.practice else "live"
    place = Place(school.ticket(requester, owner, site_id=site, staff=staff, kind=kind), site, requester)
    asker = school.actor(requester, "requester", 0)
    before = [event_of(asker, at_minute(day, base + plan.since - 20), "ask", place)]
    if owner is not None:
        held = school.actor(owner, planting.story.cast[plan.owner].role, 0)
        before.append(event_of(held, at_minute(day, base + plan.since), "claim", place))
    acted.events += before
    return place


def _act(
    planting: _Planting, acted: Acted, made: Planted, act: Act, turn: int, day: date, base: float
) -> None:
    school, story = planting.school, planting.story
    places = planting.tickets.get(act.ticket, [Place(site_id=school.site_id)])
    person, cast = planting.people[act.actor], story.cast[act.actor]
    session = 0 if cast.role == "requester" else {"first": 1}.get(act.session, 2)
    at = at_minute(_later(school, day, act.day), base + act.at + turn * act.every)
    place = places[turn % len(places)]
    shown = {"shown": True} if act.act in TAKEN and _can_be_read(acted, person, place, at) else {}
    row = event_of(
        school.actor(person, cast.role, session),
        at,
        act.act,
        place,
        act.outcome,
        {**shown, **act.codes},
        planting.people[act.to] if act.to else None,
    )
    acted.events.append(row)
    acted.planted[row["id"]] = made.name
    if story.is_misuse(act):
        made.events.append(row["id"])


def _can_be_read(acted: Acted, person: int, place: Place, at: datetime) -> bool:
    """Tell whether somebody had a word of a ticket shown that stands on its page still, as the product records it."""
    return any(
        row["actor_id"] == person
        and row["ticket_id"] == place.ticket_id
        and row["tag"] == Tag.WORD_REVEALED
        and at - SHOWN < row["occurred_at"] <= at
        for row in reversed(acted.events)
    )


def _later(school: DrillSchool, day: date, days: int) -> date:
    """Return so many school days later."""
    if not days:
        return day
    after = [one for one in school.days if one > day]
    return after[min(days, len(after)) - 1] if after else day
