"""Look at a ticket as a chosen person sees it, through that person's own page and connection."""

from dataclasses import replace

from app.accounts.actors import actor_seen_by
from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.attachments.view_models import seen_along
from app.helpdesk.tickets.page import read_page
from app.helpdesk.tickets.services import find
from app.helpdesk.tickets.view_models import TicketView
from app.identity.actor import Actor
from app.identity.verdict import no
from app.kernel.errors import CadreError, NotFound
from app.oversight.preview import queries
from app.oversight.preview.view_models import Along, Somebody

LOOKS_ONLY = no("You are looking at what somebody else sees. Nothing can be done here.")
_NO_WORK = "They have no work at the desk now, so every ticket is hidden from them."


def list_people(work: Work) -> tuple[Somebody, ...]:
    """Return whom the actor may look along with.

    Records: people:seen, with whom it names.
    """
    found = _people(work)
    if found:
        work.record(Tag.PEOPLE_SEEN, subjects=[one.id for one in found], fields=["name"], kind="see_as")
    return found


def _people(work: Work) -> tuple[Somebody, ...]:
    members = work.rows(queries.members(work.actor, work.today))
    people = {
        row.person_id: Somebody(row.person_id, row.name or "not signed yet", f"{row.rung}, {row.team}")
        for row in members
    }
    for row in work.rows(queries.technicians(work.actor)):
        people.setdefault(row.person_id, Somebody(row.person_id, row.name, "technician"))
    people.pop(work.actor.person_id, None)
    return tuple(people.values())


def look_along(actor: Actor, number: str, person_id: int) -> Along:
    """Return a ticket as somebody sees it; what is shown to them for minutes after a reveal is left out.

    Refuses: NotFound for a ticket that the actor may not know of, or a person they do not look after.
    Records: ticket:previewed, before anything is read in the other's place.
    """
    with look(actor) as work:
        row = find(work, number.strip().upper()[:20])
        who = next((one for one in _people(work) if one.id == person_id), None)
        if who is None:
            raise NotFound("There is no such person for you to look along with.", "Choose one from the list.")
        about = {"ticket_id": row.id, "site_id": row.site_id, "subjects": [row.requester_id, person_id]}
        work.record(Tag.TICKET_PREVIEWED, **about, person=person_id)
    other = actor_seen_by(actor, person_id)
    if other is None:
        return Along(row.number, who, None, _NO_WORK)
    try:
        return Along(row.number, who, _still(read_page(other, row.number), actor), "")
    except CadreError as error:
        return Along(row.number, who, None, error.sentence)


def _still(view: TicketView, actor: Actor) -> TicketView:
    """Return the page without anything to do on it, its files at the addresses of whoever looks along."""
    thread = tuple(
        replace(entry, files=tuple(seen_along(file, actor.hat.value) for file in entry.files))
        for entry in view.thread
    )
    return replace(view, thread=thread, verdicts=dict.fromkeys(view.verdicts, LOOKS_ONLY), editors=None)
