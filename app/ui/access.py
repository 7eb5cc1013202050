"""Who may come in: Flask-Login says who, Flask-Principal holds the rights, one decorator asks for one right.

Flask-Principal is imported here only. Its ``require()``, ``|``, ``&`` and empty permissions are never used:
an empty one admits everybody, and its session mode outlives a sign-out.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from flask import Flask, g, request
from flask_login import LoginManager, current_user
from flask_principal import ActionNeed, AnonymousIdentity, Identity, Permission, Principal, identity_loaded

from app.audit.tags import Tag
from app.audit.work import look
from app.identity.actor import Actor
from app.identity.rights import NEEDS_LIVE, Can, Hat
from app.identity.verdict import fresh
from app.kernel import clock
from app.kernel.errors import Forbidden, SignInNeeded

P = ParamSpec("P")
R = TypeVar("R")


class Accounts(Protocol):
    """What the floor above lends this one: who holds a cookie, and who that is under a hat."""

    def enter(self, token: str, hat: Hat) -> tuple[Any, Actor | None]: ...
    def touch(self, user: Any) -> None: ...


_HATS = {"desk": Hat.DESK, "teach": Hat.TEACH, "office": Hat.OFFICE, "admin": Hat.ADMIN}


def hat_of(path: str) -> Hat:
    """Return the hat that an address gives; anything else is one's own."""
    return _HATS.get(path.strip("/").split("/", 1)[0], Hat.MY)


def cookie_name() -> str:
    """Return the name of the session's cookie."""
    from flask import current_app

    return str(current_app.config["CADRE_COOKIE"])


def init_app(app: Flask, accounts: Accounts) -> None:
    """Connect Flask-Login and Flask-Principal to the accounts."""
    login = LoginManager(app)
    login.session_protection = None

    @login.request_loader
    def _load(_request: Any) -> Any:
        token = request.cookies.get(cookie_name(), "")
        user, g.worn = accounts.enter(token, hat_of(request.path)) if token else (None, None)
        return user

    principal = Principal(app, use_sessions=False, skip_static=True)

    @principal.identity_loader
    def _identity() -> Identity:
        if not current_user.is_authenticated:
            return AnonymousIdentity()
        return Identity(current_user.person_id)

    def _grant(_sender: Flask, identity: Identity) -> None:
        actor: Actor | None = g.pop("worn", None) if current_user.is_authenticated else None
        g.actor = actor
        for right in actor.rights if actor else ():
            identity.provides.add(ActionNeed(right))

    identity_loaded.connect(_grant, sender=app, weak=False)

    @app.before_request
    def _touch() -> None:
        """Keep a screen in use open; a request for a file loads nobody and touches nothing."""
        view = app.view_functions.get(request.endpoint or "")
        if g.get("actor") is not None and not hasattr(view, "__cadre_quiet__"):
            accounts.touch(current_user)


def current_actor() -> Actor:
    """Return who asks, under the hat of this address.

    Refuses: SignInNeeded when nobody is signed in; Forbidden when the person does not wear this hat.
    """
    if not current_user.is_authenticated:
        raise SignInNeeded("You are not signed in.", "Sign in, and you come back to this page.")
    if current_user.locked:
        raise SignInNeeded("Nobody used it for a while.", "Type your password; nothing you wrote is lost.")
    actor = cast("Actor | None", g.get("actor"))
    if actor is None:
        raise Forbidden(
            "This part of Cadre is not yours.", "Your own page is behind the Cadre mark, top left."
        )
    return actor


def today() -> date:
    """Return the day it is where the person is."""
    return current_actor().day(clock.now())


def requires(right: Can) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a request in that holds exactly this right; record a refusal of a signed-in person."""
    permission = Permission(ActionNeed(right))

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                actor = current_actor()
            except Forbidden:
                _record_stranger(right)
                raise
            if not permission.allows(g.identity):
                refuse(actor, right)
            return view(*args, **kwargs)

        guarded.__cadre_access__ = right.value  # type: ignore[attr-defined]
        return guarded

    return guard


def refuse(actor: Actor, right: Can) -> None:
    """Record that a right was missing, and say what is lacking.

    Refuses: Forbidden, always.
    """
    with look(actor) as work:
        work.record(Tag.ACCESS_REFUSED, outcome="refused", right=right.value, endpoint=request.endpoint or "")
    if actor.lacking:
        raise Forbidden(actor.lacking[0], "Your page shows what is missing and where to mend it.")
    if right in NEEDS_LIVE and actor.kept_from_live:
        raise Forbidden(actor.kept_from_live, "Your teacher says when live work begins.")
    raise Forbidden(
        "You are not allowed to do this.", "Ask your supervising teacher if you think you should be."
    )


def _record_stranger(right: Can) -> None:
    if current_user.is_authenticated:
        with look(current_user.plain_actor()) as work:
            work.record(
                Tag.ACCESS_REFUSED, outcome="refused", right=right.value, endpoint=request.endpoint or ""
            )


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """Let anybody in who is signed in under the hat of this address."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        current_actor()
        return view(*args, **kwargs)

    guarded.__cadre_access__ = "signed-in"  # type: ignore[attr-defined]
    return guarded


def confirmed(view: Callable[P, R]) -> Callable[P, R]:
    """Ask for the PIN first where it was not given within ten minutes; stands below ``requires``.

    Refuses: StepUpNeeded, which leads a page to ``/step-up`` and back.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        fresh(current_actor()).require()
        return view(*args, **kwargs)

    return guarded


def quiet(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that pages ask for by themselves: being asked keeps no unused screen open."""
    view.__cadre_quiet__ = True  # type: ignore[attr-defined]
    return view


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that needs nobody: sign-in, health, static files."""
    view.__cadre_access__ = "public"  # type: ignore[attr-defined]
    return view
