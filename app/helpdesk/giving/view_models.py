"""Who may be chosen, in words."""

from typing import Any

from app.audit.work import Work
from app.helpdesk.giving import policy, queries
from app.helpdesk.tickets.policy import MOST_CLAIMED
from app.helpdesk.words import count_word
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class Taker:
    """A tech who could take the ticket. Shape: ``words`` says their rung and how many they have."""

    key: int
    name: str
    words: str


def list_takers(work: Work, ticket: Any) -> tuple[Taker, ...]:
    """Return the techs to choose from, those with the fewest tickets first.

    Refuses: by policy.give.
    """
    policy.give(work.actor, ticket).require()
    to = ticket.site_id, ticket.category_code, ticket.requester_id
    rows = work.rows(queries.takers(work.actor, *to, work.today))
    return tuple(
        Taker(row.person_id, row.name, f"{row.rung}, {_load(row.has)}")
        for row in rows
        if row.name and row.has < MOST_CLAIMED
    )


def _load(number: int) -> str:
    return f"{count_word(number)} ticket{'' if number == 1 else 's'} now"
