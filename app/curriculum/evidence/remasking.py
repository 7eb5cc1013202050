"""Mask what the curriculum keeps of a ticket again: comments at once, frozen evidence as a new version."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.evidence import queries
from app.curriculum.evidence.snapshot import hash_of
from app.curriculum.models import Evidence, EvidenceVersion, SignOff
from app.helpdesk.recheck.remasking import Remask
from app.kernel.ids import new_id


def remask_learning(run: Remask) -> None:
    """Mask comments of sign-offs and the snapshots of evidence again.

    Records: evidence:remasked where a snapshot changed; what was frozen before stays, and its hash.
    """
    work = run.work
    for row in work.rows(queries.comments(work.actor).where(SignOff.ticket_id == run.ticket.id)):
        run.set(queries.comment_set(work.actor, row.id), row, comment_masked=run.between(row.comment_masked))
    for row in work.rows(queries.newest_snapshots(work.actor).where(Evidence.ticket_id == run.ticket.id)):
        again = _masked(run, row.snapshot)
        if again != row.snapshot:
            _supersede(work, row, again)
            run.changed += 1


def _masked(run: Remask, snapshot: dict[str, Any]) -> dict[str, Any]:
    made = dict(snapshot)
    for name in ("title", "cause", "fix"):
        made[name] = run.between(snapshot.get(name)) if name in snapshot else None
    made["lines"] = [_line(run, line) for line in snapshot.get("lines", ())]
    return {name: value for name, value in made.items() if name in snapshot}


def _line(run: Remask, line: dict[str, Any]) -> dict[str, Any]:
    made = dict(line)
    if "text" in line:
        made["text"] = run.between(line["text"])
    if "parts" in line:
        made["parts"] = [[op, run.between(text)] for op, text in line["parts"]]
    return made


def _supersede(work: Work, row: Any, snapshot: dict[str, Any]) -> None:
    work.insert(
        EvidenceVersion,
        id=new_id(),
        district_id=work.actor.district_id,
        student_id=row.student_id,
        evidence_id=row.id,
        version=row.version + 1,
        snapshot=snapshot,
        snapshot_hash=hash_of(snapshot),
        made_at=work.now,
    )
    about = {"subjects": [row.student_id], "ticket_id": row.ticket_id}
    work.record(Tag.EVIDENCE_REMASKED, **about, version=row.version + 1)
