"""Made-up sequences of requests, the same in schools that differ in hidden values alone: no student can tell.

A mechanical user reads the forms of each page and fills them in; what Hypothesis draws decides who goes next, where
and with what. Short here; with CADRE_THOROUGH=1 twenty thousand requests, and every endpoint that a student reaches
answered at least twenty times.
"""

import os
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.kernel import db
from app.school.people import feeder
from tests.house.access_table import TABLE
from tests.privacy.bots import STUDENTS, Run
from tests.privacy.mechanical import ALONE
from tests.privacy.worlds import World, raise_world
from tests.web.intake.arrange import school_day

THOROUGH = os.environ.get("CADRE_THOROUGH") == "1"
EXAMPLES = 520 if THOROUGH else 24
STEPS = 40 if THOROUGH else 16
ACTS = ("claim", "reply", "note", "done")
NAMES: dict[str, tuple[str, str, str]] = {
    "maria": ("Maximiliana", "Szczepankiewicz", "5551234"),
    "cy": ("Thaddeus", "Brzezinskiewicz", "5559876"),
    "tomo": ("Ottokar", "Vandersteenhoven", "5554242"),
    "bo": ("Wojciech", "Grzegorzewski", "5557001"),
}


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


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    earlier = db.use_engines({})
    start = school_day(hour=8, minute=0)
    worlds = [raise_world(tmp_path_factory.mktemp("made"), named, start) for named in ({}, NAMES)]
    made = Run(worlds, start, typed)
    for name in ("maria", "maria", "tomo", "brandt", "cy", "maria"):
        made.ask(name, "wifi")
    made.trust("bo")
    made.trust("ines")
    yield made
    for world in worlds:
        world.close()
    db.use_engines(earlier)
    feeder.forget()


@settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    drawn=st.lists(
        st.tuples(st.sampled_from(STUDENTS), st.integers(0, 2**32)), min_size=STEPS, max_size=STEPS
    )
)
def test_no_student_can_tell_by_any_sequence(run: Run, drawn: list[tuple[str, int]]) -> None:
    run.around(Random(drawn[0][1]))
    for name, seed in drawn:
        run.step(name, Random(seed))


def reached(name: str) -> set[str]:
    """Return the endpoints of the desk that the access table opens to a student, but those that are tried alone."""
    lines = {line for line, cast in TABLE.items() if " /desk" in line and name in cast.split()}
    return {line for line in lines if not ALONE.match(line.partition(" ")[2])}


def test_the_pages_and_acts_of_the_desk_were_answered(run: Run) -> None:
    """Every page that the students were shown, twenty times each when thorough; the acts, as far as they came by them.

    What a sequence rarely reaches (a question of a teacher, work handed in again) has tests of its own.
    """
    run.look_again(20 if THOROUGH else 2)
    lines = {line for name in STUDENTS for line in reached(name)}
    answered = {line for line in lines if any(run.answered[name, line] for name in STUDENTS)}
    assert run.requests >= (20_000 if THOROUGH else 300)
    assert {f"POST /desk/tickets/<number>/{act}" for act in ACTS} <= answered
    assert len(answered) > (0.7 if THOROUGH else 0.5) * len(lines), sorted(lines - answered)


def test_the_worlds_do_differ(run: Run) -> None:
    first, second = (world.people for world in run.worlds)
    assert all(first[name] != second[name] for name in NAMES)
