"""What the rest of the school does around the mechanical students: the same in every world, with each world's names."""

from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from typing import Any

from app.curriculum.content.load import load_practice
from app.oversight.review.rounds import make_round
from tests.privacy.twins.errands.errand import GRADE
from tests.privacy.twins.reach import STUDENTS
from tests.privacy.twins.run import Run
from tests.privacy.worlds import World

ASKERS = ("maria", "tomo", "cy", "brandt")
LATELY = 4
_CATEGORIES = ("wifi", "display", "power", "apps", "printing")
_STORIES = tuple(story.code for story in load_practice())
_SOLUTION = {"solution": "The Chromebook was out of the network’s list. {0} {1} can use it again."}
_NAMING = "Still so. Ask {0} {1} or {1}."  # students who ask read what they typed, so they name nobody
# Whoever may does it; to the others the ticket is not there. Words in braces are the requester Maria's.
_ACTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("okafor", "/teach/drafts/{}/send", {}),
    ("okafor", "/teach/drafts/{}/return", {"reason": "tone", "words": "Say it more kindly, {0} is shy."}),
    ("okafor", "/teach/reviews/{}/accept", {}),
    ("okafor", "/teach/tickets/{}/files/1/release", {}),
    ("okafor", "/teach/grading/{}", {**GRADE, "verdict": "accept"}),
    ("okafor", "/teach/grading/{}", {**GRADE, "verdict": "resubmit"}),
    ("okafor", "/teach/tickets/{}/note", {"note": "Told {0} {1}, {2}, to bring the Chromebook."}),
    ("okafor", "/teach/tickets/{}/reply", {"reply": "Bring it to 118, please. {0} knows the way."}),
    ("okafor", "/teach/tickets/{}/words", {"words": "118"}),
    ("dana", "/desk/tickets/{}/accept", {}),
    ("dana", "/desk/tickets/{}/solve", _SOLUTION),
    ("dana", "/desk/waiting/{}/queue", {}),
    ("maria", "/my/tickets/{}/confirm", {}),
    ("brandt", "/my/tickets/{}/withdraw", {}),
    *((name, "/my/tickets/{}", {"act": "reply", "text": _NAMING}) for name in ("maria", "brandt")),
    *((name, "/my/tickets/{}", {"act": "reply", "text": "It is still so in 118."}) for name in ("tomo", "cy")),
    ("maria", "/my/tickets/{}", {"act": "reply", "text": "It is blue.", "private": "blue"}),
    ("maria", "/my/tickets/{}", {"act": "reopen", "text": "{0} says it is broken again."}),
)  # fmt: skip


def around(run: Run, chance: Random) -> None:
    """Let the rest of the school do something: ask, answer, approve, review, grade, solve, give, open practice."""
    kind = chance.randrange(6)
    if kind == 0 or not run.numbers:
        run.ask(chance.choice(ASKERS), chance.choice(_CATEGORIES), picture=chance.random() < 0.5)
    elif kind == 1:
        run.everywhere(partial(_open_practice, chance.choice(STUDENTS), chance.choice(_STORIES)))
    elif kind == 2:
        run.everywhere(lambda world, _: make_round(world.school.district_id))
    else:
        who, what, form = chance.choice(_ACTS)
        _all(run, partial(_act, who, form), what)
        if chance.random() < 0.2:
            _all(run, partial(_give, chance.choice(STUDENTS)), "/teach/tickets/{}/give")


def _all(run: Run, act: Callable[[Sequence[str], World, int], None], what: str) -> None:
    for numbers in run.numbers[-LATELY:]:
        run.everywhere(partial(act, [what.format(number) for number in numbers]))


def _act(who: str, form: dict[str, Any], addresses: Sequence[str], world: World, place: int) -> None:
    names = world.people["maria"][1:]
    said = {key: value.format(*names) if isinstance(value, str) else value for key, value in form.items()}
    world.of(who).post(addresses[place], data=said)


def _give(to: str, addresses: Sequence[str], world: World, place: int) -> None:
    world.of("okafor").post(addresses[place], data={"tech": str(world.school.people[to])})


def _open_practice(name: str, story: str, world: World, _place: int) -> None:
    world.of("okafor").post(
        "/teach/practice", data={"student": str(world.school.people[name]), "story": story}
    )
