"""Find and fill the placeholders of a story's text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.demo.stories.words import PERSONAL

HOLE = re.compile(r"\{([a-z_]+)\}")


def find_placeholders(text: str) -> tuple[str, ...]:
    """Yield the placeholders of a text in order, once each."""
    return tuple(dict.fromkeys(HOLE.findall(text)))


def fill_text(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of placeholders.

    Refuses: KeyError when a value is missing.
    """
    return HOLE.sub(lambda match: values[match.group(1)], text)


def is_personal(text: str) -> bool:
    """Tell if a text has a placeholder that stands for a personal value."""
    return any(name in PERSONAL for name in find_placeholders(text))
