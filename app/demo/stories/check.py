"""Check that one story is whole."""

from __future__ import annotations

import re

from app.demo.stories.fill import find_placeholders
from app.demo.stories.model import Story
from app.demo.stories.words import PLACEHOLDERS
from app.helpdesk.catalog.content.read import Entry

OBJECTIVE = re.compile(r"core[12]:[1-5]\.\d{1,2}")


def check_story(entry: Entry, story: Story) -> None:
    """Refuse unknown placeholders, a wrong objective, and an ending or a draft that lacks a part.

    Refuses: ContentError naming file and entry.
    """
    unknown = {name for text in every_text(story) for name in find_placeholders(text)} - PLACEHOLDERS
    if unknown:
        raise entry.wrong(f"unknown placeholder {', '.join(sorted(unknown))}")
    if any(find_placeholders(token) for opening in story.openings for token in opening.decide):
        raise entry.wrong("what decides must hold no placeholder")
    wrong = [objective for objective in story.objectives if not OBJECTIVE.fullmatch(objective)]
    if wrong:
        raise entry.wrong(f"'{wrong[0]}' is not an objective such as core1:5.3")
    _check_ending(entry, story)
    _check_draft(entry, story)


def every_text(story: Story) -> list[str]:
    """Yield every text of a story that may hold placeholders."""
    end = story.ending
    texts = [story.title, story.draft.bad, end.found, end.cause, end.fix, end.solution, end.reopening]
    texts += [opening.text for opening in story.openings]
    return texts + [line.text for line in story.thread] + list(story.tries)


def _check_ending(entry: Entry, story: Story) -> None:
    end = story.ending
    needs = {
        "solved": (end.found, end.cause, end.fix, end.closure, story.tries),
        "reopened": (end.found, end.cause, end.fix, end.closure, end.reopening, end.solution),
        "escalated": (end.found, end.escalation, end.solution, end.closure, story.tries),
        "waiting": (end.found, end.pending),
        "withdrawn": (end.closure == "withdrawn",),
    }
    if not all(needs[end.kind]):
        raise entry.wrong(f"a story that ends '{end.kind}' lacks one of its closing fields")


def _check_draft(entry: Entry, story: Story) -> None:
    draft = story.draft
    if (draft.quality != "good") != bool(draft.bad):
        raise entry.wrong("'bad' holds the draft that was not good, and only then")
    if (draft.quality == "returned") != bool(draft.reason):
        raise entry.wrong("'why' holds the reason of a returned draft, and only then")
    if draft.bad and not any(line.kind == "reply" for line in story.thread):
        raise entry.wrong("a bad draft needs the reply that went out in the end")
