"""Read the service catalog's content files and check them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from app.helpdesk.catalog.content.model import (
    Canned,
    Catalog,
    Category,
    ClosureCode,
    EscalationReason,
    HandoffPrompt,
    PendingReason,
    Priority,
    RevealPurpose,
    Scale,
)
from app.helpdesk.catalog.content.read import (
    ContentError,
    Entry,
    read_file,
    refuse_twins,
)

FOLDER = Path(__file__).parent
RECORD_TYPES = ("incident", "service_request")
ESCALATION_KINDS = ("functional", "hierarchical")
PENDING_STATUSES = ("pending_requester", "pending_vendor", "scheduled")
STEPS = (1, 2, 3)
T = TypeVar("T")


@cache
def load_catalog(folder: Path = FOLDER) -> Catalog:
    """Read every content file of the catalog.

    Refuses: ContentError naming file and entry.
    """
    priority = read_file(folder / "priority.yaml")
    catalog = Catalog(
        categories=_list(read_file(folder / "categories.yaml"), "categories", _category),
        impacts=_list(priority, "impacts", _scale),
        urgencies=_list(priority, "urgencies", _scale),
        priorities=_list(priority, "priorities", _priority),
        matrix=_matrix(priority),
        canned=_list(read_file(folder / "canned.yaml"), "canned", _canned),
        closure_codes=_list(read_file(folder / "closure_codes.yaml"), "closure_codes", _closure),
        escalation_reasons=_list(
            read_file(folder / "escalation_reasons.yaml"), "escalation_reasons", _escalation
        ),
        pending_reasons=_list(read_file(folder / "pending_reasons.yaml"), "pending_reasons", _pending),
        reveal_purposes=_list(read_file(folder / "reveal_purposes.yaml"), "reveal_purposes", _purpose),
        handoff=_list(read_file(folder / "handoff.yaml"), "handoff", _prompt),
    )
    priority.done()
    return catalog


def _list(file: Entry, key: str, make: Callable[[Entry], T]) -> tuple[T, ...]:
    entries = file.entries(key)
    if not entries:
        raise ContentError(f"{file.file}: '{key}' has no entries")
    made = tuple(make(entry) for entry in entries)
    refuse_twins(entries, [str(entry.get("code")) for entry in entries])
    for entry in entries:
        entry.done()
    return made


def _category(entry: Entry) -> Category:
    return Category(
        code=entry.text("code"),
        name=entry.text("name"),
        ask=entry.text("ask"),
        record_type=entry.choice("record_type", RECORD_TYPES),
        impact=entry.number("impact", 1, 3),
        urgency=entry.number("urgency", 1, 3),
        first_step=entry.text("first_step"),
        checklist=entry.texts("checklist", 3, 6),
        adult_only=entry.flag("adult_only", False),
        private=entry.flag("private", False),
        needs=entry.text("needs") if entry.has("needs") else None,
        listed=entry.flag("listed", True),
    )


def _scale(entry: Entry) -> Scale:
    return Scale(entry.number("code", 1, 3), entry.text("name"), entry.text("words"))


def _priority(entry: Entry) -> Priority:
    return Priority(
        code=entry.number("code", 1, 4),
        name=entry.text("name"),
        words=entry.text("words"),
        response_minutes=entry.number("response_minutes", 1, 10_000),
        resolve_minutes=entry.number("resolve_minutes", 1, 10_000),
    )


def _matrix(file: Entry) -> dict[tuple[int, int], int]:
    rows = file.get("matrix")
    if not isinstance(rows, dict) or sorted(rows) != list(STEPS):
        raise file.wrong("'matrix' must have one row for each impact: 1, 2, 3")
    for row in rows.values():
        if (
            not isinstance(row, list)
            or len(row) != len(STEPS)
            or not all(cell in range(1, 5) for cell in row)
        ):
            raise file.wrong("each row of 'matrix' must have three priorities from 1 to 4")
    return {(impact, urgency): rows[impact][urgency - 1] for impact in STEPS for urgency in STEPS}


def _canned(entry: Entry) -> Canned:
    return Canned(entry.text("code"), entry.text("title"), entry.text("text"))


def _closure(entry: Entry) -> ClosureCode:
    return ClosureCode(
        entry.text("code"), entry.text("words"), entry.text("said"), entry.flag("solved", True)
    )


def _escalation(entry: Entry) -> EscalationReason:
    return EscalationReason(entry.text("code"), entry.choice("kind", ESCALATION_KINDS), entry.text("words"))


def _pending(entry: Entry) -> PendingReason:
    return PendingReason(
        code=entry.text("code"),
        status=entry.choice("status", PENDING_STATUSES),
        words=entry.text("words"),
        pauses=entry.flag("pauses", True),
        after_days=entry.number("after_days", 1, 20),
    )


def _purpose(entry: Entry) -> RevealPurpose:
    return RevealPurpose(entry.text("code"), entry.text("words"))


def _prompt(entry: Entry) -> HandoffPrompt:
    return HandoffPrompt(
        entry.text("code"), entry.text("prompt"), entry.text("hint"), entry.flag("required", False)
    )
