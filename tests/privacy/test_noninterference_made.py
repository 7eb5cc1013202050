"""Made-up sequences of requests, the same in schools that differ in what is hidden alone: no student can tell.

A second school has other names, numbers and addresses of the same masks, and is answered byte for byte as the first
one; a third one has tickets that no student may know of, and is answered the same but for the numbers it issued. A
mechanical user reads the forms of each page and fills them in; what Hypothesis draws decides who goes next, where and
with what. Then errands bring each student role to every line of the access table that opens for it.
Short here; with CADRE_THOROUGH=1 twenty thousand requests, and every line answered at least twenty times.
"""

import os
from collections.abc import Iterator
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.house.access_table import TABLE
from tests.house.test_access import address
from tests.privacy.twins.errands import go_everywhere, missing, try_what_is_never
from tests.privacy.twins.reach import GRANTED, NEVER, ROLES, STUDENTS
from tests.privacy.twins.run import STRIDE, Run
from tests.privacy.twins.schools import NAMES, hide, schools
from tests.privacy.twins.walker import Walker

THOROUGH = os.environ.get("CADRE_THOROUGH") == "1"
EXAMPLES, STEPS = (300, 40) if THOROUGH else (10, 14)
LEAST, REQUESTS = (20, 20_000) if THOROUGH else (1, 500)
# A short run has these on SQLite; what every page says is compared on PostgreSQL by test_noninterference.py.
pytestmark = [pytest.mark.thorough] if os.environ.get("CADRE_TEST_DATABASE") == "postgres" else []


@pytest.fixture(scope="module")
def walker(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Iterator[Walker]:
    with schools(tmp_path_factory.mktemp("schools")) as run:
        yield Walker(run)


@pytest.fixture
def run(walker: Walker) -> Run:
    return walker.run


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
def test_no_student_can_tell_by_any_sequence(walker: Walker, drawn: list[tuple[str, int]]) -> None:
    walker.around(Random(drawn[0][1]))
    hide(walker.run, Random(drawn[0][1]))
    for name, seed in drawn:
        walker.step(name, Random(seed))


def test_each_role_is_answered_at_every_line_that_opens_for_it(run: Run) -> None:
    go_everywhere(run, LEAST, between=hide)
    assert missing(run, LEAST) == {}
    assert run.requests >= REQUESTS


def test_what_a_role_never_may_was_tried_and_not_answered(run: Run) -> None:
    """So that nothing is left out above which could be reached."""
    try_what_is_never(run)
    done = [(role, line) for role in NEVER for line in NEVER[role] if run.answered[ROLES[role][0], line]]
    assert done == []
    assert set(GRANTED) <= set(TABLE)


@pytest.mark.parametrize("role", [role for role, (name, column) in ROLES.items() if name != column])
def test_the_gate_knows_the_column_of_a_role(run: Run, role: str) -> None:
    """The lines are taken from the column of one of the cast: this one meets the same gate."""
    name, column = ROLES[role]
    first, wrong = run.worlds[0], []
    run.now += STRIDE
    with first.entered(run.now):
        for line, cast in TABLE.items():
            method, _, rule = line.partition(" ")
            if rule.startswith("/desk"):
                status = first.of(name).open(address(rule), method=method).status_code
                wrong += [line] if (status == 403) == (column in cast.split()) else []
    assert wrong == []


def test_the_schools_do_differ(run: Run) -> None:
    first, second, third = run.worlds
    assert all(first.people[name][1:] != second.people[name][1:] for name in NAMES)
    hidden = [_hidden(world.owner) for world in (first, second, third)]
    assert hidden[:2] == [0, 0] and hidden[2] >= EXAMPLES


def _hidden(owner: sa.Engine) -> int:
    barred = "requester_id IN (SELECT person_id FROM barred GROUP BY person_id HAVING count(*) >= :all)"
    asked = sa.text(f"SELECT count(*) FROM ticket WHERE sensitive OR {barred}")
    with owner.connect() as connection:
        return int(connection.execute(asked, {"all": len(STUDENTS)}).scalar_one())
