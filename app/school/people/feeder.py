"""Feed the text masker with the names of a district, read with the system's clearance, kept per process."""

import threading
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work, look
from app.identity.actor import system_actor
from app.kernel.data import derives
from app.privacy.text.masker import MaskedText, Masker
from app.privacy.text.names import Person as Name
from app.school.people.models import Person, PersonPrivate, StaffProfile
from app.school.places.models import Org, Room

_lock = threading.Lock()
_kept: dict[int, tuple[int, Masker]] = {}


@derives("masked text with numbered placeholders and their places", "masked", "help", retention="ticket")
def mask(work: Work, text: str, first_number: int = 1, named: Sequence[tuple[int, int]] = ()) -> MaskedText:
    """Mask a text against the whole roster of the actor's district and against patterns.

    Shape: ``named`` are places where a name is known to stand.
    """
    return masker_for(work).mask(text, first_number, named)


def masker_for(work: Work) -> Masker:
    """Return the masker of the actor's district, rebuilt when its names changed."""
    district_id, version = work.actor.district_id, names_version(work)
    kept = _kept.get(district_id)
    if kept is None or kept[0] != version:
        with _lock:
            kept = _kept.get(district_id)
            if kept is None or kept[0] != version:
                kept = _kept[district_id] = (version, build(district_id))
    return kept[1]


def names_version(work: Work) -> int:
    """Return the number that goes up when the names, the rooms or the words of the actor's district change."""
    return work.value(sa.select(Org.names_version).where(Org.id == work.actor.district_id)) or 0


def raise_version(work: Work) -> None:
    """Say that the names, the rooms or the words of the actor's district changed."""
    district = Org.id == work.actor.district_id
    work.execute(sa.update(Org).where(district).values(names_version=Org.names_version + 1))


@derives("the names of the roster as the masker keeps them in memory", "never", "help")
def build(district_id: int) -> Masker:
    """Read the names of a district and build its masker."""
    with look(system_actor(district_id)) as work:
        people = [_name(row) for row in work.rows(_people(district_id))]
        rooms = work.rows(sa.select(Room.code, Room.name).where(Room.district_id == district_id))
        pattern = work.value(sa.select(Org.number_pattern).where(Org.id == district_id))
    words = {word for room in rooms for word in (room.code, *room.name.split()) if word}
    return Masker(people, sorted(words), pattern or None)


def _people(district_id: int) -> Any:
    return (
        sa.select(
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
            PersonPrivate.username,
            PersonPrivate.mail,
            PersonPrivate.phone,
            PersonPrivate.number,
            StaffProfile.person_id.label("staff_id"),
        )
        .join(Person, Person.id == PersonPrivate.person_id)
        .outerjoin(StaffProfile, StaffProfile.person_id == Person.id)
        .where(PersonPrivate.district_id == district_id)
    )


def _name(row: Any) -> Name:
    return Name(
        first=row.given,
        last=row.family,
        preferred=row.preferred,
        username=row.username or row.mail.split("@")[0],
        mails=(row.mail,) if row.mail else (),
        phones=(row.phone,) if row.phone else (),
        numbers=(row.number,) if row.number else (),
        is_staff=row.staff_id is not None,
    )


def forget() -> None:
    """Drop the kept maskers; the next text builds one anew."""
    with _lock:
        _kept.clear()
