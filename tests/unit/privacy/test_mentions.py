"""Whether hidden words stand for one person, or for somebody else."""

import pytest

from app.privacy.text.masker import Masker, Person
from app.privacy.text.mentions import called, hidden_in, stands_for
from app.privacy.text.words import lexicon

MARIA = Person(
    "Maria", "Quintanilla", username="mquint07", numbers=("5550111", "JV-88X1"), phones=("(208) 555-0142",)
)
OTHERS = (Person("Tom", "Lopez"), Person("Cyrus", "Abernathy"), Person("Tom", "Quintanilla"))
MASKER = Masker([MARIA, *OTHERS], number_pattern=r"555\d{4}")


def is_other(word: str) -> bool:
    return word in lexicon().names or MASKER.names_somebody(word)


def named(text: str, near: bool = True) -> bool:
    hidden = hidden_in(text, MASKER.mask(text).spans)
    return any(stands_for(one, called(MARIA), near, is_other) for one in hidden)


@pytest.mark.parametrize(
    "text",
    [
        "Ask Maria Quintanilla about it.",
        "Quintanilla, Maria has the cart.",
        "M. Quintanilla broke it.",
        "mquint07@example.org wrote to me.",
        "The sign-in mquint07 does not work.",
        "Her number is 5550111.",
        "The sticker says JV-88X1.",
        "Call 208-555-0142 please.",
        "I asked mariaquintanilla about it.",
    ],
)
def test_a_full_name_or_a_number_names_her_anywhere(text: str) -> None:
    assert named(text) and named(text, near=False)


@pytest.mark.parametrize(
    "text",
    [
        "Maria's laptop is dead.",
        "M a r i a has it.",
        "m4ria has it.",
        "It was maria07 again.",
        "MARÍA lo tiene.",
        "Tom and Maria have it.",
        "Mary has the cart.",
        "Maria Quintanila has it.",
    ],
)
def test_a_first_name_names_her_in_her_own_school(text: str) -> None:
    assert named(text) and not named(text, near=False)


@pytest.mark.parametrize(
    "text",
    [
        "Ask Maria Lopez about it.",
        "Tom Quintanilla says so.",
        "Cyrus has it.",
        "Call 208-555-0199 please.",
        "The cart has no power.",
        "Joseph Mariani fixed it.",
    ],
)
def test_somebody_else_is_not_her(text: str) -> None:
    assert not named(text)
