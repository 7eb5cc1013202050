"""Match the number that a requester types, and write the ticket down for whoever was matched.

The number is looked up with the system's clearance inside these functions; what comes out is a slip, a key
that says nothing and that only this tech can use for ten minutes. Every reason against ends on one screen.
"""

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.helpdesk.attachments.drawing.anew import Drawn
from app.helpdesk.calls.services import write_call
from app.helpdesk.care.watching import is_adults_only
from app.helpdesk.devices import services as devices
from app.helpdesk.drafts.guard import refuse_contacts, refuse_contacts_within
from app.helpdesk.intake import asking
from app.helpdesk.intake import services as intake
from app.helpdesk.intake.asked import Asked
from app.helpdesk.intake.counter import queries
from app.helpdesk.intake.view_models import AskView
from app.identity.actor import Actor
from app.identity.rights import Clearance
from app.kernel.errors import Conflict
from app.kernel.frozen import dataclass
from app.school.apart.queries import is_barred

MOST_MISSES = (
    12  # numbers of one tech in an hour from which no ticket came: a guard against trying numbers out
)
MOST_FOR_ONE = 3  # tickets of one tech for one person in an hour: nobody's name is written with at will
HOUR = timedelta(hours=1)
SLIP_LIVES = timedelta(minutes=10)
LONGEST_NUMBER = 60


@dataclass(frozen=True)
class Entry:
    """What the tech wrote down."""

    category_code: str
    text: str
    room_id: int | None
    device_tag: str | None
    once_key: str | None
    files: tuple[Drawn, ...] = ()


@dataclass(frozen=True)
class Entered:
    """What the tech may tell the requester. Shape: ``theirs`` is None without a device that we know."""

    number: str
    waits_for_adult: bool
    theirs: bool | None


def _system(actor: Actor) -> Actor:
    return replace(actor, clearance=Clearance.SYSTEM)


def match_number(actor: Actor, typed: str) -> str:
    """Return a slip when the number is one person's here; else nothing, and a teacher takes this.

    Records: counter:matched, with its outcome, and never the number.
    """
    with begin(_system(actor)) as work:
        work.first(queries.turn(work.actor))
        person, outcome = _look_up(work, typed)
        slip = secrets.token_urlsafe(18) if outcome == "matched" else ""
        site_id = next(iter(sorted(actor.site_ids)), None)
        subjects = [person.id] if person is not None else []
        if not slip:
            write_call(work, "counter")
        work.record(
            Tag.COUNTER_MATCHED, subjects=subjects, site_id=site_id, outcome=outcome, slip=_kept(slip)
        )
    return slip


def _kept(slip: str) -> str:
    """Return what is kept of a slip; the slip itself is in the address bar alone."""
    return hashlib.sha256(slip.encode()).hexdigest() if slip else ""


def _look_up(work: Work, typed: str) -> tuple[Any, str]:
    (tries,) = work.rows(queries.tries(work.actor, work.now - HOUR))
    if tries.missed + max(tries.matched - tries.entered, 0) >= MOST_MISSES:
        return None, "refused"
    number = "".join(typed.replace("\x00", "").split())[:LONGEST_NUMBER]
    people = (
        work.rows(queries.with_number(work.actor, sorted({number, number.upper(), number.lower()})))
        if number
        else ()
    )
    found = people[0] if len(people) == 1 else None
    # Both are asked whoever was found, so that the time an answer takes tells nothing either.
    person_id = found.id if found is not None else 0
    barred = work.first(is_barred(work.actor, person_id)) is not None
    barred = is_adults_only(work, person_id) or barred
    written = work.value(queries.written_for(work.actor, person_id, work.now - HOUR)) or 0
    if found is None:
        return None, "unmatched"
    if barred or found.id == work.actor.person_id:
        return found, "conflict"
    return found, "refused" if written >= MOST_FOR_ONE else "matched"


def call_teacher(actor: Actor) -> None:
    """Say that the requester wants to tell it to an adult only.

    Records: counter:matched, with the outcome private.
    """
    with begin(actor) as work:
        write_call(work, "counter")
        site_id = next(iter(sorted(actor.site_ids)), None)
        work.record(Tag.COUNTER_MATCHED, site_id=site_id, outcome="private")


def require_slip(actor: Actor, slip: str) -> None:
    """Go on while a slip can be used.

    Refuses: Conflict when it is unknown, another tech's, or older than ten minutes.
    """
    with look(_system(actor)) as work:
        _matched(work, slip)


def _matched(work: Work, slip: str) -> Any:
    for row in work.rows(queries.matches(work.actor, work.now - SLIP_LIVES)):
        ours = slip and secrets.compare_digest(str(row.codes.get("slip", "")), _kept(slip))
        if ours and work.first(is_barred(work.actor, row.subjects[0])) is None:
            return work.first(queries.person(work.actor, row.subjects[0]))
    raise _run_out()


def _run_out() -> Conflict:
    return Conflict("This match has run out.", "Let the person type the number again.")


def offer_choices(actor: Actor) -> AskView:
    """Return the kinds of trouble and the rooms for the counter's form."""
    with look(actor) as work:
        return asking.offer_choices(work)


def enter_ticket(actor: Actor, slip: str, entry: Entry) -> Entered:
    """Open a ticket for the matched person and return what to tell them.

    Refuses: Conflict when the slip ran out or too many were written down for one person; Invalid for a contact or a
    secret, which would reach the requester as their own words; as intake.open_ticket does.
    Records: ticket:asked, and ticket:queued when a rule queued it.
    """
    with look(_system(actor)) as work:
        person = _matched(work, slip)
        device_id = devices.find_device(work, entry.device_tag)
        theirs = None if device_id is None else devices.is_theirs(work, device_id, person.id)
    asked = Asked(
        requester_id=person.id,
        requester_kind=person.kind,
        category_code=entry.category_code,
        text=entry.text,
        room_id=entry.room_id,
        device_tag=entry.device_tag,
        channel="counter",
        entered_by=actor.person_id,
        once_key=entry.once_key,
        site_id=person.site_id,
        device_theirs=theirs,
        files=entry.files,
    )
    with begin(actor) as work:
        refuse_contacts(work, entry.text, "text")
        refuse_contacts_within(work, entry.files)
        if device_id is None:  # what is no tag of ours stands in the text
            refuse_contacts(work, entry.device_tag or "", "tag")
        number = intake.open_ticket(work, asked)
        if work.value(queries.written_for(work.actor, person.id, work.now - HOUR)) > MOST_FOR_ONE:
            raise _run_out()
        waits = intake.waits_for_adult(work, number)
    return Entered(number, waits, theirs)
