"""Say what to do now: the heading of My five and each ticket's next step. Pure."""

from collections.abc import Sequence
from datetime import date

from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.words import count_word
from app.school.calendar.service import ClockWords


def bell_words(minutes: int | None) -> str:
    """Return the beginning of the heading while a period runs."""
    if minutes is None:
        return ""
    return f"{minutes} minute{'' if minutes == 1 else 's'} to the bell. "


def idle(rung: str) -> tuple[str, str]:
    """Return the heading and its reason for a tech without a ticket to open, by rung."""
    words = {
        "observer": ("Read along in the queue.", "Open one and say to yourself what you would try first."),
        "trainee": ("Ask your teacher for a practice ticket.", "Until then, read along in the queue."),
    }
    return words.get(rung, ("Nothing waits for you.", ""))


def lede(clocks: Sequence[ClockWords], free: int) -> str:
    """Return why to start there, from the clocks of one's own tickets in order."""
    if not clocks:
        return "It has the nearest due time of what you are cleared for." if free else ""
    first, rest = clocks[0], clocks[1:]
    why = {
        "late": f"It is {first.words[:1].lower()}{first.words[1:]}.",
        "soon": f"It is {first.due_words}.",
        "held": "It waits for somebody else.",
    }.get(first.state, "")
    for state, said in (("late", "late"), ("soon", "due soon")):
        more = sum(1 for clock in rest if clock.state == state)
        if more:
            return (
                f"{why} {count_word(more).capitalize()} more {'is' if more == 1 else 'are'} {said}.".strip()
            )
    waiting = len(rest)
    if not waiting:
        return why or "Nothing else presses."
    others = "The other one" if waiting == 1 else f"The other {count_word(waiting)}"
    return f"{why} {others} can wait.".strip()


def waiting(status: str, reason: str, resume_on: date | None, checked: bool) -> str:
    """Return why there is nothing to do now on a ticket that one owns, or nothing."""
    if status in ("pending_requester", "pending_vendor", "scheduled"):
        return f"nothing yet. {_reason_words(reason)}{f' It comes back {resume_on:%A}.' if resume_on else ''}"
    if status == "in_review":
        return "nothing. Your ending is being read."
    return "nothing yet. Your reply is being checked." if checked else ""


_CAME_BACK = {
    "reply": "read why {by} sent your reply back, then write it anew.",
    "ending": "read why {by} sent your ending back, then finish it anew.",
    "solution": "read the solution that {by} sent back.",
}


def came_back(what: str, by: str) -> str:
    """Return the next step on a ticket on which something came back: a reply, an ending or a solution."""
    return _CAME_BACK[what].format(by=by)


def wrote(when: str, following: str) -> str:
    """Return the next step on a ticket whose requester wrote after the last answer, before what follows."""
    return f"read what they wrote, {when}; then {following}"


def next_step(steps: Sequence[str], done: set[int]) -> str:
    """Return the next step of a ticket that one owns."""
    for number, step in enumerate(steps, 1):
        if number not in done:
            said = f"{step[:1].lower()}{step[1:]}"
            return f"{f'step {number}, ' if number > 1 else ''}{said}{'' if said.endswith('.') else '.'}"
    return "say what caused it and what fixed it."


def _reason_words(code: str) -> str:
    if code == "answer":
        return "You asked, and they have not answered."
    known = (reason.words for reason in load_catalog().pending_reasons if reason.code == code)
    return next(known, "It waits.")
