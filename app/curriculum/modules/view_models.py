"""What a student sees of a module: lessons, scenario, quiz, agreement."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from app.curriculum.content.module_shapes import Module, Scenario
from app.curriculum.modules import drawing
from app.curriculum.modules.rendering import html_of
from app.identity.actor import Day
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.privacy.door import open_for
from app.privacy.sealed import Sealed


@dataclass(frozen=True)
class LessonLine:
    """One lesson in a list."""

    code: str
    title: str
    minutes: int
    read: bool


@dataclass(frozen=True)
class LessonView:
    """A lesson's page."""

    code: str
    title: str
    minutes: int
    body: Markup
    place: int
    read: bool
    next: str
    lines: tuple[LessonLine, ...]


@dataclass(frozen=True)
class AttemptLine:
    """One attempt in the list of all."""

    number: int
    finished_on: date | None
    right: int | None
    passed: bool | None


@dataclass(frozen=True)
class OptionView:
    """One answer as it is shown."""

    place: int
    text: str
    picked: bool
    correct: bool
    why: str


@dataclass(frozen=True)
class QuestionView:
    """One question of an attempt; the right answer is told only when the attempt is over."""

    id: str
    stem: str
    lesson: str
    lesson_title: str
    right: bool
    options: tuple[OptionView, ...]


@dataclass(frozen=True)
class AttemptView:
    """An attempt's page: open with questions, or finished with explanations."""

    number: int
    finished: bool
    passed: bool
    right: int
    drawn: int
    needed: int
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True)
class ChoiceView:
    """One way to act in a scenario, with what it leads to once it was tried."""

    number: int
    text: str
    picked: bool
    rating: str
    feedback: str


@dataclass(frozen=True)
class StepView:
    """One moment of a scenario."""

    title: str
    scenario: str
    intro: str
    text: str
    code: str
    place: int
    steps: int
    choices: tuple[ChoiceView, ...]
    tried: bool
    next: str
    closing: str
    lesson: str
    lesson_title: str


@dataclass(frozen=True)
class GateLine:
    """One thing that live work needs: done or not, with where to mend it."""

    title: str
    done: bool
    words: str
    url: str = ""
    act: str = ""


@dataclass(frozen=True)
class ModuleView:
    """A module as its front page shows it."""

    code: str
    title: str
    summary: str
    minutes: int
    lessons: tuple[LessonLine, ...]
    attempts: tuple[AttemptLine, ...]
    open_attempt: int
    passed_until: date | None
    renewable: bool
    scenario_title: str
    drawn: int
    needed: int
    holds: str

    @property
    def next_lesson(self) -> str:
        """Give the code of the first lesson that was not read, or nothing."""
        return next((line.code for line in self.lessons if not line.read), "")


@dataclass(frozen=True)
class AgreementView:
    """The agreement's page."""

    title: str
    body: Markup
    version: str
    signed_on: date | None
    holds_until: date | None
    would_hold: date
    working_name: str
    sign: Verdict


def family_of(sealed: Sealed) -> str:
    """Return one's own family name, to compare a working name with."""
    return open_for(sealed)


def lesson_lines(module: Module, read: set[str]) -> tuple[LessonLine, ...]:
    """Make the list of lessons."""
    return tuple(LessonLine(x.code, x.title, x.minutes, x.code in read) for x in module.lessons)


def lesson_view(module: Module, code: str, read: set[str]) -> LessonView | None:
    """Make a lesson's page, or None when the module has no such lesson."""
    codes = [x.code for x in module.lessons]
    lesson = module.lesson(code)
    if lesson is None:
        return None
    place = codes.index(code)
    following = codes[place + 1] if place + 1 < len(codes) else ""
    return LessonView(
        code,
        lesson.title,
        lesson.minutes,
        html_of(lesson.body),
        place + 1,
        code in read,
        following,
        lesson_lines(module, read),
    )


def attempt_line(number: int, row: Any, day: Day) -> AttemptLine:
    """Make one line of the list of attempts."""
    on = day(row.finished_at) if row.finished_at else None
    return AttemptLine(number, on, row.right_count, row.passed)


def attempt_view(module: Module, number: int, row: Any, picks: Mapping[str, int]) -> AttemptView:
    """Make an attempt's page; ``picks`` are the places chosen so far."""
    finished = row.finished_at is not None
    titles = {x.code: x.title for x in module.lessons}
    questions = []
    for item, order in drawing.items_of(module, row.drawn) or ():
        chosen = row.answers.get(item.id) if finished else None
        options = tuple(
            OptionView(
                place,
                item.options[index].text,
                index == chosen if finished else picks.get(item.id) == place,
                finished and item.options[index].correct,
                item.options[index].why if finished else "",
            )
            for place, index in enumerate(order)
        )
        right = finished and chosen == item.answer
        questions.append(QuestionView(item.id, item.stem, item.lesson, titles[item.lesson], right, options))
    return AttemptView(
        number,
        finished,
        bool(row.passed),
        row.right_count or 0,
        module.quiz.draw,
        module.quiz.pass_,
        tuple(questions),
    )


def step_view(module: Module, scenario: Scenario, code: str, choice: int | None) -> StepView | None:
    """Make a scenario's step, with the feedback of the choice that was tried."""
    step = scenario.step(code or scenario.start)
    if step is None or (choice is not None and not 0 < choice <= len(step.choices)):
        return None
    picked = step.choices[choice - 1] if choice else None
    lesson = module.lesson(step.lesson)
    choices = tuple(
        ChoiceView(number, c.text, c is picked, c.rating, c.feedback if c is picked else "")
        for number, c in enumerate(step.choices, 1)
    )
    place = [s.code for s in scenario.steps].index(step.code) + 1
    return StepView(
        step.title,
        scenario.title,
        scenario.intro if place == 1 else "",
        step.text,
        step.code,
        place,
        len(scenario.steps),
        choices,
        picked is not None,
        (picked.next or "") if picked else "",
        scenario.closing if picked and picked.next is None else "",
        step.lesson,
        lesson.title if lesson else "",
    )
