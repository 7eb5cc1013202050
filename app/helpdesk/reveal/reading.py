"""Read what could be shown on a ticket, for the page that asks why."""

from dataclasses import dataclass

from app.audit.tags import Tag
from app.audit.work import look
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.reveal import policy
from app.helpdesk.reveal.services import FIRST_NAME
from app.helpdesk.tickets.queries import thread
from app.helpdesk.tickets.services import about, find
from app.helpdesk.words import Hidden, segments
from app.identity.actor import Actor
from app.identity.verdict import Verdict


@dataclass(frozen=True)
class RevealView:
    """What can be asked for, and why."""

    number: str
    home: str
    handle: str
    things: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, str], ...]
    verdict: Verdict


def offer_words(actor: Actor, number: str) -> RevealView:
    """Return what the owner of a ticket can ask to see.

    Refuses: NotFound; by policy.reveal.
    Records: ticket:opened.
    """
    with look(actor) as work:
        row = find(work, number)
        verdict = policy.reveal(actor, row)
        verdict.require()
        hidden = {
            piece.number: piece.kind
            for message in work.rows(thread(actor, row.id))
            for piece in segments(message.body_masked)
            if isinstance(piece, Hidden) and piece.kind in policy.KINDS
        }
        work.record(Tag.TICKET_OPENED, **about(row))
    things = [(str(one), f"The hidden {kind} {one}") for one, kind in sorted(hidden.items())]
    if row.requester_kind != "staff":
        things.insert(0, (FIRST_NAME, f"The first name of {row.handle}"))
    return RevealView(
        number=row.number,
        home=f"/desk/tickets/{row.number}",
        handle=row.handle,
        things=tuple(things),
        purposes=tuple((one.code, one.words) for one in load_catalog().reveal_purposes),
        verdict=verdict,
    )
