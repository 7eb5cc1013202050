"""Ask to see a hidden word and have it granted: who, what and why are written and committed before it is read."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.reveal import policy, queries
from app.helpdesk.reveal.going_on import may_open, shown_now
from app.helpdesk.reveal.models import Reveal
from app.helpdesk.reveal.policy import FIRST_NAME, Budget
from app.helpdesk.reveal.whose import Meant, whom
from app.helpdesk.tickets.queries import words_of_others
from app.helpdesk.tickets.services import about, find_to_change, numbers_on
from app.identity.verdict import fresh
from app.kernel import db
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.privacy.policy import Show
from app.privacy.text.masker import Placeholder, split_placeholders
from app.school.calendar.hours import period_at
from app.school.calendar.service import calendar_of

MINUTES = timedelta(minutes=10)
NO_PERIOD = timedelta(minutes=50)
LONGEST_NOTE = 400


@dataclass(frozen=True)
class Answer:
    """What became of the question. Shape: ``waits`` where an adult has to say yes first."""

    number: str
    waits: bool


def ask_to_see(work: Work, number: str, what: str, purpose: str, note: str) -> Answer:
    """Grant the ticket's owner one value for ten minutes, or ask an adult first; nothing is read yet.

    Shape: ``what`` is ``first_name``, or the number of a hidden word; ``note`` says why in words.
    Refuses: NotFound; by policy.reveal and the budget of the shift; StepUpNeeded; Invalid for an unknown purpose, a
    note that says nothing, or a kind that is never shown; Conflict for what is shown or waits already.
    Records: word:revealed, or word:asked.
    """
    db.take_turn(work.connection, work.actor.person_id)
    ticket = find_to_change(work, number)
    work.intend(Tag.WORD_REVEALED, **about(ticket), **_asked(purpose, what))
    policy.reveal(work.actor, ticket, budget_of(work, ticket)).require()
    fresh(work.actor).require()
    words = _reason(purpose, note)
    target, kind = _first_of(work, ticket) if what == FIRST_NAME else _word(work, ticket, what)
    if any(all(getattr(row, part) == one for part, one in target.items()) for row in shown_now(work, ticket)):
        raise Conflict("This is shown to you now.", "It stands on the ticket until it hides itself.")
    meant = whom(work, _place(ticket, target), work.actor.person_id)
    waits = policy.waits(work.actor, ticket, kind) or meant.asks
    if waits and _waits_already(work, ticket, target):
        raise Conflict("You asked for this word already.", "Its answer shows on the ticket.")
    reveal_id, tag = new_id(), Tag.WORD_ASKED if waits else Tag.WORD_REVEALED
    event = _record(work, ticket, tag, purpose, target, meant, words, reveal=reveal_id)
    state = "waiting" if waits else "granted"
    _write(work, ticket, state, purpose, target, id=reveal_id, event_id=event)
    return Answer(str(ticket.number), waits)


def open_approved(work: Work, number: str, reveal_id: int) -> str:
    """Have shown what an adult said yes to, once, and return the ticket's number.

    Refuses: NotFound for what is not the actor's; by policy.reveal; StepUpNeeded; Conflict when it was shown
    before, ran out, or was not said yes to.
    Records: word:revealed.
    """
    db.take_turn(work.connection, work.actor.person_id)
    ticket = find_to_change(work, number)
    work.intend(Tag.WORD_REVEALED, **about(ticket), approval=reveal_id)
    policy.reveal(work.actor, ticket, Budget(unreviewed=_unreviewed(work))).require()
    fresh(work.actor).require()
    waiting = {row.id: row for row in work.rows(queries.asks(work.actor, ticket.id, work.now))}
    row = waiting.get(reveal_id)
    if row is None or row.state != "approved" or not may_open(work, ticket, row):
        raise Conflict("There is nothing to open here now.", "Ask again if you still need it.")
    target = {"what": row.what, "message_id": row.message_id, "placeholder": row.placeholder}
    meant = whom(work, _place(ticket, target), work.actor.person_id)
    _write(work, ticket, "granted", row.purpose, target, id=new_id(), approval_id=row.id)
    _record(work, ticket, Tag.WORD_REVEALED, row.purpose, target, meant, approval=row.id)
    return str(ticket.number)


def _write(
    work: Work, ticket: Any, state: str, purpose: str, target: dict[str, Any], **more: int | str
) -> None:
    times = {"granted_at": work.now, "expires_at": work.now + MINUTES}
    whose = {"asker_id": work.actor.person_id, "session_id": work.actor.session_id}
    keys = {"district_id": ticket.district_id, "ticket_id": ticket.id}
    work.insert(Reveal, **keys, **whose, purpose=purpose, state=state, **times, **target, **more)


def _asked(purpose: str, what: str) -> dict[str, str]:
    """Return what was asked for as codes: events take no word that somebody typed."""
    known = {one.code for one in load_catalog().reveal_purposes}
    number = what if what == FIRST_NAME or (what.isdecimal() and what.isascii() and len(what) < 6) else ""
    return {"purpose": purpose if purpose in known else "unknown", "what": number or "unknown"}


def _place(ticket: Any, target: dict[str, Any]) -> Any:
    return SimpleNamespace(ticket_id=ticket.id, site_id=ticket.site_id, **target)


def _record(
    work: Work,
    ticket: Any,
    tag: Tag,
    purpose: str,
    target: dict[str, Any],
    meant: Meant,
    words: str = "",
    **more: int,
) -> str:
    """Record who asked for what: the subjects are those whose name it is, and what only waits shows nothing yet."""
    named = target["what"] == FIRST_NAME
    said = about(ticket) | {"subjects": [ticket.requester_id] if named else list(meant.people)}
    fields = [FIRST_NAME if named else "word"] if tag is Tag.WORD_REVEALED else []
    return work.record(tag, **said, fields=fields, purpose=purpose, words=words, **target, **more)


def budget_of(work: Work, ticket: Any) -> Budget:
    """Return what the actor asked to see since this shift began; between the bells, in the last fifty minutes."""
    since = _shift_start(work, ticket.site_id)
    (row,) = work.rows(queries.spent_since(work.actor, since, ticket.id))
    return Budget(int(row.words), int(row.tickets), bool(row.counted), _unreviewed(work))


def _unreviewed(work: Work) -> int:
    """Return how many weeks of the actor's teams wait so long for a review that nothing more is shown."""
    return int(work.value(queries.weeks_stopped(work.actor, work.now)) or 0)


def _shift_start(work: Work, site_id: int) -> datetime:
    calendar = calendar_of(work, site_id)
    span = period_at(calendar, work.now)
    if span is None:
        return work.now - NO_PERIOD
    local = calendar.local(work.now)
    into = timedelta(minutes=local.hour * 60 + local.minute - span.starts_minute, seconds=local.second)
    return work.now - into - timedelta(microseconds=local.microsecond)


def _reason(purpose: str, note: str) -> str:
    if purpose not in {one.code for one in load_catalog().reveal_purposes}:
        raise Invalid("Choose why you need to see it.", "The log keeps the reason.", field="purpose")
    words = " ".join(note.replace("\x00", "").split())[:LONGEST_NOTE]
    if len(words) < policy.SHORTEST_NOTE or " " not in words:
        raise Invalid("Say in a few words why.", "What will you do with it?", field="note")
    return words


def _first_of(work: Work, ticket: Any) -> tuple[dict[str, Any], str]:
    if ticket.requester_kind == "staff":
        raise Invalid("You know who asked.", "Staff are called by their professional name.", field="what")
    if policy.takes(work.actor, ticket, FIRST_NAME) is Show.HIDDEN:
        raise Invalid("Your school shows no first names.", "Ask your teacher if you need it.", field="what")
    return {"what": FIRST_NAME, "message_id": None, "placeholder": None}, FIRST_NAME


def _word(work: Work, ticket: Any, what: str) -> tuple[dict[str, Any], str]:
    asked = int(what) if what.isdecimal() and len(what) <= 2 else 0
    told = numbers_on(work, ticket.id)
    wanted = next((number for number, shown in told.items() if shown == asked), 0)
    for message in reversed(work.rows(words_of_others(work.actor, ticket.id))):
        parts = split_placeholders(message.body_masked)
        kinds = [part.kind for part in parts if isinstance(part, Placeholder) and part.number == wanted]
        if kinds:
            kind = policy.strictest(work.actor, ticket, kinds)
            if not kind:
                raise Invalid(
                    f"A {kinds[0]} is never shown.", "Ask your teacher if you need it.", field="what"
                )
            return {"what": "word", "message_id": message.id, "placeholder": wanted}, kind
    raise NotFound("There is no such hidden word on this ticket.")


def _waits_already(work: Work, ticket: Any, target: dict[str, Any]) -> bool:
    rows = work.rows(queries.asks(work.actor, ticket.id, work.now))
    return any(
        row.state in ("waiting", "approved") and row.placeholder == target["placeholder"] for row in rows
    )
