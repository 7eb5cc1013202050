"""Read what was typed on the places page: lines of bells and rooms. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from app.kernel.errors import Invalid
from app.kernel.frozen import dataclass
from app.school.places.view_models import BellRow

MOST_BELLS = 20
MOST_ROOMS = 500


@dataclass(frozen=True)
class BellLine:
    """A bell period. Units: minutes since local midnight."""

    id: int | None
    name: str
    starts_minute: int
    ends_minute: int
    lunch: bool


@dataclass(frozen=True)
class RoomLine:
    """A room's code and, where it has one, its name."""

    code: str
    name: str


def bell_lines(rows: Sequence[BellRow]) -> list[BellLine]:
    """Return the typed bell schedule in order of the day.

    Refuses: Invalid, naming the line, when a time is missing, ends before it starts or overlaps another.
    """
    lines = [_line(number, row) for number, row in enumerate(rows, 1) if not row.blank]
    if len(lines) > MOST_BELLS:
        raise Invalid(f"A day has at most {MOST_BELLS} periods.", "Remove some lines.")
    lines.sort(key=lambda line: line.starts_minute)
    for one, other in pairwise(lines):
        if other.starts_minute < one.ends_minute:
            raise Invalid(f"{other.name} starts before {one.name} ends.", "Correct one of the two times.")
    return lines


def _line(number: int, row: BellRow) -> BellLine:
    name = " ".join(row.name.split())
    if not name or len(name) > 20:
        raise Invalid(f"Line {number} needs a name of at most 20 characters.", "Such as P1 or Advisory.")
    starts, ends = _minute(name, row.starts), _minute(name, row.ends)
    if ends <= starts:
        raise Invalid(f"{name} ends before it starts.", "Correct its times.")
    return BellLine(row.id, name, starts, ends, row.lunch)


def _minute(name: str, text: str) -> int:
    hour, _, minute = text.partition(":")
    is_time = len(hour) < 3 and hour.isdecimal() and minute[:2].isdecimal()
    if not (is_time and int(hour) < 24 and int(minute[:2]) < 60):
        raise Invalid(f"{name} lacks a time.", "Write times like 8:05.")
    return int(hour) * 60 + int(minute[:2])


def room_lines(text: str) -> list[RoomLine]:
    """Return the typed rooms, one a line: the code, and after a comma its name.

    Refuses: Invalid, naming the line, for a code or name that is too long, or a code that stands twice.
    """
    found: dict[str, RoomLine] = {}
    for number, line in enumerate(text.splitlines(), 1):
        code, _, name = (part.strip() for part in line.partition(","))
        if not code and not name:
            continue
        if not code or len(code) > 20 or len(name) > 80:
            raise Invalid(f"Line {number}: a room is a code of at most 20 characters, a comma, and its name.")
        if code in found:
            raise Invalid(f"Line {number}: room {code} stands there twice.", "Remove one of the two.")
        found[code] = RoomLine(code, name)
    if len(found) > MOST_ROOMS:
        raise Invalid(f"A school has at most {MOST_ROOMS} rooms here.", "Leave out rooms without devices.")
    return list(found.values())
