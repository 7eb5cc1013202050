"""Read a student's progress (own or by a teacher of the team), a team's, and hand work in again."""

from collections import defaultdict
from datetime import date
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.certificates.queries import certificates_of
from app.curriculum.certificates.view_models import certificate_view
from app.curriculum.content.load import load_framework, load_rubric
from app.curriculum.evidence.queries import evidence_of
from app.curriculum.grading.policy import VERDICTS
from app.curriculum.grading.queries import grades_of
from app.curriculum.grading.services import names_of
from app.curriculum.grading.view_models import grade_view, short, split_ready
from app.curriculum.modules.queries import attempts
from app.curriculum.modules.view_models import attempt_line
from app.curriculum.progress import queries
from app.curriculum.progress.coverage import Coverage, cover, may_prove
from app.curriculum.progress.view_models import (
    GradedLine,
    ProgressView,
    TeamRow,
    TeamView,
    cleared_lines,
    domain_heads,
    exam_view,
    objective_lines,
    proof_line,
)
from app.helpdesk import words
from app.identity.actor import Actor
from app.kernel.errors import NotFound
from app.school.people import feeder


def read_own(work: Work, actor: Actor, exam: str = "") -> ProgressView:
    """Return the acting student's page; the work's clearance is ``own``."""
    return _read(work, actor.person_id, actor.name, actor.rung, exam)


def read_student(work: Work, person_id: int, exam: str = "") -> ProgressView:
    """Return a member's page for a teacher of the team.

    Refuses: NotFound when the student is not on one of the teacher's teams.
    Records: progress:seen.
    """
    row = next((m for m in work.rows(queries.members(work.actor)) if m.person_id == person_id), None)
    if row is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is no such student on your team.", "Go back to the team's progress.")
    work.record(Tag.PROGRESS_SEEN, subjects=[person_id], site_id=row.site_id, fields=["grade", "evidence"])
    rung = "peer trainer" if row.peer_trainer and row.rung == "lead" else row.rung
    return _read(work, person_id, row.working_name or "A tech", rung, exam)


def _read(work: Work, student_id: int, name: str, rung: str, exam: str) -> ProgressView:
    actor, today = work.actor, work.today
    evidence = work.rows(evidence_of(actor, student_id))
    held_now = work.rows(queries.held_now(actor, student_id))
    grants = work.rows(queries.grants_of(actor, student_id, today))
    cleared = frozenset(row.code for row in grants if row.kind == "category")
    checked = work.rows(queries.being_checked(actor, student_id))
    coverage = cover(evidence, checked, held_now, cleared)
    framework = load_framework()
    chosen = next((e for e in framework.exams if e.code == exam), framework.exams[0])
    proofs = tuple(proof_line(row) for row in reversed(evidence))
    module = next((r.until for r in grants if (r.kind, r.code) == ("module", "privacy")), None)
    ticket, said = _closest(coverage, held_now)
    return ProgressView(
        name=name,
        rung=rung,
        done=len(coverage.done),
        waiting=len(coverage.held | coverage.waiting),
        total=len(framework.objectives),
        closest=coverage.next,
        closest_ticket=ticket,
        closest_words=said,
        exams=tuple(exam_view(e, coverage, cleared) for e in framework.exams),
        chosen=chosen.code,
        objectives=objective_lines(chosen, coverage, cleared, proofs),
        graded=_graded(work, student_id),
        cleared=cleared_lines(grants, rung),
        module=_module_words(module),
        attempts=tuple(
            attempt_line(number, row, work.day)
            for number, row in enumerate(work.rows(attempts(actor, "privacy", student_id)), 1)
        ),
        certificates=tuple(
            certificate_view(row, today) for row in work.rows(certificates_of(actor, student_id))
        ),
    )


def _module_words(until: date | None) -> str:
    if until is None:
        return "Not passed for this school year."
    return (
        f"Passed. It counts until {until:%B} {until.day}, {until.year}." if until.year < 9999 else "Passed."
    )


def _closest(coverage: Coverage, held_now: Any) -> tuple[str, str]:
    """Return the ticket in hand that may prove the closest objective, and what the objective is."""
    objective = load_framework().objective(coverage.next) if coverage.next else None
    if objective is None:
        return "", ""
    title = f"{objective.title[:1].lower()}{objective.title[1:]}"
    said = f"{short(objective.code)}, {title}"
    held = next((row for row in held_now if coverage.next in may_prove(row)), None)
    return (held.number if held else ""), said


def _graded(work: Work, student_id: int) -> tuple[GradedLine, ...]:
    rows = work.rows(grades_of(work.actor, student_id))
    names = names_of(work, {row.grader_id for row in rows})
    rubric = load_rubric()
    waiting = {row.number for row in work.rows(queries.being_checked(work.actor, student_id))}
    said = [split_ready(row.comment_masked) for row in rows]
    shown = feeder.shown_now(work, [*(own for own, _ in said), *(row.supersede_reason for row in rows)])
    own, reasons = shown[: len(rows)], shown[len(rows) :]
    comments = ["\n".join(filter(None, (one, ready))) for one, (_, ready) in zip(own, said, strict=True)]
    return tuple(
        GradedLine(
            row.number,
            words.segments(row.title_masked),
            grade_view(rubric, row, names, VERDICTS, comment, reason),
            row.verdict == "resubmit" and row.number not in waiting,
        )
        for row, comment, reason in zip(rows, comments, reasons, strict=True)
    )


def read_team(work: Work) -> TeamView:
    """Return how far each member of the teacher's teams is, by domain.

    Records: progress:seen.
    """
    members = work.rows(queries.members(work.actor))
    by_student: dict[int, list[Any]] = defaultdict(list)
    for row in work.rows(queries.team_evidence(work.actor)):
        by_student[row.student_id].append(row)
    if members:
        work.record(Tag.PROGRESS_SEEN, subjects=[m.person_id for m in members], fields=["evidence"])
    rows = []
    for member in members:
        coverage = cover(by_student[member.person_id], (), (), frozenset())
        counts = tuple(
            (sum(o.code in coverage.done for o in domain.objectives), len(domain.objectives))
            for exam in load_framework().exams
            for domain in exam.domains
        )
        rung = "peer trainer" if member.peer_trainer and member.rung == "lead" else member.rung
        name = member.working_name or "not signed yet"
        rows.append(TeamRow(member.person_id, name, rung, counts, len(coverage.done)))
    return TeamView(domain_heads(), tuple(rows), len(load_framework().objectives))
