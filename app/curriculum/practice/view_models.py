"""What the one who practices, the trainer and the teacher see of practice."""

from datetime import datetime

from app.curriculum.content.module_shapes import PracticeStory
from app.curriculum.grading.view_models import LineView
from app.helpdesk import words
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass

Segments = tuple[str | words.Hidden, ...]
STATES = {
    "queued": "not begun",
    "in_progress": "being worked on",
    "pending_requester": "waiting",
    "pending_vendor": "waiting",
    "scheduled": "waiting",
    "in_review": "waits for a sign-off",
    "resolved": "signed off",
    "closed": "signed off",
    "cancelled": "withdrawn",
}


@dataclass(frozen=True)
class CheckView:
    """A check or a fix that can be made, or was."""

    code: str
    title: str
    kind: str
    done: bool


@dataclass(frozen=True)
class PanelView:
    """What a student's practice ticket shows beside the work."""

    number: str
    checks: tuple[CheckView, ...]
    tries: tuple[CheckView, ...]
    guided: bool
    minutes: int
    play: Verdict
    template: str = "practice/panel.html"

    @property
    def made(self) -> int:
        """Count the checks that were made."""
        return sum(check.done for check in self.checks)


@dataclass(frozen=True)
class RunView:
    """A practice ticket in a list."""

    number: str
    title: str
    student: str
    status: str
    words: str
    needed: int
    needed_done: int
    comment: Segments
    signer: str
    opened_at: datetime


@dataclass(frozen=True)
class EndingRow:
    """An ending in the trainer's list."""

    number: str
    title: str
    student: str
    category: str
    waiting: str


@dataclass(frozen=True)
class EndingView:
    """An ending with everything a signer needs to judge it. Shape: ``passed`` is the right end: to an adult."""

    number: str
    title: str
    student: str
    category: str
    lines: tuple[LineView, ...]
    needed: tuple[tuple[str, bool], ...]
    names: tuple[str, ...]
    hidden_cause: str
    passed: bool
    traps: tuple[tuple[str, str], ...]
    earlier: tuple[tuple[str, str, Segments], ...]
    sign: Verdict


def needed_lines(story: PracticeStory, shown: list[str]) -> tuple[tuple[str, bool], ...]:
    """Return the checks that the work needed, and whether each was made."""
    return tuple((check.title, check.code in shown) for check in story.checks if check.needed)


def trap_lines(story: PracticeStory, shown: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the privacy traps that came up, each with what was right to do."""
    return tuple((trap.lure, trap.good) for trap in story.privacy_traps if trap.after in shown)
