"""Read one content file and say plainly what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class ContentError(ValueError):
    """Name the file and the entry that cannot be used, and why."""


class Entry:
    """Hand out the fields of one entry, each checked, and refuse those nobody asked for."""

    def __init__(self, file: str, name: str, fields: dict[object, object]) -> None:
        self.file = file
        self.name = name
        self._fields = fields
        self._asked: set[str] = set()

    def wrong(self, why: str) -> ContentError:
        """Build the error that names this file and entry."""
        return ContentError(f"{self.file}, entry '{self.name}': {why}")

    def has(self, key: str) -> bool:
        """Tell if the entry gives a value for the field."""
        return self._fields.get(key) is not None

    def get(self, key: str) -> object:
        """Yield the raw value of a field, or None."""
        self._asked.add(key)
        return self._fields.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Yield a text that is not blank, or the default."""
        value = self.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"'{key}' must be a text that is not blank")
        return " ".join(value.split())

    def number(self, key: str, least: int, most: int) -> int:
        """Yield a whole number between two bounds."""
        value = self.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(f"'{key}' must be a whole number from {least} to {most}")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Yield true or false."""
        value = self.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.wrong(f"'{key}' must be true or false")
        return value

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """Yield one of the allowed texts."""
        value = self.text(key, default)
        words = sorted(allowed)
        if value not in words:
            raise self.wrong(f"'{key}' is '{value}', must be one of {', '.join(words)}")
        return value

    def texts(self, key: str, least: int = 0, most: int = 99) -> tuple[str, ...]:
        """Yield a list of texts, each not blank."""
        value = self.get(key)
        items = [] if value is None else value
        if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
            raise self.wrong(f"'{key}' must be a list of texts")
        if not least <= len(items) <= most:
            raise self.wrong(f"'{key}' must have {least} to {most} lines, has {len(items)}")
        return tuple(" ".join(item.split()) for item in items)

    def entries(self, key: str) -> list[Entry]:
        """Yield the entries of a nested list."""
        return make_entries(self.file, f"{self.name}.{key}", self.get(key) or [])

    def done(self) -> None:
        """Refuse fields that nothing has read."""
        extra = sorted(str(key) for key in self._fields if key not in self._asked)
        if extra:
            raise self.wrong(f"unknown field {', '.join(extra)}")


def make_entries(file: str, name: str, items: object) -> list[Entry]:
    """Wrap a list of mappings, each named by its code, its key or its place."""
    if not isinstance(items, list):
        raise ContentError(f"{file}: '{name}' must be a list")
    found = []
    for place, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise ContentError(f"{file}: '{name}' line {place} must be a mapping")
        label = item.get("code") or item.get("key") or f"{name} {place}"
        found.append(Entry(file, str(label), item))
    return found


def read_file(path: Path) -> Entry:
    """Read one YAML file as one entry whose fields are its top-level keys."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe loaders
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise ContentError(f"{path.name}: must be a mapping of names to lists")
    return Entry(path.name, "file", content)


def refuse_twins(entries: Iterable[Entry], keys: Iterable[str]) -> None:
    """Refuse a key that two entries share."""
    seen: dict[str, Entry] = {}
    for entry, key in zip(entries, keys, strict=True):
        if key in seen:
            raise entry.wrong(f"the key '{key}' is used twice, also in {seen[key].file}")
        seen[key] = entry
