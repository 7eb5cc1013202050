"""Whose a hidden word is: looked up with the system's clearance, for the record and for the rules alone.

Nothing of it reaches the tech who asks: what they are shown is read later, on the connection that does only that.
"""

from collections.abc import Sequence
from typing import Any

from app.audit.work import Work, look
from app.helpdesk.care.mentions import names_anybody
from app.helpdesk.reveal import queries
from app.helpdesk.reveal.view_models import is_close, is_like, span_values
from app.identity.actor import system_actor
from app.kernel.frozen import dataclass
from app.privacy.text.mentions import called, is_named_in, stands_for
from app.school.people import feeder


@dataclass(frozen=True)
class Meant:
    """Whom a hidden word means. Shape: nobody where no name of the roster is in it, or where it may be one of several;
    ``close`` is a name of the asker's own, of their family or of somebody kept apart; ``like`` may be one, or, when it
    is asked for, anybody's: what waits for some alone would tell from whom the asker is kept apart."""

    people: tuple[int, ...] = ()
    close: bool = False
    like: bool = False

    @property
    def asks(self) -> bool:
        """Tell whether an adult says yes first, whatever kind the mask took it for."""
        return bool(self.people) or self.close or self.like


def whom(work: Work, target: Any, asker_id: int) -> Meant:
    """Return whom a hidden word means. Shape: ``target`` has ticket_id, site_id, message_id and placeholder."""
    with look(system_actor(work.actor.district_id)) as reading:
        value = _value(reading, target)
        if not value:
            return Meant()
        near = reading.rows(queries.close_names(reading.actor, asker_id))
        rows = reading.rows(queries.everybody(reading.actor))
    people = _people(value, target.site_id, rows, names_anybody(work))
    return Meant(people, is_close(value, near), is_close(value, rows) or is_like(value, rows))


def how_near(work: Work, target: Any, asker_id: int) -> Meant:
    """Return the same without the people, for which the whole roster is read: asked as often as a page watches."""
    with look(system_actor(work.actor.district_id)) as reading:
        value = _value(reading, target)
        near = reading.rows(queries.close_names(reading.actor, asker_id)) if value else ()
    return Meant(close=is_close(value, near), like=is_like(value, near)) if value else Meant()


def _value(reading: Work, target: Any) -> str:
    if target.message_id is None:
        return ""
    texts = reading.rows(queries.texts(reading.actor, target.ticket_id, [target.message_id]))
    return span_values(texts[0]).get(target.placeholder, "") if texts else ""


def _people(value: str, site_id: int, rows: Sequence[Any], is_other: Any) -> tuple[int, ...]:
    """Return those whom a value names in full, or the only one at the school whom it names in part."""
    full, part = [], []
    for row in rows:
        person = feeder.name_of_row(row)
        named = is_named_in(value, person)
        if named == "full":
            full.append(row.person_id)
        elif named and row.site_id == site_id:
            ways, who = (value, value[::-1]), called(person)
            part += [row.person_id] if any(stands_for(way, who, True, is_other) for way in ways) else []
    return tuple(sorted(full)) or (tuple(part) if len(part) == 1 else ())
