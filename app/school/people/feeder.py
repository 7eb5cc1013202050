"""Feed the text masker with the names of a district, read with the system's clearance, kept once per machine."""

import hashlib
import threading
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work, look
from app.identity.actor import system_actor
from app.kernel.data import derives
from app.kernel.db import engine
from app.privacy.text.compiling import FORMAT, compile_names
from app.privacy.text.index import Index
from app.privacy.text.masker import MaskedText, Masker
from app.privacy.text.names import Person as Name
from app.privacy.text.words import lexicon
from app.school.people import names_file
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
                kept = _kept[district_id] = (version, _open(district_id, version))
    return kept[1]


def names_version(work: Work) -> int:
    """Return the number that goes up when the names, the rooms or the words of the actor's district change."""
    return work.value(sa.select(Org.names_version).where(Org.id == work.actor.district_id)) or 0


def raise_version(work: Work) -> None:
    """Say that the names, the rooms or the words of the actor's district changed."""
    district = Org.id == work.actor.district_id
    work.execute(sa.update(Org).where(district).values(names_version=Org.names_version + 1))


def build(district_id: int) -> Masker:
    """Read the names of a district and build its masker in the memory of this process."""
    return Masker.over(Index(compile_district(district_id, "")))


def _open(district_id: int, version: int) -> Masker:
    """Return a masker over the district's file of names, which is compiled when it is missing or of another state."""
    with look(system_actor(district_id)) as work:
        extent = work.rows(_extent(district_id))[0]
    address = str(engine("system").url)
    source = hashlib.sha256(
        f"{address} {version} {extent.people} {extent.last} {FORMAT}".encode()
    ).hexdigest()
    return Masker.over(names_file.opened(district_id, source, lambda: compile_district(district_id, source)))


def _extent(district_id: int) -> Any:
    """Yield how many people there are and the newest: names that came in without a new version are noticed too."""
    number = PersonPrivate.person_id
    return sa.select(sa.func.count(number).label("people"), sa.func.max(number).label("last")).where(
        PersonPrivate.district_id == district_id
    )


@derives("salted digests of the roster's names and numbers, in a file of the data folder", "never", "help")
def compile_district(district_id: int, source: str) -> bytes:
    """Read the names of a district and compile them; ``source`` is noted with them."""
    with look(system_actor(district_id)) as work:
        people = [_name(row) for row in work.rows(_people(district_id))]
        rooms = work.rows(sa.select(Room.code, Room.name).where(Room.district_id == district_id))
        pattern = work.value(sa.select(Org.number_pattern).where(Org.id == district_id))
    words = {word for room in rooms for word in (room.code, *room.name.split()) if word}
    return compile_names(people, sorted(words), pattern or None, lexicon(), source=source)


def _people(district_id: int) -> Any:
    return (
        sa.select(
            PersonPrivate.given,
            PersonPrivate.family,
            PersonPrivate.preferred,
            PersonPrivate.middle,
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
        nicknames=(row.middle,) if row.middle else (),
        username=row.username or row.mail.split("@")[0],
        mails=(row.mail,) if row.mail else (),
        phones=(row.phone,) if row.phone else (),
        numbers=(row.number,) if row.number else (),
        is_staff=row.staff_id is not None,
    )


def forget() -> None:
    """Drop the kept maskers and their files; the next text builds one anew."""
    with _lock:
        _kept.clear()
        names_file.remove()
