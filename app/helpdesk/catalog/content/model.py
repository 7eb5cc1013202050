"""Name what the catalog content holds."""

from __future__ import annotations

from app.kernel.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """Hold one thing people ask about."""

    code: str
    name: str
    ask: str
    record_type: str
    impact: int
    urgency: int
    first_step: str
    checklist: tuple[str, ...]
    adult_only: bool
    private: bool
    needs: str | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Hold one step of impact or urgency."""

    code: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Priority:
    """Hold one priority and its promise.

    Units: school minutes, counted in bell periods only.
    """

    code: int
    name: str
    words: str
    response_minutes: int
    resolve_minutes: int


@dataclass(frozen=True, slots=True)
class Canned:
    """Hold one status message that goes out as it stands."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ClosureCode:
    """Hold one way a ticket ends, in the tech's and in the requester's words."""

    code: str
    words: str
    said: str
    solved: bool


@dataclass(frozen=True, slots=True)
class EscalationReason:
    """Hold one reason to pass a ticket to an adult."""

    code: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class PendingReason:
    """Hold one reason to wait.

    Units: after_days in school days.
    """

    code: str
    status: str
    words: str
    pauses: bool
    after_days: int


@dataclass(frozen=True, slots=True)
class RevealPurpose:
    """Hold one purpose of showing a hidden word."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class HandoffPrompt:
    """Hold one line of a handoff card."""

    code: str
    prompt: str
    hint: str
    required: bool


@dataclass(frozen=True, slots=True)
class Catalog:
    """Hold all content of the service catalog, each list in file order."""

    categories: tuple[Category, ...]
    impacts: tuple[Scale, ...]
    urgencies: tuple[Scale, ...]
    priorities: tuple[Priority, ...]
    matrix: dict[tuple[int, int], int]
    canned: tuple[Canned, ...]
    closure_codes: tuple[ClosureCode, ...]
    escalation_reasons: tuple[EscalationReason, ...]
    pending_reasons: tuple[PendingReason, ...]
    reveal_purposes: tuple[RevealPurpose, ...]
    handoff: tuple[HandoffPrompt, ...]

    def category(self, code: str) -> Category:
        """Yield one category by its code."""
        return next(category for category in self.categories if category.code == code)

    def priority(self, impact: int, urgency: int) -> Priority:
        """Yield the priority that impact and urgency make."""
        code = self.matrix[impact, urgency]
        return next(priority for priority in self.priorities if priority.code == code)
