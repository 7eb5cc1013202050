"""What a grader sees: the queue, and one screen with trail, rubric and objectives."""

from datetime import datetime
from typing import Any

from app.curriculum.content.load import load_comments, load_framework, load_map, load_practice, load_rubric
from app.curriculum.content.shapes import Objective, Rubric
from app.curriculum.evidence.assistance import Help
from app.curriculum.evidence.trail import Line, Trail
from app.helpdesk import words
from app.helpdesk.attachments.view_models import FileView
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass

Segments = tuple[str | words.Hidden, ...]
PROPOSED = 2  # a third is the grader's word: whoever presses Enter alone gives no more than work mostly shows


@dataclass(frozen=True)
class PieceRow:
    """One line of the queue."""

    number: str
    title: Segments
    student: str
    category: str
    done: str
    done_at: datetime
    practice: bool
    again: bool


@dataclass(frozen=True)
class PartView:
    """A piece of a corrected text."""

    op: str
    segments: Segments


@dataclass(frozen=True)
class LineView:
    """One line of the trail on the screen."""

    at: datetime
    time: str
    kind: str
    who: str
    said: str
    body: Segments
    parts: tuple[PartView, ...]
    mine: bool


@dataclass(frozen=True)
class CriterionView:
    """One line of the rubric."""

    name: str
    label: str
    hint: str
    value: int | None
    gate: bool
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class ObjectiveView:
    """One objective that the work may count toward."""

    code: str
    short: str
    exam: str
    title: str
    kind: str
    chosen: bool
    key: str


@dataclass(frozen=True)
class GradeView:
    """One grade as it was given."""

    id: int
    verdict: str
    verdict_words: str
    levels: tuple[tuple[str, int, str], ...]
    objectives: tuple[str, ...]
    comment: Segments
    grader: str
    at: datetime
    reason: Segments


@dataclass(frozen=True)
class GradingView:
    """The grading screen."""

    number: str
    title: Segments
    student: str
    asked: str
    place: str
    category: str
    done: str
    minutes: str
    looks: str
    practice: bool
    help: Help
    lines: tuple[LineView, ...]
    rubric: tuple[CriterionView, ...]
    objectives: tuple[ObjectiveView, ...]
    history: tuple[GradeView, ...]
    graded: bool
    of: int
    verdict: Verdict
    position: int
    waiting: int
    gate_from: int
    files: tuple[FileView, ...] = ()


def candidates(piece: Any) -> tuple[Objective, ...]:
    """Return the objectives that a piece of work may count toward, the likeliest first."""
    story = next((s for s in load_practice() if s.code == piece.story), None)
    codes = story.objectives if story else load_map().categories.get(piece.category_code, ())
    found = (load_framework().objective(code) for code in codes)
    return tuple(objective for objective in found if objective)


def exam_words(objective: Objective) -> str:
    """Say the exam of an objective: ``Core 1``."""
    return next(e.title for e in load_framework().exams if e.code == objective.exam)


def objective_views(piece: Any, chosen: tuple[str, ...] | None) -> tuple[ObjectiveView, ...]:
    """Propose objectives: the likeliest and the next scenario one are on, until somebody chose."""
    views = []
    found = candidates(piece)
    likely = [o.code for place, o in enumerate(found) if place == 0 or o.kind == "scenario"]
    chosen = tuple(likely[:PROPOSED]) if chosen is None else chosen
    for key, objective in zip("ABCD", found, strict=False):
        on = objective.code in chosen
        exam = exam_words(objective)
        views.append(
            ObjectiveView(objective.code, objective.number, exam, objective.title, objective.kind, on, key)
        )
    return tuple(views)


def criterion_views(
    rubric: Rubric, piece: Any, trail: Trail, given: dict[str, int]
) -> tuple[CriterionView, ...]:
    """Make the rubric's lines, each with what the trail shows about it."""
    hints = _hints(piece, trail)
    return tuple(
        CriterionView(
            c.code, c.plain if not c.gate else c.name, hints[c.code], given.get(c.code), c.gate, c.levels
        )
        for c in rubric.criteria
    )


def _hints(piece: Any, trail: Trail) -> dict[str, str]:
    story = next((s for s in load_practice() if s.code == piece.story), None)
    if story:
        return {code: said.split(". ")[0] for code, said in story.rubric_hints.items()}
    shown = "nothing was shown" if not trail.shown else f"{trail.shown} shown, with a reason"
    if any("⟦" in line.text for line in trail.lines if line.mine):
        shown += "; hid a name they wrote"
    replies = trail.facts.own_replies
    return {
        "privacy": shown,
        "diagnose": f"{trail.steps_done} of {trail.steps} steps checked off",
        "fix": f"ended as {trail.closure_code.replace('_', ' ')}",
        "communicate": f"{replies} {'reply' if replies == 1 else 'replies'} to the requester",
        "document": f"cause and fix in {len((trail.cause + ' ' + trail.fix).split())} words",
    }


def looks_words(student: str, trail: Trail) -> str:
    """Say how often the tech looked, and what was shown to them."""
    times = {1: "once", 2: "twice"}.get(trail.opened, f"{trail.opened} times")
    shown = {0: "Nothing was shown.", 1: "One hidden word was shown, for a purpose."}
    return (
        f"{student} opened this ticket {times}. {shown.get(trail.shown, f'{trail.shown} words were shown.')}"
    )


def line_view(line: Line, time: str) -> LineView:
    """Make one line of the trail."""
    parts = tuple(PartView(op, words.segments(text)) for op, text in line.parts)
    kind = {"card": "note"}.get(line.kind, line.kind)
    return LineView(line.at, time, kind, line.who, line.said, words.segments(line.text), parts, line.mine)


def grade_view(
    rubric: Rubric,
    row: Any,
    names: dict[int, str],
    verdicts: dict[str, str],
    comment: str | None = None,
    reason: str | None = None,
) -> GradeView:
    """Make one grade, with the rubric's sentence for each level.

    Shape: comment and reason are the row's own where none is given; a student reads them masked again.
    """
    levels = tuple(
        (
            c.plain if not c.gate else c.name,
            int(row.levels.get(c.code, 0)),
            c.levels[int(row.levels.get(c.code, 0))],
        )
        for c in rubric.criteria
    )
    return GradeView(
        row.id,
        row.verdict,
        verdicts[row.verdict],
        levels,
        tuple(short(code) for code in row.objectives),
        words.segments(row.comment_masked if comment is None else comment),
        names.get(row.grader_id, "A teacher"),
        row.graded_at,
        words.segments(row.supersede_reason if reason is None else reason),
    )


def short(code: str) -> str:
    """Say an objective shortly: ``Core 1, 5.3``."""
    objective = load_framework().objective(code)
    return f"{exam_words(objective)}, {objective.number}" if objective else code


def split_ready(comment: str) -> tuple[str, str]:
    """Return the grader's own words, and the ready-made line behind them, if there is one.

    Shape: such a line is the product's and names nobody, so that nothing in it is hidden.
    """
    own, _, last = comment.rpartition("\n")
    return (own, last) if last in {one.text for one in load_comments().comments} else (comment, "")


def snippet_choices() -> dict[str, str | dict[str, str]]:
    """Return the ready-made lines for graders, by criterion, as a choice with groups."""
    groups: dict[str, str | dict[str, str]] = {"": "None"}
    for criterion in load_rubric().criteria:
        lines = {c.code: c.text for c in load_comments().comments if c.criterion == criterion.code}
        groups[criterion.plain] = lines
    return groups
