"""Read what waits for an adult: the list, and one ticket with its whole text."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk import words
from app.helpdesk.care.watching import is_adults_only
from app.helpdesk.counting import whole
from app.helpdesk.desk import queries as lists
from app.helpdesk.intake.asked import UNKNOWN
from app.helpdesk.intake.promises import asked_words, count_words, past_words
from app.helpdesk.intake.services import priority_of
from app.helpdesk.intake.triage import policy, queries
from app.helpdesk.intake.triage.view_models import (
    CategoryChoice,
    Typed,
    WaitingList,
    WaitingRow,
    WaitingView,
)
from app.helpdesk.sight import sight_of
from app.helpdesk.tickets.services import about, find, names_for
from app.helpdesk.tickets.undoing import restore_until
from app.helpdesk.tickets.view_models import who_asked
from app.helpdesk.times import line_words
from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, not_now
from app.school.calendar.service import calendar_of, clock_words
from app.ui.panels import Panel, PanelRow

CALL_LASTS = timedelta(minutes=20)
_CHANNELS = {"web": "on the web page", "counter": "at the counter", "phone": "by phone", "mail": "by mail"}


def list_waiting(work: Work) -> WaitingList:
    """Return what waits for an adult to read it, and what adults keep from students.

    Records: queue:seen.
    """
    waiting, kept = work.rows(queries.waiting(work.actor)), work.rows(queries.kept(work.actor))
    lines = _lines(work, (*waiting, *kept))
    calls = work.rows(queries.counter_calls(work.actor, work.now - CALL_LASTS))
    callers = names_for(work, [call.actor_id for call in calls])
    in_all = whole(work, len(waiting), lists.new_count(work.actor))
    return WaitingList(
        heading=_heading(in_all),
        rows=lines[: len(waiting)],
        kept=lines[len(waiting) :],
        calls=tuple(dict.fromkeys(_call(work, call, callers) for call in calls)),
        behind=in_all - len(waiting),
        kept_behind=whole(work, len(kept), queries.kept_count(work.actor)) - len(kept),
    )


def waiting_panel(actor: Actor) -> Panel | None:
    """Return how many tickets wait for an adult to read them, with the first three, for a teacher's home.

    Records: queue:seen.
    """
    if not actor.can(Can.TRIAGE_TICKETS):
        return None
    with look(actor) as work:
        number = int(work.value(lists.new_count(actor)) or 0)
        found = work.rows(queries.waiting(actor, 3)) if number else ()
        rows = _lines(work, found)
    lines = tuple(
        PanelRow(row.title, f"/teach/waiting/{row.number}", f"{row.number}, {row.who}, {row.clock.due_words}")
        for row in rows
    )
    said = f"{count_words(number, 'ticket waits', 'tickets wait')} for an adult to read"
    return Panel("waiting", number, said.capitalize(), "/teach/waiting", lines)


def _lines(work: Work, found: Sequence[Any]) -> tuple[WaitingRow, ...]:
    """Make lines of tickets, and note whose names and words they show."""
    sight = sight_of(work.actor)
    people = [row.requester_id for row in found if sight.named(row)]
    names = names_for(work, [*people, *(row.owner_id for row in found)])
    if found:
        typed = any(sight.typed(row) for row in found)
        fields = (["name"] if people else []) + (["text"] if typed else [])
        work.record(Tag.QUEUE_SEEN, subjects=people, fields=fields)
    return tuple(_row(work, row, names) for row in found)


def _heading(waiting: int) -> str:
    if not waiting:
        return "Nothing waits to be read."
    return f"{count_words(waiting, 'ticket waits', 'tickets wait').capitalize()} for an adult to read."


def _row(work: Work, row: Any, names: Mapping[int, str]) -> WaitingRow:
    bells = calendar_of(work, row.site_id)
    return WaitingRow(
        number=row.number,
        title=row.title if sight_of(work.actor).typed(row) else words.plain(row.title_masked),
        who=who_asked(work.actor, row, names),
        category=row.category_name,
        sensitive=row.sensitive,
        owner="you" if row.owner_id == work.actor.person_id else names.get(row.owner_id, ""),
        clock=clock_words(bells, row.due_at, row.paused_at, work.now),
        asked=asked_words(bells, row.created_at, work.now),
        back=_back(work, row),
    )


def _back(work: Work, row: Any) -> Verdict:
    if not row.sensitive:
        return not_now("Read it first.")
    kept = is_adults_only(work, row.requester_id)
    return policy.queue(work.actor, row, row.category_code, row.private_category, kept)


def _call(work: Work, call: Any, names: Mapping[int, str]) -> str:
    when = past_words(calendar_of(work, call.site_id), call.occurred_at, work.now)
    return f"{when}: {names.get(call.actor_id, 'A tech')} needs a teacher at the counter."


def read_waiting(work: Work, number: str) -> WaitingView:
    """Return a ticket with its whole text, and what can be done with it.

    Refuses: NotFound when hidden or absent.
    Records: ticket:opened.
    """
    actor = work.actor
    row = find(work, number)
    work.intend(Tag.TICKET_OPENED, **about(row))
    policy.read(actor, row).require()
    work.record(Tag.TICKET_OPENED, **about(row), fields=["name", "text"])
    bells = calendar_of(work, row.site_id)
    messages = work.rows(queries.texts(actor, row.id))
    names = names_for(
        work, [row.requester_id, row.entered_by_id, row.owner_id, *(m.author_id for m in messages)]
    )
    entered = (
        f", written down by {names.get(row.entered_by_id, 'a tech')}"
        if row.entered_by_id != row.requester_id
        else ""
    )
    return WaitingView(
        number=row.number,
        title=str(work.value(queries.title(actor, row.id)) or words.plain(row.title_masked)),
        who=names.get(row.requester_id, "Somebody"),
        asked=asked_words(bells, row.created_at, work.now),
        channel=f"{_CHANNELS.get(row.channel, row.channel)}{entered}",
        place=words.room_words(row.room_code, row.room_name) or "not at school",
        device=" ".join(filter(None, (row.device_model, row.device_tag))),
        sensitive=row.sensitive,
        status_words=words.STATUS_WORDS[row.status],
        category_code=row.category_code,
        clock=clock_words(bells, row.due_at, row.paused_at, work.now),
        categories=tuple(
            _choice(each) for each in work.rows(queries.categories(actor)) if each.code != UNKNOWN
        ),
        texts=_texts(work, row, messages, names),
        keep=policy.keep(actor, row),
        refile=policy.refile(actor, row),
        owner=names.get(row.owner_id, "A tech") if row.owner_id else "",
        withhold=policy.withhold(actor, row),
        end=policy.end(actor, row),
        restore_until=restore_until(work, row),
    )


def _texts(work: Work, row: Any, messages: Sequence[Any], names: Mapping[int, str]) -> tuple[Typed, ...]:
    bells, earlier = calendar_of(work, row.site_id), [None, *(m.created_at for m in messages)]
    return tuple(
        Typed(
            line_words(bells, m.created_at, work.now, before),
            names.get(m.author_id, "Somebody"),
            m.kind,
            m.body,
        )
        for before, m in zip(earlier, messages, strict=False)
    )


def _choice(row: Any) -> CategoryChoice:
    priority = priority_of(row.impact, row.urgency).name.lower()
    adults = ", adults only" if row.adult_only else ""
    return CategoryChoice(row.code, f"{row.name} ({priority}{adults})")
