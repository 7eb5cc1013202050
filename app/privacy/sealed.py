"""Sealed: a personal value that refuses to become text anywhere but behind the door."""

from typing import Any, NoReturn


class SealedLeak(TypeError):
    """Somebody tried to turn a sealed value into text."""


class Sealed:
    """Hold one personal value; only ``app.privacy.door`` opens it."""

    __slots__ = ("_value",)

    def __init__(self, value: str | None) -> None:
        self._value = value or ""

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Sealed()"

    def _refuse(self, *_: Any) -> NoReturn:
        raise SealedLeak("a sealed value is opened by app.privacy.door only")

    __str__ = _refuse
    __format__ = _refuse
    __reduce__ = _refuse
    __reduce_ex__ = _refuse
    __eq__ = _refuse
    __hash__ = _refuse
    __iter__ = _refuse
    __len__ = _refuse
    __lt__ = _refuse
    __html__ = _refuse
    __json__ = _refuse
