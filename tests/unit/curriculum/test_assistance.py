"""How much help there was, and what a corrected text shows."""

import pytest

from app.curriculum.evidence import assistance, changes
from app.curriculum.evidence.assistance import HelpFacts


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        (HelpFacts(own_replies=2), "independent"),
        (HelpFacts(own_replies=1, changed=(0.0, 0.0)), "independent"),
        (HelpFacts(own_replies=1, changed=(0.14,)), "prompted"),
        (HelpFacts(own_replies=1, changed=(0.0,), returned=1), "prompted"),
        (HelpFacts(own_replies=1, others_notes=1), "prompted"),
        (HelpFacts(own_replies=1, handed_over=True), "prompted"),
        (HelpFacts(own_replies=1, changed=(0.51,)), "guided"),
        (HelpFacts(own_replies=1, others_replies=1), "guided"),
        (HelpFacts(own_replies=1, solutions=1), "guided"),
        (HelpFacts(own_replies=0, others_replies=2), "observed"),
        (HelpFacts(own_replies=0, solutions=1), "observed"),
        (HelpFacts(own_replies=0), "independent"),
    ],
)
def test_level_follows_from_the_facts(facts: HelpFacts, level: str) -> None:
    helped = assistance.assess(facts)
    assert helped.level == level
    assert helped.words.startswith(assistance.WORDS[level])


def test_more_help_never_raises_the_level() -> None:
    order = assistance.LEVELS
    for share in (0.0, 0.2, 0.5, 0.8):
        bare = HelpFacts(own_replies=1, changed=(share,))
        more = HelpFacts(own_replies=1, changed=(share,), returned=1, others_notes=2, solutions=1)
        assert order.index(assistance.assess(more).level) <= order.index(assistance.assess(bare).level)


def test_a_grader_shifts_one_step_at_most() -> None:
    assert assistance.shifted("prompted", 5) == "independent"
    assert assistance.shifted("prompted", -1) == "guided"
    assert assistance.shifted("observed", -1) == "observed"
    assert assistance.shifted("independent", 1) == "independent"


def test_score_weighs_rubric_help_and_kind() -> None:
    full = dict.fromkeys(("a", "b", "c", "d", "e"), 4)
    assert assistance.score(full, "independent", "scenario") == 1.0
    assert assistance.score(full, "independent", "knowledge") == 0.3
    assert assistance.score(full, "prompted", "scenario") == 0.6
    assert assistance.score(full, "observed", "scenario") == 0.0
    assert assistance.score({}, "independent", "scenario") == 0.0


def test_changes_show_what_was_cut_and_added() -> None:
    before = "It was the cable. ⟦name:01⟧ probably bent it."
    after = "It was the cable. We do not know how."
    told = changes.parts(before, after)
    assert "".join(text for op, text in told if op != "add") == before
    assert "".join(text for op, text in told if op != "cut") == after
    assert any(op == "cut" and "⟦name:01⟧" in text for op, text in told)
    assert 0 < changes.changed_share(before, after) < 1
    assert changes.changed_share(before, "  " + before) == 0.0
    assert changes.changed_share("one two", "three four") == 1.0
