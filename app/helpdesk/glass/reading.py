"""Read what an emergency opens, and say on every page that one is open."""

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.glass import queries
from app.helpdesk.glass.view_models import Broken, Said, full_name, how_to_reach
from app.helpdesk.tickets.services import names_for
from app.helpdesk.times import past_words
from app.helpdesk.words import STATUS_WORDS
from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel.errors import NotFound
from app.school.calendar.service import calendar_of, time_words
from app.ui.bar import Banner

_FIELDS = ["name", "title", "text", "number", "mail", "phone", "grade", "guardian"]


def read_broken(work: Work, glass_id: int) -> Broken:
    """Return the ticket that an emergency opened, whole.

    Refuses: NotFound when it is over, another's, or of another session.
    Records: ticket:opened, on the ground of an emergency.
    """
    rows = work.rows(queries.running(work.actor, work.actor.session_id or 0, work.now))
    row = next((one for one in rows if one.id == glass_id), None)
    ticket = work.first(queries.ticket(work.actor, ticket_id=row.ticket_id)) if row is not None else None
    if row is None or ticket is None:
        raise NotFound(
            "There is nothing open here.", "An emergency ends after half an hour, and at every lock."
        )
    person = work.first(queries.person(work.actor, ticket.requester_id))
    caregivers = work.rows(queries.caregivers(work.actor, ticket.requester_id))
    texts = work.rows(queries.texts(work.actor, ticket.id))
    names = names_for(work, [text.author_id for text in texts])
    bells = calendar_of(work, ticket.site_id)
    subjects = [ticket.requester_id, *(one.person_id for one in caregivers)]
    told = {"ticket_id": ticket.id, "site_id": ticket.site_id, "purpose": row.purpose, "basis": "emergency"}
    work.record(Tag.TICKET_OPENED, subjects=subjects, fields=_FIELDS, **told, glass=glass_id)
    said = (
        Said(past_words(bells, t.created_at, work.now), names.get(t.author_id, "Somebody"), t.body)
        for t in texts
    )
    return Broken(
        id=glass_id,
        number=ticket.number,
        site=ticket.site_name,
        title=ticket.title,
        category=ticket.category_name,
        status=STATUS_WORDS[ticket.status],
        until=time_words(bells.local(row.expires_at)),
        who=full_name(person),
        reach=how_to_reach(person, caregivers),
        thread=tuple(said),
    )


def banner(actor: Actor) -> Banner | None:
    """Return the line that stands on every page of an adult who has something open in an emergency."""
    if not actor.staff or not actor.session_id or not actor.can(Can.BREAK_GLASS):
        return None
    with look(actor) as work:
        row = work.first(queries.running(actor, actor.session_id, work.now))
        if row is None:
            return None
        until = time_words(calendar_of(work, row.site_id).local(row.expires_at))
    at = f"/{actor.hat.value}/glass/{row.id}"
    return Banner(
        f"{row.number} is open to you in an emergency until {until}. It is reviewed.", at, f"{at}/end"
    )
