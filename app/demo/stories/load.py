"""Read the demo's stories and misuse cases, and check them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.demo.stories.model import Line, Misuse, Opening, Story
from app.demo.stories.words import (
    ACTS,
    ASKERS,
    DEVICES,
    DRAFTS,
    ENDS,
    LINES,
    PERSONAL,
    PLACEHOLDERS,
    PLACES,
    WHENS,
)
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.catalog.content.read import Entry, read_file, refuse_twins

FOLDER = Path(__file__).parent
MISUSE = "misuse.yaml"
HOLE = re.compile(r"\{([a-z_]+)\}")
DECIDING = re.compile(r"<([^<>]+)>")
OBJECTIVE = re.compile(r"core[12]:[1-5]\.\d{1,2}")


@cache
def load_stories(folder: Path = FOLDER) -> tuple[Story, ...]:
    """Read every story, file by file in name order.

    Refuses: ContentError naming file and entry.
    """
    entries: list[Entry] = []
    stories: list[Story] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == MISUSE:
            continue
        file = read_file(path)
        category = file.text("category")
        found = file.entries("stories")
        file.done()
        entries += found
        stories += [_story(entry, category) for entry in found]
    refuse_twins(entries, [story.key for story in stories])
    return tuple(stories)


@cache
def load_misuse(folder: Path = FOLDER) -> tuple[Misuse, ...]:
    """Read what student techs of the demo did wrong."""
    file = read_file(folder / MISUSE)
    entries = file.entries("misuse")
    file.done()
    cases = tuple(_misuse(entry) for entry in entries)
    refuse_twins(entries, [case.key for case in cases])
    return cases


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


def _story(entry: Entry, category: str) -> Story:
    catalog = load_catalog()
    codes = {known.code for known in catalog.categories}
    ends = entry.choice("ends", ENDS, "solved")
    draft = entry.choice("draft", DRAFTS, "good")
    story = Story(
        key=entry.text("key"),
        category=entry.choice("category", codes, category),
        becomes=entry.choice("becomes", codes) if entry.has("becomes") else None,
        asked_by=entry.choice("from", ASKERS, "student"),
        title=entry.text("title"),
        openings=tuple(_opening(entry, text) for text in entry.texts("openings", 1, 3)),
        where=entry.choice("where", PLACES, "classroom"),
        device=entry.choice("device", DEVICES, "chromebook"),
        thread=tuple(_line(line) for line in entry.entries("thread")),
        tries=entry.texts("tries", 0 if ends == "withdrawn" else 1),
        found=entry.text("found", ""),
        cause=entry.text("cause", ""),
        fix=entry.text("fix", ""),
        closure=_code(entry, "close", [code.code for code in catalog.closure_codes]),
        ends=ends,
        escalation=_code(entry, "escalate", [reason.code for reason in catalog.escalation_reasons]),
        pending=_code(entry, "pending", [reason.code for reason in catalog.pending_reasons]),
        solution=entry.text("solution", ""),
        reopening=entry.text("reopened", ""),
        objectives=entry.texts("objectives", 1, 3),
        level=entry.number("level", 1, 3),
        draft=draft,
        bad_draft=entry.text("bad", ""),
        return_reason=entry.text("why", ""),
        sensitive=entry.flag("sensitive", False),
    )
    entry.done()
    _check(entry, story)
    return story


def _opening(entry: Entry, marked: str) -> Opening:
    decide = tuple(DECIDING.findall(marked))
    if not decide:
        raise entry.wrong(f"mark with <...> what decides in '{marked[:40]}...'")
    return Opening(DECIDING.sub(r"\1", marked), decide)


def _line(line: Entry) -> Line:
    kinds = [kind for kind in LINES if line.has(kind)]
    if len(kinds) != 1:
        raise line.wrong(f"a line of the thread has one of {', '.join(LINES)}")
    text = line.text(kinds[0])
    line.done()
    return Line(kinds[0], text)


def _code(entry: Entry, key: str, allowed: list[str]) -> str | None:
    return entry.choice(key, allowed) if entry.has(key) else None


def _check(entry: Entry, story: Story) -> None:
    texts = [opening.text for opening in story.openings] + [line.text for line in story.thread]
    texts += [story.title, story.reopening, story.bad_draft, story.solution, story.found, story.cause, story.fix]
    unknown = {name for text in texts for name in find_placeholders(text)} - PLACEHOLDERS
    if unknown:
        raise entry.wrong(f"unknown placeholder {', '.join(sorted(unknown))}")
    if any(find_placeholders(token) for opening in story.openings for token in opening.decide):
        raise entry.wrong("what decides must hold no placeholder")
    wrong = [objective for objective in story.objectives if not OBJECTIVE.fullmatch(objective)]
    if wrong:
        raise entry.wrong(f"'{wrong[0]}' is not an objective such as core1:5.3")
    _check_end(entry, story)


def _check_end(entry: Entry, story: Story) -> None:
    needs = {
        "solved": (story.found, story.cause, story.fix, story.closure),
        "reopened": (story.found, story.cause, story.fix, story.closure, story.reopening),
        "escalated": (story.found, story.escalation, story.solution, story.closure),
        "waiting": (story.found, story.pending),
        "withdrawn": (story.closure == "withdrawn",),
    }
    if not all(needs[story.ends]):
        raise entry.wrong(f"a story that ends '{story.ends}' lacks one of its closing fields")
    if (story.draft != "good") != bool(story.bad_draft):
        raise entry.wrong("'bad' holds the draft that was not good, and only then")
    if (story.draft == "returned") != bool(story.return_reason):
        raise entry.wrong("'why' holds the reason of a returned draft, and only then")
    if story.draft != "good" and not any(line.kind == "reply" for line in story.thread):
        raise entry.wrong("a bad draft needs the reply that went out in the end")


def _misuse(entry: Entry) -> Misuse:
    case = Misuse(
        key=entry.text("key"),
        title=entry.text("title"),
        act=entry.choice("act", ACTS),
        when=entry.choice("when", WHENS),
        target=entry.text("target"),
        count=entry.number("count", 1, 60),
        spread_minutes=entry.number("spread_minutes", 0, 600),
        note=entry.text("note", ""),
        marks=entry.texts("marks", 1),
        teacher_asks=entry.text("teacher_asks"),
        student_says=entry.text("student_says"),
        outcome=entry.text("outcome"),
    )
    entry.done()
    return case
