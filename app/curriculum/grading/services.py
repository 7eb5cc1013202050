"""List finished work, show one piece, grade it, and correct a grade. The work's clearance is ``staff``."""

from collections.abc import Mapping
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.content.load import load_comments, load_rubric
from app.curriculum.evidence.queries import public_names
from app.curriculum.evidence.services import accept_work
from app.curriculum.evidence.trail import read_trail
from app.curriculum.grading import policy, queries
from app.curriculum.grading.view_models import candidates
from app.curriculum.models import Grade
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.school.people import feeder

LONGEST_COMMENT = 1_000


@dataclass(frozen=True)
class Given:
    """What a grader gives. Shape: ``of`` is the grade that is corrected, 0 for the first one."""

    levels: Mapping[str, int]
    objectives: tuple[str, ...] = ()
    verdict: str = "accept"
    comment: str = ""
    snippet: str = ""
    shift: int = 0
    shift_reason: str = ""
    of: int = 0
    reason: str = ""


def find_piece(work: Work, number: str) -> Any:
    """Return a finished piece of work.

    Refuses: NotFound when hidden or absent.
    """
    piece = work.first(queries.piece(work.actor, number))
    if piece is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is no finished work under this number.", "Go back to the grading queue.")
    return piece


def names_of(work: Work, people: set[int]) -> dict[int, str]:
    """Return working and professional names by person."""
    wanted = sorted(person for person in people if person)
    rows = work.rows(public_names(work.actor, wanted)) if wanted else ()
    return {row.person_id: row.name for row in rows if row.name}


def give_grade(work: Work, number: str, given: Given) -> str:
    """Grade a piece of work, or correct its grade, and return the verdict; a double submit gives one grade.

    Refuses: NotFound; by policy.grade; Invalid by policy.verdict or without a reason where one is needed;
    Conflict when it was graded otherwise, or corrected, meanwhile.
    Records: grade:given, and evidence:accepted.
    """
    piece = find_piece(work, number)
    about = {"subjects": [piece.student_id], "ticket_id": piece.ticket_id, "site_id": piece.site_id}
    work.intend(Tag.GRADE_GIVEN, **about)
    policy.grade(work.actor, piece).require()
    ungraded = work.value(queries.lock_piece(work.actor, piece.resolution_id)) is None
    chain = work.rows(queries.grades(work.actor, piece.ticket_id, piece.student_id))
    head = chain[-1] if chain else None
    if head and not given.of and not ungraded:
        if head.grader_id == work.actor.person_id and _is_same(work, head, given):
            return str(head.verdict)
        raise _graded_meanwhile(work, head)
    _check(work, piece, given, head, ungraded)
    grade_id = _write(work, piece, given, head)
    trail = read_trail(work, piece)
    if given.verdict == "accept":
        shift_reason = _masked(work, given.shift_reason)
        accept_work(work, piece, grade_id, trail, given.objectives, given.levels, given.shift, shift_reason)
    work.execute(queries.graded(work.actor, piece.ticket_id, piece.student_id, work.now))
    work.record(Tag.GRADE_GIVEN, **about, verdict=given.verdict, corrects=bool(given.of))
    return given.verdict


def _is_same(work: Work, head: Any, given: Given) -> bool:
    """Tell whether a grade is what is given once more: a form that was sent twice."""
    objectives = sorted(given.objectives) if given.verdict == "accept" else []
    said = (dict(given.levels), given.verdict, objectives, _comment(work, given))
    return said == (dict(head.levels), head.verdict, sorted(head.objectives), head.comment_masked)


def _graded_meanwhile(work: Work, head: Any) -> Conflict:
    mine = head.grader_id == work.actor.person_id
    who = "You" if mine else names_of(work, {head.grader_id}).get(head.grader_id, "Somebody else")
    levels = " ".join(str(head.levels.get(criterion.code, 0)) for criterion in load_rubric().criteria)
    return Conflict(
        f"{who} graded this meanwhile: {levels}, {policy.VERDICTS[head.verdict].lower()}. "
        "What you chose here was not kept.",
        "To put it in place of that grade, say why and correct it.",
    )


def _check(work: Work, piece: Any, given: Given, head: Any, ungraded: bool) -> None:
    rubric = load_rubric()
    allowed = {objective.code for objective in candidates(piece)}
    if not set(given.objectives) <= allowed:
        raise Invalid("That objective does not go with this work.", "Choose from the list.", "objectives")
    verdict = policy.verdict(rubric, given.levels, given.verdict, len(set(given.objectives)))
    if not verdict.yes:
        raise Invalid(verdict.sentence, field="levels")
    if given.shift not in (-1, 0, 1) or (given.shift and not given.shift_reason.strip()):
        raise Invalid("Say in a few words why the help was more or less.", field="shift_reason")
    if len(given.comment) > LONGEST_COMMENT:
        raise Invalid(f"The comment has more than {LONGEST_COMMENT:,} characters.", "Shorten it.", "comment")
    if given.of:
        if head is None or head.id != given.of:
            raise Conflict("This grade has been corrected meanwhile.", "Reload the page and look at it.")
        if not given.reason.strip() and not ungraded:
            raise Invalid("Say why the grade is corrected.", "One sentence is enough.", "reason")


def _write(work: Work, piece: Any, given: Given, head: Any) -> int:
    grade_id = new_id()
    work.insert(
        Grade,
        id=grade_id,
        district_id=work.actor.district_id,
        ticket_id=piece.ticket_id,
        student_id=piece.student_id,
        grader_id=work.actor.person_id,
        rubric_version=load_rubric().version,
        levels=dict(given.levels),
        objectives=list(given.objectives) if given.verdict == "accept" else [],
        verdict=given.verdict,
        comment_masked=_comment(work, given),
        supersedes_id=head.id if head else 0,
        supersede_reason=_masked(work, given.reason)[:200] or ("handed in again" if head else ""),
        graded_at=work.now,
    )
    return grade_id


def _comment(work: Work, given: Given) -> str:
    """Return what the student reads: the grader's own words masked, and the ready-made line, which names nobody."""
    ready = next((c.text for c in load_comments().comments if c.code == given.snippet), "")
    return "\n".join(part for part in (_masked(work, given.comment), ready) if part)


def _masked(work: Work, text: str) -> str:
    return feeder.mask(work, text.strip()).text if text.strip() else ""


def next_number(work: Work) -> str:
    """Return the number of the work that has waited longest, or nothing."""
    row = work.first(queries.waiting(work.actor, 1))
    return str(row.number) if row else ""
