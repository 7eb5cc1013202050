"""Join a ticket's messages and happenings into one line of time, as its viewer may read it."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from app.helpdesk import words
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.drafts.edits import change_words, edits_between
from app.helpdesk.drafts.view_models import changes, own_words
from app.helpdesk.tickets.view_models import Segments, ThreadEntry, why_hidden
from app.helpdesk.times import line_words
from app.identity.actor import Actor
from app.kernel.frozen import dataclass
from app.privacy.text.masker import loads
from app.school.calendar.bells import BellCalendar

_CHANNELS = {"web": "by web form", "counter": "at the counter", "phone": "by phone", "mail": "by mail"}
_HAPPENED = {
    "queued": "{who} put it in the queue.",
    "claimed": "{who} claimed it.",
    "assigned": "{who} gave it to a tech.",
    "handed_back": "{who} handed it back to the queue.",
    "resumed": "{who} took it up again. The clock runs.",
    "escalated": "{who} passed it to an adult. {reason}",
    "accepted": "{who} took it on.",
    "solved": "{who} sent a worked solution back.",
    "proposed": "{who} said: my part is done.",
    "returned": "{who} sent it back with a reason.",
    "resolved": "{who} told them how it ended.",
    "closed": "{who} closed it.",
    "cancelled": "{who} withdrew it.",
    "reopened": "{who} opened it again.",
    "restored": "{who} still needs it: undone.",
    "withheld": "{who} moved it to adults only.",
    "file_released": "{who} let students see {what}.",
}
_BY_CODE = {
    ("queued", "by_rule"): "Queued by rule{kind}.",
    ("queued", "refiled"): "{who} filed it anew, back to the queue{kind}.",
    ("handed_back", "lapse"): "It went back to the queue by itself.",
    ("cancelled", "duplicate"): "{who} closed it: another ticket covers it.",
    ("closed", "confirmed"): "{asked} said that it works. Closed.",
    ("closed", "timer"): "Nobody said that it is still broken. It closed by itself.",
    **{("closed", how): f"{{who}} closed it for {{asked}}. “{said}”" for how, said in words.TOLD.items()},
    ("cancelled", "no_reply"): "{who} closed it: no answer came.",
    ("resumed", "answer"): "{asked} answered. The clock runs.",
    ("resumed", "day"): "The day came. The clock runs.",
}
_PAUSED = {
    "pending_requester": "Waiting for {asked}. {clock}",
    "pending_vendor": "Waiting for a part or vendor. {clock}",
    "scheduled": "Planned for another time. {clock}",
}
EDITED = "It went out as you edited it. Before that it said: "
_NOTES = {
    "internal": "team note, {asked} never sees this",
    "handoff": "handoff card",
    "escalation": "passed on",
    "solution": "worked solution",
}


@dataclass(frozen=True)
class Material:
    """What a thread is made of: rows read with the viewer's clearance, and the viewer's own words."""

    row: Any
    messages: Sequence[Any]
    events: Sequence[Any]
    drafts: Mapping[int, Any] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    own_drafts: Mapping[int, Any] = field(default_factory=dict)
    files: Mapping[int, Segments] = field(default_factory=dict)

    def people(self) -> set[int]:
        """Return everybody who is named on the line of time."""
        return {
            self.row.owner_id or 0,
            *(m.author_id for m in self.messages),
            *(e.actor_id for e in self.events),
            *(d.decided_by_id or 0 for d in self.drafts.values()),
        }


def entries(
    actor: Actor,
    made_of: Material,
    names: Mapping[int, str],
    asked: str,
    calendar: BellCalendar,
    now: datetime,
) -> tuple[ThreadEntry, ...]:
    """Return the line of time, the oldest first. ``asked`` is how the viewer is told of the requester."""
    lines = sorted(_lines(made_of), key=lambda line: line[:2])
    teller = _Teller(actor.person_id, actor.staff, made_of, names, asked)
    told: list[ThreadEntry] = []
    before: datetime | None = None
    for at, is_event, source in lines:
        time = line_words(calendar, at, now, before)
        told.append(teller.event(source, time) if is_event else teller.message(source, time))
        before = at
    return tuple(told)


def _lines(made_of: Material) -> list[tuple[datetime, int, Any]]:
    lines: list[tuple[datetime, int, Any]] = [(m.created_at, 0, m) for m in made_of.messages]
    return lines + [(e.happened_at, 1, e) for e in made_of.events if e.kind != "asked"]


def lines_until(made_of: Material, at: datetime) -> int:
    """Return how many lines the line of time has until a moment."""
    return sum(line[0] <= at for line in _lines(made_of))


@dataclass(frozen=True)
class _Teller:
    viewer: int
    staff: bool
    made_of: Material
    names: Mapping[int, str]
    asked: str

    def who(self, person_id: int) -> str:
        if person_id == self.viewer:
            return "You"
        if person_id == self.made_of.row.requester_id:
            return self.asked
        return self.names.get(person_id, "The team") if person_id else "Cadre"

    def message(self, m: Any, time: str) -> ThreadEntry:
        mine = m.author_id == self.viewer
        who = (
            self.asked if m.side == "requester" else "Cadre" if m.side == "system" else self.who(m.author_id)
        )
        draft = self.made_of.drafts.get(m.draft_id) if m.draft_id else None
        body, edits = self._body(m, draft, mine), self._edits(draft, mine)
        look = "msg" if m.kind == "public" else "note"
        hidden = "" if self._edited(draft) else why_hidden(body)
        return ThreadEntry(
            time,
            m.created_at.isoformat(),
            look,
            who,
            self._said(m, draft),
            body,
            edits,
            hidden,
            mine,
            self.made_of.files.get(m.id, ()),
        )

    def _body(self, m: Any, draft: Any, mine: bool) -> Segments:
        typed = self.made_of.texts.get(m.id)
        if typed is not None:
            return (typed,)
        if self._edited(draft):
            return (EDITED, *words.segments(draft.body_masked))
        own = self.made_of.own_drafts.get(m.draft_id) if draft is not None and mine else None
        if own is not None:
            return own_words(draft.edited_masked or draft.body_masked, own.body, loads(own.spans))
        return words.segments(m.body_masked)

    def _edited(self, draft: Any) -> bool:
        """Tell whether a masked viewer edited a reply: what the mask hides of their own words, they do not learn."""
        return (
            draft is not None
            and bool(draft.edited_masked)
            and not self.staff
            and draft.decided_by_id == self.viewer
        )

    def _edits(self, draft: Any, mine: bool) -> Segments:
        if draft is None or not draft.edited_masked or not mine:
            return ()
        own = self.made_of.own_drafts.get(draft.id)
        spans = loads(own.spans) if own is not None else ()
        return changes(draft.body_masked, draft.edited_masked, own.body if own is not None else "", spans)

    def _said(self, m: Any, draft: Any) -> str:
        if m.kind != "public":
            return f"· {_NOTES.get(m.kind, 'note').format(asked=self.asked)}"
        if m.side == "requester":
            return _CHANNELS.get(m.channel, "")
        said = f"to {self.asked}"
        if draft is None or draft.decided_by_id is None:
            return said
        read = "read" if draft.state == "sent" and draft.decided_at > m.created_at else "checked"
        if self._edited(draft):
            return f"{said} · edited by you"
        changed = ""
        if draft.edited_masked:
            changed = f", {change_words(edits_between(draft.body_masked, draft.edited_masked))}"
        return f"{said} · {read} by {self.who(draft.decided_by_id)}{changed}"

    def _filed(self) -> Any:
        """Return when the ticket came to the kind that it has now: what it was before, no line tells."""
        return next((e for e in reversed(self.made_of.events) if e.kind == "queued"), None)

    def event(self, e: Any, time: str) -> ThreadEntry:
        said = _BY_CODE.get((e.kind, e.code)) or _PAUSED.get(e.to_status if e.kind == "paused" else "")
        said = said or _HAPPENED.get(e.kind, f"{{who}}: {e.kind.replace('_', ' ')}.")
        reasons = {one.code: one for one in load_catalog().pending_reasons}
        stops = e.kind == "paused" and e.code in reasons and reasons[e.code].pauses
        words_of = {one.code: one.words for one in load_catalog().escalation_reasons}
        text = said.format(
            who=self.who(e.actor_id),
            asked=self.asked,
            kind=f": {self.made_of.row.category_name}" if e is self._filed() else "",
            clock="The clock paused." if stops else "The clock runs on.",
            reason=words_of.get(e.code, ""),
            what=e.code,
        )
        return ThreadEntry(time, e.happened_at.isoformat(), "event", "", "", (text.strip(),))
