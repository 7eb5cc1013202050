"""Name the pieces of a module and of a practice story."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from app.curriculum.content.shapes import Closure, Source
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class Lesson:
    """One lesson. Shape: body is Markdown without a top heading."""

    code: str
    title: str
    minutes: int
    objectives: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class Choice:
    """One way to act at a step of a scenario. Shape: next is a step's code, or None at the end."""

    text: str
    rating: Literal["good", "weak", "harmful"]
    next: str | None
    feedback: str


@dataclass(frozen=True)
class ScenarioStep:
    """A moment of a scenario with its choices, and the lesson that explains it."""

    code: str
    title: str
    text: str
    lesson: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Scenario:
    """A story to be decided step by step."""

    code: str
    version: int
    title: str
    intro: str
    minutes: int
    start: str
    steps: tuple[ScenarioStep, ...]
    closing: str

    def step(self, code: str) -> ScenarioStep | None:
        """Find a step by its code."""
        return next((s for s in self.steps if s.code == code), None)


@dataclass(frozen=True)
class Option:
    """One answer of an item, with the reason why it is right or wrong."""

    text: str
    why: str
    correct: bool = False


@dataclass(frozen=True)
class Item:
    """A multiple-choice question with one right answer."""

    id: str
    lesson: str
    version: int
    objectives: tuple[str, ...]
    stem: str
    options: tuple[Option, ...]
    author: str = ""
    provenance: str = ""

    @property
    def answer(self) -> int:
        """Give the index of the right option."""
        return next(i for i, option in enumerate(self.options) if option.correct)


@dataclass(frozen=True)
class Bank:
    """The items that a quiz draws from."""

    code: str
    version: int
    author: str
    provenance: str
    items: tuple[Item, ...]

    def item(self, item_id: str) -> Item | None:
        """Find an item by its id."""
        return next((i for i in self.items if i.id == item_id), None)


@dataclass(frozen=True)
class QuizRule:
    """How many items are drawn, and how many must be right."""

    draw: int
    pass_: int


@dataclass(frozen=True)
class Module:
    """Lessons in order, a scenario and a bank."""

    code: str
    version: int
    title: str
    summary: str
    minutes: int
    author: str
    provenance: str
    license: str
    verified_on: date
    review_by: date
    lessons: tuple[Lesson, ...]
    quiz: QuizRule
    opens: str
    valid_until: str
    sources: tuple[Source, ...]
    notes: str
    scenario: Scenario
    bank: Bank

    def lesson(self, code: str) -> Lesson | None:
        """Find a lesson by its code."""
        return next((x for x in self.lessons if x.code == code), None)


@dataclass(frozen=True)
class Persona:
    """Who asks in a practice story: a handle and a manner, never a name."""

    handle: str
    role: Literal["student", "staff"]
    mood: str
    knows: str


@dataclass(frozen=True)
class Device:
    """The device a practice story is about."""

    kind: Literal["laptop", "tablet", "classroom", "printer"]
    model: str


@dataclass(frozen=True)
class Check:
    """Something a tech can ask, look at or test, and what it shows (for ask: the persona's answer)."""

    code: str
    kind: Literal["ask", "look", "test"]
    needed: bool
    title: str
    shows: str


@dataclass(frozen=True)
class Fix:
    """An ending that is allowed, and what the tech sees then."""

    code: str
    title: str
    result: str


@dataclass(frozen=True)
class WrongPath:
    """An ending that is not, what happens then, and why it is wrong."""

    code: str
    title: str
    result: str
    why: str


@dataclass(frozen=True)
class PrivacyTrap:
    """What the persona says after a check to tempt the tech, and what to do then."""

    code: str
    after: str
    lure: str
    good: str
    bad: str


@dataclass(frozen=True)
class Closing:
    """What the persona says when the work did, or did not, help."""

    fixed: str
    not_fixed: str


@dataclass(frozen=True)
class PracticeStory:
    """A practice ticket. Shape: outcome pass means that passing it to an adult is the right ending."""

    code: str
    version: int
    title: str
    guided: bool
    minutes: int
    category: str
    impact: int
    urgency: int
    place: str
    device: Device
    began: str
    network: str | None
    persona: Persona
    opening: str
    hidden_cause: str
    checks: tuple[Check, ...]
    fixes: tuple[Fix, ...]
    wrong_paths: tuple[WrongPath, ...]
    privacy_traps: tuple[PrivacyTrap, ...]
    closing: Closing
    outcome: Literal["resolve", "pass"]
    closure: Closure
    resolution_names: tuple[str, ...]
    objectives: tuple[str, ...]
    rubric_hints: Mapping[str, str]
