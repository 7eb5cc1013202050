"""Read the demo's stories and misuse cases, and check them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from app.demo.stories.check import check_story
from app.demo.stories.model import Draft, Ending, Line, Misuse, Opening, Story
from app.demo.stories.words import (
    ACTS,
    ASKERS,
    DEVICES,
    DRAFTS,
    ENDS,
    LINES,
    PLACES,
    WHENS,
)
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.catalog.content.read import Entry, read_file, refuse_twins

FOLDER = Path(__file__).parent
MISUSE = "misuse.yaml"
DECIDING = re.compile(r"<([^<>]+)>")


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


def _story(entry: Entry, category: str) -> Story:
    codes = {known.code for known in load_catalog().categories}
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
        tries=entry.texts("tries"),
        ending=_ending(entry),
        draft=Draft(entry.choice("draft", DRAFTS, "good"), entry.text("bad", ""), entry.text("why", "")),
        objectives=entry.texts("objectives", 1, 3),
        level=entry.number("level", 1, 3),
        sensitive=entry.flag("sensitive", False),
    )
    entry.done()
    check_story(entry, story)
    return story


def _ending(entry: Entry) -> Ending:
    catalog = load_catalog()
    return Ending(
        kind=entry.choice("ends", ENDS, "solved"),
        found=entry.text("found", ""),
        cause=entry.text("cause", ""),
        fix=entry.text("fix", ""),
        closure=_code(entry, "close", [code.code for code in catalog.closure_codes]),
        escalation=_code(entry, "escalate", [reason.code for reason in catalog.escalation_reasons]),
        pending=_code(entry, "pending", [reason.code for reason in catalog.pending_reasons]),
        solution=entry.text("solution", ""),
        reopening=entry.text("reopened", ""),
    )


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
