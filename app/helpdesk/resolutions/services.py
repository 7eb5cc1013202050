"""Propose how a ticket ended, accept or return it, and tell the requester in the student's own words."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.care.watching import watch
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.drafts.gates import gate_of
from app.helpdesk.drafts.guard import refuse_contacts, refuse_identity, refuse_together
from app.helpdesk.drafts.queries import waiting_on
from app.helpdesk.escalations.services import end_open
from app.helpdesk.recheck.words import mask_on
from app.helpdesk.resolutions import policy, queries
from app.helpdesk.tickets import clocks
from app.helpdesk.tickets.checklist_queries import marks
from app.helpdesk.tickets.messages import checked, write_message
from app.helpdesk.tickets.models import Resolution, ResolutionPrivate
from app.helpdesk.tickets.services import about, find_to_change, move, names_for, refuse_family
from app.kernel.errors import Conflict, Invalid
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.privacy.text.mentions import hidden_in

AGAIN = "If it comes back, you can open this ticket again until {day}, also after you said it works."


@dataclass(frozen=True)
class Ending:
    """What caused it, what fixed it, how it ended, and why steps were left open."""

    cause: str
    fix: str
    code: str
    open_steps: str = ""


def propose(work: Work, number: str, ending: Ending) -> str:
    """Say how a ticket ended; return ``in_review`` when an adult reads it first, else ``resolved``.

    Refuses: NotFound; by policy.propose; Invalid for an empty line, an unknown code or a contact in the words.
    Records: ticket:proposed, or ticket:resolved.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_PROPOSED, **about(ticket))
    done = len(work.rows(marks(work.actor, ticket.id)))
    waits = frozenset(row.author_id for row in work.rows(waiting_on(work.actor, ticket.id)))
    left = max(len(ticket.checklist or ()) - done, 0)
    policy.propose(work.actor, ticket, left, waits).require()
    ending = _checked(work, ending, bool(left) and work.actor.masked)
    if work.actor.masked:
        refuse_together(work, ticket.id, f"{ending.cause} {ending.fix}", "cause")
    gate = gate_of(work, "resolve")
    held = ticket.kind == "practice" or gate.waits(ticket.id)
    if left and ending.open_steps.strip() and work.actor.masked:
        write_message(work, ticket, "internal", "cadre", f"Steps left open: {ending.open_steps}")
        ticket = find_to_change(work, number)
    last = _keep(work, ticket, ending, gate.mode, "proposed" if held or gate.read_later else "accepted")
    if held:
        move(work, ticket, "propose", ending.code, placeholders=max(last, ticket.placeholders))
        work.record(Tag.TICKET_PROPOSED, **about(ticket), code=ending.code, gate=gate.mode)
        return "in_review"
    resolve(work, ticket, "finish", ending, work.actor.person_id)
    return "resolved"


def _checked(work: Work, ending: Ending, left: bool) -> Ending:
    """Return an ending fit to be stored, when nothing is wrong with it.

    Refuses: Invalid with everything that is wrong.
    """
    wrong = [*_wrong_words(work, "cause", ending.cause, "What caused it")]
    wrong += _wrong_words(work, "fix", ending.fix, "What fixed it")
    if not wrong:  # the requester reads them as one
        wrong += _wrong_words(work, "fix", f"{ending.cause} {ending.fix}", "What fixed it")
    if ending.code not in {one.code for one in load_catalog().closure_codes}:
        wrong.append(Invalid("Choose how it ended.", "The requester reads it in plain words.", field="code"))
    if left and not ending.open_steps.strip():
        said = "Do them, or say why they do not fit here."
        wrong.append(Invalid("Some steps are open.", said, field="open_steps"))
    if wrong:
        wrong[0].also = tuple(wrong[1:])
        raise wrong[0]
    return Ending(checked(ending.cause), checked(ending.fix), ending.code, ending.open_steps)


def _wrong_words(work: Work, field: str, words: str, label: str) -> list[Invalid]:
    if not words.strip():
        return [Invalid(f"“{label}” is empty.", "One sentence is enough.", field=field)]
    try:
        checked(words, field=field)
        refuse_contacts(work, words, field)
        refuse_identity(work, words, field)
    except Invalid as error:
        return [error]
    return []


def _keep(work: Work, ticket: Any, ending: Ending, gate: str, state: str) -> int:
    cause = mask_on(work, ticket, ending.cause)
    fix = mask_on(work, ticket, ending.fix, cause.next_number)
    resolution_id = new_id()
    work.insert(
        Resolution,
        id=resolution_id,
        district_id=ticket.district_id,
        ticket_id=ticket.id,
        author_id=work.actor.person_id,
        cause_masked=cause.text,
        fix_masked=fix.text,
        closure_code=ending.code,
        gate=gate,
        state=state,
        proposed_at=work.now,
        decided_at=work.now if state == "accepted" else None,
    )
    ids = {"resolution_id": resolution_id, "district_id": ticket.district_id}
    work.insert(ResolutionPrivate, **ids, cause=ending.cause, fix=ending.fix)
    hidden = [*hidden_in(ending.cause, cause.spans), *hidden_in(ending.fix, fix.spans)]
    watch(work, ticket.id, f"{ending.cause}\n{ending.fix}", hidden)
    return fix.next_number - 1


def resolve(work: Work, ticket: Any, name: str, ending: Ending, author_id: int) -> None:
    """Make a ticket resolved by a move of the table, and tell the requester in the author's words.

    Refuses: by moves.may.
    Records: ticket:resolved.
    """
    text = _told(work, ticket, ending)
    write_message(work, ticket, "public", "system", text, author_id=author_id)
    values = {
        "closure_code": ending.code,
        "resolved_at": work.now,
        "first_resolved_at": ticket.first_resolved_at or work.now,
        **clocks.running(work, ticket),
        **clocks.answered(work, ticket),
    }
    passed_on = work.actor.staff and ticket.tier > 1
    if passed_on:
        values["tier"] = 1  # opened again, it is anybody's who may work on it
    move(work, ticket, name, ending.code, **values)
    if passed_on:
        end_open(work, ticket)
    work.record(Tag.TICKET_RESOLVED, **about(ticket), code=ending.code)


def _told(work: Work, ticket: Any, ending: Ending) -> str:
    day = work.day(clocks.reopen_until(work, ticket.site_id, work.now))
    again = AGAIN.format(day=f"{day:%A, %B} {day.day}")
    code = next(one for one in load_catalog().closure_codes if one.code == ending.code)
    if not code.solved:
        return f"{code.said}\n{ending.fix}\n{again}"
    return f"{code.said}\nWhat caused it: {ending.cause}\nWhat fixed it: {ending.fix}\n{again}"


def _proposed(work: Work, ticket: Any, seen: int) -> Any:
    row = work.first(queries.proposed_on(work.actor, ticket.id))
    if row is None or (seen and row.id != seen):
        raise _dealt_with(work, ticket, seen)
    return row


def _dealt_with(work: Work, ticket: Any, seen: int) -> Conflict:
    """Return what became of an ending that somebody still had on the screen."""
    rows = work.rows(queries.of_ticket(work.actor, ticket.id))
    row = next((one for one in rows if one.id == seen or not seen), None)
    if row is None:
        return Conflict("No ending of this ticket waits for you.", "Go on with the next one.")
    if row.state == "proposed" and ticket.status == "cancelled":
        return Conflict("The ticket was taken back meanwhile.", "Go on with the next one.")
    if row.state == "proposed":
        anew = rows[0].id != row.id
        said = "The tech has written this ending anew" if anew else "The ticket was opened again"
        return Conflict(f"{said} meanwhile, so this one no longer counts.", "Read the next ending instead.")
    mine = row.decided_by_id == work.actor.person_id
    who = "You" if mine else names_for(work, [row.decided_by_id]).get(row.decided_by_id, "Somebody else")
    return Conflict(f"{who} {row.state} this ending meanwhile.", "Go on with the next one.")


def _decide(work: Work, ticket: Any, row: Any, state: str, **values: Any) -> None:
    made = {"state": state, "decided_at": work.now, "decided_by_id": work.actor.person_id, **values}
    if work.change(queries.decided(work.actor, row.id).values(**made)) != 1:
        raise _dealt_with(work, ticket, row.id)


def accept(work: Work, number: str, seen: int = 0) -> str:
    """Accept an ending: the requester is told, unless they were before; return the ticket's number.

    Refuses: NotFound; by policy.review; Conflict when it was dealt with.
    Records: ticket:resolved.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_RESOLVED, **about(ticket))
    row = _proposed(work, ticket, seen)
    if ticket.status == "in_review":
        policy.review(work.actor, ticket).require()
        _decide(work, ticket, row, "accepted")
        resolve(work, ticket, "accept", Ending(row.cause, row.fix, row.closure_code), row.author_id)
    else:
        policy.read_later(work.actor, ticket).require()
        _decide(work, ticket, row, "accepted")
        work.record(Tag.TICKET_RESOLVED, **_about(ticket, row), read="later")
    return str(ticket.number)


def _about(ticket: Any, row: Any) -> dict[str, Any]:
    return about(ticket) | {"subjects": [ticket.requester_id, row.author_id]}


def return_ending(work: Work, number: str, reason: str, seen: int = 0) -> str:
    """Return an ending to its author with a reason, and the ticket with it; return the ticket's number.

    Refuses: NotFound; by policy.review; Invalid without a reason; Conflict when it was dealt with.
    Records: ticket:returned.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.TICKET_RETURNED, **about(ticket))
    if not reason.strip():
        raise Invalid("Say what is missing.", "The tech goes on from your words.", field="reason")
    row = _proposed(work, ticket, seen)
    policy.review(work.actor, ticket).require()
    masked = mask_on(work, ticket, checked(reason, "reason"), 1)
    _decide(work, ticket, row, "returned", reason_masked=masked.text)
    watch(work, ticket.id, reason, hidden_in(checked(reason), masked.spans))
    if ticket.status == "in_review":
        move(work, ticket, "return")
    else:
        move(work, ticket, "recall", **clocks.broken_again(work, ticket))
    work.record(Tag.TICKET_RETURNED, **_about(ticket, row))
    return str(ticket.number)


def confirm_for(work: Work, number: str, how: str) -> str:
    """Close a fixed ticket for the one who asked, who said elsewhere that it works; until its last day they can open
    it again. Return its number.

    Refuses: NotFound; by policy.confirm_for; Forbidden for one's own family's.
    Records: ticket:closed.
    """
    ticket = find_to_change(work, number)
    told = about(ticket) | {"by": "adult", "how": how, "behalf_of": ticket.requester_id}
    work.intend(Tag.TICKET_CLOSED, **told)
    policy.confirm_for(work.actor, ticket).require()
    refuse_family(work, ticket)
    move(work, ticket, "confirm", how, closed_at=work.now)
    work.record(Tag.TICKET_CLOSED, **told)
    return str(ticket.number)
