"""Make the grading queue's and the grading screen's views."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.curriculum.content.load import load_rubric
from app.curriculum.evidence.assistance import assess
from app.curriculum.evidence.trail import Trail, read_trail, sees_staff
from app.curriculum.grading import policy, queries
from app.curriculum.grading.services import Given, find_piece, names_of
from app.curriculum.grading.view_models import (
    GradeView,
    GradingView,
    LineView,
    PieceRow,
    criterion_views,
    grade_view,
    line_view,
    looks_words,
    objective_views,
)
from app.helpdesk import words
from app.helpdesk.attachments.reading import list_released
from app.helpdesk.counting import whole
from app.identity.actor import Actor
from app.identity.rights import Can
from app.school.calendar import service as calendar
from app.ui.panels import Panel, PanelRow


def list_waiting(work: Work) -> tuple[PieceRow, ...]:
    """Return the work that waits for a grade, the oldest first.

    Records: queue:seen.
    """
    rows = work.rows(queries.waiting(work.actor))
    names = names_of(work, {row.student_id for row in rows})
    if rows:
        work.record(Tag.QUEUE_SEEN, subjects=[row.student_id for row in rows], fields=["work"])
    return tuple(_row(work, row, names) for row in rows)


def count_waiting(work: Work, shown: int) -> int:
    """Return how much work waits for a grade, where a list shows the first so many."""
    return whole(work, shown, queries.waiting_count(work.actor, 1_000), queries.SHOWN)


def _row(work: Work, row: Any, names: dict[int, str]) -> PieceRow:
    bells = calendar.calendar_of(work, row.site_id)
    return PieceRow(
        row.number,
        words.segments(row.title_masked),
        names.get(row.student_id, "A tech"),
        row.category_name,
        calendar.moment_words(bells, row.proposed_at, work.now),
        row.proposed_at,
        row.kind == "practice",
        row.reopen_count > 0,
    )


def list_lately(work: Work) -> tuple[tuple[str, str, str, GradeView], ...]:
    """Return the newest grades of the teams. Shape: number, title, student, grade."""
    rows = work.rows(queries.graded_lately(work.actor))
    names = names_of(work, {row.student_id for row in rows} | {row.grader_id for row in rows})
    rubric = load_rubric()
    return tuple(
        (
            row.number,
            words.plain(row.title_masked),
            names.get(row.student_id, "A tech"),
            grade_view(rubric, row, names, policy.VERDICTS),
        )
        for row in rows
    )


def read_piece(work: Work, number: str, given: Given | None = None) -> GradingView:
    """Return the grading screen of one piece of work, with what was chosen so far.

    Refuses: NotFound; by policy.grade, where it is not a matter of time.
    Records: ticket:opened.
    """
    piece = find_piece(work, number)
    about = {"subjects": [piece.student_id], "ticket_id": piece.ticket_id, "site_id": piece.site_id}
    work.intend(Tag.TICKET_OPENED, **about, purpose="grading")
    verdict = policy.grade(work.actor, piece)
    if not verdict.later:
        verdict.require()
    trail = read_trail(work, piece)
    chain = work.rows(queries.grades(work.actor, piece.ticket_id, piece.student_id))
    names = names_of(work, {piece.student_id, piece.requester_id, *(g.grader_id for g in chain)})
    queue = [row.number for row in work.rows(queries.waiting(work.actor))]
    in_all = count_waiting(work, len(queue))
    work.record(Tag.TICKET_OPENED, **about, fields=["work"], purpose="grading")
    return _view(work, piece, trail, chain, names, queue, in_all, given, verdict)


def _view(
    work: Work, piece: Any, trail: Trail, chain: Any, names: dict[int, str], queue: list[str], in_all: int,
    given: Given | None, verdict: Any,
) -> GradingView:  # fmt: skip
    rubric = load_rubric()
    head = chain[-1] if chain else None
    graded = piece.graded_at is not None
    levels = dict(given.levels) if given else dict(head.levels) if head else {}
    chosen = given.objectives if given else tuple(head.objectives) if head and head.objectives else None
    bells = calendar.calendar_of(work, piece.site_id)
    told = piece.requester_kind == "staff" and sees_staff(work.actor, piece)
    asked = names.get(piece.requester_id, "") if told else ""
    return GradingView(
        number=piece.number,
        title=words.segments(piece.title_masked),
        student=names.get(piece.student_id, "A tech"),
        asked=asked if asked and piece.kind == "live" else piece.handle,
        place=f"room {piece.room_code}" if piece.room_code else "",
        category=piece.category_name,
        done=calendar.moment_words(bells, piece.proposed_at, work.now),
        minutes=trail.minutes,
        looks=looks_words(names.get(piece.student_id, "A tech"), trail) if trail.opened else "",
        practice=piece.kind == "practice",
        help=assess(trail.facts),
        lines=timed(bells, trail),
        rubric=criterion_views(rubric, piece, trail, levels),
        objectives=objective_views(piece, chosen),
        history=tuple(grade_view(rubric, row, names, policy.VERDICTS) for row in reversed(chain)),
        graded=graded,
        of=head.id if head and graded else 0,
        verdict=verdict,
        position=queue.index(piece.number) + 1 if piece.number in queue else 0,
        waiting=in_all,
        gate_from=next(c.minimum for c in rubric.criteria if c.gate),
        files=list_released(work, piece.number, piece.ticket_id),
    )


def timed(bells: Any, trail: Trail) -> tuple[LineView, ...]:
    """Return the trail's lines with local times; the weekday is told where it changes."""
    views, day = [], None
    for line in trail.lines:
        local = bells.local(line.at)
        head = "" if local.date() == day else f"{local:%a} "
        day = local.date()
        views.append(line_view(line, f"{head}{calendar.time_words(local)}"))
    return tuple(views)


def teach_numbers(actor: Actor, _now: datetime, _since: datetime) -> Mapping[str, Any]:
    """Return how much work waits for this teacher's grades, for the top bar."""
    teams = actor.cadre_ids | actor.past_cadre_ids
    return {"grading": queries.waiting_count(actor)} if teams else {}


def teach_panel(actor: Actor) -> Panel | None:
    """Return how much work waits for grades, with the first three pieces, for the teacher's home."""
    if not actor.can(Can.GRADE_WORK) or not actor.cadre_ids | actor.past_cadre_ids:
        return None
    with look(actor) as work:
        number = int(work.value(queries.number_waiting(actor)) or 0)
        found = work.rows(queries.waiting(actor, 3)) if number else ()
        names = names_of(work, {row.student_id for row in found})
        rows = tuple(_row(work, row, names) for row in found)
        if rows:
            work.record(Tag.QUEUE_SEEN, subjects=[row.student_id for row in found], fields=["work"])
    said = "piece of work to grade" if number == 1 else "pieces of work to grade"
    lines = tuple(
        PanelRow(row.title, f"/teach/grading/{row.number}", f"{row.student}, {row.category}, done {row.done}")
        for row in rows
    )
    return Panel("grading", number, said, "/teach/grading", lines)
