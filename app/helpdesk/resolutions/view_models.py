"""What a reader may see of proposed endings: frozen and plain."""

from app.helpdesk.times import Wait
from app.helpdesk.words import count_word
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
    steps: str
    told: bool
    wait: Wait
    url: str


def steps_words(steps: int, done: int, left_open: str) -> str:
    """Say how much of a checklist was done and, in the tech's words, why the rest was not; nothing without one."""
    if not steps:
        return ""
    if done >= steps:
        return "All done."
    some = count_word(done).capitalize() if done else "None"
    return f"{some} of {count_word(steps)} done. {left_open}".strip()
