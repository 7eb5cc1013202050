"""What techs ask to see and are shown, for the teacher: say yes or no, and know within the minute."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.reveal import policy, queries
from app.helpdesk.reveal.ended import is_granted, why_over
from app.helpdesk.reveal.policy import FIRST_NAME
from app.helpdesk.reveal.services import MINUTES
from app.helpdesk.reveal.view_models import AskedRow, around, is_close, span_values, what_words, why_words
from app.helpdesk.reveal.whose import whom
from app.helpdesk.tickets.services import names_for
from app.helpdesk.times import past_words
from app.kernel import clock
from app.kernel.errors import Conflict, NotFound
from app.school.calendar.service import calendar_of, time_words

WEEK = timedelta(days=7)


def list_asked(work: Work) -> tuple[AskedRow, ...]:
    """Return what techs of the actor's teams asked for or were shown within a week, what waits first.

    Records: words:seen, when there is any.
    """
    rows = work.rows(queries.asked(work.actor, work.now - WEEK))
    if not rows:
        return ()
    names = names_for(work, [row.asker_id for row in rows])
    subjects = {row.requester_id for row in rows if row.what == FIRST_NAME}
    read = [row for row in rows if _waits(row, work.now)]  # of these the word itself is read here
    subjects |= {person for row in read for person in whom(work, row, row.asker_id).people}
    work.record(Tag.WORDS_SEEN, subjects=sorted(subjects), count=len(rows), fields=["word"])
    asked = {row.id: row for row in rows}
    opened = {row.approval_id for row in rows if row.approval_id}  # its opening tells of both
    made = [
        _row(work, row, names, asked.get(row.approval_id, row).note or "")
        for row in rows
        if row.id not in opened
    ]
    return tuple(sorted(made, key=lambda one: one.state != "waiting"))


def _row(work: Work, row: Any, names: Any, note: str) -> AskedRow:
    bells = calendar_of(work, row.site_id)
    waits = _waits(row, work.now)
    over = why_over(work, row) if is_granted(row, work.now) else ""
    value, context, close = _value(work, row) if waits else ("", "", False)
    return AskedRow(
        id=row.id,
        tech=names.get(row.asker_id, "A tech"),
        number=row.number,
        what=what_words(row.what, row.placeholder),
        why=why_words(row.purpose),
        note=note,
        time=past_words(bells, row.granted_at, work.now),
        state="ended" if over else _state(row, work.now),
        until=time_words(bells.local(row.expires_at)),
        over=over,
        value=value,
        around=context,
        approve=policy.approve(work.actor, row, work.now, close) if waits else None,
    )


def _waits(row: Any, now: datetime) -> bool:
    return bool(row.state == "waiting" and row.expires_at > now)


def _state(row: Any, now: Any) -> str:
    if row.state == "granted":
        return "shown" if is_granted(row, now) else "over"
    return str(row.state) if row.expires_at > now or row.state == "declined" else "ran out"


def _value(work: Work, row: Any) -> tuple[str, str, bool]:
    """Return the word that is asked for, the words around it, and whether it is too close to the asker."""
    texts = work.rows(queries.texts(work.actor, row.ticket_id, [row.message_id]))
    if not texts:
        return "", "", False
    value = span_values(texts[0]).get(row.placeholder, "")
    close = is_close(value, work.rows(queries.close_names(work.actor, row.asker_id)))
    return value, around(texts[0], row.placeholder), close


def decide_word(work: Work, reveal_id: int, allow: bool) -> None:
    """Say yes or no to what a tech asked to see; with a yes the tech has ten minutes to open it.

    Refuses: NotFound for another team's; by policy.approve or policy.decide; Conflict when it was answered before.
    Records: word:approved or word:declined.
    """
    rows: Sequence[Any] = work.rows(queries.asked(work.actor, work.now - WEEK, reveal_id))
    if not rows:
        raise NotFound("There is no such question for you.", "Go back to the list.")
    row = rows[0]
    tag = Tag.WORD_APPROVED if allow else Tag.WORD_DECLINED
    told = {"ticket_id": row.ticket_id, "site_id": row.site_id, "purpose": row.purpose, "asker": row.asker_id}
    work.intend(tag, **told, reveal=reveal_id)
    if allow:
        policy.approve(work.actor, row, work.now, _value(work, row)[2]).require()
    else:
        policy.decide(work.actor, row, work.now).require()
    values = {"state": "approved" if allow else "declined", "expires_at": work.now + MINUTES}
    by = {"decided_at": work.now, "decided_by_id": work.actor.person_id}
    if work.change(queries.decided(work.actor, reveal_id, work.now).values(**values, **by)) != 1:
        raise Conflict("This was answered a moment ago.", "Reload the page.")
    work.record(tag, **told, reveal=reveal_id)


def counts(work: Work) -> tuple[int, int]:
    """Return how many words techs wait for, and how many are shown right now."""
    row = work.first(queries.counts(work.actor, work.now, work.now + clock.STEP))
    return (int(row.waiting or 0), int(row.shown or 0)) if row is not None else (0, 0)
