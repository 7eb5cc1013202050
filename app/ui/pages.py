"""Pages: what every template gets (title, top bar, bell), and the one way to render."""

import hashlib
from collections.abc import Callable
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Response, g, make_response, render_template, request
from flask_login import current_user

from app.identity.actor import Actor
from app.kernel.frozen import dataclass
from app.ui.bar import Bar, bar

STATIC = Path(__file__).parent / "static"


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
class PageFrame:
    """What base.html draws around a page."""

    title: str = ""
    bar: Bar = field(default_factory=Bar)
    who: str = ""
    bell: Bell | None = None
    theme: str = "system"
    idle: Idle | None = None
    bare: bool = False  # no bar, count or menu: the screen is turned to somebody who is not signed in
    mark: str = ""  # of the person, by which a tab knows whose unsent words it keeps


_bells: list[Callable[[Actor], Bell | None]] = []


def set_bell(bell: Callable[[Actor], Bell | None]) -> None:
    """Say who knows the period."""
    _bells[:] = [bell]


def frame(title: str, actor: Actor | None, bare: bool = False) -> PageFrame:
    """Return the frame of a page for who asks; a bare one tells nothing of others, on screen or on paper."""
    theme = request.cookies.get("theme", "system")
    if actor is None:
        return PageFrame(title=title, theme=theme)
    name = actor.name or "You"
    who = f"{name}, {actor.rung}" if actor.rung else name
    idle = Idle(idle_minutes(actor.kind))
    if bare:
        return PageFrame(title, who=who, theme=theme, idle=idle, bare=True)
    bell = _bells[0](actor) if _bells else None
    mark = hashlib.blake2b(b"tab %d" % actor.person_id, digest_size=6).hexdigest()
    return PageFrame(title, bar(actor), who, bell, theme, idle, mark=mark)


def safe_next(address: str) -> str:
    """Return a local address to go on to, never another host's."""
    bare = address.replace("\\", "/")
    parts = urlsplit(bare)
    local = bare.startswith("/") and not bare.startswith("//") and not parts.netloc and not parts.scheme
    printable = all(" " <= c <= "~" for c in address)
    away = bare.startswith(("/sign-in", "/sign-out", "/step-up", "/unlock"))
    return address if local and printable and not away else "/"


def came_from() -> str:
    """Return the page of ours that led here, so that the way on leads back to it; none when it is this one."""
    came = urlsplit(request.referrer or "")
    if came.netloc != request.host or (request.method == "GET" and came.path == request.path):
        return ""
    address = safe_next(f"{came.path}?{came.query}" if came.query else came.path)
    return "" if address == "/" else address


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
    return _made(template, frame(title, actor), actor, status, values)


def bare_page(template: str, title: str, status: int = 200, **values: Any) -> Response:
    """Render a template for a screen that is turned to somebody else, or for paper: it tells nothing of others."""
    actor: Actor | None = g.get("actor")
    return _made(template, frame(title, actor, bare=True), actor, status, values)


def _made(
    template: str, drawn: PageFrame, actor: Actor | None, status: int, values: dict[str, Any]
) -> Response:
    response = make_response(render_template(template, page=drawn, actor=actor, **values))
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
