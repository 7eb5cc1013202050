"""The privacy module: lessons, scenario and bank."""

import re
from collections import Counter

from app.curriculum.content.load import load_agreement, load_agreements, load_framework, load_module
from app.curriculum.content.module_shapes import Item


def lengths(item: Item) -> list[int]:
    return [len(option.text) for option in item.options]


def grade_level(markdown: str) -> float:
    """Flesch-Kincaid grade; list items and headings count as sentences, syllables as vowel groups."""
    text = re.sub(r"[*_>#“”\"]", " ", markdown)
    sentences = [s for s in re.split(r"[.!?]\s|\n\s*(?:[-\d]|\n)", text + "\n") if re.search(r"[a-z]", s)]
    words = re.findall(r"[A-Za-z’']+", text)
    silent = re.compile(r"e(?:s|d)?$")
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", silent.sub("", w.lower())))) for w in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_shape() -> None:
    module = load_module()
    assert (module.quiz.draw, module.quiz.pass_) == (10, 9)
    assert len(module.lessons) == 6
    assert module.lessons[0].code == "what-you-see"
    assert sum(x.minutes for x in module.lessons) + module.scenario.minutes < module.minutes


def test_lessons_have_substance_and_read_at_grade_eight() -> None:
    for lesson in load_module().lessons:
        assert len(lesson.body.split()) >= 500, lesson.code
        assert "> **Remember:**" in lesson.body, lesson.code
        assert not lesson.body.startswith("# "), lesson.code
        assert grade_level(lesson.body) <= 8.0, lesson.code


def test_bank_has_24_items_with_every_option_explained() -> None:
    items = load_module().bank.items
    assert len(items) == 24
    for item in items:
        assert len(item.options) == 4, item.id
        assert sum(option.correct for option in item.options) == 1, item.id
        assert all(len(option.why) >= 30 for option in item.options), item.id
        assert len({option.why for option in item.options}) == 4, item.id
        assert item.author and item.provenance and item.version >= 1, item.id


def test_items_share_nothing() -> None:
    items = load_module().bank.items
    assert len({item.id for item in items}) == 24
    assert len({" ".join(re.findall(r"\w+", item.stem.lower())) for item in items}) == 24
    assert len({option.text for item in items for option in item.options}) == 96


def test_every_lesson_is_asked_about_alike() -> None:
    module = load_module()
    assert Counter(item.lesson for item in module.bank.items) == dict.fromkeys(
        (x.code for x in module.lessons), 4
    )


def test_form_gives_no_answer_away() -> None:
    items = load_module().bank.items
    assert Counter(item.answer for item in items) == {0: 6, 1: 6, 2: 6, 3: 6}
    for item in items:
        assert max(lengths(item)) <= 1.25 * min(lengths(item)), item.id
    longest = sum(lengths(item)[item.answer] == max(lengths(item)) for item in items)
    shortest = sum(lengths(item)[item.answer] == min(lengths(item)) for item in items)
    assert longest <= 9 and shortest <= 9
    assert not [i.id for i in items for o in i.options if re.search(r"\b(all|none) of the\b", o.text, re.I)]


def test_answers_do_not_repeat_the_stem_more_than_the_rest() -> None:
    echoes = 0
    for item in load_module().bank.items:
        stem = set(re.findall(r"[a-z]{5,}", item.stem.lower()))
        shared = [len(stem & set(re.findall(r"[a-z]{5,}", o.text.lower()))) for o in item.options]
        echoes += shared[item.answer] > max(s for i, s in enumerate(shared) if i != item.answer)
    assert echoes <= 6


def test_objectives_exist() -> None:
    framework = load_framework()
    for item in load_module().bank.items:
        assert item.objectives and all(framework.objective(code) for code in item.objectives), item.id


def test_scenario_explains_every_choice() -> None:
    scenario = load_module().scenario
    assert len(scenario.steps) >= 5
    for step in scenario.steps:
        assert len(step.choices) == 4, step.code
        assert all(len(choice.feedback) >= 60 for choice in step.choices), step.code
        assert {choice.rating for choice in step.choices} >= {"good", "harmful"}, step.code
    places = {next(i for i, c in enumerate(s.choices) if c.rating == "good") for s in scenario.steps}
    assert len(places) >= 3


def test_every_way_through_the_scenario_ends() -> None:
    scenario = load_module().scenario
    open_ways: list[str | None] = [scenario.start]
    ends = 0
    while open_ways:
        step = scenario.step(open_ways.pop() or "")
        assert step is not None
        onward = {choice.next for choice in step.choices}
        ends += None in onward
        open_ways += [code for code in onward if code is not None]
    assert ends >= 1


def test_agreements() -> None:
    assert [a.code for a in load_agreements()] == ["confidentiality-2026", "guardian-permission"]
    agreement = load_agreement("confidentiality-2026")
    assert agreement.signer == "student" and agreement.needs == ("privacy",)
    assert set(agreement.signed_on) == {"screen", "paper"}
    for word in ("September 30", "August 1"):
        assert word in agreement.valid_until
    for word in ("logged", "claim slip", "too close", "call an adult", "working name"):
        assert word in agreement.body.lower()
    assert load_agreement("guardian-permission").signer == "guardian"
