"""What was read of a ticket for one viewer, before it becomes a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.helpdesk.attachments.view_models import Files, views_by_message
from app.helpdesk.calls.view_models import OwnCall
from app.helpdesk.drafts.gates import Gate
from app.helpdesk.reveal.view_models import Standing
from app.helpdesk.tickets.timeline import Material
from app.identity.actor import Actor


@dataclass
class Gathered:
    """Everything that was read of a ticket for one viewer."""

    row: Any
    messages: Sequence[Any]
    events: Sequence[Any]
    marks: set[int]
    drafts: Sequence[Any]
    endings: Sequence[Any]
    names: Mapping[int, str]
    gates: Mapping[str, Gate]
    checkers: Sequence[Any]
    canned: Sequence[Any]
    escalation: Any
    title: str = ""
    texts: Mapping[int, str] = field(default_factory=dict)
    own_drafts: Mapping[int, Any] = field(default_factory=dict)
    own_endings: Mapping[int, Any] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)
    files: Files = field(default_factory=Files)
    claimed: int = 0
    call: OwnCall | None = None

    def material(self, actor: Actor) -> Material:
        """Return what the line of time is made of."""
        return Material(
            self.row,
            self.messages,
            self.events,
            {draft.id: draft for draft in self.drafts},
            self.texts,
            self.own_drafts,
            views_by_message(actor, self.row, self.files),
        )
