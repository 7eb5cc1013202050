"""Letters that stand for a name, after a title or where somebody signs; and passwords that were handed out."""

import pytest

from app.privacy.text.masker import Masker

NOBODY = Masker([])


def hidden(text: str) -> list[str]:
    return [text[span.start : span.end] for span in NOBODY.mask(text).spans]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("I think Mr. D borrowed it for the film", ["D"]),
        ("mr z wants all of us on it", ["z"]),
        ("Could we give the seat to someone else? Mr. L.", ["L"]),
        ("Closed the hole in the policy. KL", ["KL"]),
        ("Which port should I patch, please? - LM", ["LM"]),
        ("The battery is swapped, ok. -rj", ["rj"]),
        ("Could it be your sync? A.D.", ["A.D"]),
        ("The beeper is unplugged now.\nRT", ["RT"]),
    ],
)
def test_letters_that_stand_for_a_name_are_hidden(text: str, letters: list[str]) -> None:
    assert hidden(text) == letters


@pytest.mark.parametrize(
    "text",
    [
        "It works now, thank you. OK",
        "Should I take the Mac or the PC?",
        "We need this as soon as we can. TY",
        "Set the clock to 5 PM",
        "The projector shows no signal. AV",
        "the switch is on port 12, VLAN B",
    ],
)
def test_letters_that_say_something_stay(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("Gave her Otter-Lemon-48 and had her write it down.", "Otter-Lemon-48"),
        ("I set River-Otter-52 for now.", "River-Otter-52"),
        ("It is reset. New temp river58Goose.", "river58Goose"),
    ],
)
def test_a_password_that_was_handed_out_is_hidden(text: str, password: str) -> None:
    assert hidden(text) == [password]


@pytest.mark.parametrize(
    "text", ["Gave her HP-Stream-11 and a charger", "Set timer 30 on the laminator", "reset cart12"]
)
def test_a_machine_that_was_handed_out_stays(text: str) -> None:
    assert hidden(text) == []
