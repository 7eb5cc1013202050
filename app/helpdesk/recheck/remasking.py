"""Mask every text of one ticket again; hidden words keep their numbers, new ones count on."""

from collections.abc import Callable, Sequence, Set
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.recheck import queries
from app.helpdesk.recheck.realign import realigned, spans_of
from app.helpdesk.recheck.words import NONE, read_words
from app.kernel import db
from app.kernel.data import derives
from app.privacy.own_words import OwnWords
from app.privacy.text.masker import MaskedText, Span, dumps, loads, placeholders_kept, refill
from app.privacy.text.mentions import said_in
from app.school.people import feeder

Other = Callable[["Remask"], None]
_others: list[Other] = []


def also(other: Other) -> None:
    """Say what else holds masked text of a ticket: a function that masks it again."""
    if other not in _others:
        _others.append(other)


class Remask:
    """One ticket on its way: which number is next, and how many texts changed."""

    def __init__(self, work: Work, ticket: Any, own: OwnWords) -> None:
        self.work, self.ticket, self.own = work, ticket, own
        self.last = int(ticket.placeholders)
        self.changed = 0
        self.asker_said: Set[str] = frozenset()  # words that name somebody in whatever the requester typed

    def beside(self, raw: str, masked: str, said: Set[str] = frozenset()) -> str:
        """Mask a text whose places were not kept anew; see ``feeder.mask`` for what was ``said``."""
        return text_of(self, raw, spans_of(raw, masked), said).text

    def said(self, raw: str) -> Set[str]:
        """Return the words of a text that name somebody, to be hidden in what else its author wrote."""
        return said_in(raw, feeder.mask(self.work, raw, own=self.own).spans)

    def between(self, masked: str | None) -> str | None:
        """Mask what stands between the placeholders of a text that is kept in its masked form only."""
        if not masked:
            return masked
        made = feeder.remask(self.work, masked, self.last + 1, self.own)
        self.last = max(self.last, made.next_number - 1)
        return made.text

    def set(self, statement: Any, before: Any, **values: Any) -> None:
        """Write what changed of a row, and count it once."""
        fresh = {name: value for name, value in values.items() if getattr(before, name) != value}
        if fresh:
            self.work.execute(statement.values(**fresh))
            self.changed += 1


@derives("masked text of a ticket, masked again", "masked", "help", retention="ticket")
def text_of(run: Remask, raw: str, before: Sequence[Span], said: Set[str] = frozenset()) -> MaskedText:
    """Mask a text anew from what was typed."""
    made = realigned(raw, feeder.mask(run.work, raw, 1, own=run.own, said=said), before, run.last + 1)
    run.last = max(run.last, made.next_number - 1)
    return made


def remask_ticket(work: Work, ticket_id: int) -> int:
    """Mask every text of a ticket again, let students see it, and return how many texts changed.

    Records: ticket:remasked.
    """
    ticket = work.first(queries.ticket(work.actor, ticket_id))
    if ticket is None:
        return 0
    own = read_words(work, ticket_id) if ticket.own_words else NONE
    run = Remask(work, ticket, own)
    first = _messages(run)
    _head(run, first)
    _drafts(run)
    _endings(run)
    for row in work.rows(queries.files(work.actor, ticket_id)):
        said = run.asker_said if row.uploader_id == ticket.requester_id else frozenset()
        masked = run.beside(row.text, row.text_masked, said)
        run.set(queries.file_set(work.actor, row.id), row, text_masked=masked)
    for other in _others:
        other(run)
    work.execute(
        queries.ticket_set(work.actor, ticket_id).values(held_at=None, placeholders=min(run.last, 99))
    )
    about = {"ticket_id": ticket_id, "site_id": ticket.site_id}
    work.record(Tag.TICKET_REMASKED, **about, count=run.changed)
    return run.changed


def _messages(run: Remask) -> str:
    """Mask the messages again and return the first one."""
    from app.helpdesk.intake.asked import title_of

    work, first = run.work, ""
    rows = work.rows(queries.messages(work.actor, run.ticket.id))
    titled = bool(rows) and title_of(rows[0].body) != run.ticket.title
    of_title = run.said(run.ticket.title) if titled else frozenset()
    asked = [row.body for row in rows if row.asked]
    if len(asked) > 1 or (asked and titled):
        run.asker_said = frozenset().union(of_title if rows[0].asked else (), *map(run.said, asked))
    for place, row in enumerate(rows):
        said = run.asker_said if row.asked else of_title if place == 0 else frozenset()
        made = text_of(run, row.body, loads(row.spans), said)
        first = made.text if place == 0 else first
        if made.text == row.body_masked:
            continue
        run.set(queries.message_set(work.actor, row.id), row, body_masked=made.text)
        work.execute(queries.spans_set(work.actor, row.id).values(spans=dumps(made.spans)))
        if db.is_sqlite():
            head = f"{run.ticket.title_masked}\n" if place == 0 else ""
            work.execute(queries.found_set(work.actor, row.id).values(body=f"{head}{made.text}"))
    return first


def _head(run: Remask, first: str) -> None:
    """Mask a ticket's title again: the beginning of its first message, or words of its own."""
    from app.helpdesk.intake.asked import title_of

    ticket, work = run.ticket, run.work
    row = next(iter(work.rows(queries.messages(work.actor, ticket.id))), None)
    if row is not None and title_of(row.body) == ticket.title:
        title = title_of(first)
    else:
        said = frozenset(run.said(row.body) if row is not None else ()) | run.asker_said
        title = run.beside(ticket.title, ticket.title_masked, said)[:240]
    values = {
        "title_masked": title,
        "network": run.between(ticket.network),
        "began": run.between(ticket.began),
    }
    run.set(queries.ticket_set(work.actor, ticket.id), ticket, **values)
    if title != ticket.title_masked and row is not None and db.is_sqlite():
        work.execute(queries.found_set(work.actor, row.id).values(body=f"{title}\n{first}"))


def _drafts(run: Remask) -> None:
    work = run.work
    for row in work.rows(queries.drafts(work.actor, run.ticket.id)):
        edited = row.edited if row.edited is not None else _edit_in_full(row)
        made = text_of(run, row.body, loads(row.spans))
        values = {"body_masked": made.text, "reason_masked": run.between(row.reason_masked)}
        if row.edited_masked is not None:
            old = spans_of(edited, row.edited_masked) if edited is not None else ()
            again = text_of(run, edited, old).text if edited is not None else run.between(row.edited_masked)
            values["edited_masked"] = again
        if made.text != row.body_masked and edited is not None:
            work.execute(queries.draft_private_set(work.actor, row.id).values(edited=edited))
        run.set(queries.draft_set(work.actor, row.id), row, **values)
        if made.text != row.body_masked:
            spans = dumps(made.spans)
            work.execute(queries.draft_private_set(work.actor, row.id).values(spans=spans))


def _edit_in_full(row: Any) -> str | None:
    """Return a peer's edit with the author's words put back; None where there is none, or they do not fit."""
    spans = loads(row.spans)
    if row.edited_masked is None or not placeholders_kept(row.body_masked, row.edited_masked):
        return None
    return refill(row.edited_masked, row.body_masked, row.body, spans)


def _endings(run: Remask) -> None:
    work = run.work
    for row in work.rows(queries.endings(work.actor, run.ticket.id)):
        values = {
            "cause_masked": run.beside(row.cause, row.cause_masked),
            "fix_masked": run.beside(row.fix, row.fix_masked),
            "reason_masked": run.between(row.reason_masked),
        }
        run.set(queries.ending_set(work.actor, row.id), row, **values)
