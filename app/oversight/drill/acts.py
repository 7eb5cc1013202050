"""Turn an act of a story into an event of the very shape in which the product records it.

Shape: what a service writes into an event's fields and codes is repeated here, and a test compares both.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from app.audit.tags import Tag
from app.audit.work import Work
from app.identity.actor import Actor
from app.kernel.frozen import dataclass

SOMEBODY = 1  # whom a list shows; the rules do not ask
_BY_VALUE = {tag.value: tag for tag in Tag}


@dataclass(frozen=True)
class Kind:
    """How an act is recorded. Shape: ``about`` is none, ticket or site; codes are those of the service."""

    tag: str
    about: str = "ticket"
    outcome: str = "done"
    fields: tuple[str, ...] = ()
    codes: tuple[tuple[str, Any], ...] = ()
    purpose: str = ""
    clearance: str = ""


_REVEAL = (("what", "first_name"), ("message_id", None), ("placeholder", None), ("reveal", 1))
KINDS: dict[str, Kind] = {
    "ask": Kind("ticket:asked", codes=(("category", "wifi"), ("channel", "counter"), ("sensitive", False))),
    "assign": Kind("ticket:assigned"),
    "break_glass": Kind("glass:broken", purpose="emergency"),
    "checklist": Kind("checklist:marked", codes=(("done", [1]), ("undone", []))),
    "claim": Kind("ticket:claimed"),
    "copy": Kind("page:copied", codes=(("shown", False),)),
    "draft": Kind("draft:submitted", codes=(("draft", 1),)),
    "edit_draft": Kind("draft:edited", codes=(("draft", 1),)),
    "escalate": Kind("ticket:escalated", codes=(("why", "tried_all"),)),
    "export": Kind("record:exported", "none", fields=("events",), codes=(("kind", "trail"), ("count", 40))),
    "forbidden": Kind(
        "access:refused", "none", "refused", codes=(("right", "trail:review"), ("endpoint", "trail.trail"))
    ),
    "hand_back": Kind("ticket:handed_back", codes=(("why", "period_over"),)),
    "list": Kind("queue:seen", "none", fields=("name", "title")),
    "match": Kind("counter:matched", "site", "matched", codes=(("slip", ""),), clearance="system"),
    "not_found": Kind("access:refused", "none", "refused", codes=(("why", "not-found"),)),
    "note": Kind("note:written"),
    "open": Kind("ticket:opened"),
    "pause": Kind("ticket:paused", codes=(("why", "requester"), ("until", ""))),
    "people": Kind("people:seen", "none", fields=("name", "grade")),
    "print": Kind("page:printed", codes=(("shown", False),)),
    "propose": Kind("ticket:proposed", codes=(("code", "fixed"), ("gate", "before"))),
    "reply": Kind("message:sent", codes=(("canned", ""),)),
    "resolve": Kind("ticket:resolved", codes=(("code", "fixed"),)),
    "resume": Kind("ticket:resumed", codes=(("why", "answered"),)),
    "reveal": Kind(
        "word:revealed",
        fields=("first_name",),
        codes=_REVEAL,
        purpose="greet",
    ),
    "search": Kind("tickets:searched", "none", codes=(("query", "0" * 16), ("results", 3))),
}


def known_act(act: str) -> bool:
    """Tell whether this version records such an act at all."""
    return KINDS[act].tag in _BY_VALUE


@dataclass(frozen=True)
class Place:
    """What an act is about."""

    ticket_id: int | None = None
    site_id: int | None = None
    requester_id: int | None = None


def event_of(
    actor: Actor,
    at: datetime,
    act: str,
    place: Place,
    outcome: str = "",
    codes: Mapping[str, Any] | None = None,
    given_to: int | None = None,
) -> dict[str, Any]:
    """Return the row of an act, made by the function that makes every event of the product."""
    kind = KINDS[act]
    about: dict[str, Any] = {"fields": kind.fields, "purpose": kind.purpose}
    subjects = [given_to] if given_to else [place.requester_id]
    if kind.about == "ticket":
        about |= {"ticket_id": place.ticket_id, "site_id": place.site_id, "subjects": subjects}
    elif kind.fields and "name" in kind.fields:
        about |= {"subjects": [place.requester_id or SOMEBODY]}
    elif kind.about == "site":
        about |= {"site_id": place.site_id, "subjects": subjects}
    work = cast(Any, Work)(actor, None, "nothing")  # it only makes the row
    work.now = at
    own = dict(kind.codes) | dict(codes or {})
    row: dict[str, Any] = work._event(_BY_VALUE[kind.tag], outcome=outcome or kind.outcome, **about, **own)
    return row | ({"clearance": kind.clearance} if kind.clearance else {})
