"""Tell a ticket's way as the few steps that matter to the one who asked. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.intake.following.view_models import Step
from app.helpdesk.intake.promises import past_words, promise_words
from app.school.calendar.bells import BellCalendar
from app.school.calendar.words import span_words

_WORKED = ("in_progress", "in_review")
_FOR_YOU = {
    "in_person": "you said in person that it works.",
    "by_phone": "you said by phone that it works.",
    "in_writing": "you wrote elsewhere that it works.",
    "by_another": "somebody else who uses it said that it works.",
    "seen": "they tried it, and it works.",
}
_WAITING = {
    "pending_requester": ("We wait for your answer", "Our clock rests until you write."),
    "pending_vendor": ("We wait for a part or the maker", "You hear from us when it is here."),
    "scheduled": ("A time is planned", "We come back to it then."),
}


def closed_for_you(events: Sequence[Any]) -> tuple[int, str]:
    """Return who closed a ticket for the one who asked, and how they knew; 0 when nobody did."""
    closed = next((event for event in reversed(events) if event.kind == "closed"), None)
    if closed is None or closed.code not in _FOR_YOU:
        return 0, ""
    return closed.actor_id, _FOR_YOU[closed.code]


def steps_of(
    row: Any,
    events: Sequence[Any],
    owner: str,
    kinds: Mapping[int, str],
    bells: BellCalendar,
    now: datetime,
    closed_for: str = "",
) -> tuple[Step, ...]:
    """Return the track of a ticket; ``owner`` is how its owner is called, or empty; ``closed_for`` says who closed it
    for the one who asked."""
    if row.status == "cancelled":
        ended = past_words(bells, row.closed_at, now) if row.closed_at else ""
        return (_received(row, events, kinds, bells), Step(_ending(row, events), ended, "here"))
    steps = [_received(row, events, kinds, bells)]
    answered = [event for event in events if event.kind == "resumed" and event.actor_id == row.requester_id]
    if answered:
        steps.append(
            Step("You answered our question", past_words(bells, answered[-1].happened_at, now), "done")
        )
    if row.status in _WAITING:
        title, words = _WAITING[row.status]
        steps.append(Step(title, words, "here"))
    steps.append(_working(row, owner, bells, now))
    steps.append(_fixed(row, bells, now, closed_for))
    return tuple(steps)


def _received(row: Any, events: Sequence[Any], kinds: Mapping[int, str], bells: BellCalendar) -> Step:
    waits = {"new": "An adult reads it first.", "queued": "It waits for a free tech."}
    if row.status in waits:
        return Step("We have it", waits[row.status], "here")
    if row.first_assigned_at is None:
        return Step("We have it", "", "done")
    taker = next((event.actor_id for event in events if event.kind in ("claimed", "assigned")), 0)
    who = {"student": "A student tech", "staff": "An adult"}.get(kinds.get(taker, ""), "Somebody")
    took = span_words(bells, row.created_at, row.first_assigned_at)
    return Step("We have it", f"{who} took it{f' after {took}' if took else ''}.", "done")


def _working(row: Any, owner: str, bells: BellCalendar, now: datetime) -> Step:
    if row.status in ("resolved", "closed"):
        return Step("We worked on it", f"{owner} did the work." if owner else "", "done")
    if row.status not in _WORKED:
        return Step("We work on it", _promise(row, bells, now), "")
    has = f"{owner} has it. " if owner else ""
    if row.status == "in_review":
        return Step("We are working on it", f"{has}A teacher checks the fix.", "here")
    return Step("We are working on it", f"{has}{_promise(row, bells, now)}", "here")


def _promise(row: Any, bells: BellCalendar, now: datetime) -> str:
    if row.due_at is None or row.paused_at is not None:
        return ""
    if row.due_at < now:
        return "We are later than we promised. The team sees it marked late."
    until = promise_words(bells, row.due_at, now)
    return f"First answer {until}." if row.first_public_response_at is None else f"We promised it {until}."


def _fixed(row: Any, bells: BellCalendar, now: datetime, closed_for: str) -> Step:
    if row.status == "resolved":
        return Step("Fixed", f"{_said(row.closure_code)} Tell us if it really works.".strip(), "here")
    if row.status == "closed":
        return Step(
            "Closed",
            f"{_said(row.closure_code)} {past_words(bells, row.closed_at or now, now)}. {closed_for}".strip(),
            "here",
        )
    return Step("Fixed", "You tell us if it really is.", "")


def _ending(row: Any, events: Sequence[Any]) -> str:
    by = [event.actor_id for event in events if event.kind == "cancelled"]
    if row.closure_code == "withdrawn" and by[-1:] in ([], [row.requester_id]):
        return "You took it back"
    return _said(row.closure_code) or "Closed"


def _said(code: str) -> str:
    said: Mapping[str, str] = {each.code: each.said for each in load_catalog().closure_codes}
    return said.get(code, "")
