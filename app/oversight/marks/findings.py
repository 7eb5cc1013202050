"""What a rule finds, and what all of them say of one event. Pure."""

from datetime import timedelta

from app.kernel.frozen import dataclass

EXPLAINED, UNEXPLAINED, SUSPICIOUS = "explained", "unexplained", "suspicious"
FLAGGED = (UNEXPLAINED, SUSPICIOUS)
WORST = ("", EXPLAINED, UNEXPLAINED, SUSPICIOUS)
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
BACK, AHEAD = 2 * HOUR, HOUR
SCHOOL_DAY = timedelta(hours=8)  # how far back a rule may count within one day
PROGRESS = timedelta(hours=72)  # until when a ticket should have moved after a hidden word was shown


@dataclass(frozen=True)
class Finding:
    """What one rule found. Shape: an empty state says something without judging."""

    state: str
    code: str
    words: str


@dataclass(frozen=True)
class Mark:
    """What all rules say of one event."""

    state: str
    codes: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def flagged(self) -> bool:
        return self.state in FLAGGED
