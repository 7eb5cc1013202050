"""Words that pages share."""

import pytest

from app.helpdesk.words import room_words


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("118", None, "Room 118"),
        ("G-2", "Gym", "Gym, room G-2"),
        ("Library", None, "Library"),
        ("Hall 1", None, "Hall 1"),
        ("Hall 2", "East wing", "East wing, Hall 2"),
        ("Lab", "Computer lab", "Computer lab"),
        (None, "Cafeteria", "Cafeteria"),
        (None, None, ""),
    ],
)
def test_a_room_is_named_as_people_say_it(code: str | None, name: str | None, said: str) -> None:
    assert room_words(code, name) == said
