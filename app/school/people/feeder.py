"""Feed the text masker with the names of a district, read with the system's clearance, kept once per machine."""

import hashlib
import threading
from collections.abc import Sequence, Set
from typing import Any, NamedTuple

import sqlalchemy as sa

from app.audit.kept import kept
from app.audit.work import Work, look
from app.identity.actor import Actor, system_actor
from app.kernel.data import derives
from app.kernel.db import engine
from app.privacy.own_words import OwnWords, held_to, places_of, put_back
from app.privacy.text.compiling import FORMAT, compile_names
from app.privacy.text.index import Index
from app.privacy.text.masker import MaskedText, Masker, Span, split_placeholders
from app.privacy.text.mentions import said_in
from app.privacy.text.names import Person as Name
from app.privacy.text.words import lexicon
from app.school.people import names_file
from app.school.people.models import Person, PersonPrivate, StaffProfile
from app.school.places.models import Org, Room
from app.school.words.models import SiteWord

READABLE = ("app", "network", "word")
NONE = OwnWords()
MOST_OF_A_TECH = 60  # of the ninety-nine numbers of a ticket
_VERSION = "names_version"
_lock = threading.Lock()


class _Kept(NamedTuple):
    version: int
    masker: Masker
    hidden: tuple[str, ...]


_kept: dict[int, _Kept] = {}


@derives("masked text with numbered placeholders and their places", "masked", "help", retention="ticket")
def mask(
    work: Work,
    text: str,
    first_number: int = 1,
    named: Sequence[tuple[int, int]] = (),
    own: OwnWords = NONE,
    kept: "_Kept | None" = None,
    said: Set[str] = frozenset(),
    led: bool = False,
) -> MaskedText:
    """Mask a text against the whole roster of the actor's district, its own words and patterns: the one door.

    Shape: ``named`` are places where a name is known to stand; ``own`` are words marked on the text's ticket;
    ``kept`` is the district's masker where the caller holds it; ``said`` are words hidden as somebody's in another
    text of the same author; ``led`` that the text goes on after a placeholder. What a tech
    writes leaves numbers for what others write on the ticket.
    """
    kept = kept or _kept_for(work)
    places = places_of(text, (*kept.hidden, *own.hide))
    masked = put_back(text, kept.masker.mask(text, first_number, [*named, *places], said, led), own.show)
    techs = work.actor.masked or work.actor.on_behalf_of_id is not None
    return held_to(text, masked, first_number, MOST_OF_A_TECH) if techs else masked


@derives("a text and its title masked as one, numbers going on", "masked", "help", retention="ticket")
def mask_with_title(work: Work, text: str, title: str, own: OwnWords = NONE) -> tuple[MaskedText, MaskedText]:
    """Mask a text and the title that its author gave it: a word that names somebody in one is hidden in the other."""
    before = said_in(title, mask(work, title, own=own).spans)
    masked = mask(work, text, own=own, said=before)
    told = said_in(text, masked.spans)
    return masked, mask(work, title, masked.next_number, own=own, said=told)


@derives("masked text, masked again between its placeholders", "masked", "help", retention="ticket")
def remask(
    work: Work, masked: str, first_number: int = 1, own: OwnWords = NONE, kept: "_Kept | None" = None
) -> MaskedText:
    """Mask what stands between the placeholders of a masked text; they stay as they are.

    Shape: spans have offsets in the masked text as given.
    """
    pieces: list[str] = []
    spans: list[Span] = []
    at, number = 0, first_number
    kept = kept or _kept_for(work)
    for part in split_placeholders(masked):
        if isinstance(part, str):
            done = mask(work, part, number, own=own, kept=kept, led=at > 0)
            pieces.append(done.text)
            spans += [span._replace(start=span.start + at, end=span.end + at) for span in done.spans]
            number = done.next_number
        else:
            pieces.append(str(part))
        at += len(str(part))
    return MaskedText("".join(pieces), tuple(spans), number)


@derives("masked text that stays as it was written, masked again where it is shown", "masked", "help")
def shown_now(work: Work, texts: Sequence[str | None]) -> list[str]:
    """Mask texts again that lie in append-only tables: what became a name since they were written is hidden too.

    Shape: one text for each given; placeholders stay as they are. It asks the database once, for no text never.
    """
    if not any(texts):
        return ["" for _ in texts]
    kept = _kept_for(work)
    return [remask(work, text, _last_number(text) + 1, kept=kept).text if text else "" for text in texts]


def _last_number(masked: str) -> int:
    found = (part.number for part in split_placeholders(masked) if not isinstance(part, str))
    return max(found, default=0)


def masker_for(work: Work) -> Masker:
    """Return the masker of the actor's district, rebuilt when its names changed."""
    return _kept_for(work).masker


def _kept_for(work: Work) -> _Kept:
    district_id, version = work.actor.district_id, names_version(work)
    kept = _kept.get(district_id)
    if kept is None or kept.version != version:
        with _lock:
            kept = _kept.get(district_id)
            if kept is None or kept.version != version:
                kept = _kept[district_id] = _open(district_id)
    return kept


def names_version(work: Work) -> int:
    """Return the number that goes up when the names, the rooms or the words of the actor's district change.

    It is asked for once in a transaction, however many texts are masked in it.
    """
    if _VERSION not in work.read:
        work.read[_VERSION] = work.value(_version_of(work.actor)) or 0
    return int(work.read[_VERSION])


@kept()
def _version_of(actor: Actor) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(Org.names_version).where(Org.id == actor.district_id)


def raise_version(work: Work) -> None:
    """Say that the names, the rooms or the words of the actor's district changed."""
    district = Org.id == work.actor.district_id
    work.execute(sa.update(Org).where(district).values(names_version=Org.names_version + 1))
    work.read.pop(_VERSION, None)


def build(district_id: int) -> Masker:
    """Read the names of a district and build its masker in the memory of this process."""
    return Masker.over(Index(compile_district(district_id, "")))


def _open(district_id: int) -> _Kept:
    """Return a masker over the district's file of names, which is compiled when it is missing or of another state.

    It is noted under the version that was read with the names: within a transaction that raises it, the masker is
    the one before.
    """
    with look(system_actor(district_id)) as work:
        version, extent = names_version(work), work.rows(_extent(district_id))[0]
        hidden = tuple(row.words for row in work.rows(_own(district_id)) if row.kind == "hide")
    address = str(engine("system").url)
    source = hashlib.sha256(
        f"{address} {version} {extent.people} {extent.last} {FORMAT} {sum(map(len, lexicon()))}".encode()
    ).hexdigest()
    index = names_file.opened(district_id, source, lambda: compile_district(district_id, source))
    return _Kept(version, Masker.over(index), hidden)


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
        people = [name_of_row(row) for row in work.rows(_people(district_id))]
        vocabulary, pattern = _readable(work, district_id)
    return compile_names(people, vocabulary, pattern, lexicon(), source=source)


def _readable(work: Work, district_id: int) -> tuple[list[str], str | None]:
    """Return the words that a district leaves readable (rooms, apps, networks), and the shape of its numbers."""
    rooms = work.rows(sa.select(Room.code, Room.name).where(Room.district_id == district_id))
    pattern = work.value(sa.select(Org.number_pattern).where(Org.id == district_id))
    words = {word for room in rooms for word in (room.code, *room.name.split()) if word}
    words |= {row.words for row in work.rows(_own(district_id)) if row.kind in READABLE}
    return sorted(words), pattern or None


def make_masker(work: Work, people: Sequence[Name]) -> Masker:
    """Return the masker of some people with the words that the actor's district leaves readable."""
    return Masker(people, *_readable(work, work.actor.district_id))


def without_roster(work: Work) -> _Kept:
    """Return a masker that knows nobody but the staff: what a student is refused for rests on patterns alone."""
    with look(system_actor(work.actor.district_id)) as reading:
        return _Kept(0, make_masker(reading, staff_names(reading)), ())


def staff_names(work: Work) -> list[Name]:
    """Return the staff of the actor's district, whose names stay readable."""
    rows = work.rows(_people(work.actor.district_id).where(StaffProfile.person_id.is_not(None)))
    return [name_of_row(row) for row in rows]


def _own(district_id: int) -> Any:
    return sa.select(SiteWord.kind, SiteWord.words).where(SiteWord.district_id == district_id)


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


def name_of_row(row: Any) -> Name:
    """Return a person as the masker takes them. Shape: ``row`` has the vault's columns, and staff_id."""
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
