"""Turn stories into the rows that the services would have written."""

import random
import secrets
import time
from datetime import datetime, timedelta
from typing import Any

from app import models as m
from app.audit.tags import Tag
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.intake.asked import title_of
from app.kernel.ids import _LOW_BITS, new_id
from app.privacy.text.masker import dumps
from app.school.calendar.hours import add_minutes
from app.school.calendar.service import SiteCalendar
from bench.cast import School
from bench.sink import Sink
from bench.story import Reply, Story

_FIRST_MS = 1_262_304_000_000  # 2010: nothing is filled before
_ANSWERED = ("resolved", "closed")
_PAUSED = {"pending_requester": "answer", "scheduled": "room_free"}
_HANDLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_DESK, _MY = ("desk:student_tech", "masked", "school_official"), ("my:requester", "own", "own_record")
_ADULT = ("desk:technician", "staff", "school_official")
# What the services write beside a move: the code on the line of the timeline, and the event's codes.
_MOVES: dict[str, tuple[str, dict[str, Any]]] = {
    "claimed": ("", {}),
    "handed_back": ("", {"why": ""}),
    "proposed": ("fixed", {"code": "fixed", "gate": "before"}),
    "resolved": ("fixed", {"code": "fixed"}),
    "closed": ("confirmed", {"by": "requester"}),
    "cancelled": ("withdrawn", {"why": "withdrawn"}),
}


class Desk:
    """Writes stories into a sink."""

    def __init__(self, sink: Sink, school: School, calendar: SiteCalendar, sqlite: bool) -> None:
        self._sink, self._school, self._calendar, self._sqlite = sink, school, calendar, sqlite
        self._here = {"district_id": school.district_id}
        self._rng = random.Random(9)
        self._serial = 0
        self._priority = {p.code: p for p in load_catalog().priorities}
        self._session, self._boot = new_id(), secrets.token_hex(8)
        self._events = 0
        self._per_ms = (new_id() >> _LOW_BITS) / (time.time() * 1000 - _FIRST_MS)

    def _key(self, at: datetime) -> int:
        """Return a key that grows with the moment, is like no other, and smaller than those made from now on."""
        self._serial += 1
        milliseconds = int((at.timestamp() * 1000 - _FIRST_MS) * self._per_ms)
        return (milliseconds << _LOW_BITS) | (self._serial & ((1 << _LOW_BITS) - 1))

    def write(self, story: Story) -> int:
        """Keep a story's rows for writing and return the ticket's key."""
        category = self._school.categories[story.code]
        ticket_id = self._key(story.at)
        self._sink.put(m.tickets.Ticket, **self._ticket(story, category, ticket_id))
        self._sink.put(
            m.tickets.TicketPrivate, ticket_id=ticket_id, **self._here, title=self._title(story, story.raw)
        )
        asked = Reply("requester", story.requester_id, story.at, story.raw, story.masked)
        self._message(story, ticket_id, asked, self._title(story, story.masked.text))
        self._begun(story, ticket_id)
        self._worked(story, ticket_id)
        return ticket_id

    def _title(self, story: Story, text: str) -> str:
        return story.title or title_of(text)

    def _ticket(self, story: Story, category: dict[str, Any], ticket_id: int) -> dict[str, Any]:
        school, rng = self._school, self._rng
        priority = load_catalog().matrix[category["impact"], category["urgency"]]
        device = rng.choice(school.devices) if rng.random() < 0.5 else None
        local = self._calendar.local(story.at)
        minute = local.hour * 60 + local.minute
        period = next((key for key, first, last in school.periods if first <= minute < last), None)
        return {
            "id": ticket_id, **self._here, "site_id": school.site_id,
            "number": f"{school.code}-{story.number}", "once_key": secrets.token_urlsafe(18), "kind": "live",
            "record_type": category["record_type"], "status": story.status, "category_id": category["id"],
            "impact": category["impact"], "urgency": category["urgency"], "priority": priority, "tier": 1,
            "channel": "web", "sensitive": False, "handle": "R-" + "".join(rng.choices(_HANDLE, k=3)),
            "title_masked": self._title(story, story.masked.text), "requester_id": story.requester_id,
            "requester_kind": story.requester_kind, "entered_by_id": story.requester_id,
            "owner_id": story.owner_id, "room_id": rng.choice(school.rooms), "period_id": period,
            "device_id": device, "device_theirs": None if device is None else rng.random() < 0.5,
            "network": "", "began": "", "placeholders": story.masked.next_number - 1, "created_at": story.at,
            "first_triaged_at": None if story.status == "new" else story.at, **self._times(story, priority),
        }  # fmt: skip

    def _times(self, story: Story, priority: int) -> dict[str, Any]:
        ended = self._ended(story)
        spoke = [r.at for r in story.replies if r.side != "requester"]
        if not spoke and story.status in _ANSWERED:
            spoke = [ended]  # the ending is told
        asked = [r.at for r in story.replies if r.side == "requester"]
        promise = self._priority[priority]
        minutes = promise.resolve_minutes if spoke else promise.response_minutes
        return {
            "due_at": add_minutes(self._calendar, story.at, minutes) or story.at + timedelta(days=7),
            "first_assigned_at": story.at + timedelta(minutes=25) if spoke or story.owner_id else None,
            "first_public_response_at": spoke[0] if spoke else None,
            "last_agent_message_at": spoke[-1] if spoke else None,
            "last_requester_message_at": asked[-1] if asked else story.at,
            "paused_at": ended if story.status in _PAUSED else None,
            "pending_reason": _PAUSED.get(story.status, ""),
            "resume_on": (ended + timedelta(days=3)).date() if story.status in _PAUSED else None,
            "first_resolved_at": ended if story.status in _ANSWERED else None,
            "resolved_at": ended if story.status in _ANSWERED else None,
            "closed_at": ended if story.status in ("closed", "cancelled") else None,
            "closure_code": {"resolved": "fixed", "closed": "fixed", "cancelled": "withdrawn"}.get(
                story.status, ""
            ),
            "handoff_count": int(story.status == "queued" and bool(spoke)),
            "version": 1 + len(self._path(story)),
        }

    def _ended(self, story: Story) -> datetime:
        return (story.replies[-1].at if story.replies else story.at) + timedelta(minutes=30)

    def _message(self, story: Story, ticket_id: int, reply: Reply, title: str = "") -> None:
        key = self._key(reply.at)
        self._sink.put(
            m.tickets.Message, id=key, **self._here, ticket_id=ticket_id, kind="public", side=reply.side,
            author_id=reply.author_id, channel="web", body_masked=reply.masked.text, created_at=reply.at,
            once_key=None if title else secrets.token_urlsafe(18),
        )  # fmt: skip
        spans = dumps(reply.masked.spans)
        self._sink.put(m.tickets.MessagePrivate, message_id=key, **self._here, body=reply.raw, spans=spans)
        if self._sqlite:
            body = f"{title}\n{reply.masked.text}" if title else reply.masked.text
            self._sink.put(m.tickets.MessageSearch, rowid=key, body=body)

    def _begun(self, story: Story, ticket_id: int) -> None:
        self._moved(story, ticket_id, story.at, "asked", story.requester_id, "", "new", "web")
        self._event(story, ticket_id, story.at, Tag.TICKET_ASKED, story.requester_id, _MY, channel="web",
                    category=story.code, sensitive=False)  # fmt: skip
        if story.status != "new":
            self._moved(story, ticket_id, story.at, "queued", 0, "new", "queued", "by_rule")
            self._event(story, ticket_id, story.at, Tag.TICKET_QUEUED, story.requester_id, _MY, by="rule")
        for after in (5, 15):
            at = story.at + timedelta(minutes=after)
            self._event(story, ticket_id, at, Tag.TICKET_OPENED, self._rng.choice(story.team), _DESK)

    def _path(self, story: Story) -> list[tuple[str, str, str, Tag]]:
        """Return the moves after the queue: line of the timeline, from, to, event."""
        spoke = any(r.side != "requester" for r in story.replies)
        claimed = [("claimed", "queued", "in_progress", Tag.TICKET_CLAIMED)]
        if story.status == "queued":
            return (
                [*claimed, ("handed_back", "in_progress", "queued", Tag.TICKET_HANDED_BACK)] if spoke else []
            )
        more = {
            "pending_requester": [("paused", "in_progress", "pending_requester", Tag.TICKET_PAUSED)],
            "scheduled": [("paused", "in_progress", "scheduled", Tag.TICKET_PAUSED)],
            "in_review": [("proposed", "in_progress", "in_review", Tag.TICKET_PROPOSED)],
            "resolved": [("resolved", "in_progress", "resolved", Tag.TICKET_RESOLVED)],
            "closed": [
                ("resolved", "in_progress", "resolved", Tag.TICKET_RESOLVED),
                ("closed", "resolved", "closed", Tag.TICKET_CLOSED),
            ],
        }
        if story.status == "cancelled":
            return [("cancelled", "queued", "cancelled", Tag.TICKET_CANCELLED)]
        return [*claimed, *more.get(story.status, [])] if story.status != "new" else []

    def _worked(self, story: Story, ticket_id: int) -> None:
        tech = story.owner_id or next((r.author_id for r in story.replies if r.side != "requester"), 0)
        for reply in story.replies:
            self._message(story, ticket_id, reply)
            beside: dict[str, Any] = {"fields": ["text"]} if reply.side == "requester" else {"canned": ""}
            self._event(
                story,
                ticket_id,
                reply.at,
                Tag.MESSAGE_SENT,
                reply.author_id,
                self._role(story, reply.author_id),
                **beside,
            )
        at = story.at + timedelta(minutes=25)
        for kind, before, after, tag in self._path(story):
            actor = story.requester_id if kind in ("cancelled", "closed") else tech
            code, codes = _MOVES[kind] if kind != "paused" else self._paused(story)
            self._moved(story, ticket_id, at, kind, actor, before, after, code)
            self._event(story, ticket_id, at, tag, actor, self._role(story, actor), **codes)
            at = self._ended(story)

    def _paused(self, story: Story) -> tuple[str, dict[str, Any]]:
        reason, until = _PAUSED[story.status], (self._ended(story) + timedelta(days=3)).date()
        return reason, {"why": reason, "until": until.isoformat()}

    def _role(self, story: Story, actor: int) -> tuple[str, str, str]:
        if actor == story.requester_id:
            return _MY
        return _ADULT if actor == self._school.adults["technician"] else _DESK

    def _moved(
        self,
        story: Story,
        ticket_id: int,
        at: datetime,
        kind: str,
        actor: int,
        before: str,
        after: str,
        code: str = "",
    ) -> None:
        self._sink.put(
            m.tickets.Activity, id=self._key(at), **self._here, ticket_id=ticket_id, happened_at=at,
            kind=kind, actor_id=actor, from_status=before, to_status=after, code=code,
        )  # fmt: skip

    def _event(
        self,
        story: Story,
        ticket_id: int,
        at: datetime,
        tag: Tag,
        actor: int,
        role: tuple[str, str, str],
        **codes: Any,
    ) -> None:
        self._events += 1
        fields = codes.pop("fields", [])
        self._sink.put(
            m.audit.AuditEvent, id=f"{self._rng.getrandbits(128):032x}", occurred_at=at, **self._here,
            site_id=self._school.site_id, tag=tag.value, actor_id=actor, actor_role=role[0],
            clearance=role[1], session_id=self._session, ticket_id=ticket_id,
            subjects=[story.requester_id], fields=fields, purpose="", basis=role[2], outcome="done", codes=codes,
            boot_id=self._boot, mono_seq=self._events,
        )  # fmt: skip
