"""What a viewer is given of a ticket's people and place: the mask policy, asked for one ticket."""

from typing import Any, Protocol

from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel.frozen import dataclass
from app.privacy.current import policy_for
from app.privacy.policy import RELATIONS, SHOWN, MaskPolicy, Show

KINDS = {"student": "a student", "staff": "a staff member", "caregiver": "a caregiver"}
_ROLES = frozenset(RELATIONS)


class Seen(Protocol):
    """What the policy looks at; every row of a ticket has it."""

    requester_kind: str
    owner_id: int | None


@dataclass(frozen=True)
class Sight:
    """One viewer and the policy in force."""

    actor: Actor
    policy: MaskPolicy

    def relations(self, owner_id: int | None) -> tuple[str, ...]:
        """Return how the viewer stands to a ticket of their sites."""
        actor, held = self.actor, ["site"]
        if owner_id is not None and owner_id == actor.person_id:
            held.append("owner")
        if actor.cadre_ids if actor.staff else actor.can(Can.APPROVE_DRAFTS) and owner_id in actor.group_ids:
            held.append("supervisor")
        return tuple(held)

    def ask(self, klass: str, subject: str, owner_id: int | None) -> Show:
        """Return what the policy gives; an adult without a role of the table sees as their rights say."""
        roles = self.actor.roles & _ROLES
        if not roles:
            return Show.CLEAR if self.actor.staff else Show.HIDDEN
        return self.policy.show(klass, subject, roles, self.relations(owner_id))

    def asked(self, ticket: Seen | Any) -> Show:
        """Return how the viewer is told of the requester."""
        return self.asked_by(ticket.requester_kind, getattr(ticket, "owner_id", None))

    def asked_by(self, kind: str, owner_id: int | None) -> Show:
        """Return how the viewer is told of a requester of this kind; the vault is closed to a masked viewer."""
        if kind == "staff":
            return self.ask("public", "staff", owner_id)
        show = self.ask("masked", kind if kind in KINDS else "student", owner_id)
        return Show.HANDLE if self.actor.masked and show.rank > Show.HANDLE.rank else show

    def named(self, ticket: Seen | Any) -> bool:
        """Tell whether the requester's name is read at all."""
        return self.asked(ticket) is Show.CLEAR

    def typed(self, ticket: Seen | Any) -> bool:
        """Tell whether title and text are shown as they were typed: for adults, and never with a hidden name."""
        if not self.actor.staff or not self.named(ticket):
            return False
        kind = ticket.requester_kind if ticket.requester_kind in KINDS else "student"
        return self.ask("revealable", kind, getattr(ticket, "owner_id", None)) is Show.CLEAR

    def reveals(self, ticket: Seen | Any) -> bool:
        """Tell whether anything hidden may be shown to the owner for a purpose."""
        kind = ticket.requester_kind if ticket.requester_kind in KINDS else "student"
        if self.ask("revealable", kind, ticket.owner_id).rank < Show.PARTIAL.rank:
            return False
        return any(self.takes(what, ticket) is not Show.HIDDEN for what in SHOWN)

    def takes(self, what: str, ticket: Seen | Any) -> Show:
        """Return what it takes to be shown a first name, a name or a word: clear is at once, partial an adult's yes,
        hidden never."""
        return self.ask("asked", what, ticket.owner_id)

    def place(self, ticket: Seen | Any) -> Show:
        """Return what is shown of room, period and the device in hand: clear, the period alone, or nothing."""
        return self.ask("masked", "room", ticket.owner_id)

    @property
    def finds_names(self) -> bool:
        """Tell whether a search may look at names: only where every ticket of the site shows them."""
        shows = [self.ask("masked", kind, None) for kind in ("student", "caregiver")]
        return self.actor.staff and all(show is Show.CLEAR for show in shows)


def sight_of(actor: Actor) -> Sight:
    """Return an actor's sight under the policy in force."""
    return Sight(actor, policy_for(actor))


def called(show: Show, handle: str, kind: str, name: str | None) -> str:
    """Return a requester's words for a page: name, handle with the kind of person, handle, or nobody."""
    if show is Show.CLEAR:
        return name or handle
    if show is Show.PARTIAL:
        return f"{handle} ({KINDS.get(kind, 'a person')})"
    return handle if show is Show.HANDLE else "the requester"
