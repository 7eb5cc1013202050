"""Make a ticket's page from what was read of it: head, line of time, steps, editors, ending, rail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.helpdesk import words
from app.helpdesk.attachments.view_models import views_of_draft
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.drafts.gates import Gate
from app.helpdesk.drafts.reasons import reason_words
from app.helpdesk.drafts.typing import mark_of
from app.helpdesk.drafts.view_models import own_words
from app.helpdesk.escalations import policy as escalations
from app.helpdesk.giving import policy as giving
from app.helpdesk.resolutions import policy as resolutions
from app.helpdesk.reveal import policy as reveal
from app.helpdesk.tickets import policy
from app.helpdesk.tickets.gathered import Gathered
from app.helpdesk.tickets.ledger import ledger
from app.helpdesk.tickets.timeline import entries, lines_until
from app.helpdesk.tickets.view_models import (
    Editors,
    Ending,
    Segments,
    Step,
    TicketView,
    Waiting,
    who_asked,
)
from app.helpdesk.times import past_words
from app.identity.actor import Actor
from app.identity.verdict import Verdict
from app.privacy.policy import Show
from app.privacy.text.masker import loads
from app.school.calendar.service import NO_CLOCK, ClockWords, SiteCalendar, clock_words, period_words

_ON_HOLD = {
    "pending_requester": "waiting for them",
    "pending_vendor": "waiting for a part",
    "scheduled": "planned",
}
_ENDED = {"resolved": "done", "closed": "done", "cancelled": "held"}


def ticket_view(actor: Actor, read: Gathered, calendar: SiteCalendar, now: datetime) -> TicketView:
    """Return the page of a ticket for one viewer."""
    row = read.row
    asked = who_asked(actor, row, read.names)
    verdicts = _verdicts(actor, read)
    place = policy.see_place(actor, row)
    sees_place = place is Show.CLEAR
    mine = row.owner_id == actor.person_id
    return TicketView(
        number=row.number,
        home=f"/{actor.hat.value}/tickets/{row.number}",
        title=(read.title,) if read.title else words.segments(row.title_masked),
        status=row.status,
        status_words=words.status_words(row),
        category=row.category_name,
        site=row.site_name,
        who=asked,
        owner="you" if mine else read.names.get(row.owner_id, "") if row.owner_id else "",
        owner_since=_since(read, calendar, now),
        mine=mine,
        place=place_words(row, place),
        clock=_clock(row, calendar, now),
        ledger=ledger(calendar, row, read.events, now) if sees_place and row.kind == "live" else None,
        practice=row.kind == "practice",
        sensitive=row.sensitive,
        staff=actor.staff,
        device=_device(row, asked, sees_place),
        checks=_checks(read, mine),
        thread=entries(actor, read.material(actor), read.names, asked, calendar, now),
        steps=_steps(read, verdicts["steps"].yes),
        ending=_ending(actor, read),
        editors=_editors(actor, read, asked, calendar, now) if verdicts["work"].yes else None,
        standing=read.standing,
        facts=tuple(
            (label, said) for label, said in (("Began", row.began), ("Network", row.network)) if said
        ),
        with_adult=_with_adult(read, calendar, now),
        verdicts=verdicts,
        can_show=reveal.can_show(actor, row),
        cut=len(read.messages) >= words.MOST_LINES,
        call=read.call,
    )


def _verdicts(actor: Actor, read: Gathered) -> Mapping[str, Verdict]:
    row = read.row
    left = max(len(row.checklist or ()) - len(read.marks), 0)
    waits = frozenset(draft.author_id for draft in read.drafts if draft.state == "waiting")
    return {
        "claim": policy.claim(actor, row, read.claimed),
        "work": policy.work(actor, row),
        "steps": policy.mark_steps(actor, row),
        "hand_back": policy.hand_back(actor, row),
        "pass_on": policy.pass_on(actor, row),
        "wait": policy.wait(actor, row),
        "sort_out": policy.sort_out(actor, row),
        "give": giving.give(actor, row),
        "resume": policy.resume(actor, row),
        "propose": resolutions.propose(actor, row, left, waits=waits),
        "accept": escalations.accept(actor, row),
        "solve": escalations.solve(actor, row),
        "review": resolutions.review(actor, row),
        "confirm": resolutions.confirm_for(actor, row),
        "reveal": reveal.reveal(actor, row),
    }


def _since(read: Gathered, calendar: SiteCalendar, now: datetime) -> str:
    taken = [e.happened_at for e in read.events if e.kind in ("claimed", "assigned", "accepted", "solved")]
    return past_words(calendar, taken[-1], now) if taken and read.row.owner_id else ""


def place_words(row: Any, show: Show) -> str:
    """Return room and period; in part, the period alone."""
    room = words.room_words(row.room_code, row.room_name) if show is Show.CLEAR else ""
    period = period_words(row.period_name) if row.period_name and show.rank >= Show.PARTIAL.rank else ""
    return ", ".join(filter(None, (room, period)))


def _clock(row: Any, calendar: SiteCalendar, now: datetime) -> ClockWords:
    if row.status in _ENDED:
        return ClockWords(words.status_words(row), "", _ENDED[row.status])
    if row.kind == "practice":
        return NO_CLOCK
    return clock_words(calendar, row.due_at, row.paused_at, now, _ON_HOLD.get(row.status, "on hold"))


def _device(row: Any, asked: str, sees_place: bool) -> tuple[tuple[str, str], ...]:
    if row.device_model is None:
        return ()
    facts = [("Model", row.device_model)]
    if sees_place:
        facts.insert(0, ("Asset tag", row.device_tag))
        if row.device_theirs is not None:
            facts.append(("Whose", f"{asked}’s own: {'yes' if row.device_theirs else 'no'}"))
        if row.device_warranty:
            facts.append(("Warranty", row.device_warranty))
    return tuple(facts)


def _checks(read: Gathered, mine: bool) -> tuple[tuple[str, str], ...]:
    """Return who reads the owner's replies and ending, and when."""
    if not mine or not read.gates or read.gates["reply"].mode == "none" or read.row.kind == "practice":
        return ()
    reply, ending, ticket_id, teacher = (
        read.gates["reply"],
        read.gates["resolve"],
        read.row.id,
        _teacher(read),
    )
    reader = teacher if reply.read_later else _checker(read)
    return (
        ("Replies", _when(reply, ticket_id, reader, "they go out", "they went out")),
        ("The ending", _when(ending, ticket_id, teacher, "they are told", "they were told")),
    )


def _when(gate: Gate, ticket_id: int, who: str, before: str, after: str) -> str:
    if gate.waits(ticket_id):
        return f"{who}, before {before}" if gate.mode == "before" else f"{who}: this ticket is in the sample"
    return f"{who}, after {after}" if gate.read_later else "At once, nobody checks it"


def _checker(read: Gathered) -> str:
    trainers = [one.name for one in read.checkers if one.part == "trainer"]
    return trainers[0] if trainers else _teacher(read)


def _teacher(read: Gathered) -> str:
    adults = {one.part: one.name for one in read.checkers}
    return adults.get("teacher") or adults.get("deputy") or "Your teacher"


def _steps(read: Gathered, open_: bool) -> tuple[Step, ...]:
    listed = read.row.checklist or ()
    following = next((n for n in range(1, len(listed) + 1) if n not in read.marks), 0)
    return tuple(
        Step(f"step-{n}", n, step, n in read.marks, n == following and open_, not open_)
        for n, step in enumerate(listed, 1)
    )


def _ending(actor: Actor, read: Gathered) -> Ending | None:
    if not read.endings:
        return None
    one = read.endings[0]
    own = read.own_endings.get(one.id)
    said = {code.code: code.words for code in load_catalog().closure_codes}
    cause: Segments = (own.cause,) if own is not None else words.segments(one.cause_masked)
    fix: Segments = (own.fix,) if own is not None else words.segments(one.fix_masked)
    by = "You" if one.author_id == actor.person_id else read.names.get(one.author_id, "A tech")
    own_reason = (
        actor.masked and one.decided_by_id == actor.person_id
    )  # what a mask made of it is not for them
    reason = () if own_reason else words.segments(one.reason_masked)
    return Ending(cause, fix, said.get(one.closure_code, one.closure_code), one.state, by, reason)


def _editors(actor: Actor, read: Gathered, asked: str, calendar: SiteCalendar, now: datetime) -> Editors:
    gate = read.gates.get("reply", Gate("none"))
    row = read.row
    if row.kind == "practice" or gate.mode == "none":
        check, send = "Goes out at once", f"Send to {asked}"
    elif gate.waits(row.id):
        who = _checker(read)
        check, send = f"{who} checks it first", f"Send to {who} to check"
    else:
        check = (
            f"Goes out at once, {_teacher(read)} reads it later" if gate.read_later else "Goes out at once"
        )
        send = f"Send to {asked}"
    canned = tuple((one.code, one.title, one.text) for one in read.canned)
    typed = dict(read.typed)
    waiting = _waiting(actor, read, calendar, now)
    for editor, text in _to_go_on_with(read, waiting).items():
        typed[editor] = typed.get(editor) or text
    undecided = [draft.author_id for draft in read.drafts if draft.state in policy.UNDECIDED]
    waits = frozenset(undecided if gate.waits(row.id) else ())
    began = {editor: mark_of(read.typed.get(editor, "")) for editor in ("reply", "note")}
    return Editors(asked, check, send, typed, canned, waiting, policy.reply_again(actor, waits), began)


def _to_go_on_with(read: Gathered, waiting: Waiting | None) -> dict[str, str]:
    """Return the viewer's own words that came back, for the editors in which they write them anew."""
    back = {}
    if waiting is not None and waiting.returned:
        back["reply"] = "".join(piece for piece in waiting.text if isinstance(piece, str))
    one = read.endings[0] if read.endings else None
    own = read.own_endings.get(one.id) if one is not None and one.state == "returned" else None
    if one is not None and own is not None:
        back |= {"cause": own.cause, "fix": own.fix, "code": one.closure_code}
    return back


def _waiting(actor: Actor, read: Gathered, calendar: SiteCalendar, now: datetime) -> Waiting | None:
    """Return the viewer's newest own draft where it waits or came back."""
    mine = [draft for draft in read.drafts if draft.author_id == actor.person_id]
    if not mine or mine[-1].state not in ("waiting", "approved", "returned"):
        return None
    draft = mine[-1]
    returned_at = draft.decided_at if draft.state == "returned" else None
    own = read.own_drafts.get(draft.id)
    raw, spans = (own.body, loads(own.spans)) if own is not None else ("", ())
    return Waiting(
        text=own_words(draft.body_masked, raw, spans) if draft.state != "returned" or own is None else (raw,),
        since=past_words(calendar, draft.decided_at or draft.submitted_at, now),
        returned=draft.state == "returned",
        by=read.names.get(draft.decided_by_id, "") or (_teacher if draft.teacher_only else _checker)(read),
        reason=reason_words(draft.reason_code),
        words=words.segments(draft.reason_masked),
        files=views_of_draft(actor, read.row, read.files, draft.id),
        place=lines_until(read.material(actor), returned_at or now),
    )


def _with_adult(read: Gathered, calendar: SiteCalendar, now: datetime) -> str:
    one = read.escalation
    if one is None:
        return ""
    by = read.names.get(one.from_person_id, "A tech")
    taken = read.names.get(read.row.owner_id, "An adult") if read.row.owner_id else ""
    passed = f"{by} passed it on, {past_words(calendar, one.passed_at, now)}."
    return f"{passed} {taken} works on it." if taken else f"{passed} No adult has taken it yet."
