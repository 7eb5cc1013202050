"""The persona's part: which checks and fixes there are, and what each one shows. Pure."""

import hashlib
from collections.abc import Sequence

from app.curriculum.content.load import load_practice
from app.curriculum.content.module_shapes import PracticeStory
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class Said:
    """One message that a check or a fix brings: by the persona in the thread, or by Cadre as a note."""

    by_persona: bool
    text: str


def story_named(code: str) -> PracticeStory | None:
    """Return a story of this code, or None."""
    return next((story for story in load_practice() if story.code == code), None)


def play_check(story: PracticeStory, code: str) -> tuple[Said, ...]:
    """Return what a check shows, with the privacy trap that follows it; nothing for an unknown check."""
    check = next((c for c in story.checks if c.code == code), None)
    if check is None:
        return ()
    shows = Said(True, check.shows) if check.kind == "ask" else Said(False, f"{check.title}: {check.shows}")
    traps = tuple(Said(True, trap.lure) for trap in story.privacy_traps if trap.after == code)
    return (shows, *traps)


def play_try(story: PracticeStory, code: str) -> tuple[Said, ...]:
    """Return what comes of a way to fix it: it helps, or it does not and why."""
    for fix in story.fixes:
        if fix.code == code:
            return (Said(False, f"You did this: {fix.title}. {fix.result}"),)
    for wrong in story.wrong_paths:
        if wrong.code == code:
            told = Said(False, f"You tried this: {wrong.title}. {wrong.result} {wrong.why}")
            return (told, Said(True, story.closing.not_fixed))
    return ()


def play(story: PracticeStory, code: str) -> tuple[Said, ...]:
    """Return what a check or a fix brings."""
    return play_check(story, code) or play_try(story, code)


def tries(story: PracticeStory) -> list[tuple[str, str]]:
    """Return every way to fix it, right and wrong, in an order that says nothing and never changes."""
    both = [(fix.code, fix.title) for fix in story.fixes]
    both += [(wrong.code, wrong.title) for wrong in story.wrong_paths]
    return sorted(both, key=lambda one: hashlib.sha256(f"{story.code}:{one[0]}".encode()).digest())


def needed_done(story: PracticeStory, shown: Sequence[str]) -> tuple[int, int]:
    """Return how many of the needed checks were made, and how many there are."""
    needed = [check.code for check in story.checks if check.needed]
    return sum(code in shown for code in needed), len(needed)
