"""What a student sees of their own progress, and a teacher of a student's or a team's."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from app.curriculum.certificates.view_models import CertificateView
from app.curriculum.content.load import load_framework
from app.curriculum.content.shapes import Exam
from app.curriculum.grading.view_models import GradeView
from app.curriculum.modules.view_models import AttemptLine
from app.curriculum.progress.coverage import Coverage, is_held, where_to_get
from app.helpdesk import words
from app.helpdesk.catalog.content.load import load_catalog
from app.kernel.frozen import dataclass

Segments = tuple[str | words.Hidden, ...]
GATES = {
    "observer": "reads along",
    "trainee": "practice only",
    "apprentice": "checked before",
    "independent": "checked after",
    "lead": "samples checked",
    "peer trainer": "samples checked",
}


@dataclass(frozen=True)
class ChartRow:
    """A domain in the chart: its number and a square for each objective."""

    code: str
    squares: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DomainRow:
    """A domain in the table. Units: weight in percent of the exam."""

    title: str
    weight: int
    done: int
    waiting: int
    total: int
    missing: str


@dataclass(frozen=True)
class ExamView:
    """One exam: chart rows, table rows, in step."""

    code: str
    title: str
    rows: tuple[ChartRow, ...]
    domains: tuple[DomainRow, ...]


@dataclass(frozen=True)
class ObjectiveLine:
    """One objective of the chosen exam, with what proves it or where to get proof."""

    number: str
    title: str
    kind: str
    state: str
    words: str


@dataclass(frozen=True)
class ProofLine:
    """One accepted piece of work."""

    number: str
    title: Segments
    objective: str
    assistance: str
    worked_on: date
    held: bool
    practice: bool


@dataclass(frozen=True)
class GradedLine:
    """One graded piece of work."""

    number: str
    title: Segments
    grade: GradeView
    again: bool


@dataclass(frozen=True)
class ClearedLine:
    """A category that a student is cleared for."""

    name: str
    gate: str
    until: str


@dataclass(frozen=True)
class ProgressView:
    """A progress page."""

    name: str
    rung: str
    done: int
    waiting: int
    total: int
    closest: str
    closest_ticket: str
    closest_words: str
    exams: tuple[ExamView, ...]
    chosen: str
    objectives: tuple[ObjectiveLine, ...]
    graded: tuple[GradedLine, ...]
    cleared: tuple[ClearedLine, ...]
    module: str
    attempts: tuple[AttemptLine, ...]
    certificates: tuple[CertificateView, ...]


@dataclass(frozen=True)
class TeamRow:
    """A member in the team's table."""

    person_id: int
    name: str
    rung: str
    counts: tuple[tuple[int, int], ...]
    total: int


@dataclass(frozen=True)
class TeamView:
    """The team's table: one column a domain."""

    domains: tuple[tuple[str, str, str], ...]
    rows: tuple[TeamRow, ...]
    objectives: int


def exam_view(exam: Exam, coverage: Coverage, cleared: Collection[str]) -> ExamView:
    """Make the chart and table rows of an exam."""
    rows, domains = [], []
    for domain in exam.domains:
        states = [(o.number, coverage.state(o.code)) for o in domain.objectives]
        rows.append(ChartRow(domain.number, tuple(states)))
        waits = [number for number, state in states if state == "wait"]
        domains.append(
            DomainRow(
                domain.title,
                domain.weight,
                sum(state == "done" for _number, state in states),
                len(waits),
                len(states),
                _missing(domain.objectives, coverage, cleared, waits),
            )
        )
    return ExamView(exam.code, f"{exam.title} · exam {exam.number}", tuple(rows), tuple(domains))


def _missing(objectives: Any, coverage: Coverage, cleared: Collection[str], waits: list[str]) -> str:
    open_ones = [o for o in objectives if coverage.state(o.code) in ("next", "none")]
    if not open_ones:
        return f"nothing, {waits[0]} is being checked" if waits else "nothing"
    first = next((o for o in open_ones if coverage.state(o.code) == "next"), None)
    first = first or next((o for o in open_ones if set(o.get) & set(cleared)), open_ones[0])
    return f"{first.number}: {where_to_get(first, cleared).partition(',')[0]}"  # its row stands beside the chart's


def objective_lines(
    exam: Exam, coverage: Coverage, cleared: Collection[str], proofs: Sequence[ProofLine]
) -> tuple[ObjectiveLine, ...]:
    """Make the list of an exam's objectives."""
    said = {"done": "proof accepted", "wait": "being checked"}
    lines = []
    for domain in exam.domains:
        for o in domain.objectives:
            state = coverage.state(o.code)
            count = sum(p.objective == o.code for p in proofs)
            told = (
                f"{count} {'piece' if count == 1 else 'pieces'} of proof"
                if state == "done"
                else said.get(state)
            )
            lines.append(ObjectiveLine(o.number, o.title, o.kind, state, told or where_to_get(o, cleared)))
    return tuple(lines)


def proof_line(row: Any) -> ProofLine:
    """Make the line of one piece of evidence."""
    return ProofLine(
        row.number,
        words.segments(row.title_masked),
        row.objective,
        row.assistance,
        row.worked_on,
        is_held(row),
        row.kind == "practice",
    )


def cleared_lines(grants: Sequence[Any], rung: str) -> tuple[ClearedLine, ...]:
    """Make the lines of what a student is cleared for."""
    names = {category.code: category.name for category in load_catalog().categories}
    return tuple(
        ClearedLine(
            names.get(row.code, row.code),
            GATES.get(rung, "checked before"),
            f"until {row.until:%B} {row.until.day}, {row.until.year}" if row.until.year < 9999 else "",
        )
        for row in grants
        if row.kind == "category"
    )


def domain_heads() -> tuple[tuple[str, str, str], ...]:
    """Return the columns of the team's table. Shape: exam, number, title."""
    return tuple((e.title, d.number, d.title) for e in load_framework().exams for d in e.domains)
