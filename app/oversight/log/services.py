"""Read how the log stands; choose who is mailed its heads; take in what a witness cosigned."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.audit.log.erasing import erase_words
from app.audit.log.folder import LogFolder
from app.audit.log.models import Checkpoint, Cosignature, LogOrigin
from app.audit.log.notes import BadNote, Head, read_head, read_key
from app.audit.log.origins import last_checkpoint, newest_origin
from app.audit.log.state import read_state
from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_id
from app.oversight.log import policy, queries
from app.oversight.log.advice import advise
from app.oversight.log.models import LogRecipient
from app.oversight.log.view_models import HeadPage, LogPage, head_page, page_of, recipients_of
from app.oversight.panels import DueLine
from app.oversight.retention.erasing import Keys
from app.ports.mail import mailer
from app.school.calendar.service import SiteCalendar, calendar_of
from app.school.calendar.service import plain as plain_calendar


def _calendar(work: Work) -> SiteCalendar:
    sites = sorted(work.actor.site_ids)
    return calendar_of(work, sites[0]) if sites else plain_calendar("UTC")


def published(work: Work, folder: LogFolder) -> Head | None:
    """Return the newest head that may leave the house: the one that is remembered outside the database."""
    head = folder.head_if_whole()
    if head is None:
        newest = newest_origin(work.connection)
        row = last_checkpoint(work.connection, newest.place) if newest is not None else None
        head = _if_whole(row.note) if row is not None else None
    return head


def _if_whole(note: str) -> Head | None:
    try:
        return read_head(note)
    except BadNote:  # somebody's own SQL; the log stops, and says so
        return None


def read_log(work: Work, folder: LogFolder) -> LogPage:
    """Return how the log stands and who is mailed heads.

    Records: events:seen.
    """
    calendar = _calendar(work)
    state = read_state(work.connection, work.now)
    kept = recipients_of(work.rows(queries.recipients(work.actor)), calendar)
    work.record(Tag.EVENTS_SEEN, kind="log", fields=["events"])
    return page_of(state, published(work, folder), kept, mailer(), calendar, work.now)


def read_newest_head(work: Work, folder: LogFolder) -> HeadPage:
    """Return the newest head, to be printed.

    Refuses: NotFound before the first.
    Records: record:exported.
    """
    head = published(work, folder)
    if head is None:
        raise NotFound("No head is signed yet.", "Come back in a minute.")
    work.record(Tag.RECORD_EXPORTED, kind="head", size=head.size)
    return head_page(head, _calendar(work))


def add_recipient(work: Work, mail: str) -> None:
    """Let somebody be mailed heads: the newest now, then one a week.

    Refuses: by policy.keep; Invalid for what is no address; Conflict when they are on the list.
    Records: log:recipients_changed.
    """
    policy.keep(work.actor).require()
    wanted = mail.strip()
    verdict = policy.address(wanted, len(work.rows(queries.recipients(work.actor))))
    if not verdict.yes:
        raise Invalid(verdict.sentence, field="mail")
    key = new_id()
    about: dict[str, Any] = {"added_by_id": work.actor.person_id, "added_at": work.now, "sent_at": None}
    try:
        work.insert(LogRecipient, id=key, district_id=work.actor.district_id, mail=wanted, **about)
    except IntegrityError as error:
        raise Conflict("They are on the list already.", "Reload the page.") from error
    work.record(Tag.LOG_RECIPIENTS_CHANGED, added=True)
    work.enqueue("mail_log_head", district_id=work.actor.district_id, recipient=key)


def remove_recipient(work: Work, key: int) -> None:
    """Take somebody off the list.

    Refuses: by policy.keep; NotFound.
    Records: log:recipients_changed.
    """
    policy.keep(work.actor).require()
    if work.change(queries.remove(work.actor, key)) != 1:
        raise NotFound("They are not on the list.", "Reload the page.")
    work.record(Tag.LOG_RECIPIENTS_CHANGED, added=False)


def take_cosigned(work: Work, note: str, key: str) -> None:
    """Keep a head that a witness cosigned.

    Refuses: Invalid when it is none of ours, or not signed by the key it names.
    Records: log:cosigned.
    """
    try:
        head, witness = read_head(note), read_key(key)
    except BadNote as error:
        raise Invalid("This is no cosigned head.") from error
    if len(note) > 4000 or len(key) > 400 or not witness.signed(head):
        raise Invalid("This head is not signed by that key.")
    origin = work.value(sa.select(LogOrigin.place).where(LogOrigin.name == head.origin))
    if origin is None or not _is_ours(work, origin, head):
        raise Invalid("This head is not of our log.")
    about = {"origin": origin, "size": head.size, "vkey": key, "note": note, "signed_at": work.now}
    work.insert(Cosignature, id=new_id(), **about)
    work.record(Tag.LOG_COSIGNED, size=head.size)


def _is_ours(work: Work, origin: int, head: Head) -> bool:
    row = work.value(
        sa.select(Checkpoint.note).where(Checkpoint.origin == origin, Checkpoint.place == head.number)
    )
    ours = _if_whole(row) if row is not None else None
    return ours is not None and ours.body == head.body


def due_log(work: Work) -> tuple[DueLine, ...]:
    """Return a line on the log for the officer's home, where it waits for something."""
    state = read_state(work.connection, work.now)
    sent = [row.sent_at for row in work.rows(queries.recipients(work.actor))]
    advice = advise(state, sent, work.now, mailer().leaves)
    if advice.state == "done":
        return ()
    return (DueLine(None, advice.heading, advice.why, "/office/log", advice.state),)


def count_ticket_words(work: Work, ticket_ids: Keys) -> int:
    """Return how many times somebody wrote words beside their acts on these tickets: keys, or a select of them."""
    return int(work.value(queries.words_of_events(work.actor, ticket_ids)) or 0)


def erase_ticket_words(work: Work, ticket_ids: Keys) -> int:
    """Erase what people wrote beside their acts on tickets whose time is over, and return how many there were.

    Records: words:erased, when there was anything to erase.
    """
    events = work.execute(queries.events_with_words(work.actor, ticket_ids)).scalars().all()
    return erase_words(work, events, "ticket") if events else 0
