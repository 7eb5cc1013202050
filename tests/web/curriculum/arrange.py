"""Finished work with a trail behind it, arranged below the services."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app import models as m
from app.audit.models import AuditEvent
from app.kernel import db
from app.kernel.ids import new_event_id, new_id
from tests.cast import NOW, School
from tests.helpers import bare_ticket, number_of

CANARY = "Xanthippe Quillfeather"


def put(table: Any, **values: Any) -> int:
    """Insert one row with the system's connection and return its key."""
    if "id" in table.__table__.c:
        values.setdefault("id", new_id())
    with db.engine("system").connect() as connection, connection.begin():
        connection.execute(sa.insert(table).values(**values))
    return int(values.get("id", 0)) if not isinstance(values.get("id"), str) else 0


def finished(
    school: School, student: str = "bo", *, edited: bool = True, hours: int = 5, **ticket: Any
) -> str:
    """Make a resolved ticket that a student worked, and return its number."""
    person = school.people[student]
    at = NOW - timedelta(hours=hours)
    values = {"owner_id": person, "status": "resolved", "resolved_at": NOW, "closure_code": "fixed", **ticket}
    ticket_id = bare_ticket(school, created_at=at, **values)
    common = {"district_id": school.district_id, "ticket_id": ticket_id}
    _say(school, ticket_id, at, "public", "requester", "maria", "No Wi-Fi. ⟦name:01⟧ says the same.", CANARY)
    for minute, kind, who in ((5, "claimed", person), (60, "resolved", school.people["okafor"])):
        put(m.tickets.Activity, happened_at=at + timedelta(minutes=minute), kind=kind, actor_id=who, **common)
    _say(
        school,
        ticket_id,
        at + timedelta(minutes=9),
        "internal",
        "cadre",
        student,
        "Plan: other device first.",
        "x",
    )
    _draft(school, common, person, at + timedelta(minutes=20), edited)
    for step in (1, 2, 3):
        done = {"done_by_id": person, "done_at": at + timedelta(minutes=10 + step)}
        put(m.tickets.ChecklistMark, step=step, **done, **common)
    resolve(school, ticket_id, person, at + timedelta(minutes=40))
    _opened(school, ticket_id, person, at)
    return number_of(ticket_id)


def resolve(school: School, ticket_id: int, person: int, at: Any, state: str = "accepted") -> int:
    """Write a proposed ending."""
    return put(
        m.tickets.Resolution, district_id=school.district_id, ticket_id=ticket_id, author_id=person,
        cause_masked="It had joined the guest network.", fix_masked="Forgot it and joined the school's.",
        closure_code="fixed", gate="before", state=state, proposed_at=at,
        decided_at=at + timedelta(minutes=15) if state != "proposed" else None,
        decided_by_id=school.people["okafor"] if state != "proposed" else None,
    )  # fmt: skip


def _say(
    school: School, ticket_id: int, at: Any, kind: str, side: str, who: str, masked: str, raw: str
) -> None:
    key = put(
        m.tickets.Message, district_id=school.district_id, ticket_id=ticket_id, kind=kind, side=side,
        author_id=school.people[who], body_masked=masked, created_at=at,
    )  # fmt: skip
    put(m.tickets.MessagePrivate, message_id=key, district_id=school.district_id, body=raw)


def _draft(school: School, common: dict[str, int], person: int, at: Any, edited: bool) -> None:
    body = "It was the guest network. ⟦name:01⟧ probably chose it. It works now."
    key = put(
        m.drafts.Draft, site_id=school.site_id, cadre_id=school.cadre_id, author_id=person, body_masked=body,
        edited_masked="It was the guest network. We do not know how. It works now." if edited else None,
        state="sent", submitted_at=at, decided_at=at + timedelta(minutes=3),
        decided_by_id=school.people["ines"], **common,
    )  # fmt: skip
    put(m.drafts.DraftPrivate, draft_id=key, district_id=school.district_id, body=CANARY)


def went_out(school: School, number: str, said: str, at: Any) -> None:
    """Let Bo's reply go out at once, and the teacher read it when the ticket was long done."""
    (ticket,) = _found(m.tickets.Ticket, number=number)
    about = {"district_id": school.district_id, "ticket_id": ticket.id, "author_id": school.people["bo"]}
    draft = put(
        m.drafts.Draft, site_id=school.site_id, cadre_id=school.cadre_id, body_masked=said, state="sent",
        submitted_at=at, decided_at=NOW, decided_by_id=school.people["okafor"], **about,
    )  # fmt: skip
    message = {"kind": "public", "side": "cadre", "body_masked": said, "created_at": at}
    put(m.tickets.Message, draft_id=draft, **message, **about)


def _found(table: Any, **where: Any) -> list[Any]:
    with db.engine("system").connect() as connection:
        return list(connection.execute(sa.select(table.__table__).filter_by(**where)).all())


def _opened(school: School, ticket_id: int, person: int, at: Any) -> None:
    for minute in (5, 9, 20):
        put(
            AuditEvent, id=new_event_id(), occurred_at=at + timedelta(minutes=minute), tag="ticket:opened",
            district_id=school.district_id, actor_id=person, actor_role="desk:student_tech",
            clearance="masked", ticket_id=ticket_id, subjects=[], fields=[], outcome="done", codes={},
        )  # fmt: skip


def rows(owner: sa.Engine, table: Any, **where: Any) -> list[Any]:
    """Read rows of a table in the order of their keys."""
    found = sa.select(*table.__table__.c).where(*(getattr(table, k) == v for k, v in where.items()))
    with owner.connect() as connection:
        return list(connection.execute(found.order_by(table.id)).all())


def levels(*given: int) -> dict[str, str]:
    """Return the rubric's fields."""
    names = ("privacy", "diagnose", "fix", "communicate", "document")
    return dict(zip(names, (str(level) for level in given), strict=True))
