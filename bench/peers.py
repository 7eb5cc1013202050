"""Stories from the corpus that every helpdesk beside us is filled with (../shared/bench/corpus.py).

The corpus is read where it lies; ticket i of it becomes CODE-i.
"""

import importlib.util
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.privacy.text.masker import MaskedText
from bench.cast import School
from bench.story import Reply, Story

_TRIED = 200  # texts that the masker really reads; the corpus has no name, number or address in it
_CODES = (
    "wifi",
    "display",
    "power",
    "keyboard",
    "sound",
    "apps",
    "browser",
    "files",
    "printing",
    "classroom",
)


def load_corpus(path: Path) -> Any:
    """Read the corpus module from its file."""
    spec = importlib.util.spec_from_file_location("corpus", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Unchanged:
    """The masker, until it has left enough texts as they are; then the texts as they are."""

    def __init__(self, mask: Callable[[str], MaskedText]) -> None:
        self._mask, self._left = mask, _TRIED

    def __call__(self, text: str) -> MaskedText:
        if self._left:
            masked = self._mask(text)
            self._left = self._left - 1 if masked.text == text else _TRIED
            return masked
        return MaskedText(text, (), 1)


def corpus_stories(
    corpus: Any, school: School, mask: Callable[[str], MaskedText], count: int
) -> Iterator[Story]:
    """Yield the corpus, oldest first: open ones with an owner are in progress, the others queued."""
    keep = Unchanged(mask)
    people, adults = school.students, [school.adults["technician"], *school.teachers]
    for each in corpus.tickets(count):
        asker = people[each["requester"] % len(people)]
        owner = None if each["owner"] is None else adults[each["owner"] % len(adults)]
        status = ("queued" if owner is None else "in_progress") if each["status"] == "open" else "closed"
        replies = []
        for staff, who, seconds, text in each["replies"]:
            author = adults[who % len(adults)] if staff else asker
            side = "staff" if staff else "requester"
            replies.append(Reply(side, author, datetime.fromtimestamp(seconds, UTC), text, keep(text)))
        at = datetime.fromtimestamp(each["created"], UTC)
        yield Story(each["i"], at, status, _CODES[each["queue"] % len(_CODES)], asker, "student", owner,
                    each["body"], keep(each["body"]), tuple(replies), tuple(adults), each["title"])  # fmt: skip
