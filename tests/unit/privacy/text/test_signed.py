"""Passwords and sign-in names that are told by how they are made, in a text that tells of one."""

import pytest

from app.privacy.text.masker import Masker

_NOBODY = Masker([])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my pasword dosnt work its Javelina#44 i typed it five times", "Javelina#44"),
        ("We found a sticky note with Bisbee!1880 on the monitor.", "Bisbee!1880"),
        ("the old login sheet with orange-boat-52 was left out", "orange-boat-52"),
        ("kept the login sheet, it shows tacos&sol8", "tacos&sol8"),
        ("Her username should be vanterpool.j, she is new", "vanterpool.j"),
        ("Login for the teacher: auer.b, tell him", "auer.b"),
    ],
)
def test_what_is_made_like_a_key_or_a_sign_in_name_is_hidden(text: str, value: str) -> None:
    assert value not in _NOBODY.mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "login sheet for Cart#12 and Room#204",
        "the password page says stop code C#7",
        "main.c and stdio.h do not compile",
        "the port on switch-lab-12 is off",
    ],
)
def test_rooms_carts_files_and_labels_are_no_keys(text: str) -> None:
    assert _NOBODY.mask(text).text == text
