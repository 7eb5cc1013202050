"""What a breach reached: fields, people, days by which they must be told; frozen, plain."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from app.kernel.data import Datum
from app.kernel.frozen import dataclass
from app.oversight.breach.tallying import Looks
from app.privacy.door import open_for
from app.privacy.fields import FIELDS
from app.privacy.sealed import Sealed

Shown = Mapping[tuple[int, str], Looks]

# Source: 8 NYCRR 121.10: 10 and 60 calendar days; 105 ILCS 85/27(d): 30 calendar days.
DUE = (
    ("New York: tell the State Education Department", 10),
    ("Illinois: tell the families", 30),
    ("New York: tell the families", 60),
)


@dataclass(frozen=True)
class FieldLine:
    """One field: its class, and how many people's it was."""

    code: str
    words: str
    klass: str
    people: int
    looks: int


@dataclass(frozen=True)
class PersonLine:
    """One person whose data was shown. Shape: the name is empty where nobody asked for names; moments are told on the
    district's clock, in which the days of the window are counted.
    """

    id: int
    name: str
    kind: str
    fields: tuple[str, ...]
    looks: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Breach:
    """What the events say."""

    accounts: tuple[str, ...]
    since: date
    until: date
    fields: tuple[FieldLine, ...]
    people: tuple[PersonLine, ...]
    handled: int
    unnamed: tuple[tuple[str, int], ...]
    events: int
    refused: int
    due: tuple[tuple[str, int, date], ...]


def due_from(discovered: date) -> tuple[tuple[str, int, date], ...]:
    """Return who must be told by when."""
    return tuple((words, days, discovered + timedelta(days=days)) for words, days in DUE)


def field_words(code: str) -> tuple[str, str]:
    """Return a field's words and class; a change names the column that changed."""
    words, said = FIELDS.get(code, (code.replace("_", " "), None))
    return words, said.klass if isinstance(said, Datum) else "none"


def field_lines(shown: Shown) -> tuple[FieldLine, ...]:
    """Return each field with how many people's it was, the most first."""
    people: dict[str, set[int]] = {}
    looks: dict[str, int] = {}
    for (subject, code), one in shown.items():
        people.setdefault(code, set()).add(subject)
        looks[code] = looks.get(code, 0) + one.count
    made = [FieldLine(code, *field_words(code), len(people[code]), looks[code]) for code in people]
    return tuple(sorted(made, key=lambda line: (-line.people, line.code)))


def person_lines(shown: Shown, names: Mapping[int, Any], here: tzinfo) -> tuple[PersonLine, ...]:
    """Return each person whose data was shown, by name where names were asked for."""
    by_person: dict[int, list[tuple[str, Any]]] = {}
    for (subject, code), one in shown.items():
        by_person.setdefault(subject, []).append((code, one))
    made = []
    for person, seen in by_person.items():
        row = names.get(person)
        made.append(
            PersonLine(
                id=person,
                name=_name(row) if row is not None else "",
                kind=row.kind if row is not None else "",
                fields=tuple(sorted(code for code, _ in seen)),
                looks=sum(one.count for _, one in seen),
                first=min(one.first for _, one in seen).astimezone(here),
                last=max(one.last for _, one in seen).astimezone(here),
            )
        )
    return tuple(sorted(made, key=lambda line: (line.name.casefold(), line.id)))


def _name(row: Any) -> str:
    return open_for(Sealed(f"{row.family}, {row.preferred or row.given}"))
