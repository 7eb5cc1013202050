"""Pages: what every template gets (title, navigation with counts, bell), and the one way to render."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Response, g, make_response, render_template, request, url_for
from flask_login import current_user

from app.identity.actor import Actor
from app.identity.rights import Can, Hat

STATIC = Path(__file__).parent / "static"
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
class Bell:
    """The period now and how long it lasts. Units: minutes."""

    period: str
    minutes_left: int


@dataclass(frozen=True)
class Idle:
    """When an unused screen locks, and where the password goes. Units: minutes."""

    minutes: int
    url: str = "/unlock"


@dataclass(frozen=True)
class Banner:
    """A line on every page while something runs that must not be forgotten, and how to end it."""

    words: str
    url: str
    end_url: str


@dataclass(frozen=True)
class PageFrame:
    """What base.html draws around a page."""

    title: str = ""
    nav: tuple[NavItem, ...] = ()
    who: str = ""
    bell: Bell | None = None
    theme: str = "system"
    idle: Idle | None = None
    watch: tuple[str, str] | None = None
    banner: Banner | None = None


@dataclass(frozen=True)
class _Entry:
    label: str
    endpoint: str
    right: Can | None
    count: str
    place: int = field(default=0)


Counts = Callable[[Actor], Mapping[str, int]]
_entries: dict[Hat, dict[str, _Entry]] = {}
_counts: dict[Hat, list[Counts]] = {}
_banners: list[Callable[[Actor], Banner | None]] = []
_watched: dict[Hat, tuple[str, str, Can]] = {}
_bells: list[Callable[[Actor], Bell | None]] = []


def add_nav(
    hat: Hat, label: str, endpoint: str, place: int, right: Can | None = None, count: str = ""
) -> None:
    """Add an entry to the top bar of a hat; ``count`` names the number beside it."""
    _entries.setdefault(hat, {})[f"{endpoint} {label}"] = _Entry(label, endpoint, right, count, place)


def set_counts(hat: Hat, counts: Counts) -> None:
    """Say who counts for the top bar of a hat; each part counts its own entries."""
    if counts not in _counts.setdefault(hat, []):
        _counts[hat].append(counts)


def set_banner(banner: Callable[[Actor], Banner | None]) -> None:
    """Say who knows what runs."""
    _banners[:] = [banner]


def set_watch(hat: Hat, entry: str, address: str, right: Can) -> None:
    """Say where the pages of a hat ask for the number beside an entry while they stay open."""
    _watched[hat] = (entry, address, right)


def set_bell(bell: Callable[[Actor], Bell | None]) -> None:
    """Say who knows the period."""
    _bells[:] = [bell]


def _nav(actor: Actor) -> tuple[NavItem, ...]:
    numbers = {
        name: number for counts in _counts.get(actor.hat, ()) for name, number in counts(actor).items()
    }
    entries = sorted(_entries.get(actor.hat, {}).values(), key=lambda entry: entry.place)
    here = request.endpoint or ""
    entries = [entry for entry in entries if entry.right is None or actor.can(entry.right)]
    full = len(entries) > MOST_IN_BAR
    return tuple(
        NavItem(
            e.label,
            url_for(e.endpoint),
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


def frame(title: str, actor: Actor | None) -> PageFrame:
    """Return the frame of a page for who asks."""
    theme = request.cookies.get("theme", "system")
    if actor is None:
        return PageFrame(title=title, theme=theme)
    name = actor.name or "You"
    who = f"{name}, {actor.rung}" if actor.rung else name
    bell = _bells[0](actor) if _bells else None
    banner = _banners[0](actor) if _banners else None
    watch = _watched.get(actor.hat)
    watched = watch[:2] if watch is not None and actor.can(watch[2]) else None
    return PageFrame(title, _nav(actor), who, bell, theme, Idle(idle_minutes(actor.kind)), watched, banner)


def safe_next(address: str) -> str:
    """Return a local address to go on to, never another host's."""
    bare = address.replace("\\", "/")
    parts = urlsplit(bare)
    local = bare.startswith("/") and not bare.startswith("//") and not parts.netloc and not parts.scheme
    printable = all(" " <= c <= "~" for c in address)
    away = bare.startswith(("/sign-in", "/sign-out", "/step-up", "/unlock"))
    return address if local and printable and not away else "/"


def idle_minutes(kind: str) -> int:
    """Return after how many quiet minutes the screen of a student or an adult locks."""
    return 10 if kind == "student" else 30


def blank_page(title: str = "") -> PageFrame:
    """Return a frame that asks the database nothing, for error pages."""
    actor: Actor | None = g.get("actor")
    locked = getattr(current_user, "locked", False) if actor else False
    return PageFrame(
        title=title,
        who="" if actor is None or locked else actor.name or "You",
        theme=request.cookies.get("theme", ""),
    )


def page(template: str, title: str, status: int = 200, **values: Any) -> Response:
    """Render a template in its frame; values are views, never rows."""
    actor: Actor | None = g.get("actor")
    response = make_response(render_template(template, page=frame(title, actor), actor=actor, **values))
    response.status_code = status
    return response


@cache
def _version(path: str) -> str:
    # Modules import one another under their own version, so it covers them all.
    files = sorted((STATIC / "js").glob("*.js")) if path.startswith("js/") else [STATIC / path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


@cache
def static(path: str) -> str:
    """Return the address of a static file with its content's version, so that it can be kept for a year."""
    return f"/static/{path}?v={_version(path)}"
