"""What makes a PIN, and how long a wrong one makes the next try wait; pure."""

import itertools
from datetime import datetime, timedelta

from app.accounts.passwords import LONGEST_OF_ANY
from app.kernel.errors import Invalid

SHORTEST, LONGEST = 4, 8
FREE_TRIES = 3
LONGEST_WAIT = LONGEST_OF_ANY
RESTS_AFTER = 10  # wrong PINs, then only the password confirms, which wakes the PIN again
_KNOWN = {"2580", "0852", "1379", "1397", "5683", "147258", "159753", "159357", "112233", "123321", "121314"}


def check_shape(pin: str) -> None:
    """Go on when this can be a PIN.

    Refuses: Invalid for what is no 4 to 8 digits, or is among the first that anybody tries.
    """
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise Invalid("A PIN has 4 to 8 digits and nothing else.", "Choose another.", field="pin")
    if is_trivial(pin):
        raise Invalid(
            "That PIN is among the first that anybody would try.",
            "Leave out years, rows, steps and repeats.",
            field="pin",
        )


def is_trivial(pin: str) -> bool:
    """Tell whether a PIN is a row, a repeat, a mirror, a year or a well-known path over the keys."""
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    half = len(pin) // 2
    repeats = any(
        len(pin) % size == 0 and pin == pin[:size] * (len(pin) // size) for size in range(1, half + 1)
    )
    mirror = pin == pin[::-1]
    pairs = len(pin) % 2 == 0 and all(pin[place] == pin[place + 1] for place in range(0, len(pin), 2))
    year = len(pin) == SHORTEST and pin[:2] in ("19", "20")
    return len(steps) == 1 or len(set(pin)) < 3 or repeats or mirror or pairs or year or pin in _KNOWN


def next_wait(failures: int, now: datetime) -> datetime | None:
    """Return until when the next try must wait. Units: 2, 4, 8 … at most three hundred seconds."""
    if failures <= FREE_TRIES:
        return None
    return now + timedelta(seconds=min(2 ** (failures - FREE_TRIES), LONGEST_WAIT))
