"""Read lessons, take the quiz, and read what a module's pages show. The work's clearance is ``own``."""

from collections.abc import Mapping
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.content.load import load_module, load_modules
from app.curriculum.content.module_shapes import Module
from app.curriculum.models import LessonRead, QuizAttempt
from app.curriculum.modules import drawing, policy, queries
from app.curriculum.modules.view_models import (
    AttemptView,
    LessonView,
    ModuleView,
    StepView,
    attempt_line,
    attempt_view,
    lesson_lines,
    lesson_view,
    step_view,
)
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import chance, new_id


def module_named(code: str) -> Module:
    """Return a module.

    Refuses: NotFound when there is none of this code.
    """
    if code not in {module.code for module in load_modules()}:
        raise NotFound("There is no such module.", "Go back to Learn.")
    return load_module(code)


def read_module(work: Work, code: str = "privacy") -> ModuleView:
    """Return a module's front page for the acting student."""
    module = module_named(code)
    read = {row.lesson for row in work.rows(queries.lessons_read(work.actor, code))}
    rows = work.rows(queries.attempts(work.actor, code))
    today = work.today
    until = work.value(queries.module_until(work.actor, work.actor.person_id, code, today))
    passed = until if until and until >= today else None
    return ModuleView(
        module.code,
        module.title,
        module.summary,
        module.minutes,
        lesson_lines(module, read),
        tuple(attempt_line(number, row, work.day) for number, row in enumerate(rows, 1)),
        next((number for number, row in enumerate(rows, 1) if row.finished_at is None), 0),
        passed,
        policy.renewable(passed, today),
        module.scenario.title,
        module.quiz.draw,
        module.quiz.pass_,
        module.valid_until,
    )


def read_lesson(work: Work, code: str, lesson: str) -> LessonView:
    """Return a lesson's page.

    Refuses: NotFound when the module has no such lesson.
    """
    read = {row.lesson for row in work.rows(queries.lessons_read(work.actor, code))}
    view = lesson_view(module_named(code), lesson, read)
    if view is None:
        raise NotFound("There is no such lesson.", "Go back to Learn.")
    return view


def mark_lesson(work: Work, code: str, lesson: str) -> LessonView:
    """Note that the acting student read a lesson to its end; a second time changes nothing.

    Refuses: NotFound when the module has no such lesson.
    Records: lesson:read.
    """
    view = read_lesson(work, code, lesson)
    if not view.read:
        work.insert(
            LessonRead,
            id=new_id(),
            district_id=work.actor.district_id,
            student_id=work.actor.person_id,
            module=code,
            lesson=lesson,
            read_at=work.now,
        )
        work.record(Tag.LESSON_READ, subjects=[work.actor.person_id], module=code, lesson=lesson)
    return view


def read_step(code: str, step: str, choice: int | None) -> StepView:
    """Return a step of the module's scenario; trying a choice is kept nowhere.

    Refuses: NotFound when there is no such step or choice.
    """
    module = module_named(code)
    view = step_view(module, module.scenario, step, choice)
    if view is None:
        raise NotFound("There is no such step.", "Start the story again under Learn.")
    return view


def start_quiz(work: Work, code: str) -> int:
    """Draw a quiz for the acting student and return its number; an open one is gone on with.

    Records: quiz:started.
    """
    module = module_named(code)
    rows = work.rows(queries.attempts(work.actor, code))
    if rows and rows[-1].finished_at is None:
        if drawing.items_of(module, rows[-1].drawn) is not None:
            return len(rows)
        _close(work, rows[-1], {}, 0, False)  # the bank changed under it
    work.insert(
        QuizAttempt,
        id=new_id(),
        district_id=work.actor.district_id,
        student_id=work.actor.person_id,
        module=code,
        version=module.bank.version,
        drawn=drawing.draw(module, chance()),
        answers={},
        started_at=work.now,
    )
    work.record(Tag.QUIZ_STARTED, subjects=[work.actor.person_id], module=code, attempt=len(rows) + 1)
    return len(rows) + 1


def read_attempt(work: Work, code: str, number: int, picks: Mapping[str, int] | None = None) -> AttemptView:
    """Return the page of one of the acting student's attempts.

    Refuses: NotFound when there is no such attempt.
    """
    return attempt_view(module_named(code), number, _attempt(work, code, number), picks or {})


def _attempt(work: Work, code: str, number: int) -> Any:
    rows = work.rows(queries.attempts(work.actor, code))
    if not 0 < number <= len(rows):
        raise NotFound("There is no such attempt.", "Go back to Learn.")
    return rows[number - 1]


def finish_quiz(work: Work, code: str, number: int, picks: Mapping[str, int]) -> bool:
    """Mark an attempt and return whether it passed; handing in twice changes nothing.

    Shape: ``picks`` are the shown places that were chosen, by item.
    Refuses: NotFound; Invalid when a question has no answer; Conflict when the questions changed meanwhile,
    or other answers were handed in.
    Records: quiz:finished.
    """
    module = module_named(code)
    row = _attempt(work, code, number)
    if row.finished_at is not None:
        if drawing.answers_from(row.drawn, picks) != row.answers:
            raise Conflict(
                "This attempt was handed in before.", "Its answers count. Take the quiz again for others."
            )
        return bool(row.passed)
    if drawing.items_of(module, row.drawn) is None:
        raise Conflict("The questions have changed since you began.", "Start a new attempt under Learn.")
    answers = drawing.answers_from(row.drawn, picks)
    left = len(row.drawn) - len(answers)
    if left:
        raise Invalid(
            f"{left} of {len(row.drawn)} questions {'has' if left == 1 else 'have'} no answer yet.",
            "Pick one for each.",
            "quiz",
        )
    right = drawing.count_right(module, row.drawn, answers)
    passed = right >= module.quiz.pass_
    if _close(work, row, answers, right, passed) and passed:
        work.enqueue("give_module_grant", attempt_id=row.id, district_id=work.actor.district_id)
    return passed


def _close(work: Work, row: Any, answers: dict[str, int], right: int, passed: bool) -> bool:
    closing = queries.finish_attempt(work.actor, row.id).values(
        answers=answers, finished_at=work.now, right_count=right, passed=passed
    )
    closed = work.change(closing) == 1
    codes = {"module": row.module, "right": right, "passed": passed}
    work.record(Tag.QUIZ_FINISHED, subjects=[work.actor.person_id], **codes)
    return closed
