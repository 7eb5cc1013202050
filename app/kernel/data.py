"""What a column, a form's field or a derived value holds of a person, declared beside the thing.

A column says it in its ``info``: ``mapped_column(..., info=personal("masked", "help"))`` or, where it holds
nothing of anybody, ``info=plain("a code of the catalog")``. A form says it in ``holds = fields(...)``, a
hand-written field in a comment of its template: ``{# holds q: masked, help #}``. What is declared nowhere fails
the house tests.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from app.kernel.frozen import dataclass

CLASSES: dict[str, str] = {
    "public": "Public to the team: as on the school’s web site, or a name that a member chose for the work.",
    "masked": "Hidden from students behind a handle, a placeholder or nothing, as the mask policy says.",
    "revealable": "Hidden, and one value can be shown to the ticket’s owner for a purpose, for minutes, logged.",
    "never": "Never for other students: no policy and no reveal reaches it.",
}
PURPOSES: dict[str, str] = {
    "help": "To answer a request for help.",
    "identify": "To know who asks and whose device it is, without telling the tech.",
    "team": "To run the student helpdesk team: members, shifts, agreements.",
    "learn": "To teach, grade and certify the students of the team.",
    "sign_in": "To let the right person in, and nobody else.",
    "answer": "To answer who saw what, and whether the rules were kept.",
    "roster": "To keep people and classes in step with the school’s roster.",
}
ABOUT: dict[str, str] = {
    "people": "students, staff, caregivers",
    "student": "students",
    "staff": "staff",
    "caregiver": "caregivers",
    "room": "a place at a time, or the device in it",
}


@dataclass(frozen=True)
class Datum:
    """One element of personal data: its class, what it is for, whom it is about, how long it is kept.

    Shape: an empty retention is that of the table or thing it lies in.
    """

    klass: str
    purpose: str
    about: str = "people"
    retention: str = ""

    def __post_init__(self) -> None:
        if self.klass not in CLASSES or self.purpose not in PURPOSES or self.about not in ABOUT:
            raise ValueError(f"unknown class, purpose or subject: {self.klass} {self.purpose} {self.about}")


@dataclass(frozen=True)
class Plain:
    """Nothing personal, and what it is instead."""

    words: str

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("say what it is instead")


def personal(klass: str, purpose: str, about: str = "people", retention: str = "") -> dict[str, Any]:
    """Return the ``info`` of a column that holds personal data."""
    return {"data": Datum(klass, purpose, about, retention)}


def plain(words: str) -> dict[str, Any]:
    """Return the ``info`` of a column that holds nothing of a person."""
    return {"data": Plain(words)}


def fields(**said: dict[str, Any]) -> Mapping[str, "Datum | Plain"]:
    """Return what a form's fields hold: ``holds = fields(text=personal("masked", "help"))``."""
    return MappingProxyType({name: one["data"] for name, one in said.items()})


@dataclass(frozen=True)
class Derived:
    """A value made from personal data, and the function that makes it."""

    made_by: str
    words: str
    datum: Datum


DERIVED: dict[str, Derived] = {}
_Function = TypeVar("_Function", bound=Callable[..., Any])


def derives(
    words: str, klass: str, purpose: str, about: str = "people", retention: str = "shown"
) -> Callable[[_Function], _Function]:
    """Say of a function what it makes of personal data: ``@derives("a handle", "masked", "help")``.

    Shape: ``shown`` is the retention of what is made anew for each page and kept nowhere.
    """
    datum = Datum(klass, purpose, about, retention)

    def keep(function: _Function) -> _Function:
        name = f"{function.__module__}.{function.__qualname__}"
        DERIVED[name] = Derived(name, words, datum)
        return function

    return keep
