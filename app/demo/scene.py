"""Choose what stands open when the demo begins: work for every card, a mix that shows each state. Pure."""

from collections.abc import Callable

from app.demo.people import TECHS, People, Pupil
from app.demo.stories.model import Story
from app.kernel.frozen import dataclass

Wanted = Callable[[Story], bool]
Dealt = list[tuple[Story, int]]
INDEPENDENT, TRAINER, APPRENTICE = 0, 1, 8  # the techs of the sign-in cards
PLAIN = ("wifi", "display", "power", "keyboard", "sound", "apps", "browser", "files", "printing")


@dataclass(frozen=True, slots=True)
class Bit:
    """Hold one ticket of the scene: the state it is left in, whose it is, and which stories fit."""

    state: str
    tech: int | None
    fits: Wanted
    by_card: bool = False


def _solvable(story: Story) -> bool:
    kinds = [line.kind for line in story.thread]
    return story.ending.kind == "solved" and story.category in PLAIN and kinds[:1] == ["reply"]


def _asks(story: Story) -> bool:
    return _solvable(story) and story.thread[1:2] != () and story.thread[1].kind == "answer"


def _corrected(story: Story) -> bool:
    return _solvable(story) and story.draft.quality == "needs_edit"


def _returned(story: Story) -> bool:
    return _solvable(story) and story.draft.quality == "returned"


def _passed(story: Story) -> bool:
    return story.ending.kind == "escalated" and story.category in PLAIN and not story.sensitive


def _waits(story: Story) -> bool:
    return (
        story.ending.kind == "waiting" and story.ending.pending == "part" and story.category != "dell_repair"
    )


def _by_student(story: Story) -> bool:
    return _asks(story) and story.asked_by == "student"


def _of(category: str) -> Wanted:
    return lambda story: story.category == category and not story.sensitive


def _sensitive(story: Story) -> bool:
    return story.sensitive


BITS: tuple[Bit, ...] = (
    Bit("drafted", APPRENTICE, _corrected),
    Bit("question", 3, _by_student, by_card=True),
    Bit("claimed", INDEPENDENT, _solvable),
    Bit("passed", 5, _passed),
    Bit("free", None, _solvable),
    Bit("proposed", APPRENTICE, _solvable),
    Bit("asked", None, _of("other")),
    Bit("claimed", APPRENTICE, _solvable),
    Bit("returned", APPRENTICE, _returned),
    Bit("answered", APPRENTICE, _asks),
    Bit("solved_back", INDEPENDENT, _passed),
    Bit("question", INDEPENDENT, _asks),
    Bit("part", INDEPENDENT, _waits),
    Bit("reopened", INDEPENDENT, _solvable),
    Bit("drafted", 11, _corrected),
    Bit("drafted", 9, _solvable),
    Bit("drafted", 10, _corrected),
    Bit("proposed", 12, _solvable),
    Bit("proposed", 11, _solvable),
    Bit("claimed", TRAINER, _solvable),
    Bit("question", TRAINER, _asks),
    Bit("fixed", 4, _by_student, by_card=True),
    Bit("passed", 6, _passed),
    Bit("taken", 9, _passed),
    Bit("shown", 5, _by_student),
    Bit("asked", None, _sensitive),
    Bit("asked", None, _of("accounts")),
    Bit("kept", None, _of("accounts")),
    Bit("asked", None, _of("other")),
    *(Bit("free", None, _solvable) for _ in range(6)),
)


def requester_card(people: People) -> Pupil:
    """Return the student of the requester's card: one whose name anybody can read."""
    plain = [one for one in people.pupils[TECHS + 1 :] if one.given.isascii() and one.given.isalpha()]
    return next(
        (one for one in plain if one.family.isascii() and not one.preferred), people.pupils[TECHS + 1]
    )


def choose_bits(dealt: Dealt) -> tuple[list[tuple[Bit, Story, int]], Dealt]:
    """Take from the dealt openings what the scene needs, at most half of them; return it and the rest."""
    chosen, rest = [], list(dealt)
    for bit in BITS[: len(dealt) // 2]:
        found = next((place for place, (story, _) in enumerate(rest) if bit.fits(story)), None)
        if found is not None:
            chosen.append((bit, *rest.pop(found)))
    return chosen, rest
