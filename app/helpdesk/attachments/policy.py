"""Who sees which version of a file on a ticket, and who decides on it: pure rules."""

from typing import Protocol

from app.helpdesk.sight import sight_of
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.identity.verdict import Verdict, no, yes

MOST_A_FORM = 4
MOST_A_TICKET = 12
MOST_A_DAY = 20  # of one student or requester
MOST_A_DAY_STAFF = 100
MOST_REFUSED = 10  # of one person in an hour: opening a file that means harm costs seconds


class FileFacts(Protocol):
    """What the rules look at of a file."""

    uploader_id: int
    message_id: int | None
    public: bool
    side: str
    kind: str
    state: str


class Asked(Protocol):
    """What the rules look at of its ticket."""

    requester_id: int
    requester_kind: str


def version(actor: Actor, ticket: Asked, file: FileFacts) -> str:
    """Return which version this viewer gets: ``original``, ``released``, or empty for none.

    Shape: the ticket was found visible before; an adult's own ticket shows them what a requester sees, and where the
    mask policy keeps the words from an adult, so it does files. What was added for a requester at the counter is words
    that were held to the guard, or a picture that a teacher looks at first: it may show how to reach the tech.
    """
    asked = ticket.requester_id == actor.person_id
    if asked and not file.public:
        return ""
    if actor.masked and file.state == "kept":
        return ""  # what a student added for somebody, too, once an adult said so
    if file.uploader_id == actor.person_id or (actor.staff and not asked and sight_of(actor).typed(ticket)):
        return "original"
    if file.message_id is None:
        return ""
    if asked and (file.side == "staff" or (file.side == "requester" and file.kind == "text")):
        return "original"
    return "released" if file.state == "released" else ""


def cover(actor: Actor, ticket: Asked, file: FileFacts) -> Verdict:
    """May this person draw boxes?"""
    if file.uploader_id == actor.person_id and not (actor.masked and file.state == "kept"):
        return yes("What you cover here is gone from what students get.")
    return decide(actor, ticket)


def decide(actor: Actor, ticket: Asked) -> Verdict:
    """May this person release a file to students, or keep it to adults?"""
    if actor.hat is not Hat.TEACH or not actor.can(Can.APPROVE_DRAFTS):
        return no("A supervising teacher decides what students see of a file.")
    if ticket.requester_id == actor.person_id:
        return no("You asked for this yourself.", "Your deputy decides on its files.")
    return yes("Students get only what you see here.")


def most_a_day(actor: Actor) -> int:
    """Return how many files a person may add within a day."""
    return MOST_A_DAY_STAFF if actor.kind == "staff" else MOST_A_DAY
