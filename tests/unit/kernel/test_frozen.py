"""Our frozen dataclasses behave as those of the standard library do."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, InitVar, field
from typing import Any, Generic, TypeVar

import pytest

from app.kernel.frozen import dataclass

T = TypeVar("T")


class Spot:
    """A place."""

    x: int
    name: str = field(default="none", repr=False)
    seen: list[int] = field(default_factory=list, compare=False)
    far: float = 0.5

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("a place has no such x")


def both(**options: Any) -> list[Any]:
    return [make(frozen=True, **options)(_copy(Spot)) for make in (dataclasses.dataclass, dataclass)]


def _copy(cls: type) -> type:
    body = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
    return type(cls.__name__, (), {**body, "__annotations__": dict(cls.__annotations__)})


def _told(attempt: Callable[[Any], object], cls: Any) -> object:
    try:
        return attempt(cls)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error)


ATTEMPTS: list[Callable[[Any], object]] = [
    lambda cls: repr(cls(1)),
    lambda cls: repr(cls(1, "here", [3], far=2.0)),
    lambda cls: cls(1) == cls(1, seen=[5]),
    lambda cls: cls(1) == cls(1, far=1.0),
    lambda cls: cls(1) == (1, "none", 0.5),
    lambda cls: hash(cls(4, "a")) == hash(cls(4, "a", [1])),
    lambda cls: hash(cls(4, "a")),
    lambda cls: cls(1).seen is cls(1).seen,
    lambda cls: cls(),
    lambda cls: cls(1, y=2),
    lambda cls: cls(-1),
    lambda cls: setattr(cls(1), "x", 2),
    lambda cls: delattr(cls(1), "x"),
    lambda cls: cls.__match_args__,
    lambda cls: dataclasses.asdict(cls(2, seen=[1])),
    lambda cls: repr(dataclasses.replace(cls(2, "b"), x=3)),
    lambda cls: repr(copy.deepcopy(cls(2, "b", [1]))),
    lambda cls: [one.name for one in dataclasses.fields(cls)],
    lambda cls: hasattr(cls(1), "__dict__"),
]


@pytest.mark.parametrize(
    "options", [{}, {"slots": True}, {"repr": False}, {"slots": True, "order": True}], ids=str
)
def test_like_the_standard_library(options: dict[str, Any]) -> None:
    theirs, ours = both(**options)
    for number, attempt in enumerate(ATTEMPTS):
        wanted, found = _told(attempt, theirs), _told(attempt, ours)
        if options.get("repr", True) or " object at " not in str(wanted):
            assert found == wanted, number


@dataclass(frozen=True)
class Page(Generic[T]):
    rows: tuple[T, ...]
    next: str = ""

    def __repr__(self) -> str:
        return "Page()"


@dataclass(frozen=True)
class Book(Page[int]):
    title: str = "untitled"


@dataclass(frozen=True)
class Knot:
    ends: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Empty: ...


def test_what_a_class_says_itself_stays() -> None:
    assert repr(Page((1,))) == "Page()"


def test_fields_are_inherited() -> None:
    book = Book((1, 2), title="Atlas")
    assert (book.rows, book.next, book.title) == ((1, 2), "", "Atlas")
    assert Book((1,)) == Book((1,)) and Book((1,)) != Page((1,))
    assert repr(book).endswith("Book(rows=(1, 2), next='', title='Atlas')")


def test_each_subclass_has_a_constructor_of_its_own() -> None:
    class Plain(Page[int]):
        pass

    assert Plain((3,)).rows == (3,) and Page((4,)).next == "" and Book((5,), "n", "t").title == "t"


def test_nothing_and_itself() -> None:
    assert Empty() == Empty() and hash(Empty()) == hash(Empty())
    knot = Knot()
    knot.ends.append(knot)
    assert repr(knot) == "Knot(ends=[...])"


def test_survives_a_copy_with_slots() -> None:
    ours = both(slots=True)[1]
    globals()["Kept"] = ours
    ours.__qualname__, ours.__module__ = "Kept", __name__
    spot = ours(7, "there", [1, 2])
    assert pickle.loads(pickle.dumps(spot)) == spot
    with pytest.raises(FrozenInstanceError):
        copy.copy(spot).x = 2


def test_refuses_what_it_does_not_know() -> None:
    with pytest.raises(TypeError, match="for wide"):

        @dataclass(frozen=True)
        class Odd:
            wide: InitVar[int] = 0

    with pytest.raises(TypeError, match="for late"):

        @dataclass(frozen=True)
        class Late:
            late: int = field(init=False, default=3)
