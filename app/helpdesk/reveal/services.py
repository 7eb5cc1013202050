"""Show a hidden word: write who is shown what and why, commit, and only then read the value."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.reveal import policy, queries
from app.helpdesk.reveal.models import Reveal
from app.helpdesk.tickets.queries import thread
from app.helpdesk.tickets.services import about, find_to_change
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel import db
from app.kernel.errors import Invalid, NotFound
from app.kernel.ids import new_id
from app.privacy.door import open_for
from app.privacy.sealed import Sealed
from app.privacy.text.masker import Placeholder, loads, split_placeholders
from app.school.calendar.hours import period_at
from app.school.calendar.service import calendar_of

MINUTES = timedelta(minutes=10)
NO_PERIOD = timedelta(minutes=50)
FIRST_NAME = "first_name"


@dataclass(frozen=True)
class Shown:
    """What is shown now: the requester's first name, hidden words by number, until when."""

    first_name: str = ""
    words: dict[int, str] = field(default_factory=dict)
    until: datetime | None = None


def reveal_word(work: Work, number: str, what: str, purpose: str) -> str:
    """Grant the ticket's owner one value for ten minutes and return the ticket's number; nothing is read yet.

    Shape: ``what`` is ``first_name``, or the number of a hidden word.
    Refuses: NotFound; by policy.reveal; Invalid for an unknown purpose or a kind that is never shown.
    Records: word:revealed.
    """
    db.take_turn(work.connection, work.actor.person_id)
    ticket = find_to_change(work, number)
    work.intend(Tag.WORD_REVEALED, **about(ticket), purpose=purpose[:40], what=what[:12])
    shown = int(work.value(queries.shown_since(work.actor, _period_start(work, ticket.site_id))) or 0)
    policy.reveal(work.actor, ticket, shown).require()
    if purpose not in {one.code for one in load_catalog().reveal_purposes}:
        raise Invalid("Choose why you need to see it.", "The log keeps the reason.", field="purpose")
    target = _first_of(ticket) if what == FIRST_NAME else _word(work, ticket.id, what)
    work.insert(
        Reveal,
        id=new_id(),
        district_id=ticket.district_id,
        ticket_id=ticket.id,
        asker_id=work.actor.person_id,
        purpose=purpose,
        granted_at=work.now,
        expires_at=work.now + MINUTES,
        **target,
    )
    subjects = [ticket.requester_id] if what == FIRST_NAME else []
    fields = [FIRST_NAME if what == FIRST_NAME else "word"]
    work.record(
        Tag.WORD_REVEALED, **about(ticket) | {"subjects": subjects}, fields=fields, purpose=purpose, **target
    )
    return str(ticket.number)


def _first_of(ticket: Any) -> dict[str, Any]:
    if ticket.requester_kind == "staff":
        raise Invalid("You know who asked.", "Staff are called by their professional name.", field="what")
    return {"what": FIRST_NAME}


def _period_start(work: Work, site_id: int) -> datetime:
    calendar = calendar_of(work, site_id)
    span = period_at(calendar, work.now)
    if span is None:
        return work.now - NO_PERIOD
    local = calendar.local(work.now)
    return work.now - timedelta(
        minutes=local.hour * 60 + local.minute - span.starts_minute, seconds=local.second
    )


def _word(work: Work, ticket_id: int, what: str) -> dict[str, Any]:
    wanted = int(what) if what.isdecimal() and len(what) <= 2 else 0
    for message in reversed(work.rows(thread(work.actor, ticket_id))):
        for part in split_placeholders(message.body_masked):
            if isinstance(part, Placeholder) and part.number == wanted:
                if part.kind not in policy.KINDS:
                    raise Invalid(
                        f"A {part.kind} is never shown.", "Ask your teacher if you need it.", field="what"
                    )
                return {"what": "word", "message_id": message.id, "placeholder": wanted}
    raise NotFound("There is no such hidden word on this ticket.")


def running_rows(work: Work, ticket_id: int, since: datetime | None) -> Sequence[Any]:
    """Return what is shown to the actor on a ticket now; what was granted before the ticket was theirs has ended."""
    rows = work.rows(queries.running(work.actor, ticket_id, work.now))
    return [row for row in rows if since is None or row.granted_at >= since]


def read_shown(actor: Actor, ticket: Any, rows: Sequence[Any]) -> Shown:
    """Read the values that were granted and recorded before, on the connection that can do nothing else."""
    if not rows:
        return Shown()
    with look(replace(actor, clearance=Clearance.REVEAL)) as work:
        name = _first_name(work, ticket.requester_id) if any(row.what == FIRST_NAME for row in rows) else ""
        wanted = {row.message_id: row.placeholder for row in rows if row.message_id}
        found = work.rows(queries.texts(work.actor, ticket.id, sorted(wanted))) if wanted else ()
    words = {
        span.number: open_for(Sealed(text.body[span.start : span.end]))
        for text in found
        for span in loads(text.spans)
        if any(row.message_id == text.message_id and row.placeholder == span.number for row in rows)
        and span.kind in policy.KINDS
    }
    return Shown(name, words, max(row.expires_at for row in rows))


def _first_name(work: Work, person_id: int) -> str:
    row = work.first(queries.first_name(work.actor, person_id))
    return open_for(Sealed(row.preferred or row.given)) if row is not None else ""
