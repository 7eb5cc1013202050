"""Break the glass, end it, and keep that somebody else judged it."""

from datetime import timedelta
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, begin
from app.helpdesk.glass import policy, queries
from app.helpdesk.glass.models import Glass
from app.identity.actor import system_actor
from app.kernel import db, jobs
from app.kernel.errors import Invalid, NotFound
from app.kernel.ids import new_id

LASTS = timedelta(minutes=policy.MINUTES)
LONGEST_NOTE = 400


def break_glass(work: Work, number: str, purpose: str, note: str) -> int:
    """Open one ticket of the district for half an hour and return the emergency's key.

    Refuses: by policy.break_glass; NotFound for a ticket that does not exist; Invalid for an unknown purpose or a
    note that says nothing.
    Records: glass:broken, with the note beside it.
    """
    db.take_turn(work.connection, work.actor.person_id)
    work.intend(Tag.GLASS_BROKEN, purpose=purpose[:20])
    session_id = work.actor.session_id or 0
    open_now = work.first(queries.running(work.actor, session_id, work.now)) is not None
    policy.break_glass(work.actor, open_now=open_now).require()
    words = _reason(purpose, note)
    row = work.first(queries.ticket(work.actor, number.strip().upper()[:20] or "none"))
    if row is None:
        raise NotFound("There is no such ticket in your district.", "Check the number.")
    policy.break_glass(work.actor, row.requester_id).require()
    glass_id, until = new_id(), work.now + LASTS
    told = {"ticket_id": row.id, "site_id": row.site_id, "subjects": [row.requester_id], "purpose": purpose}
    event_id = work.record(Tag.GLASS_BROKEN, **told, basis="emergency", words=words, glass=glass_id)
    who = {"person_id": work.actor.person_id, "session_id": work.actor.session_id}
    keys = {"id": glass_id, "district_id": work.actor.district_id, "ticket_id": row.id, "event_id": event_id}
    work.insert(Glass, **keys, **who, purpose=purpose, begun_at=work.now, expires_at=until)
    end = {"glass_id": glass_id, "person_id": work.actor.person_id, "district_id": work.actor.district_id}
    work.enqueue("end_glass", until, **end)
    return glass_id


def _reason(purpose: str, note: str) -> str:
    if purpose not in policy.PURPOSES:
        raise Invalid("Choose why.", "It is read by whoever reviews this.", field="purpose")
    words = " ".join(note.replace("\x00", "").split())[:LONGEST_NOTE]
    if len(words) < policy.SHORTEST_NOTE or " " not in words:
        raise Invalid("Say in a sentence what happened.", "Somebody else reads it.", field="note")
    return words


def end_glass(work: Work, glass_id: int) -> None:
    """End one's own emergency before its time.

    Refuses: NotFound when it has ended, or is another's.
    Records: glass:ended.
    """
    if not _end(work, glass_id, work.actor.person_id, "ended"):
        raise NotFound("There is nothing open here.", "It ended already.")


def _end(work: Work, glass_id: int, person_id: int, why: str) -> bool:
    over = queries.ended(work.actor, glass_id, person_id).values(ended_at=work.now)
    if work.change(over) != 1:
        return False
    work.record(Tag.GLASS_ENDED, glass=glass_id, why=why)
    return True


@jobs.handles("end_glass")
def end_when_due(payload: dict[str, Any]) -> None:
    """End an emergency whose time is over, where nobody did so before."""
    with begin(system_actor(payload["district_id"], on_behalf_of_id=payload["person_id"])) as work:
        _end(work, payload["glass_id"], payload["person_id"], "expired")


def keep_review(work: Work, event_id: str) -> None:
    """Keep that somebody judged an emergency, where this event opened one; the caller records the verdict.

    Refuses: by policy.review: nobody judges their own.
    """
    row = work.first(queries.of_event(work.actor, event_id))
    if row is None:
        return
    policy.review(work.actor, row.person_id).require()
    values = {"reviewed_at": work.now, "reviewed_by": work.actor.person_id}
    work.execute(queries.reviewed(work.actor, event_id).values(**values))
