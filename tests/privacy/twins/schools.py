"""Three schools from one seed: a plain one, one with other names, one with tickets that no student may know of."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any

from app.kernel import clock, db
from app.school.people import feeder
from tests.cast import ZONE
from tests.postgres_server import own_address
from tests.privacy.acts import ABSENT, ACTS
from tests.privacy.twins.reach import STUDENTS
from tests.privacy.twins.run import Run
from tests.privacy.worlds import Named, World, raise_world
from tests.web.intake.arrange import ask, school_day

# Longer, shorter, of other letters; and a requester who has the family name of a tech, which is no family.
NAMES: Named = {
    "maria": ("Maximiliana", "Szczepankiewicz", "5551234"),
    "cy": ("Thaddeus", "Brzezinskiewicz", "5559876"),
    "tomo": ("Ott", "Ek", "5554242"),
    "bo": ("Wojciech", "Grzegorzewski", "5557001"),
    "ines": ("Xu", "Ngo", "5557002"),
    "lax": ("Bik", "Phu", "5557003"),
    "olu": ("Þórunn", "Ásgeirsdóttir", "5557004"),
    "lea": ("Leokadia", "Szczepankiewicz", "5557005"),
    "vera": ("Wilhelmina", "Featherstonehaugh", "5557006"),
}
PRIVATE = (
    {"text": "Private: it is about my grades.", "sensitive": "y"},
    {"text": "My Chromebook is slow, and I want to kill myself."},
    {"text": "I would like to talk to somebody.", "category": "counselor"},
)
TRIES = 2
PAGES = (
    "/hand-back",
    "/wait",
    "/pass-on",
    "/files/1",
    "/files/1/1",
    "/files/1/released/1",
    "/reveal",
    "/shown/left",
)
ORDINARY = (
    {"text": "My Chromebook drops off JCM-Student.", "category": "wifi"},
    {"text": "The screen of my Chromebook flickers.", "category": "display"},
)


def typed(world: World, name: str) -> str:
    """Return what somebody asks, naming themselves and a friend; a student tech reads their own words, so no name."""
    if name in STUDENTS:
        return "My Chromebook drops off JCM-Student in 118. It says ERR_NAME_NOT_RESOLVED."
    _, given, family, number = world.people[name]
    _, friend, friends, _ = world.people["cy"]
    own = f"I am {given} {family}, number {number}. " if number else ""
    return (
        f"My Chromebook drops off JCM-Student in 118. {own}{friend} {friends} has it too. Write to "
        f"{given.lower()}.{family.lower()}@example.org. It says ERR_NAME_NOT_RESOLVED."
    )


@contextmanager
def schools(folder: Path) -> Iterator[Run]:
    """Raise the three; afterwards the process is as it was."""
    earlier, start = db.use_engines({}), school_day(hour=8)
    kinds: tuple[tuple[str, Named, bool], ...] = (
        ("the first school", {}, True),
        ("the school with other names", NAMES, True),
        ("the school with hidden tickets", {}, False),
    )
    with ExitStack() as stack:
        worlds = []
        for place, (label, names, exact) in enumerate(kinds):
            own = folder / str(place)
            own.mkdir()
            worlds.append(raise_world(own, names, start, label, exact, stack.enter_context(own_address())))
            stack.callback(worlds[-1].close)
        run = Run(worlds, start, typed)
        run.everywhere(_keep_apart)
        for name, action in (("bo", "reply"), ("ines", "reply"), ("bo", "resolve")):
            run.trust(name, action)
        for name in ("maria", "tomo", "brandt", "cy"):
            run.ask(name, "wifi")
        yield run
    db.use_engines(earlier)
    feeder.forget()


def _keep_apart(world: World, _place: int) -> None:
    """Keep Vera apart from every student tech, so that all she asks is hidden from them."""
    for name in STUDENTS:
        two = {"first": world.people["vera"][3], "second": world.people[name][3]}
        data = {**two, "reason": "safety", "starts_on": "2020-01-01"}
        answer = world.of("okafor").post("/teach/apart", data=data)
        assert answer.status_code == 303, answer.get_data(as_text=True)[:800]


def hide(run: Run, chance: Random) -> None:
    """Let something happen that no student may know of, in the school with hidden tickets alone; then let a student
    who has the number try it, which elsewhere is the number of no ticket."""
    private = chance.random() < 0.5
    who = chance.choice(("maria", "brandt", "tomo")) if private else "vera"
    said: dict[str, Any] = chance.choice(PRIVATE if private else ORDINARY)

    def act(world: World, _place: int) -> str:
        for adult in (
            "okafor",
            "reyes",
            "dana",
        ):  # who signs in here alone signs in elsewhere at another time
            world.of(adult).get("/my")
        world.of(who).get("/my")
        if world.people["maria"][1] == NAMES["maria"][0]:
            _keep_records(world)
        if world.exact:
            return ABSENT
        number = ask(world.of(who), world.school, **said)
        (_private if private else _of_vera)(world, number)
        return number

    _pry(run, chance.choice([name for name in STUDENTS if name != who]), run.everywhere(act), chance)


def _pry(run: Run, name: str, numbers: list[str], chance: Random) -> None:
    for way in chance.sample(sorted(ACTS), TRIES):
        run.act(name, "POST", [f"/desk/tickets/{number}/{way}" for number in numbers], ACTS[way])
    for way in ("", *chance.sample(PAGES, TRIES)):
        run.act(name, "GET", [f"/desk/tickets/{number}{way}" for number in numbers])
    run.act(name, "GET", [f"/desk/search?q={number}" for number in numbers])
    run.act(name, "POST", ["/desk/call"] * len(numbers), lambda _world, place: {"number": numbers[place]})


def _keep_records(world: World) -> None:
    """Let the officer of the school with other names keep records of people, which lie beside what students read."""
    officer, who = world.of("reyes"), world.school.people
    asked = {"asked_by": "Rosa", "received_on": clock.now().astimezone(ZONE).date().isoformat()}
    posts = (
        ("/office/holds", {"matter": "Case", "why": "A court.", "scope": "person", "person": who["maria"]}),
        (f"/office/records/{who['cy']}/request", asked | {"asker": "guardian", "how": "paper"}),
        (f"/office/records/{who['maria']}/amendment", asked | {"what": "A screen.", "wanted": "None."}),
    )
    for path, form in posts:
        answer = officer.post(path, data=form)
        assert answer.status_code == 303, answer.get_data(as_text=True)[:800]
    signed = {"signed_on": asked["received_on"], "name": "Rosa Quillfeather", "relation": "aunt"}
    place = f"/teach/cadres/{world.school.cadre_id}/members/{who['bo']}/guardian"
    assert world.of("okafor").post(place, data=signed).status_code == 303


def _private(world: World, number: str) -> None:
    teacher = world.of("okafor")
    teacher.get(f"/teach/tickets/{number}")
    teacher.post(f"/teach/waiting/{number}/keep")
    teacher.post(f"/teach/tickets/{number}/reply", data={"reply": "I look after it myself."})


def _of_vera(world: World, number: str) -> None:
    dana = world.of("dana")
    dana.post(f"/desk/tickets/{number}/claim")
    dana.post(f"/desk/tickets/{number}/note", data={"note": "Chromebook: restarted it."})
