"""What one student types on any page, in any order, while the school goes on, tells them nothing of the roster."""

import os
from random import Random

import pytest

from tests.privacy.twins.around import around
from tests.privacy.twins.errands.errand import Errand
from tests.privacy.twins.rosters import ALL, NAMES, PLAIN, PROBES, asking
from tests.privacy.twins.run import Run
from tests.privacy.twins.walker import Walker

# A short run has these on SQLite: the mask asks no database for it.
pytestmark = [pytest.mark.thorough] if os.environ.get("CADRE_TEST_DATABASE") == "postgres" else []
EVERYWHERE = ("/desk", "/my", "/step-up")
LOOKED = (
    "/desk",
    "/desk/queue",
    "/desk/drafts",
    "/desk/drafts/{}",
    "/desk/tickets/{}",
    "/my",
    "/my/tickets/{}",
)
SEQUENCES, STEPS = (40, 40) if os.environ.get("CADRE_THOROUGH") == "1" else (3, 10)


@pytest.mark.parametrize("name", ["ines", "bo", "cy", "tomo", "maria"])
def test_what_one_account_is_told_by_any_sequence(run: Run, name: str) -> None:
    """Somebody asks for themselves and walks by chance, while others claim, answer, check and read what they wrote."""
    walker, one = Walker(run, (*PROBES, "Serenity", "field", "2"), EVERYWHERE), Errand(run, name)
    for sequence in range(SEQUENCES):
        chance = Random(f"{name} {sequence}")
        run.numbers.append(run.everywhere(asking(name, chance.choice((ALL, NAMES, *PLAIN)))))
        one.numbers = run.numbers[-1]
        for who in chance.sample([who for who in ("bo", "cy", "ines") if who != name], 1):
            one.make_room(who)
            one.perhaps(who, "/desk/tickets/{}/claim")
            one.perhaps(who, "/desk/tickets/{}/reply", reply="Is the light on?")
        around(run, chance)
        for page in LOOKED:
            one.get(page)
        for _ in range(STEPS):
            walker.step(name, Random(chance.getrandbits(32)))
