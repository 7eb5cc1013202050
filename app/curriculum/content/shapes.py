"""Name the pieces of shipped content: frozen, plain, in the order the files write them."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from app.kernel.frozen import dataclass

Closure = Literal[
    "fixed", "workaround", "replaced", "taught", "no_fault", "duplicate", "no_reply", "withdrawn", "vendor"
]


@dataclass(frozen=True)
class Objective:
    """One line of an exam. Shape: code is `core1:5.3`; get: category codes, bench, lesson, practice."""

    code: str
    kind: Literal["scenario", "knowledge"]
    title: str
    get: tuple[str, ...]

    @property
    def exam(self) -> str:
        """Give the exam's code, `core1` or `core2`."""
        return self.code.split(":")[0]

    @property
    def number(self) -> str:
        """Give the number as the exam prints it, `5.3`."""
        return self.code.split(":")[1]

    @property
    def domain(self) -> str:
        """Give the number of its domain, `5.0`."""
        return self.number.split(".")[0] + ".0"


@dataclass(frozen=True)
class Domain:
    """A part of an exam. Units: weight in percent of the exam."""

    number: str
    title: str
    weight: int
    objectives: tuple[Objective, ...]


@dataclass(frozen=True)
class Exam:
    """One exam of a framework."""

    code: str
    number: str
    title: str
    pass_mark: int
    scale_min: int
    scale_max: int
    minutes: int
    questions_max: int
    domains: tuple[Domain, ...]


@dataclass(frozen=True)
class Framework:
    """What a certification asks, with its source and the day it was checked."""

    code: str
    title: str
    issuer: str
    version: str
    source: str
    source_url: str
    verified_on: date
    review_by: date
    exams: tuple[Exam, ...]

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """List every objective in the order of the exams."""
        return tuple(o for e in self.exams for d in e.domains for o in d.objectives)

    def objective(self, code: str) -> Objective | None:
        """Find an objective by its code."""
        return next((o for o in self.objectives if o.code == code), None)


@dataclass(frozen=True)
class Source:
    """Where a fact was read, and what it says there."""

    title: str
    url: str
    says: str = ""


@dataclass(frozen=True)
class Validity:
    """How long a certificate holds: so many months, or whatever the certificate itself says."""

    basis: Literal["months", "certificate"]
    months: int | None
    note: str


@dataclass(frozen=True)
class ProgrammeExam:
    """An exam that a programme asks for."""

    code: str
    number: str
    pass_mark: int
    scale_min: int
    scale_max: int
    minutes: int
    questions_max: int


@dataclass(frozen=True)
class Prerequisite:
    """What must, or should, be there before a student begins."""

    kind: Literal["required", "advised"]
    text: str


@dataclass(frozen=True)
class Step:
    """One step on the way to a certificate, and who takes it."""

    code: str
    who: Literal["student", "teacher", "adult", "guardian"]
    title: str
    text: str


@dataclass(frozen=True)
class Line:
    """A single sentence of a list."""

    text: str


@dataclass(frozen=True)
class Retake:
    """The wait before an attempt. Units: calendar days."""

    before_attempt: int
    wait_days: int
    text: str


@dataclass(frozen=True)
class Programme:
    """A certification as editable data. Shape: gates are the category codes that it opens."""

    code: str
    name: str
    issuer: str
    kind: Literal["exams", "vendor_repair"]
    framework: str | None
    summary: str
    gates: tuple[str, ...]
    validity: Validity
    exams: tuple[ProgrammeExam, ...]
    prerequisites: tuple[Prerequisite, ...]
    steps: tuple[Step, ...]
    renewals: tuple[Line, ...]
    retakes: tuple[Retake, ...]
    minors: tuple[Line, ...]
    certificate_fields: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    sources: tuple[Source, ...]
    source_url: str
    verified_on: date
    review_by: date


@dataclass(frozen=True)
class Criterion:
    """One row of a rubric. Shape: levels are the sentences for 0, 1, 2, 3, 4."""

    code: str
    name: str
    plain: str
    gate: bool
    minimum: int
    objectives: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Rubric:
    """How work is judged. A gate criterion below its minimum means not accepted."""

    code: str
    version: int
    title: str
    intro: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Comment:
    """A ready-made line for graders, for one criterion and the levels it goes with."""

    code: str
    criterion: str
    levels: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class CommentBank:
    """The ready-made lines that go with a rubric."""

    version: int
    rubric: str
    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class ObjectiveMap:
    """Which objectives a ticket of a category may prove, the likeliest first."""

    version: int
    framework: str
    adult_only: tuple[str, ...]
    categories: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Agreement:
    """A text that a student or a guardian signs. Shape: body is Markdown."""

    code: str
    version: int
    title: str
    signer: Literal["student", "guardian"]
    signed_on: tuple[str, ...]
    valid_until: str
    needs: tuple[str, ...]
    body: str
