"""What is shown to a tech right now: what was granted, as long as it would be granted now too."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from app.audit.work import Work
from app.helpdesk.reveal import policy, queries
from app.helpdesk.reveal.policy import FIRST_NAME
from app.helpdesk.reveal.whose import how_near
from app.helpdesk.tickets.queries import words_of_others
from app.identity.actor import Actor
from app.kernel import clock
from app.privacy.text.masker import Placeholder, split_placeholders

Bodies = Mapping[int, str]


def shown_now(work: Work, ticket: Any) -> Sequence[Any]:
    """Return what of a ticket is shown to the actor; every answer that tells of it or holds it asks here.

    Whatever would refuse the question now has ended it: a pair kept apart, a stricter mask policy, a lost clearance.
    """
    actor = work.actor
    if not actor.masked or not policy.reveal(actor, ticket).yes:
        return ()
    found = work.rows(queries.running(actor, ticket.id, actor.session_id or 0, work.now))
    rows = [
        row for row in found if row.granted_at <= work.now + clock.STEP
    ]  # no clock that was ahead granted it
    return [row for row, holds in zip(rows, goes_on(work, actor, ticket, rows), strict=True) if holds]


def goes_on(work: Work, tech: Actor, ticket: Any, rows: Sequence[Any]) -> list[bool]:
    """Tell of each of some granted rows whether it would be granted to a tech now, whoever asks."""
    bodies = _bodies(work, tech, ticket) if rows else {}
    return [_goes_on(work, tech, ticket, row, bodies, row.approval_id is not None) for row in rows]


def may_open(work: Work, ticket: Any, row: Any) -> bool:
    """Tell whether what an adult said yes to would still be shown."""
    return _goes_on(work, work.actor, ticket, row, _bodies(work, work.actor, ticket), approved=True)


def _bodies(work: Work, tech: Actor, ticket: Any) -> Bodies:
    return {one.id: one.body_masked for one in work.rows(words_of_others(tech, ticket.id))}


def _goes_on(work: Work, tech: Actor, ticket: Any, row: Any, bodies: Bodies, approved: bool) -> bool:
    if row.what == FIRST_NAME:
        kinds = [FIRST_NAME]
    else:
        parts = split_placeholders(bodies.get(row.message_id, ""))
        kinds = [
            part.kind for part in parts if isinstance(part, Placeholder) and part.number == row.placeholder
        ]
    place = SimpleNamespace(ticket_id=ticket.id, message_id=row.message_id, placeholder=row.placeholder)
    near = how_near(work, place, tech.person_id)
    return policy.goes_on(tech, ticket, kinds, approved, near.close, near.like)
