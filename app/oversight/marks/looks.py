"""Judge single looks: a ticket opened, a word shown, a number matched at the counter. Pure."""

from collections.abc import Iterable
from datetime import timedelta

from app.audit.tags import Tag
from app.oversight.marks.case import Case
from app.oversight.marks.facts import ACTS, Happened
from app.oversight.marks.findings import (
    AHEAD,
    BACK,
    EXPLAINED,
    HOUR,
    PROGRESS,
    QUARTER,
    SUSPICIOUS,
    UNEXPLAINED,
    Finding,
)
from app.oversight.marks.hands import holder_at, lost_at
from app.oversight.marks.patterns import many_tickets, missed, refused
from app.oversight.marks.relations import close_to_home, one_requester
from app.oversight.marks.repeats import dropped, is_work, shown_often, taken_often
from app.oversight.marks.usual import many_views
from app.oversight.phrases import PHRASES

_PRACTICE = Finding(EXPLAINED, "practice", "A practice ticket: nobody real is behind it.")


def opened(case: Case, event: Happened) -> Iterable[Finding]:
    """Judge a ticket that was opened."""
    ticket = case.known.tickets.get(event.ticket_id or 0)
    if ticket is None:
        return
    if ticket.practice:
        yield _PRACTICE
        return
    yield from close_to_home(case, event)
    yield from many_tickets(case, event)
    yield from one_requester(case, event)
    yield from many_views(case, event)
    yield from dropped(case, event)
    yield _whose(case, event, ticket.id)


def taken(case: Case, event: Happened) -> Iterable[Finding]:
    """Judge words that were copied from a ticket's page, or its page printed."""
    ticket = case.known.tickets.get(event.ticket_id or 0)
    if ticket is None:
        return
    if ticket.practice:
        yield _PRACTICE
        return
    if (event.codes or {}).get("shown"):
        yield Finding(SUSPICIOUS, "taken_shown", "A hidden word was shown on the page then.")
    yield from taken_often(case, event)
    whose = _whose(case, event, ticket.id)
    if whose.code == "free":
        whose = Finding(UNEXPLAINED, "taken_free", "It was nobody’s ticket, and they did not claim it.")
    yield whose


def _whose(case: Case, event: Happened, ticket_id: int) -> Finding:
    me, holder = case.tech.person_id, holder_at(case.known, ticket_id, event.occurred_at)
    if holder.owner_id == me:
        return Finding(EXPLAINED, "owner", "They owned it then.")
    if holder.passed_by == me and not holder.closed:
        return Finding(EXPLAINED, "passed_on", "They had passed it to an adult.")
    lost = lost_at(case.known, ticket_id, me, event.occurred_at)
    if lost is not None and event.occurred_at - lost > QUARTER and not holder.closed:
        if any(one.occurred_at - lost > QUARTER for one in _same_before(case, event)):
            return Finding("", "repeat", "The same look again, within the hour.")
        claimed = _claimed_after(case, event)
        return claimed or Finding(UNEXPLAINED, "after_unassign", "It had gone out of their hands before.")
    if holder.owner_id is None:
        return _claimed_after(case, event) or Finding(EXPLAINED, "free", "It was free to claim.")
    if holder.owner_id in case.tech.group:
        checked = _checked(case, event)
        if checked:
            return checked
    before = [(one, holder_at(case.known, ticket_id, one.occurred_at)) for one in _same_before(case, event)]
    if any(then == holder for _, then in before):
        return Finding("", "repeat", "The same look again, within the hour.")
    if any(then.owner_id is None and event.occurred_at - one.occurred_at <= QUARTER for one, then in before):
        return Finding(EXPLAINED, "free_before", "It was free when they opened it, minutes before.")
    whose = "Another tech" if holder.owner_id in case.known.students else "An adult"
    times = 1 + sum(_same_look(event, later) for later in case.after(event, HOUR))
    tail = f" They opened it {times} times within the hour." if times > 1 else ""
    return Finding(UNEXPLAINED, "not_owner", f"{whose} owned it.{tail}")


def _claimed_after(case: Case, event: Happened) -> Finding | None:
    end = case.period_end(event.occurred_at)
    for later in case.after(event, end - event.occurred_at):
        if later.tag == Tag.TICKET_CLAIMED and later.ticket_id == event.ticket_id and later.outcome == "done":
            return Finding(EXPLAINED, "claimed", f"They claimed it {_gap(event, later)}.")
    return None


def _checked(case: Case, event: Happened) -> Finding | None:
    near = (*case.before(event, BACK), *case.after(event, AHEAD))
    for other in near:
        if other.ticket_id == event.ticket_id and _group(other) == "checked" and other.outcome == "done":
            return Finding(EXPLAINED, "checked", "They checked a draft on it, from their own training group.")
    return None


def _same_look(event: Happened, other: Happened) -> bool:
    return other.tag == Tag.TICKET_OPENED == event.tag and other.ticket_id == event.ticket_id


def _same_before(case: Case, event: Happened) -> list[Happened]:
    """Return the same look within the hour before."""
    return [one for one in case.before(event, HOUR) if _same_look(event, one)]


def revealed(case: Case, event: Happened) -> Iterable[Finding]:
    """Judge a hidden word that was shown."""
    if event.outcome != "done":
        yield from refused(case, event)
        return
    yield from close_to_home(case, event)
    yield from shown_often(case, event)
    if holder_at(case.known, event.ticket_id or 0, event.occurred_at).owner_id != case.tech.person_id:
        yield Finding(UNEXPLAINED, "not_owner", "The ticket was not theirs then.")
    shown = [m for m in case.known.chains.get(event.ticket_id or 0, ()) if m.tag == Tag.WORD_REVEALED]
    mine = [m for m in shown if m.actor_id == case.tech.person_id and m.occurred_at < event.occurred_at]
    # a second word of one ticket, or the same one when its ten minutes are over, belongs to the same work
    if len(mine) > 1 or (mine and event.occurred_at - mine[0].occurred_at > HOUR):
        yield Finding(
            UNEXPLAINED, "reveal_repeated", f"Shown on this ticket before, {len(mine) + 1} times now."
        )
    then = _acted(case, event)
    if then is not None:
        said = PHRASES[Tag(then.tag)].done.format(ticket="it")
        yield Finding(EXPLAINED, "reveal_used", f"Then, {_gap(event, then)}, they {said}.")
        yield from _moved_on(case, event)
    elif case.now < event.occurred_at + QUARTER:
        yield Finding("", "reveal_fresh", "The fifteen minutes for a note are not over.")
    else:
        yield Finding(UNEXPLAINED, "reveal_without_note", "No message, note or step followed in 15 minutes.")


def _acted(case: Case, event: Happened) -> Happened | None:
    for later in case.after(event, QUARTER):
        if is_work(later, event.ticket_id):
            return later
    return None


def _moved_on(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag a ticket that has not moved three days after a hidden word of it was shown."""
    if case.now < event.occurred_at + PROGRESS:
        return
    moves = case.known.chains.get(event.ticket_id or 0, ())
    if not any(m.occurred_at > event.occurred_at and m.tag != Tag.WORD_REVEALED for m in moves):
        yield Finding(UNEXPLAINED, "reveal_no_progress", "The ticket has not moved in three days since.")


def matched(case: Case, event: Happened) -> Iterable[Finding]:
    """Judge a number matched at the counter."""
    yield from missed(case, event)
    if event.outcome not in ("matched", "done"):
        yield Finding(EXPLAINED, "no_match", "A teacher took it from there.")
    elif any(one.tag in ACTS and one.outcome == "done" for one in case.after(event, QUARTER)):
        yield Finding(EXPLAINED, "counter_used", "Work at the counter followed.")
    elif case.now < event.occurred_at + QUARTER:
        yield Finding("", "counter_fresh", "The fifteen minutes for a ticket are not over.")
    else:
        yield Finding(UNEXPLAINED, "counter_unused", "No ticket or step followed in 15 minutes.")


def _group(event: Happened) -> str:
    return PHRASES[Tag(event.tag)].group if event.tag in ACTS else ""


def _gap(event: Happened, later: Happened) -> str:
    minutes = int((later.occurred_at - event.occurred_at) / timedelta(minutes=1))
    return f"{minutes} min later" if minutes else "at once"
