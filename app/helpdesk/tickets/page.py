"""Read a ticket's page: one masked look with its event, then the viewer's own words, then what is shown for now."""

from collections.abc import Callable
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.attachments import reading as attachments
from app.helpdesk.calls.reading import own_call
from app.helpdesk.drafts import queries as drafts
from app.helpdesk.drafts import typing_queries
from app.helpdesk.drafts.gates import gates_of
from app.helpdesk.drafts.typing import own_of
from app.helpdesk.escalations import policy as escalations
from app.helpdesk.escalations import queries as escalation_queries
from app.helpdesk.giving import policy as giving
from app.helpdesk.resolutions import policy as endings
from app.helpdesk.resolutions import queries as resolutions
from app.helpdesk.reveal.reading import standing
from app.helpdesk.sight import sight_of
from app.helpdesk.tickets import checklist_queries, policy, queries
from app.helpdesk.tickets.gathered import Gathered
from app.helpdesk.tickets.numbering import told
from app.helpdesk.tickets.panels import ticket_view
from app.helpdesk.tickets.services import find, names_for, numbers_on, owned, titles_for
from app.helpdesk.tickets.timeline import Material
from app.helpdesk.tickets.view_models import Segments, TicketView, who_asked
from app.helpdesk.words import segments, without_stop
from app.identity.actor import Actor
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.school.calendar.service import calendar_of


def read_page(actor: Actor, number: str) -> TicketView:
    """Return a ticket's page.

    Refuses: NotFound when hidden or absent.
    Records: ticket:opened.
    """
    with look(actor) as work:
        gathered = gather(work, number)
        calendar, now = calendar_of(work, gathered.row.site_id), work.now
        numbers = numbers_on(work, gathered.row.id) if actor.masked else {}
    _read_own(actor, gathered)
    view = ticket_view(actor, gathered, calendar, now)
    return told(view, numbers) if actor.masked else view


def gather(work: Work, number: str) -> Gathered:
    """Read a ticket with everything its page shows, on the viewer's own clearance.

    Refuses: NotFound when hidden or absent.
    Records: ticket:opened.
    """
    actor = work.actor
    row = find(work, number)
    asked = row.requester_id == actor.person_id  # of one's own ticket, one reads what a requester reads
    messages = [m for m in work.rows(queries.thread(actor, row.id))[::-1] if m.kind == "public" or not asked]
    events = work.rows(queries.timeline(actor, row.id))[::-1]
    written = () if asked else work.rows(drafts.of_ticket(actor, row.id))
    endings = () if asked or row.status == "queued" else work.rows(resolutions.of_ticket(actor, row.id))
    escalation = work.first(escalation_queries.open_on(actor, row.id)) if row.tier > 1 else None
    mine = row.owner_id == actor.person_id
    material = Material(row, messages, events, {draft.id: draft for draft in written})
    people = material.people() | {ending.decided_by_id or 0 for ending in endings}
    people |= {escalation.from_person_id} if escalation is not None else set()
    people.discard(row.requester_id)
    sight = sight_of(actor)
    if sight.named(row):
        people.add(row.requester_id)
    asked_by = row.requester_id if sight.named(row) else 0
    staff, typed = actor.staff, sight.typed(row)
    fields = (["name"] if sight.named(row) else []) + (["title", "text"] if typed else []) if staff else []
    work.record(
        Tag.TICKET_OPENED, subjects=[row.requester_id], ticket_id=row.id, site_id=row.site_id, fields=fields
    )
    return Gathered(
        row=row,
        messages=messages,
        events=events,
        marks={mark.step for mark in work.rows(checklist_queries.marks(actor, row.id))},
        drafts=written,
        endings=endings,
        names=names_for(work, people),
        gates=gates_of(work) if mine or staff else {},
        checkers=work.rows(drafts.checkers(actor, asked_by)) if mine and actor.cadre_ids else (),
        canned=work.rows(drafts.canned(actor)) if mine or staff else (),
        escalation=escalation,
        title=titles_for(work, [row.id]).get(row.id, "") if typed else "",
        texts={one.id: one.body for one in work.rows(queries.full_texts(actor, row.id))} if typed else {},
        standing=standing(work, row),
        files=attachments.read_files(work, row),
        claimed=owned(work) if row.status == "queued" else 0,
        call=own_call(work, row.id) if mine and actor.masked and row.kind == "live" else None,
    )


def _read_own(actor: Actor, gathered: Gathered) -> None:
    """Read what the viewer wrote and types, on the connection that reads only that."""
    me, row = actor.person_id, gathered.row
    wrote = actor.masked and (row.entered_by_id == me or any(m.author_id == me for m in gathered.messages))
    drafted = actor.masked and any(d.author_id == me for d in gathered.drafts)
    ended = actor.masked and any(e.author_id == me for e in gathered.endings)
    types = policy.work(actor, row).yes
    added = attachments.own_ids(actor, gathered.files)
    if not (wrote or drafted or ended or types or added):
        return
    own = own_of(actor)
    with look(own) as work:
        if wrote:
            gathered.texts = {one.id: one.body for one in work.rows(queries.own_texts(own, row.id))}
        if drafted:
            gathered.own_drafts = {one.draft_id: one for one in work.rows(drafts.own_bodies(own, row.id))}
        if ended:
            rows = work.rows(resolutions.own_words(own, row.id))
            gathered.own_endings = {one.resolution_id: one for one in rows}
        attachments.read_whole(work, gathered.files, added)
        if types:
            gathered.typed = {one.editor: one.body for one in work.rows(typing_queries.typed(own, row.id))}


@dataclass(frozen=True)
class Brief:
    """What a page about one act needs to know of the ticket."""

    number: str
    home: str
    title: Segments
    who: str
    category: str
    verdict: Verdict


_ACTS: dict[str, Callable[[Actor, Any], Verdict]] = {
    "hand_back": policy.hand_back,
    "wait": policy.wait,
    "pass_on": policy.pass_on,
    "solve": escalations.solve,
    "give": giving.give,
    "confirm_for": endings.confirm_for,
}


def read_brief(actor: Actor, number: str, act: str) -> Brief:
    """Return the head of a ticket for the page of one act that the actor may do now.

    Refuses: NotFound when hidden or absent; by the policy of the act.
    Records: ticket:opened.
    """
    with look(actor) as work:
        row = find(work, number)
        verdict = _ACTS[act](actor, row)
        verdict.require()
        told = sight_of(actor).named(row)
        names = names_for(work, [row.requester_id] if told else [])
        fields = ["name"] if told and actor.staff else []
        about_it = {"ticket_id": row.id, "site_id": row.site_id, "fields": fields}
        work.record(Tag.TICKET_OPENED, subjects=[row.requester_id], **about_it)
    home = f"/{actor.hat.value}/tickets/{row.number}"
    title = without_stop(segments(row.title_masked))
    return Brief(row.number, home, title, who_asked(actor, row, names), row.category_name, verdict)
