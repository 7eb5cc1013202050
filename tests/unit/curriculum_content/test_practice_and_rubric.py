"""Practice stories, the rubric and the graders' lines."""

from collections import Counter

from app.curriculum.content.load import load_comments, load_framework, load_map, load_practice, load_rubric


def test_five_stories_and_the_guided_one_comes_first() -> None:
    stories = load_practice()
    assert len(stories) == 5
    assert [story.guided for story in stories] == [True, False, False, False, False]
    assert stories[0].minutes <= 5
    assert len({story.category for story in stories}) == 5


def test_stories_name_objectives_of_their_category() -> None:
    framework, categories = load_framework(), load_map().categories
    for story in load_practice():
        assert all(framework.objective(code) for code in story.objectives), story.code
        assert set(story.objectives) & set(categories[story.category]), story.code


def test_stories_can_be_played() -> None:
    for story in load_practice():
        assert len(story.checks) >= 4 and sum(check.needed for check in story.checks) >= 2, story.code
        assert any(check.kind == "ask" and check.needed for check in story.checks), story.code
        assert len(story.wrong_paths) >= 3 and len(story.resolution_names) >= 4, story.code
        assert story.closing.fixed != story.closing.not_fixed, story.code


def test_stories_hold_privacy_traps() -> None:
    trapped = [story for story in load_practice() if story.privacy_traps]
    assert len(trapped) >= 2
    for story in trapped:
        for trap in story.privacy_traps:
            assert len({trap.lure, trap.good, trap.bad}) == 3, story.code


def test_personas_are_handles_that_differ() -> None:
    assert len({story.persona.handle for story in load_practice()}) == 5


def test_one_story_ends_by_passing_it_on() -> None:
    assert Counter(story.outcome for story in load_practice()) == {"resolve": 4, "pass": 1}


def test_rubric_has_five_criteria_and_one_gate() -> None:
    rubric = load_rubric()
    assert rubric.version == 1
    names = ["Communicate", "Diagnose", "Document", "Fix", "Privacy and safety"]
    assert sorted(criterion.name for criterion in rubric.criteria) == names
    assert [(c.code, c.minimum) for c in rubric.criteria if c.gate] == [("privacy", 3)]
    for criterion in rubric.criteria:
        assert len(set(criterion.levels)) == 5, criterion.code
        assert all(level.endswith(".") and level.count(". ") == 0 for level in criterion.levels), (
            criterion.code
        )


def test_comments_serve_each_criterion_high_and_low() -> None:
    bank = load_comments()
    assert len(bank.comments) >= 20
    for criterion in load_rubric().criteria:
        levels = {n for c in bank.comments if c.criterion == criterion.code for n in c.levels}
        assert levels & {0, 1, 2} and levels & {3, 4}, criterion.code
    assert len({comment.text for comment in bank.comments}) == len(bank.comments)
