"""The weekly sample: a pure function of a seed that was promised before the week, and of the events' ids. Pure.

The promise is an event with the seed's hash; after the week an event shows the seed, and one more for each
person names what was set apart (all of it is read anyway) and what was drawn. With an export in hand anybody
draws again: the looks of the week, less those set apart, in the order of their tickets in the lottery.
"""

import hashlib
from collections.abc import Collection, Iterable

from app.kernel import ids
from app.kernel.frozen import dataclass

SHARE, LEAST, SECOND_SHARE = 0.05, 3, 0.10


@dataclass(frozen=True)
class Draw:
    """What was drawn of one person's week."""

    apart: tuple[str, ...]
    picked: tuple[str, ...]


def new_seed() -> str:
    """Return a fresh secret of the system's own chance; the demo's comes again with its seed."""
    return f"{ids.chance().getrandbits(256):064x}"


def promise(seed: str) -> str:
    """Return the hash by which a seed is promised. Refuses: nothing; a seed is sixty-four hex digits."""
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def ticket(seed: str, event_id: str, purpose: str = "sample") -> str:
    """Return an event's ticket in the lottery; the lowest win."""
    return hashlib.sha256(f"{seed}:{purpose}:{event_id}".encode()).hexdigest()


def how_many(looks: int) -> int:
    """Return how many of so many looks are drawn: five per cent, rounded up, and never less than three."""
    return min(looks, max(LEAST, -(-looks * 5 // 100)))


def draw(seed: str, looks: Iterable[str], apart: Collection[str]) -> Draw:
    """Draw from one person's looks of a week, without those that are read in any case."""
    rest = sorted(set(looks) - set(apart), key=lambda one: ticket(seed, one))
    return Draw(tuple(sorted(apart)), tuple(rest[: how_many(len(rest))]))


def seconds(seed: str, read: Collection[str]) -> tuple[str, ...]:
    """Return those of the lines to be read that a second reader reads too: ten per cent, rounded up."""
    ordered = sorted(set(read), key=lambda one: ticket(seed, one, "second"))
    return tuple(ordered[: -(-len(ordered) * 10 // 100)])
