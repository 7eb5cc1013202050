"""Read a drill's stories from YAML files, and say in a sentence what is wrong with one that cannot be played."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from app.oversight.drill.model import (
    ACTS,
    RELATIONS,
    ROLES,
    WHEN,
    Act,
    Cast,
    Story,
    StoryError,
    TicketPlan,
)

MOST_TURNS, MOST_DAYS = 200, 28  # what a school of four weeks has room for
MOST_MINUTES = MOST_DAYS * 24 * 60
OWN = Path(__file__).parent / "stories"
_ACT = {"act", "actor", "at", "day", "ticket", "repeat", "every", "misuse", "outcome", "session", "to"}
_STORY = {"key", "kind", "misuse", "why", "actors", "tickets", "acts", "when", "times"}


def load_stories(folder: Path | None = None) -> tuple[Story, ...]:
    """Return the stories of every YAML file of a folder, in the order of their names.

    Refuses: StoryError for a file or a story that cannot be played, naming it.
    """
    import yaml

    found: list[Story] = []
    files = sorted(one for one in (folder or OWN).iterdir() if one.suffix in (".yaml", ".yml"))
    for file in files:
        try:
            text = yaml.safe_load(file.read_text("utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise StoryError(f"{file.name} is no YAML: {error}") from error
        rows = text.get("stories") if isinstance(text, dict) else text
        if not isinstance(rows, list):
            raise StoryError(f"{file.name} has no list of stories.")
        found += [_story(file.name, row) for row in rows]
    keys = [story.key for story in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice or not found:
        raise StoryError(f"These keys are used twice: {', '.join(twice)}." if twice else "There is no story.")
    return tuple(found)


def _story(file: str, row: Any) -> Story:
    key = str(row.get("key", "")) if isinstance(row, dict) else ""
    try:
        return _read(row)
    except (StoryError, KeyError, TypeError, ValueError, AttributeError) as error:
        said = str(error) if isinstance(error, StoryError) else f"{type(error).__name__}: {error}"
        raise StoryError(f"{file}, story {key or '(no key)'}: {said}") from error


def _read(row: Mapping[str, Any]) -> Story:
    _only(row, _STORY, "a story")
    actors = {name: _cast(name, said) for name, said in row["actors"].items()}
    tickets = {name: TicketPlan(**said) for name, said in (row.get("tickets") or {}).items()}
    acts = tuple(_act(said) for said in row["acts"])
    story = Story(
        key=str(row["key"]),
        kind=str(row.get("kind") or row["key"]),
        misuse=bool(row.get("misuse", True)),
        why=str(row.get("why", "")),
        cast=actors,
        tickets=tickets,
        acts=acts,
        when=row.get("when", "shift"),
        times=int(row.get("times", 1)),
    )
    _check(story)
    return story


def _cast(name: str, said: Any) -> Cast:
    cast = Cast(said) if isinstance(said, str) else Cast(**said)
    _known(cast.role, ROLES, f"the role of {name}")
    _known(cast.relation, RELATIONS, f"the relation of {name}")
    return cast


def _act(said: Mapping[str, Any]) -> Act:
    known = {name: value for name, value in said.items() if name in _ACT}
    codes = {name: value for name, value in said.items() if name not in _ACT}
    act = Act(**known, codes=codes)
    _known(act.act, ACTS, "an act")
    if act.every < 0:
        raise StoryError("An act is never repeated backwards.")
    _within(act.repeat, 1, MOST_TURNS, "repeat")
    _within(act.day, 0, MOST_DAYS, "day")
    for name, minutes in (("at", act.at), ("every", act.every)):
        _within(minutes, -MOST_MINUTES, MOST_MINUTES, name)
    return act


def _check(story: Story) -> None:
    _known(story.when, WHEN, "when")
    _within(story.times, 1, MOST_TURNS, "times")
    for act in story.acts:
        _known(act.actor, story.cast, "the actor of an act")
    if not story.acts or not any(story.cast[act.actor].role != "requester" for act in story.acts):
        raise StoryError("Somebody whose looks are reviewed has to act.")
    for name, plan in story.tickets.items():
        _within(plan.count, 1, MOST_TURNS, f"the count of {name}")
        _within(plan.since, -MOST_MINUTES, MOST_MINUTES, f"since of {name}")
        for who in filter(None, (plan.requester, plan.owner)):
            _known(who, story.cast, f"who asks for or owns ticket {name}")
    for act in story.acts:
        if act.to:
            _known(act.to, story.cast, "to whom an act goes")
        if act.ticket:
            _known(act.ticket, story.tickets, "the ticket of an act")
    if story.misuse and not any(story.is_misuse(act) for act in story.acts):
        raise StoryError("It is misuse, but no act of it is.")


def _within(value: Any, least: int, most: int, what: str) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        raise StoryError(f"{what} is “{value}”, and must be a number from {least:,} to {most:,}.")


def _known(value: str, known: Iterable[str], what: str) -> None:
    names = list(known)
    if value not in names:
        raise StoryError(f"{what} is “{value}”, and must be one of {', '.join(names)}.")


def _only(row: Mapping[str, Any], known: set[str], what: str) -> None:
    strange = sorted(set(row) - known)
    if strange:
        raise StoryError(f"{what} has no {', '.join(strange)}.")
