"""Check what no type can say: sums, references, one right answer, ways that lead to an end."""

import re
from collections.abc import Collection, Iterable

from app.curriculum.content.module_shapes import Bank, Module, PracticeStory, Scenario
from app.curriculum.content.reading import ContentError
from app.curriculum.content.shapes import CommentBank, Framework, ObjectiveMap, Programme, Rubric

PLACES = ("bench", "lesson", "practice")
HANDLE = re.compile(r"[A-Z]-[0-9][A-Z][0-9]")


def require(condition: bool, where: str, what: str) -> None:
    """Raise a content error that names the place, unless the condition holds."""
    if not condition:
        raise ContentError(f"{where}: {what}")


def check_unique(values: Iterable[str], where: str, what: str) -> None:
    """Refuse a value that stands twice."""
    seen: set[str] = set()
    for value in values:
        require(value not in seen, where, f"{what} {value!r} stands twice")
        seen.add(value)


def check_known(values: Iterable[str], known: Collection[str], where: str, what: str) -> None:
    """Refuse a reference to something that is not there."""
    for value in values:
        require(value in known, where, f"{what} {value!r} is not known")


def check_framework(framework: Framework, where: str) -> None:
    """Refuse weights that are not a whole, misplaced or doubled objectives, and a late review."""
    require(framework.verified_on < framework.review_by, where, "review_by must come after verified_on")
    check_unique((o.code for o in framework.objectives), where, "objective")
    for exam in framework.exams:
        total = sum(domain.weight for domain in exam.domains)
        require(total == 100, where, f"exam {exam.code}: weights add up to {total}, not 100")
        for domain in exam.domains:
            for objective in domain.objectives:
                fits = re.fullmatch(rf"{exam.code}:{domain.number[:-2]}\.\d+", objective.code) is not None
                require(fits, where, f"objective {objective.code} stands in {exam.code} {domain.number}")
                known = objective.kind == "scenario" or "lesson" in objective.get
                require(known, where, f"objective {objective.code}: a knowledge objective needs a lesson")


def check_map(objective_map: ObjectiveMap, framework: Framework, where: str) -> None:
    """Refuse a category with none or more than four objectives, or a pair of which only one points to the other."""
    require(objective_map.framework == framework.code, where, f"framework must be {framework.code}")
    check_known(objective_map.adult_only, objective_map.categories, where, "category")
    places = {*objective_map.categories, *PLACES} - set(objective_map.adult_only)
    for objective in framework.objectives:
        here = f"{where}: {objective.code} of {framework.code}"
        check_known(objective.get, places, here, "place")
        for category in set(objective.get) - set(PLACES):
            offered = objective.code in objective_map.categories[category]
            require(offered, here, f"its place {category} does not offer it")
    for category, codes in objective_map.categories.items():
        here = f"{where}: {category}"
        require(1 <= len(codes) <= 4, here, "needs one to four objectives")
        check_unique(codes, here, "objective")
        for code in codes:
            found = framework.objective(code)
            require(found is not None, here, f"objective {code!r} is not known")
            named = found is not None and category in found.get
            require(named != (category in objective_map.adult_only), here, f"{code} does not name it")


def check_programme(
    programme: Programme, frameworks: Collection[str], categories: Collection[str], where: str
) -> None:
    """Refuse unknown gates and frameworks, and a validity that says nothing."""
    require(programme.verified_on < programme.review_by, where, "review_by must come after verified_on")
    check_known(programme.gates, categories, where, "category")
    check_known([programme.framework] if programme.framework else [], frameworks, where, "framework")
    by_months = programme.validity.basis == "months"
    require(
        by_months == (programme.validity.months is not None),
        where,
        "validity: months only when basis is months",
    )
    check_unique((step.code for step in programme.steps), where, "step")


def check_rubric(rubric: Rubric, framework: Framework, where: str) -> None:
    """Refuse a criterion without five levels, or a rubric without a gate."""
    check_unique((c.code for c in rubric.criteria), where, "criterion")
    require(any(c.gate for c in rubric.criteria), where, "needs a gate criterion")
    codes = {o.code for o in framework.objectives}
    for criterion in rubric.criteria:
        here = f"{where}: {criterion.code}"
        require(len(criterion.levels) == 5, here, "needs five levels, 0 to 4")
        require(
            (criterion.minimum > 0) == criterion.gate and criterion.minimum <= 4,
            here,
            "minimum is for a gate",
        )
        check_known(criterion.objectives, codes, here, "objective")


def check_comments(bank: CommentBank, rubric: Rubric, where: str) -> None:
    """Refuse a comment for no criterion or no level."""
    check_unique((c.code for c in bank.comments), where, "comment")
    for comment in bank.comments:
        here = f"{where}: {comment.code}"
        check_known([comment.criterion], [c.code for c in rubric.criteria], here, "criterion")
        require(bool(comment.levels) and set(comment.levels) <= set(range(5)), here, "levels are 0 to 4")


def check_module(module: Module, framework: Framework, where: str) -> None:
    """Refuse a module whose lessons, scenario, bank and quiz do not fit together."""
    lessons = [lesson.code for lesson in module.lessons]
    codes = {o.code for o in framework.objectives}
    check_unique(lessons, where, "lesson")
    for lesson in module.lessons:
        check_known(lesson.objectives, codes, f"{where}: {lesson.code}", "objective")
    check_known((step.lesson for step in module.scenario.steps), lessons, f"{where}: scenario", "lesson")
    check_known((item.lesson for item in module.bank.items), lessons, f"{where}: bank", "lesson")
    for item in module.bank.items:
        check_known(item.objectives, codes, f"{where}: bank: {item.id}", "objective")
    fits = 0 < module.quiz.pass_ <= module.quiz.draw <= len(module.bank.items)
    require(fits, where, "quiz: pass must be at most draw, and draw at most the bank")


def check_bank(bank: Bank, where: str) -> None:
    """Refuse doubled ids and stems, and an item without exactly one right answer."""
    check_unique((item.id for item in bank.items), where, "item")
    check_unique((item.stem.casefold() for item in bank.items), where, "stem")
    for item in bank.items:
        here = f"{where}: {item.id}"
        require(len(item.options) >= 3, here, "needs at least three options")
        require(sum(option.correct for option in item.options) == 1, here, "needs exactly one correct option")
        check_unique((option.text.casefold() for option in item.options), here, "option")


def check_scenario(scenario: Scenario, where: str) -> None:
    """Refuse a step that leads nowhere, is never reached, goes in circles or offers no good choice."""
    steps = {step.code: step for step in scenario.steps}
    check_unique((step.code for step in scenario.steps), where, "step")
    check_known([scenario.start], steps, where, "start")
    order = list(steps)
    for place, step in enumerate(scenario.steps):
        here = f"{where}: {step.code}"
        require(any(choice.rating == "good" for choice in step.choices), here, "offers no good choice")
        onward = [choice.next for choice in step.choices if choice.next is not None]
        check_known(onward, steps, here, "step")
        require(
            all(order.index(code) > place for code in onward), here, "must lead to a later step or the end"
        )
    reached = {scenario.start} | {c.next for s in scenario.steps for c in s.choices if c.next is not None}
    check_known(steps, reached, where, "unreached step")


def check_practice(stories: Iterable[PracticeStory], framework: Framework, where: str) -> None:
    """Refuse an objective that names practice where no story proves it, or does not where one does."""
    proven = {code for story in stories for code in story.objectives}
    for objective in framework.objectives:
        named = "practice" in objective.get
        require(named == (objective.code in proven), where, f"{objective.code} and the stories do not agree")


def check_story(
    story: PracticeStory, objective_map: ObjectiveMap, framework: Framework, rubric: Rubric, where: str
) -> None:
    """Refuse unknown categories, objectives, checks or criteria, and a persona with a name."""
    check_known([story.category], objective_map.categories, where, "category")
    check_known(story.objectives, {o.code for o in framework.objectives}, where, "objective")
    check_known((trap.after for trap in story.privacy_traps), {c.code for c in story.checks}, where, "check")
    hints = set(story.rubric_hints) == {c.code for c in rubric.criteria}
    require(hints, where, "rubric_hints need one line for each criterion")
    require(
        HANDLE.fullmatch(story.persona.handle) is not None, where, "the persona is a handle such as P-4M6"
    )
    require(any(check.needed for check in story.checks), where, "needs a check that must be made")
    require(bool(story.fixes) and bool(story.resolution_names), where, "needs a fix and what an ending names")
    require(story.impact in (1, 2, 3) and story.urgency in (1, 2, 3), where, "impact and urgency are 1 to 3")
    codes = [
        x.code for group in (story.checks, story.fixes, story.wrong_paths, story.privacy_traps) for x in group
    ]
    check_unique(codes, where, "code")
