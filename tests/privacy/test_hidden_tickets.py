"""Two schools alike but for tickets that no student may know of: students are answered the same, but for numbers.

The hidden ones are asked in the second school only, as private ones; an adult works on them while the students go on.
"""

import os
from collections.abc import Iterator
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.kernel import db
from app.school.people import feeder
from tests.privacy.bots import STUDENTS, Run
from tests.privacy.worlds import World, raise_world
from tests.web.intake.arrange import ask, school_day

THOROUGH = os.environ.get("CADRE_THOROUGH") == "1"
EXAMPLES, STEPS = (150, 30) if THOROUGH else (12, 14)


def typed(world: World, name: str) -> str:
    return f"My Chromebook drops off JCM-Student in 118. I am {world.people[name][1]}. ERR_NAME_NOT_RESOLVED."


def hide(run: Run, chance: Random) -> None:
    """Let something happen in the second school that no student may know of."""

    def act(world: World, place: int) -> None:
        if place == 0:
            return
        who = chance.choice(("maria", "brandt", "tomo"))
        number = ask(world.of(who), world.school, text="Private: it is about my grades.", sensitive="y")
        world.of("okafor").get(f"/teach/tickets/{number}")
        world.of("okafor").post(f"/teach/waiting/{number}/keep")
        world.of("okafor").post(f"/teach/tickets/{number}/reply", data={"reply": "I look after it myself."})

    run.everywhere(act)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    earlier = db.use_engines({})
    start = school_day(hour=8, minute=0)
    worlds = [raise_world(tmp_path_factory.mktemp("hidden"), {}, start) for _ in range(2)]
    made = Run(worlds, start, typed)
    for name in ("maria", "brandt", "cy"):
        made.ask(name, "wifi")
        hide(made, Random(name))
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
def test_no_student_can_tell_that_there_are_more(run: Run, drawn: list[tuple[str, int]]) -> None:
    run.around(Random(drawn[0][1]))
    hide(run, Random(drawn[0][1]))
    for name, seed in drawn:
        run.step(name, Random(seed))


def test_the_second_school_has_hidden_tickets(run: Run) -> None:
    counts = []
    for world in run.worlds:
        with world.owner.connect() as connection:
            counts.append(
                connection.execute(sa.text("SELECT count(*) FROM ticket WHERE sensitive")).scalar_one()
            )
    assert counts[0] == 0 and counts[1] >= EXAMPLES
    assert run.requests >= EXAMPLES * STEPS
