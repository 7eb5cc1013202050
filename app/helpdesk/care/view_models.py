"""What adults see of tickets that need one; a ticket's text is read on its own page."""

from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass

REASONS = {
    "flag": "Asked for adults only",
    "category": "A kind for adults only",
    "adults_only": "This person’s tickets are for adults only",
    "mention": "It names somebody whose tickets are for adults only",
    "adult": "An adult took it from the team",
    "words": "Words of harm",
}
KIND_WORDS = {
    "self": "suicide or self-harm",
    "abuse": "abuse",
    "threat": "a threat",
    "weapon": "a weapon",
    "bullying": "bullying",
}


@dataclass(frozen=True)
class CareRow:
    """One ticket that needs an adult. Shape: url is empty for who may not read tickets."""

    id: int
    number: str
    reason: str
    opened: str
    called: tuple[str, ...]
    due: str
    late: bool
    by: str
    url: str
    mine: bool
    answer: Verdict
    back: Verdict


@dataclass(frozen=True)
class CareList:
    """What nobody looks after yet, and what somebody does."""

    heading: str
    waiting: tuple[CareRow, ...]
    looked_after: tuple[CareRow, ...]
    behind: int = 0
    cut: bool = False


@dataclass(frozen=True)
class RotaLine:
    """One line of a school's rota. Shape: weekdays as digits from 0, Monday."""

    person_id: int = 0
    weekdays: str = ""
    periods: str = ""


@dataclass(frozen=True)
class CareSite:
    """A school's rota and its words about emergencies."""

    code: str
    name: str
    rota: tuple[RotaLine, ...]
    staff: tuple[tuple[int, str], ...]
    notice: str
    ladder: tuple[str, ...]


@dataclass(frozen=True)
class PhraseRow:
    """One phrase of harm. Shape: own for the school's, else one that ships."""

    words: str
    own: bool
    off: bool


@dataclass(frozen=True)
class PhraseGroup:
    """The phrases of one kind."""

    kind: str
    title: str
    rows: tuple[PhraseRow, ...]
