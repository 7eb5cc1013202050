"""What a reader may see of proposed endings: frozen and plain."""

from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class ReviewRow:
    """An ending that waits for an adult's eye."""

    seen: int
    number: str
    title: str
    author: str
    who: str
    category: str
    cause: str
    fix: str
    code_words: str
    told: bool
    waiting_minutes: int
    url: str
