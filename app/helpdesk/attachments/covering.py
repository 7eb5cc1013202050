"""Draw boxes on a file: the pixels under them are painted over before anything is written."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.helpdesk.attachments import policy, queries
from app.helpdesk.attachments.drawing.anew import Page
from app.helpdesk.attachments.drawing.boxes import MOST_BOXES, Box, dumps, painted
from app.helpdesk.attachments.reading import find_ticket
from app.helpdesk.attachments.services import about_file, find_file, keep_file, release_file, require_seen
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel.errors import Invalid

Boxes = Mapping[int, tuple[Box, ...]]


def cover_file(actor: Actor, number: str, position: int, boxes: Boxes, seen: str = "") -> str:
    """Keep the boxes that its uploader (or a teacher) drew on a file and return the ticket's number.

    What students had of it is taken back: with other boxes a teacher looks again.
    Shape: ``seen`` is the mark of the boxes over which these were drawn, or empty.
    Refuses: NotFound; by policy.cover; Invalid for too many boxes; Conflict when somebody drew others since.
    Records: attachment:covered.
    """
    ticket, file = _standing(actor, number, position)
    policy.cover(actor, ticket, file).require()
    pages = _painted(actor, file, boxes)
    with begin(_hand(actor)) as work:
        file = find_file(work, ticket, position, to_change=True)
        require_seen(work, [file], seen)
        _write(work, ticket, file, pages, boxes)
        if file.state == "released":
            work.execute(queries.taken_back(work.actor, [file.id]))
            work.execute(queries.decided(work.actor, file.id).values(state="waiting"))
    return str(ticket.number)


def release_as_seen(
    actor: Actor, number: str, position: int, boxes: Boxes | None = None, seen: str = ""
) -> str:
    """Release a file with its boxes, or with those that the teacher drew in place of them.

    Shape: ``seen`` is the mark of the boxes that the teacher saw, or empty.
    Refuses: NotFound; by policy.decide; Invalid for too many boxes; Conflict when its uploader changed them since.
    Records: attachment:released, and attachment:covered with other boxes.
    """
    ticket, file = _standing(actor, number, position)
    policy.decide(actor, ticket).require()
    pages = _painted(actor, file, boxes) if boxes is not None else {}
    with begin(actor) as work:
        file = find_file(work, ticket, position, to_change=True)
        require_seen(work, [file], seen)
        if boxes is not None:
            _write(work, ticket, file, pages, boxes)
        release_file(work, ticket, file)
    return str(ticket.number)


def keep_to_adults(actor: Actor, number: str, position: int) -> str:
    """Keep a file to adults, or take back what students had of it; return the ticket's number.

    Refuses: NotFound; by policy.decide.
    Records: attachment:kept.
    """
    with begin(actor) as work:
        ticket = find_ticket(work, number)
        keep_file(work, ticket, find_file(work, ticket, position, to_change=True))
    return str(ticket.number)


def _standing(actor: Actor, number: str, position: int) -> tuple[Any, Any]:
    with look(actor) as work:
        ticket = find_ticket(work, number)
        return ticket, find_file(work, ticket, position)


def _reader(actor: Actor) -> Actor:
    return replace(actor, clearance=Clearance.OWN) if actor.masked else actor


def _hand(actor: Actor) -> Actor:
    """Return who writes boxes: an uploader's own connection cannot change what lies in the vault, so it was checked
    before that the file is theirs, and the product's hand does it."""
    return actor if actor.staff else replace(actor, clearance=Clearance.SYSTEM)


def _painted(actor: Actor, file: Any, boxes: Boxes) -> dict[str, bytes | None]:
    """Return each page's key with its painted pixels, or with None where no box lies on it."""
    if any(len(found) > MOST_BOXES for found in boxes.values()):
        raise Invalid(f"A page takes {MOST_BOXES} boxes.", "Draw larger ones.", field="boxes")
    made: dict[str, bytes | None] = {}
    with look(_reader(actor)) as work:
        rows = work.rows(queries.original_pages(work.actor, file.id))
    for row in rows:
        over = boxes.get(row.page, ())
        page = Page(row.mime, row.width, row.height, bytes(row.content))
        made[row.key] = painted(page, over).content if over else None
    return made


def _write(work: Work, ticket: Any, file: Any, pages: Mapping[str, bytes | None], boxes: Boxes) -> None:
    for key, content in pages.items():
        work.execute(queries.covered(work.actor, key).values(covered=content))
    work.execute(queries.boxed(work.actor, file.id).values(boxes=dumps(boxes)))
    number = sum(len(found) for found in boxes.values())
    work.record(Tag.ATTACHMENT_COVERED, **about_file(ticket, file), boxes=number)
