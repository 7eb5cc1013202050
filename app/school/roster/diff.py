"""Compare what a set wants with what is known. Pure."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
Values = dict[str, Any]


@dataclass(slots=True)
class Delta(Generic[K]):
    """What differs: whole values of what is new or changed, keys of what is known and not wanted."""

    new: dict[K, Values] = field(default_factory=dict)
    changed: dict[K, Values] = field(default_factory=dict)
    fields: dict[K, tuple[str, ...]] = field(default_factory=dict)
    absent: list[K] = field(default_factory=list)
    unchanged: int = 0


def compare(wanted: Mapping[K, Values], known: Mapping[K, Mapping[str, Any]]) -> Delta[K]:
    """Return how the wanted values differ from the known ones, by key."""
    delta: Delta[K] = Delta()
    for key, values in wanted.items():
        had = known.get(key)
        if had is None:
            delta.new[key] = values
            continue
        fields = tuple(name for name, value in values.items() if had[name] != value)
        if fields:
            delta.changed[key] = values
            delta.fields[key] = fields
        else:
            delta.unchanged += 1
    delta.absent = [key for key in known if key not in wanted]
    return delta


@dataclass(slots=True)
class Count:
    """Count one kind of thing."""

    new: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0
    refused: int = 0

    def add(self, other: "Count") -> None:
        """Add another count."""
        for name in ("new", "changed", "ended", "unchanged", "refused"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def as_dict(self) -> dict[str, int]:
        """Return the numbers by name."""
        return {name: getattr(self, name) for name in ("new", "changed", "ended", "unchanged", "refused")}
