"""Frozen dataclasses that cost a start little: what the standard library compiles for each is shared, or made late.

It compiles six methods for every frozen class, half a millisecond in all, and four hundred of ours were a sixth of a
start. Here the constructor is compiled when the first instance is made; the other five are the same for all.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, InitVar
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]
_SHARED = {"slots", "repr"}


def _dataclass(cls: type | None = None, /, *, frozen: bool = False, **options: Any) -> Any:
    """Make what ``dataclasses.dataclass`` makes of a class, with the same behavior.

    Refuses: TypeError for fields of a frozen class that are keyword-only, no parameters, or parameters alone.
    """

    def make(cls: type) -> type:
        if frozen and options.keys() <= _SHARED:
            return _frozen(cls, **options)
        return dataclasses.dataclass(frozen=frozen, **options)(cls)

    return make if cls is None else make(cls)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass


def _frozen(cls: type, slots: bool = False, repr: bool = True) -> type:
    own = {name for name, value in cls.__dict__.items() if value is not None}
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    fields = tuple(made.__dataclass_fields__.values())
    odd = [one.name for one in fields if not one.init or one.kw_only is True or isinstance(one.type, InitVar)]
    if odd:
        raise TypeError(f"{cls.__name__}: use dataclasses.dataclass for {', '.join(odd)}")
    methods = {
        "__setattr__": _no_setting,
        "__delattr__": _no_deleting,
        **_comparing(dataclasses.fields(made)),
    }
    if repr:
        methods["__repr__"] = _repr
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _set_state}
    for name in methods.keys() - own:
        setattr(made, name, methods[name])
    if "__init__" not in own:
        made.__init__ = _late_constructor(made)
    return made  # type: ignore[no-any-return]


def _late_constructor(cls: Any) -> Callable[..., None]:
    def __init__(self: object, *values: Any, **named: Any) -> None:
        cls.__init__ = _constructor(cls)
        cls.__init__(self, *values, **named)

    return __init__


def _constructor(cls: type) -> Callable[..., None]:
    """Write the constructor of a frozen class, as the standard library would."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    taken, lines = ["self"], []
    for one in dataclasses.fields(cls):
        value = one.name
        if one.default_factory is not MISSING:
            known[f"_make_{one.name}"] = one.default_factory
            taken.append(f"{one.name}=_MISSING")
            value = f"_make_{one.name}() if {one.name} is _MISSING else {one.name}"
        elif one.default is not MISSING:
            known[f"_default_{one.name}"] = one.default
            taken.append(f"{one.name}=_default_{one.name}")
        else:
            taken.append(one.name)
        lines.append(f" _set(self, {one.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(taken)}):\n" + "\n".join(lines or [" pass"]), known)  # noqa: S102 - names of fields
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _comparing(fields: tuple[Field[Any], ...]) -> dict[str, Any]:
    compared = [one.name for one in fields if one.compare]
    values = attrgetter(*compared) if compared else type

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed}


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _no_setting(_self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deleting(_self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
