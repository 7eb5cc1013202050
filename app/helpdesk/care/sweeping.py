"""Find the open tickets whose texts name somebody whose tickets are for adults only from now on."""

from app.audit.work import Work
from app.helpdesk.care import flag_queries
from app.helpdesk.care.mentions import named_in
from app.helpdesk.recheck.finding import found_in, hints_of
from app.helpdesk.recheck.text_queries import RAW
from app.privacy.text.mentions import hidden_in
from app.school.people import feeder


def open_naming(work: Work, person_id: int) -> list[int]:
    """Return the open tickets in which somebody is named; only sentences with a hint of them are masked."""
    row = work.first(flag_queries.people_named(work.actor, [person_id]))
    if row is None:
        return []
    tickets = {one.id: one for one in work.rows(flag_queries.open_tickets(work.actor))}
    masker = feeder.masker_for(work)

    def names_one(ticket_id: int, text: str) -> bool:
        hidden, about = hidden_in(text, masker.mask(text).spans), tickets[ticket_id]
        named = named_in(work, hidden, about.site_id, about.requester_id)
        return any(one.person_id == person_id for one in named)

    texts = [select(work.actor) for select in RAW]
    among = [select.where(select.selected_columns[0].in_(list(tickets))) for select in texts]
    return sorted(found_in(work, among, set(hints_of(feeder.name_of_row(row))), names_one))
