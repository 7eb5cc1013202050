"""What a district says of its student numbers, and whether guardians must permit a place on a team."""

import re
from typing import Any, NamedTuple

from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Conflict, Invalid, NotFound
from app.privacy.text.formats import compile_number
from app.school.people.feeder import raise_version
from app.school.places import queries

LONGEST = 80
_PLAIN = re.compile(r"[A-Za-z0-9#@ .-]+")


class District(NamedTuple):
    """A district's settings. Shape: the example has 9 for any digit and A for any letter, as the office writes it."""

    name: str
    example: str
    guardian_needed: bool


def read_district(work: Work) -> District:
    """Return the settings of the actor's district.

    Refuses: NotFound.
    """
    row = work.first(queries.district(work.actor))
    if row is None:
        raise NotFound("There is no district yet.", "Import a roster first.")
    return District(row.name, _example_of(row.number_pattern), row.guardian_needed)


def save_district(work: Work, example: str, guardian_needed: bool) -> None:
    """Set the shape of student numbers and whether a guardian must permit.

    Refuses: Invalid for an example that is no number; Conflict when nothing changes.
    Records: district:changed, without the shape itself.
    """
    before = read_district(work)
    pattern = pattern_of(example)
    same_number = _example_of(pattern) == before.example
    if same_number and guardian_needed == before.guardian_needed:
        raise Conflict("It is so already.", "Nothing was changed.")
    values: dict[str, Any] = {"guardian_needed": guardian_needed}
    if not same_number:
        values["number_pattern"] = pattern
    work.execute(queries.district_set(work.actor).values(**values))
    if not same_number:
        raise_version(work)
        work.enqueue("recheck_numbers", district_id=work.actor.district_id)
    work.record(Tag.DISTRICT_CHANGED, numbers=not same_number, guardian_needed=guardian_needed)


def pattern_of(example: str) -> str:
    """Return the shape that an example shows: 9 is any digit, A any letter, anything else stands for itself.

    Refuses: Invalid for an example without four digits or with signs that no number has.
    """
    plain = example.strip()
    if not plain:
        return ""
    if len(plain) > LONGEST // 2 or not _PLAIN.fullmatch(plain) or sum(sign.isdigit() for sign in plain) < 4:
        raise Invalid(
            "Write one number as an example, like 5559999.",
            "9 stands for any digit, A for any letter; other digits and letters stand for themselves.",
            field="example",
        )
    pieces = re.findall(r"9+|A+|[^9A]+", plain)
    shape = "".join(_piece(piece) for piece in pieces)
    compile_number(shape)
    return shape


def _piece(piece: str) -> str:
    if piece[0] in "9A":
        sign = r"\d" if piece[0] == "9" else "[A-Za-z]"
        return sign if len(piece) == 1 else f"{sign}{{{len(piece)}}}"
    return re.escape(piece)


def _example_of(pattern: str) -> str:
    """Return the example of a shape that this page made; one written by hand is shown as it is."""

    def many(found: re.Match[str]) -> str:
        return ("9" if found[1] == r"\d" else "A") * int(found[2] or 1)

    return re.sub(r"(\\d|\[A-Za-z\])(?:\{(\d+)\})?", many, pattern).replace("\\", "")
