"""What may come of a request to see or to correct a record, and when; pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.identity.verdict import Verdict, no, not_now, yes

DAYS = 45  # Source: 34 CFR 99.10(b)
SOON, LATE = 30, 40
ASKERS = {
    "guardian": "A parent or guardian",
    "student": "The student, who is of age",
    "other": "Somebody they sent",
}
WAYS = {"paper": "On paper", "mail": "By mail", "person": "In person", "phone": "By phone"}
ENDINGS = {
    "shown": "They saw the record here",
    "copied": "They got a copy",
    "partly": "They got a part of it",
    "denied": "It was denied",
    "withdrawn": "They took the request back",
}
STEPS = {
    "granted": "Granted: the record was corrected",
    "denied": "Denied: they were told of their right to a hearing",
    "hearing_asked": "They asked for a hearing",
    "upheld": "The hearing found for them: the record was corrected",
    "refused_again": "The hearing found for the school",
    "statement": "Their statement, which stays with the record",
}
# what may follow what; nothing before is ""
_NEXT = {
    "": ("granted", "denied"),
    "denied": ("hearing_asked", "statement"),
    "hearing_asked": ("upheld", "refused_again"),
    "refused_again": ("statement",),
    "statement": ("statement", "hearing_asked"),
}


def due_on(received_on: date) -> date:
    """Return the last day to let somebody see a record. Source: 34 CFR 99.10(b)."""
    return received_on + timedelta(days=DAYS)


def state_of(received_on: date, today: date) -> str:
    """Return how pressing a request is: late, soon or nothing."""
    days = (today - received_on).days
    return "late" if days >= LATE else "soon" if days >= SOON else ""


def clock_words(due: date, today: date) -> str:
    """Return how much of the 45 days is left."""
    left = (due - today).days
    if left < 0:
        return "One day over the 45" if left == -1 else f"{-left} days over the 45"
    return "Due today" if left == 0 else "One day left" if left == 1 else f"{left} days left"


def next_steps(kinds: Sequence[str]) -> tuple[str, ...]:
    """Return which steps may follow those taken."""
    found = _NEXT.get(kinds[-1] if kinds else "", ())
    return tuple(one for one in found if one == "statement" or one not in kinds)


def answer(kinds: Sequence[str], kind: str) -> Verdict:
    """May this step be written down now? Source: 34 CFR 99.20-99.22."""
    if kind not in STEPS:
        return no("This step is not known.")
    if kind not in next_steps(kinds):
        return not_now("This cannot come next.", "Reload the page to see what came before.")
    return yes("It stays with the record and cannot be changed.")


def end(ended: bool) -> Verdict:
    """May a request to see a record be ended now?"""
    if ended:
        return not_now("This request is ended.")
    return yes("When it is ended, old rows of this record may be erased again.")
