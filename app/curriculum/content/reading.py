"""Read YAML and Markdown files into frozen dataclasses, naming file and entry when something is off."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class ContentError(ValueError):
    """A content file is missing or wrong. Shape: the message is `file: entry: what`."""


def read_text(root: Path, name: str) -> str:
    """Read one file of the content folder. Refuses: a missing or empty file."""
    try:
        text = (root / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{name}: cannot be read: {type(error).__name__}") from error
    if not text.strip():
        raise ContentError(f"{name}: is empty")
    return text


def read_yaml(root: Path, name: str) -> dict[str, Any]:
    """Read a YAML file whose top is a mapping."""
    return parse_yaml(read_text(root, name), name)


def parse_yaml(text: str, name: str) -> dict[str, Any]:
    """Parse YAML text whose top is a mapping. Refuses: broken YAML, another top, a key twice."""
    from app.curriculum.content.strict import parse

    try:
        raw = parse(text)
    except ValueError as error:
        raise ContentError(f"{name}: is not valid YAML: {error}") from error
    if not isinstance(raw, dict):
        raise ContentError(f"{name}: must be a mapping of names to values")
    return raw


def read_front_matter(root: Path, name: str) -> dict[str, Any]:
    """Read a Markdown file that begins with YAML between two lines of ---; the rest becomes body."""
    parts = read_text(root, name).split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ContentError(f"{name}: must begin with its facts between two lines of ---")
    return parse_yaml(parts[1], name) | {"body": parts[2].strip() + "\n"}


def build(shape: type[T], raw: object, where: str) -> T:
    """Make a dataclass of a mapping. Refuses: unknown, missing or ill-typed fields, at any depth."""
    if not isinstance(raw, Mapping):
        raise ContentError(f"{where}: must be a mapping of names to values")
    here = _labeled(where, raw)
    hints = get_type_hints(shape)
    known = {_written(f.name): f for f in fields(shape)}  # type: ignore[arg-type]
    for key in raw:
        if key not in known:
            raise ContentError(f"{here}: {key!r} is not a known field")
    values: dict[str, Any] = {}
    for key, field in known.items():
        if key in raw:
            values[field.name] = _value(hints[field.name], raw[key], f"{here}: {key}")
        elif field.default is MISSING:
            raise ContentError(f"{here}: {key} is missing")
    return shape(**values)


def _written(name: str) -> str:
    """Give a field's name as files write it: pass_ is written pass."""
    return name.rstrip("_")


def _labeled(where: str, raw: Mapping[Any, Any]) -> str:
    """Add an entry's own code or id to where it stands."""
    label = raw.get("code", raw.get("id"))
    return f"{where} ({label})" if isinstance(label, str) and where.endswith("]") else where


def _value(hint: Any, raw: Any, where: str) -> Any:
    """Check a value against a type, and freeze it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _sequence(arguments[0], raw, where)
    if origin is Literal:
        return _one_of(arguments, raw, where)
    if origin is UnionType:
        return None if raw is None else _value(arguments[0], raw, where)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(arguments[1], raw, where)
    if is_dataclass(hint):
        return raw if isinstance(raw, hint) else build(hint, raw, where)  # type: ignore[arg-type]
    return _scalar(hint, raw, where)


def _sequence(hint: Any, raw: Any, where: str) -> tuple[Any, ...]:
    """Check a list."""
    if not isinstance(raw, list):
        raise ContentError(f"{where}: must be a list")
    return tuple(_value(hint, value, f"{where}[{index}]") for index, value in enumerate(raw))


def _mapping(hint: Any, raw: Any, where: str) -> Mapping[str, Any]:
    """Check a mapping from text."""
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        raise ContentError(f"{where}: must be a mapping of names to values")
    return MappingProxyType({key: _value(hint, value, f"{where}: {key}") for key, value in raw.items()})


def _one_of(allowed: tuple[Any, ...], raw: Any, where: str) -> Any:
    """Check a word against the allowed ones."""
    if raw not in allowed:
        raise ContentError(f"{where}: {raw!r} must be one of {', '.join(map(str, allowed))}")
    return raw


def _scalar(hint: type, raw: Any, where: str) -> Any:
    """Check a text, number, date or yes/no. Refuses: blank text, and yes/no where a number is due."""
    if not isinstance(raw, hint) or (hint is int and isinstance(raw, bool)):
        raise ContentError(f"{where}: {raw!r} must be of kind {_KINDS[hint]}")
    if isinstance(raw, str) and not raw.strip():
        raise ContentError(f"{where}: is blank")
    return raw.strip() if isinstance(raw, str) and "\n" not in raw.strip() else raw


_KINDS = {str: "text", int: "whole number", bool: "true or false", date: "date (2026-11-22)"}
