"""The top bar: each part's entries, the numbers beside them (all of one statement), and what runs."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from flask import request, url_for

from app.audit.kept import kept
from app.audit.work import look
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.kernel import clock
from app.kernel.frozen import dataclass

MOST_IN_BAR = 8
SET_UP = 80  # the place from which entries are for setting up, not for every day


@dataclass(frozen=True)
class NavItem:
    """One entry of the top bar; ``tucked`` ones stand in the menu of who is signed in, where the bar is full."""

    label: str
    url: str
    count: int | None
    current: bool
    tucked: bool = False


@dataclass(frozen=True)
class Banner:
    """A line on every page while something runs that must not be forgotten, and how to end it."""

    words: str
    url: str
    end_url: str


@dataclass(frozen=True)
class Bar:
    """The entries of a page's top bar, the number it watches and the line under it."""

    nav: tuple[NavItem, ...] = ()
    watch: tuple[str, str] | None = None
    banner: Banner | None = None


@dataclass(frozen=True)
class _Entry:
    label: str
    endpoint: str
    right: Can | None
    count: str
    place: int = field(default=0)


Numbers = Callable[[Actor, datetime, datetime], Mapping[str, Any]]
_entries: dict[Hat, dict[str, _Entry]] = {}
_numbers: dict[Hat, list[Numbers]] = {}
_banners: dict[str, Callable[[Actor], Banner | None]] = {}
_watched: dict[Hat, tuple[str, str, Can]] = {}


def add_nav(
    hat: Hat, label: str, endpoint: str, place: int, right: Can | None = None, count: str = ""
) -> None:
    """Add an entry to the top bar of a hat; ``count`` names the number beside it."""
    _entries.setdefault(hat, {})[f"{endpoint} {label}"] = _Entry(label, endpoint, right, count, place)


def add_numbers(hat: Hat, numbers: Numbers) -> None:
    """Say what counts for the top bar of a hat.

    Shape: ``numbers(actor, now, since)`` names selects of one number each, or numbers that are known; ``since``
    is a period ago. All of a bar's selects are read as one statement, which is built once.
    """
    if numbers not in _numbers.setdefault(hat, []):
        _numbers[hat].append(numbers)


def set_banner(number: str, banner: Callable[[Actor], Banner | None]) -> None:
    """Say who knows what runs, asked while a number of the bar is not zero."""
    _banners[number] = banner


def set_watch(hat: Hat, entry: str, address: str, right: Can) -> None:
    """Say where the pages of a hat ask for the number beside an entry while they stay open."""
    _watched[hat] = (entry, address, right)


@kept()
def _all_numbers(actor: Actor, now: datetime, since: datetime) -> Any:
    """Every number of the actor's bar in one row."""
    found: dict[str, Any] = {}
    for numbers in _numbers.get(actor.hat, ()):
        found |= numbers(actor, now, since)
    counts = [
        (sa.literal_column(str(one)) if isinstance(one, int) else one.scalar_subquery()).label(name)
        for name, one in found.items()
    ]
    return sa.select(*counts) if counts else None


def read_numbers(actor: Actor) -> Mapping[str, int]:
    """Return the numbers of the actor's bar by name."""
    now = clock.now()
    asked = _all_numbers(actor, now, now - clock.PERIOD)
    if asked.empty:
        return {}
    with look(actor) as work:
        row = work.first(asked)
    return dict(row._mapping) if row is not None else {}


def bar(actor: Actor) -> Bar:
    """Return the top bar of the page that is being made."""
    numbers = read_numbers(actor)
    watch = _watched.get(actor.hat)
    watched = watch[:2] if watch is not None and actor.can(watch[2]) else None
    runs = (banner(actor) for number, banner in _banners.items() if numbers.get(number))
    return Bar(_nav(actor, numbers), watched, next(filter(None, runs), None))


@lru_cache(maxsize=400)
def _address(endpoint: str, _hat: Hat, _root: str) -> str:
    """Return where an entry leads, which the hat and the place of the site alone change."""
    return url_for(endpoint)


def _nav(actor: Actor, numbers: Mapping[str, int]) -> tuple[NavItem, ...]:
    entries = sorted(_entries.get(actor.hat, {}).values(), key=lambda entry: entry.place)
    here = request.endpoint or ""
    entries = [entry for entry in entries if entry.right is None or actor.can(entry.right)]
    full = len(entries) > MOST_IN_BAR
    return tuple(
        NavItem(
            e.label,
            _address(e.endpoint, actor.hat, request.script_root),
            numbers.get(e.count) if e.count else None,
            _current(e, entries, here),
            full and e.place >= SET_UP,
        )
        for e in entries
    )


def _current(entry: _Entry, entries: list[_Entry], here: str) -> bool:
    if any(e.endpoint == here for e in entries):
        return entry.endpoint == here
    same = [e for e in entries if e.endpoint.split(".")[0] == here.split(".", maxsplit=1)[0]]
    return bool(same) and same[0] is entry
