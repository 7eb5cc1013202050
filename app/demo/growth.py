"""Say how each tech grew over the term: when they joined, climbed, and began to train others. Pure."""

from app.kernel.frozen import dataclass

LATER = 30  # the school day on which the second generation joins


@dataclass(frozen=True, slots=True)
class Growth:
    """Hold one tech's way. Units: school days of the term, from 0."""

    joins: int
    rungs: tuple[tuple[int, str], ...]
    generation: int = 1
    trains_from: int | None = None
    trainer: int | None = None


def _older(independent: int, lead: int | None = None, trains_from: int | None = None) -> Growth:
    rungs = ((0, "apprentice"), (independent, "independent"))
    return Growth(0, rungs + (((lead, "lead"),) if lead else ()), 1, trains_from)


def _younger(trainer: int, trainee: int | None, apprentice: int | None = None, joins: int = LATER) -> Growth:
    rungs: tuple[tuple[int, str], ...] = ((joins, "observer"),)
    rungs += ((trainee, "trainee"),) if trainee else ()
    rungs += ((apprentice, "apprentice"),) if apprentice else ()
    return Growth(joins, rungs, 2, None, trainer)


TRAINERS = (1, 2, 3)
GROWTH: tuple[Growth, ...] = (
    _older(18),
    _older(14, lead=38, trains_from=26),
    _older(15, lead=44, trains_from=26),
    _older(20, trains_from=28),
    _older(22),
    _older(26),
    _older(33),
    Growth(0, ((0, "apprentice"),)),
    _younger(1, 34, 44),
    _younger(2, 34, 46),
    _younger(3, 35, 48),
    _younger(1, 35, 55),
    _younger(2, 36, 60),
    _younger(3, 38),
    _younger(1, 38),
    _younger(2, None, joins=70),
)
CERTIFIED = (2, 4)  # hold Dell's certificate, verified by the teacher
TO_VERIFY = 5  # brought one in this week


def rung_on(place: int, day: int) -> str:
    """Return a tech's rung on a day of the term; empty before they joined."""
    reached = [rung for when, rung in GROWTH[place].rungs if when <= day]
    return reached[-1] if reached else ""
