"""Read one's own list and one's own ticket, and say how the team saw it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.attachments.reading import read_files
from app.helpdesk.attachments.view_models import FileView, views_by_message
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.intake import queries as places
from app.helpdesk.intake.following import policy, queries, services, track
from app.helpdesk.intake.following.view_models import FollowView, OwnList, OwnRow, Said, Step, list_words
from app.helpdesk.intake.promises import (
    asked_words,
    count_words,
    past_words,
    promise_words,
    site_short,
    until_words,
)
from app.helpdesk.sight import KINDS, called
from app.helpdesk.tickets.services import names_for
from app.helpdesk.tickets.undoing import restore_until
from app.helpdesk.words import MOST_LINES
from app.kernel import paging
from app.kernel.errors import NotFound
from app.privacy.current import policy_for
from app.privacy.policy import Show
from app.school.calendar.bells import BellCalendar
from app.school.calendar.service import calendar_of

SIZE = 25
_SHOWN = {"name": "your first name"}


def list_own(work: Work, after: str | None = None, going: str | None = None) -> OwnList:
    """Return one's own tickets: a page of those that go on, and one of those that are over.

    Shape: ``after`` and ``going`` are the marks behind which the pages begin.
    Records: queue:seen.
    """
    actor = work.actor
    found = work.rows(queries.going_on(actor, paging.decode_id(going)))
    running = paging.cut(found, queries.MOST_OPEN, lambda row: (row.id,), going)
    rows = [_row(work, row) for row in running.rows]
    going_on = tuple(sorted(rows, key=lambda row: row.state != "you"))
    in_all, yours = len(rows), sum(row.state == "you" for row in rows)
    if running.older or going:
        counted = work.first(queries.count_going_on(actor))
        in_all, yours = (counted.open, counted.yours) if counted else (in_all, yours)
    ended = work.rows(queries.over(actor, paging.decode_id(after), SIZE + 1))
    past = paging.cut(ended, SIZE, lambda row: (row.id,), after)
    work.record(Tag.QUEUE_SEEN, subjects=[actor.person_id], fields=["text"], own=True)
    site_id = next(iter(sorted(actor.site_ids)), None)
    site = work.first(places.site(actor, site_id)) if site_id else None
    return OwnList(
        site=site_short(site.name) if site else "Cadre",
        heading=_heading(in_all, yours),
        going_on=going_on,
        over=tuple(_row(work, row) for row in past.rows),
        older=past.older,
        paged=after is not None,
        older_open=running.older,
        paged_open=going is not None,
    )


def _row(work: Work, row: Any) -> OwnRow:
    words, state = list_words(row)
    bells = calendar_of(work, row.site_id)
    when = f"Asked {asked_words(bells, row.created_at, work.now)}"
    if row.status in ("new", "queued", "in_progress") and row.due_at and not row.first_public_response_at:
        late = row.due_at < work.now
        when = (
            "Later than we promised" if late else f"First answer {promise_words(bells, row.due_at, work.now)}"
        )
    return OwnRow(row.number, row.title, words, state, when)


def _heading(in_all: int, yours: int) -> str:
    if yours:
        return f"{count_words(yours, 'ticket waits', 'tickets wait').capitalize()} for you."
    if in_all:
        return f"We have {count_words(in_all, 'ticket', 'tickets')} of yours in hand."
    return "Nothing of yours is open."


def read_own(work: Work, number: str) -> FollowView:
    """Return the page of one's own ticket.

    Refuses: NotFound when it is somebody else's or absent.
    Records: ticket:opened.
    """
    actor = work.actor
    row = _opened(work, number)
    events = work.rows(queries.happened(actor, row.id))
    messages = work.rows(queries.thread(actor, row.id))
    shown = work.rows(queries.shown(actor, row.id))
    people, names, kinds = _people(work, row, [e.actor_id for e in events], messages, shown)
    bells = calendar_of(work, row.site_id)
    kind = row.requester_kind if row.requester_kind in KINDS else "student"
    seen = policy_for(actor).to_students("public" if kind == "staff" else "masked", kind)
    files = views_by_message(actor, row, read_files(work, row))
    again, until = services.may_reopen(work, row), services.reopen_until(work, row)
    return FollowView(
        site=site_short(row.site_name),
        number=row.number,
        title=row.title if row.title[-1:] in ".!?…" else f"{row.title}.",
        asked=asked_words(bells, row.created_at, work.now),
        status=row.status,
        track=_track(work, row, events, names, kinds),
        seen_as=called(seen, row.handle, row.requester_kind, names.get(actor.person_id)),
        seen_words=_seen_words(row, seen, bool(shown)),
        helped=_helped(people, kinds, names),
        shown=tuple(_shown(each, names, bells, work) for each in shown),
        thread=tuple(_said(work, m, names, bells, files.get(m.id, ()), row.entered_by_id) for m in messages),
        reply=policy.reply(actor, row, again),
        withdraw=policy.withdraw(actor, row),
        confirm=policy.confirm(actor, row),
        reopen=again,
        restore_until=restore_until(work, row),
        reopen_until=until_words(bells, until, work.now) if until and again.yes else "",
        sensitive=row.sensitive,
        cut=len(messages) >= MOST_LINES,
    )


def _opened(work: Work, number: str) -> Any:
    actor = work.actor
    row = work.first(queries.ticket(actor, number))
    if row is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is no such ticket of yours.", "Your list shows every ticket you asked for.")
    about = {"subjects": [actor.person_id], "ticket_id": row.id, "site_id": row.site_id}
    work.record(Tag.TICKET_OPENED, **about, fields=["text"], own=True)
    return row


def _track(
    work: Work, row: Any, events: Sequence[Any], names: Mapping[int, str], kinds: Mapping[int, str]
) -> tuple[Step, ...]:
    owner, bells = _called(row.owner_id, names, kinds), calendar_of(work, row.site_id)
    return track.steps_of(row, events, owner, kinds, bells, work.now, _closed_for(events, names))


def _people(
    work: Work, row: Any, acted: Iterable[int], messages: Sequence[Any], shown: Sequence[Any]
) -> tuple[set[int], Mapping[int, str], Mapping[int, str]]:
    """Return who else had to do with a ticket, the names of all, and of which kind the others are."""
    me = work.actor.person_id
    people = {*acted, *(m.author_id for m in messages), *(s.asker_id for s in shown)}
    people = (people | {row.owner_id, row.entered_by_id}) - {0, None, me}
    kinds = {k.id: k.kind for k in work.rows(queries.kinds(work.actor, sorted(people)))} if people else {}
    return people, names_for(work, [*people, me]), kinds


def _called(person: int | None, names: Mapping[int, str], kinds: Mapping[int, str]) -> str:
    if person is None:
        return ""
    if kinds.get(person) == "student":
        return f"{names[person]}, a student tech," if person in names else "A student tech"
    return names.get(person, "An adult")


def _closed_for(events: Sequence[Any], names: Mapping[int, str]) -> str:
    who, how = track.closed_for_you(events)
    return f"{names.get(who, 'An adult')} closed it for you: {how}" if who else ""


def _seen_words(row: Any, seen: Show, some_shown: bool) -> str:
    if row.sensitive:
        return "Only adults can read this ticket. No student sees it."
    if seen is Show.CLEAR:
        return "Student techs see your professional name. Other people in your words are hidden."
    if some_shown:
        said = "Your name and other people’s names in your words were hidden, but for what stands below."
        said += " The team did not see your phone, mail or number."
    else:
        said = (
            "The team did not see your name, phone, mail or number, nor other people’s names in your words."
        )
    return f"{said} You do not see theirs but the name they work under."


def _helped(people: Iterable[int], kinds: Mapping[int, str], names: Mapping[int, str]) -> str:
    people = list(people)
    known = sorted({names[person] for person in people if person in names and person in kinds})
    if known and len(known) == sum(person in kinds for person in people):
        return f"{_listed(known)} worked on this."
    students = sum(kinds.get(person) == "student" for person in people)
    adults = sum(kinds.get(person) == "staff" for person in people)
    said = [count_words(students, "student tech", "student techs")] if students else []
    said += [count_words(adults, "adult", "adults")] if adults else []
    return f"{' and '.join(said).capitalize()} worked on this." if said else "Nobody has worked on this yet."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _shown(each: Any, names: Mapping[int, str], bells: BellCalendar, work: Work) -> str:
    why = {purpose.code: purpose.words for purpose in load_catalog().reveal_purposes}.get(each.purpose, "")
    what = _SHOWN.get(each.what, "one hidden word")
    who = names.get(each.asker_id, "A tech")
    said = f"{past_words(bells, each.granted_at, work.now)}: {who} was shown {what}."
    return f"{said} Reason: {why}" if why else said


def _said(
    work: Work,
    m: Any,
    names: Mapping[int, str],
    bells: BellCalendar,
    files: tuple[FileView, ...],
    entered_by: int,
) -> Said:
    """Return a message; one of the counter names who wrote it down, since the words are theirs."""
    mine = m.author_id == work.actor.person_id
    who = "You" if mine else names.get(m.author_id, "The help desk")
    role = "student tech" if m.side == "cadre" and not mine else ""
    if mine and m.channel == "counter" and entered_by != m.author_id:
        role = f"written down at the counter by {names.get(entered_by, 'a student tech')}"
    return Said(past_words(bells, m.created_at, work.now), who, role, mine, m.body, files)
