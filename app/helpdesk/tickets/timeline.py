"""Join a ticket's messages and happenings into one line of time, as its viewer may read it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.audit.work import Work
from app.helpdesk import words
from app.helpdesk.tickets import policy, queries
from app.helpdesk.tickets.view_models import Segments, Step, ThreadEntry, TicketView, who_asked

Names = Callable[[Work, Iterable[int | None]], Mapping[int, str]]
_HAPPENED = {
    "asked": "asked for help",
    "queued": "put it in the queue",
    "claimed": "claimed it",
    "assigned": "was given it",
    "handed_back": "handed it back",
    "paused": "is waiting for an answer; the clock paused",
    "resumed": "took it up again; the clock runs",
    "escalated": "passed it to an adult",
    "accepted": "took it on",
    "solved": "sent a worked solution back",
    "proposed": "said: my part is done",
    "returned": "sent it back with a reason",
    "resolved": "told them it is fixed",
    "closed": "closed it",
    "cancelled": "withdrew it",
    "reopened": "opened it again",
    "withheld": "moved it to adults only",
}


def ticket_view(work: Work, row: Any, own: Mapping[int, str], names_for: Names) -> TicketView:
    """Make the page of a ticket for the acting viewer."""
    actor = work.actor
    messages = work.rows(queries.thread(actor, row.id))
    events = work.rows(queries.timeline(actor, row.id))
    done = {mark.step for mark in work.rows(queries.marks(actor, row.id))}
    people = {row.owner_id, *(m.author_id for m in messages), *(e.actor_id for e in events)}
    if actor.staff or row.requester_kind == "staff":
        people.add(row.requester_id)
    else:
        people.discard(row.requester_id)
    names = dict(names_for(work, people))
    texts = {t.id: t.body for t in work.rows(queries.full_texts(actor, row.id))} if actor.staff else own
    asked = who_asked(actor, row, names)
    entries = [_message(actor, row, m, texts, names, asked) for m in messages]
    entries += [_event(actor, row, e, names, asked) for e in events if e.kind != "asked"]
    entries.sort(key=lambda entry: entry.at)
    title: Segments = words.segments(row.title_masked)
    if actor.staff:
        title = (str(work.value(queries.full_title(actor, row.id)) or words.plain(row.title_masked)),)
    sees_place = policy.see_place(actor, row)
    steps = enumerate(row.checklist or (), 1)
    return TicketView(
        number=row.number,
        title=title,
        status=row.status,
        status_words=words.STATUS_WORDS[row.status],
        category=row.category_name,
        category_code=row.category_code,
        site=row.site_name,
        who=asked,
        owner="you" if row.owner_id == actor.person_id else names.get(row.owner_id, ""),
        mine=row.owner_id == actor.person_id,
        place=" ".join(filter(None, (row.room_code, row.room_name))) if sees_place else "",
        period=row.period_name or "" if sees_place else "",
        due_at=row.due_at,
        paused=row.paused_at is not None,
        practice=row.kind == "practice",
        sensitive=row.sensitive,
        device=_device(row, sees_place),
        thread=tuple(entries),
        steps=tuple(Step(number, step, number in done) for number, step in steps),
        claim=policy.claim(actor, row),
        work=policy.work(actor, row),
        first_step=row.first_step,
        version=row.version,
    )


def _device(row: Any, sees_place: bool) -> tuple[tuple[str, str], ...]:
    if row.device_model is None:
        return ()
    facts = [("Model", row.device_model)]
    if sees_place:
        facts.insert(0, ("Asset tag", row.device_tag))
        if row.device_theirs is not None:
            facts.append(("Whose", "theirs: yes" if row.device_theirs else "theirs: no"))
        if row.device_warranty:
            facts.append(("Warranty", row.device_warranty))
    return tuple(facts)


def _message(actor: Any, row: Any, m: Any, texts: Mapping[int, str], names: Mapping[int, str], asked: str) -> ThreadEntry:
    mine = m.author_id == actor.person_id
    typed = texts.get(m.id)
    who = "You" if mine else asked if m.side == "requester" else names.get(m.author_id, "The team")
    body: Segments = (typed,) if typed is not None and (mine or actor.staff) else words.segments(m.body_masked)
    return ThreadEntry(m.created_at, m.kind, who, m.side, mine, body, m.channel, m.id)


def _event(actor: Any, row: Any, e: Any, names: Mapping[int, str], asked: str) -> ThreadEntry:
    said = _HAPPENED.get(e.kind, e.kind.replace("_", " "))
    if e.actor_id == 0:
        who = "Cadre"
    elif e.actor_id == actor.person_id:
        who = "You"
    else:
        who = asked if e.actor_id == row.requester_id else names.get(e.actor_id, "The team")
    if who == "You":
        said = said.replace("is waiting", "are waiting").replace("was given", "were given")
    return ThreadEntry(e.happened_at, "event", who, "event", False, (said,), e.code)
