"""The chain of a look: each step has a day that cannot be mistaken, and each act its own word."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from app.audit.tags import Tag
from app.oversight.review.view_models import chain_of
from app.school.calendar.service import plain

BO, OKAFOR = 1, 2


def event(key: str, tag: Tag, day: int, hour: int, minute: int, actor: int = BO, **codes: Any) -> Any:
    at = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    return SimpleNamespace(id=key, tag=tag, occurred_at=at, actor_id=actor, subjects=[], codes=codes)


def test_weeks_are_told_apart_and_reading_an_ending_is_not_telling_it() -> None:
    look = event("look", Tag.TICKET_OPENED, 24, 9, 21)
    events = [
        event("claimed", Tag.TICKET_CLAIMED, 17, 9, 10),
        event("noted", Tag.NOTE_WRITTEN, 23, 9, 17),
        look,
        event("told", Tag.TICKET_RESOLVED, 24, 9, 21, code="fixed"),
        event("read", Tag.TICKET_RESOLVED, 30, 10, 55, OKAFOR, read="later"),
    ]
    row: Any = SimpleNamespace(
        ticket_id=7, at=look.occurred_at, person_id=BO, event_id="look", codes=["claimed"]
    )
    told = [(step.words, step.when) for step in chain_of(row, events, {}, plain("UTC"))]
    assert told == [
        ("claimed", "Nov 17, 9:10"),
        ("noted", "Mon 9:17"),
        ("opened", "9:21"),
        ("resolved", "9:21"),
        ("ending accepted", "Nov 30, 10:55"),
    ]
