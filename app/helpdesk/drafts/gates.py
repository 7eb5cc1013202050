"""Who checks what a tech does, and when: a gate of one's own, or the rung's."""

import hashlib

from app.audit.work import Work
from app.helpdesk.drafts import queries
from app.kernel.frozen import dataclass

ACTIONS = ("reply", "resolve")
MODES = ("before", "after", "sample")
BY_RUNG = {
    "observer": "practice",
    "trainee": "practice",
    "apprentice": "before",
    "independent": "after",
    "lead": "sample",
    "peer trainer": "sample",
}
ONE_IN = 5


@dataclass(frozen=True)
class Gate:
    """How one action of one tech is checked. Shape: mode is practice, before, after, sample, or none for adults."""

    mode: str

    def waits(self, ticket_id: int) -> bool:
        """Tell whether the action waits for a check on this ticket."""
        return self.mode in ("before", "practice") or (self.mode == "sample" and drawn(ticket_id))

    @property
    def read_later(self) -> bool:
        """Tell whether what went out at once is read later."""
        return self.mode == "after"


def drawn(ticket_id: int) -> bool:
    """Tell whether a ticket is one of the fifth that a sample takes; the same ticket always answers the same."""
    digest = hashlib.sha256(str(ticket_id).encode()).digest()
    return int.from_bytes(digest[:4], "big") % ONE_IN == 0


def gates_of(work: Work) -> dict[str, Gate]:
    """Return the gates of the acting member by action; an adult has none."""
    if not work.actor.masked:
        return {action: Gate("none") for action in ACTIONS}
    own = {row.action: row.mode for row in work.rows(queries.own_gates(work.actor))}
    usual = BY_RUNG.get(work.actor.rung, "before")
    practice = usual == "practice"
    return {action: Gate(usual if practice else own.get(action, usual)) for action in ACTIONS}


def gate_of(work: Work, action: str) -> Gate:
    """Return the gate of one action of the acting member."""
    return gates_of(work)[action]
