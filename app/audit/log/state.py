"""How the log stands: for the doctor, /readyz, and the privacy officer's page."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.audit.log.folder import Contradicted, stored_head
from app.audit.log.models import Checkpoint, Cosignature, Lease, LogOrigin, StreamCount
from app.audit.log.notes import Head
from app.audit.log.sequencer import AHEAD, UNEXPLAINED
from app.audit.models import AuditEvent
from app.kernel.frozen import dataclass

MERGE_DELAY = timedelta(seconds=60)


@dataclass(frozen=True)
class LogState:
    """The newest log. Shape: ``late`` says that events wait longer than they may; gaps are of all logs;
    unexplained are events that are left unsealed."""

    name: str = ""
    kind: str = ""
    head: Head | None = None
    heads: int = 0
    begun_at: datetime | None = None
    follows: Head | None = None
    caught_up_at: datetime | None = None
    fault: str = ""
    late: bool = False
    gaps: int = 0
    ahead: int = 0
    unexplained: int = 0
    witnessed_size: int = 0
    witnessed_at: datetime | None = None
    witness: str = ""

    @property
    def well(self) -> bool:
        return not (self.fault or self.late or self.gaps or self.ahead or self.unexplained)


def read_state(c: sa.Connection, now: datetime) -> LogState:
    """Return how the log stands. Shape: the connection's clearance is staff or system."""
    lease = c.execute(sa.select(Lease)).first()
    fault = lease.fault if lease else ""
    left = fault.removeprefix(UNEXPLAINED) if fault.startswith(UNEXPLAINED) else ""
    origin = c.execute(sa.select(LogOrigin).order_by(LogOrigin.place.desc()).limit(1)).first()
    gaps = int(c.execute(sa.select(sa.func.count()).where(StreamCount.seen != StreamCount.top)).scalar_one())
    ahead = sa.select(sa.func.count()).where(AuditEvent.occurred_at > now + AHEAD)
    said: dict[str, Any] = {
        "gaps": gaps,
        "ahead": int(c.execute(ahead).scalar_one()),
        "fault": "" if left else fault,
        "unexplained": int(left or 0),
        "caught_up_at": lease.caught_up_at if lease else None,
        "late": lease is None or lease.caught_up_at is None or now - lease.caught_up_at > MERGE_DELAY,
    }
    if origin is None:
        return LogState(**said)
    said |= {"name": origin.name, "kind": origin.kind, "begun_at": origin.begun_at}
    try:
        said |= {"follows": stored_head(origin.follows) if origin.follows else None} | _heads(c, origin.place)
    except Contradicted as error:
        said["fault"] = str(error)
    return LogState(**said)


def _heads(c: sa.Connection, origin: int) -> dict[str, Any]:
    newest = (
        sa.select(Checkpoint).where(Checkpoint.origin == origin).order_by(Checkpoint.place.desc()).limit(1)
    )
    row = c.execute(newest).first()
    seen = sa.select(Cosignature).where(Cosignature.origin == origin)
    cosigned = c.execute(seen.order_by(Cosignature.size.desc(), Cosignature.id.desc()).limit(1)).first()
    found: dict[str, Any] = {"head": stored_head(row.note), "heads": row.place} if row else {}
    if cosigned:
        found |= {
            "witnessed_size": cosigned.size,
            "witnessed_at": cosigned.signed_at,
            "witness": cosigned.vkey.partition("+")[0],
        }
    return found


def word_of(state: LogState) -> str:
    """Return one word for a check: ok, or what is wrong."""
    if state.fault:
        return "stopped"
    if state.late:
        return "merge delay over 60 s"
    if state.gaps:
        return f"gaps in {state.gaps} process counts"
    if state.unexplained:
        return f"events unexplained: {state.unexplained}"
    return "events from the future" if state.ahead else "ok"
