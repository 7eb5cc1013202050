"""What is kept of one look beside its mark: when in the school's day it was, and what its author may read of it."""

from datetime import date, datetime, timedelta
from typing import Any

from app.audit.tags import Tag
from app.oversight.marks.rules import is_look, settles_after
from app.oversight.trail.view_models import Person, slot_of
from app.school.calendar.bells import BellCalendar

# What a person may read of the codes of what they did; whose number was in conflict stays with the teachers.
OWN_CODES = ("results", "category", "kind", "right", "channel")


def line_of(
    now: datetime, district_id: int, row: Any, told: Any, person: Person, calendar: BellCalendar
) -> dict[str, Any]:
    """Return the columns of a kept look, without its mark."""
    local = calendar.local(row.occurred_at)
    settles = row.occurred_at + settles_after(row.tag)
    return {
        "event_id": row.id,
        "district_id": district_id,
        "site_id": person.site_id,
        "cadre_id": person.cadre_id,
        "person_id": row.actor_id,
        "at": row.occurred_at,
        "day": local.date(),
        "week_on": monday_of(local.date()),
        "slot": slot_of(calendar, local)[:30],
        "tag": row.tag,
        "look": is_look(row),
        "ticket_id": row.ticket_id,
        "own_outcome": own_outcome(row.tag, row.outcome),
        "own_told": _told(row, told),
        "settles_at": settles if settles > now else None,
    }


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def own_outcome(tag: str, outcome: str) -> str:
    """Return how an act ended, as its author knew it then: an unmatched number looks like a conflict."""
    if tag == Tag.COUNTER_MATCHED and outcome != "matched":
        return "unmatched"
    return outcome


def _told(row: Any, told: Any) -> dict[str, Any]:
    codes = {code: told.codes[code] for code in OWN_CODES if code in (told.codes or {})}
    if row.tag == Tag.COUNTER_MATCHED:
        codes = {}
    if row.outcome == "refused" and "why" in (told.codes or {}):
        codes["why"] = told.codes[
            "why"
        ]  # of what was done it is the adults': which words, whose tickets, and why
    return {"seen": list(told.fields), "purpose": told.purpose, "codes": codes, "clearance": told.clearance}
