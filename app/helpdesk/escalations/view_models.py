"""What an adult may see of escalations: frozen and plain."""

from app.kernel.frozen import dataclass
from app.school.calendar.service import ClockWords


@dataclass(frozen=True)
class EscalationRow:
    """One ticket that was passed on."""

    number: str
    title: str
    who: str
    student: str
    category: str
    reason: str
    tried: str
    passed: str
    clock: ClockWords
    taken_by: str
    mine: bool
