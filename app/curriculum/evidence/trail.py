"""Read what a piece of work left behind into one line of time: masked text, public names, codes."""

from datetime import date, datetime
from typing import Any

from app.audit.work import Work
from app.curriculum.evidence import changes, queries
from app.curriculum.evidence.assistance import HelpFacts
from app.helpdesk.sight import sight_of
from app.identity.actor import Actor
from app.kernel.frozen import dataclass
from app.privacy.policy import Show
from app.school.calendar import service as calendar

SAID = {
    "asked": "asked for help",
    "queued": "put it in the queue",
    "claimed": "claimed it",
    "assigned": "gave it to a tech",
    "handed_back": "handed it back",
    "paused": "waited for an answer",
    "resumed": "took it up again",
    "escalated": "passed it to an adult",
    "accepted": "took it on",
    "solved": "sent a worked solution back",
    "proposed": "said: my part is done",
    "returned": "sent it back with a reason",
    "resolved": "told them how it ended",
    "closed": "closed it",
    "confirmed": "said it is fixed",
    "reopened": "opened it again",
    "withheld": "moved it to adults only",
    "file_released": "let students see a file",
    "cancelled": "withdrew it",
    "restored": "still needed it",
}
_UNTOLD = {"asked", "proposed"}  # the first message and the proposed ending say it
_CHANNELS = {"web": "by web form", "counter": "at the counter", "phone": "by phone", "mail": "by mail"}
_NOTES = {
    "internal": "team note",
    "handoff": "handoff",
    "escalation": "what was tried",
    "solution": "solution",
}


@dataclass(frozen=True)
class Line:
    """One line. Shape: kind is msg, note, draft, card or event; ``parts`` are a draft's corrections."""

    at: datetime
    kind: str
    who: str
    said: str = ""
    text: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    by_requester: bool = False
    mine: bool = False


@dataclass(frozen=True)
class Trail:
    """A piece of work: the lines, the ending, and the facts that tell how much help there was."""

    number: str
    kind: str
    title: str
    category_code: str
    handle: str
    closure_code: str
    cause: str
    fix: str
    worked_on: date
    minutes: str
    opened: int
    shown: int
    steps: int
    steps_done: int
    lines: tuple[Line, ...]
    facts: HelpFacts


def read_trail(work: Work, piece: Any) -> Trail:
    """Read the trail of a student's work. Shape: ``piece`` is a row of grading's queries.piece."""
    actor, ticket_id, student = work.actor, piece.ticket_id, piece.student_id
    told = work.rows(queries.messages(actor, ticket_id))
    events = work.rows(queries.happenings(actor, ticket_id))
    drafts = work.rows(queries.drafts(actor, ticket_id))
    endings = work.rows(queries.resolutions(actor, ticket_id))
    marks = work.first(queries.steps_done(actor, ticket_id, student))
    names = _names(work, piece, told, events, drafts, endings)
    bells = calendar.calendar_of(work, piece.site_id)
    sent = {m.draft_id: m.created_at for m in told if m.draft_id}
    teller = _Teller(piece, names, sent, actor.person_id if actor.masked else 0)
    written = {draft.id for draft in drafts}
    kept = [m for m in told if m.draft_id not in written and (m.side, m.kind) != ("system", "public")]
    lines = [teller.message(m) for m in kept]
    lines += [teller.event(e) for e in events if e.kind not in _UNTOLD]
    lines += [teller.draft(d) for d in drafts if d.state in ("sent", "unread", "returned")]
    lines += [teller.ending(r) for r in endings]
    steps = len(piece.checklist or ())
    if marks is not None and marks.done:
        count = f"checked off {marks.done} of {steps} steps"
        lines.append(Line(marks.last, "event", names.get(student, "The tech"), count, mine=True))
    started = next((e.happened_at for e in events if e.kind in ("claimed", "assigned") and e.actor_id), None)
    return Trail(
        number=piece.number,
        kind=piece.kind,
        title=piece.title_masked,
        category_code=piece.category_code,
        handle=piece.handle,
        closure_code=piece.resolution_code,
        cause=piece.cause_masked,
        fix=piece.fix_masked,
        worked_on=bells.local(piece.proposed_at).date(),
        minutes=calendar_words(bells, started, piece.proposed_at),
        opened=int(work.value(queries.times_opened(actor, ticket_id, student)) or 0) if actor.staff else 0,
        shown=int(work.value(queries.times_shown(actor, ticket_id, student)) or 0),
        steps=steps,
        steps_done=marks.done if marks else 0,
        lines=tuple(sorted(lines, key=lambda line: line.at)),
        facts=help_facts(student, told, events, drafts, endings),
    )


def calendar_words(bells: Any, start: datetime | None, end: datetime) -> str:
    """Say the working time between claim and proposal, or nothing."""
    from app.school.calendar.words import span_words

    return span_words(bells, start, end) if start and start < end else ""


def help_facts(student: int, told: Any, events: Any, drafts: Any, endings: Any) -> HelpFacts:
    """Count the help that a trail shows."""
    mine = [d for d in drafts if d.author_id == student]
    checked = {d.id for d in mine}
    sent = [d for d in mine if d.state in ("sent", "unread")]
    others = [m for m in told if m.side in ("cadre", "staff") and m.author_id != student]
    own = [m for m in told if m.side in ("cadre", "staff") and m.author_id == student and m.kind == "public"]
    own = [m for m in own if m.draft_id not in checked]
    public = [m for m in others if m.kind == "public" and m.draft_id not in checked]
    owners = {e.actor_id for e in events if e.kind == "claimed"} - {student}
    returned = sum(d.state == "returned" for d in mine)
    returned += sum(r.state == "returned" and r.author_id == student for r in endings)
    return HelpFacts(
        changed=tuple(changes.changed_share(d.body_masked, d.edited_masked or d.body_masked) for d in sent),
        returned=returned,
        own_replies=len(own) + len(sent),
        others_replies=len([m for m in public if not m.canned_code]),
        others_notes=sum(m.kind == "internal" for m in others),
        solutions=sum(m.kind == "solution" for m in others),
        handed_over=bool(owners),
    )


def _names(work: Work, piece: Any, told: Any, events: Any, drafts: Any, endings: Any) -> dict[int, str]:
    people = {piece.student_id, *(m.author_id for m in told), *(e.actor_id for e in events)}
    people |= {d.author_id for d in drafts} | {d.decided_by_id for d in drafts}
    people |= {r.author_id for r in endings} | {r.decided_by_id for r in endings}
    if piece.requester_kind == "staff" and piece.kind == "live" and sees_staff(work.actor, piece):
        people.add(piece.requester_id)
    else:
        people.discard(piece.requester_id)
    wanted = sorted(person for person in people if person)
    return {
        row.person_id: row.name for row in work.rows(queries.public_names(work.actor, wanted)) if row.name
    }


def sees_staff(actor: Actor, piece: Any) -> bool:
    """Tell whether the mask policy lets the reader of finished work see a staff requester's professional name."""
    return sight_of(actor).asked_by("staff", piece.student_id) is Show.CLEAR


class _Teller:
    """Turn rows of one trail into lines. Shape: ``sent`` is when each draft went out."""

    def __init__(
        self, piece: Any, names: dict[int, str], sent: dict[int, datetime], masked_reader: int
    ) -> None:
        self.piece, self.names, self.sent, self.masked_reader = piece, names, sent, masked_reader
        asked = names.get(piece.requester_id) if piece.requester_kind == "staff" else None
        self.asked = asked if asked and piece.kind == "live" else piece.handle

    def who(self, person_id: int | None) -> str:
        if not person_id:
            return "Cadre"
        if person_id == self.piece.requester_id and self.piece.kind == "live":
            return str(self.asked)
        return self.names.get(person_id, "The team")

    def message(self, m: Any) -> Line:
        asked = m.side == "requester"
        kind = "msg" if m.kind == "public" else "note"
        who = str(self.asked) if asked else "Cadre" if m.side == "system" else self.who(m.author_id)
        said = _NOTES.get(m.kind, _CHANNELS.get(m.channel, "") if asked else "")
        mine = m.author_id == self.piece.student_id and not asked
        return Line(m.created_at, kind, who, said, m.body_masked, by_requester=asked, mine=mine)

    def event(self, e: Any) -> Line:
        asked = self.piece.kind == "live" and e.actor_id == self.piece.requester_id
        answered = asked and e.kind == "resumed"
        said = "answered" if answered else SAID.get(e.kind, e.kind.replace("_", " "))
        mine = e.actor_id == self.piece.student_id
        return Line(e.happened_at, "event", self.who(e.actor_id), said, by_requester=asked, mine=mine)

    def draft(self, d: Any) -> Line:
        mine = d.author_id == self.piece.student_id
        who, checker = self.who(d.author_id), self.who(d.decided_by_id)
        at = self.sent.get(d.id) or d.decided_at or d.submitted_at
        if d.state == "returned":
            said = "wrote a reply. " + f"{checker} sent it back: {d.reason_masked}".rstrip(": ")
            return Line(at, "draft", who, said, d.body_masked, mine=mine)
        after = d.edited_masked or d.body_masked
        share = changes.changed_share(d.body_masked, after)
        if not share:
            sent = f"{checker} sent it unchanged."
            if d.decided_by_id is None:
                sent = "It went out at once."
            elif d.decided_at > at:
                sent = f"It went out at once; {checker} read it later."
            return Line(at, "draft", who, f"wrote a reply. {sent}", d.body_masked, mine=mine)
        said = f"wrote a reply. {checker} changed {max(1, round(100 * share))}% and sent it."
        return Line(at, "draft", who, said, "", changes.parts(d.body_masked, after), mine=mine)

    def ending(self, r: Any) -> Line:
        mine = r.author_id == self.piece.student_id
        text = f"Cause: {r.cause_masked}\nFix: {r.fix_masked}"
        said = "my part is done"
        if r.state == "returned":
            said += f"; {self.who(r.decided_by_id)} sent it back"
            own = bool(self.masked_reader) and r.decided_by_id == self.masked_reader
            text += f"\nSent back: {r.reason_masked}" if r.reason_masked and not own else ""
        return Line(r.proposed_at, "card", self.who(r.author_id), said, text, mine=mine)
