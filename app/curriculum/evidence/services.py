"""Turn accepted work into evidence: one frozen row for each confirmed objective."""

from collections.abc import Mapping
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.content.load import load_framework
from app.curriculum.evidence import assistance
from app.curriculum.evidence.snapshot import freeze, hash_of
from app.curriculum.evidence.trail import Trail
from app.curriculum.models import Evidence
from app.kernel.ids import new_id


def accept_work(
    work: Work,
    piece: Any,
    grade_id: int,
    trail: Trail,
    objectives: tuple[str, ...],
    levels: Mapping[str, int],
    shift: int = 0,
    reason: str = "",
) -> str:
    """Write the evidence of an accepted grade and return its assistance level.

    Records: evidence:accepted.
    """
    helped = assistance.assess(trail.facts)
    given = assistance.shifted(helped.level, shift)
    found = [one for one in load_framework().objectives if one.code in objectives]
    common = _frozen(work, piece, grade_id, trail, freeze(trail, helped, given, reason))
    rows = [
        {
            "id": new_id(),
            "objective": one.code,
            "score": assistance.score(dict(levels), given, one.kind),
            "assistance": given,
            **common,
        }
        for one in found
    ]
    work.insert_many(Evidence, rows)
    work.record(
        Tag.EVIDENCE_ACCEPTED,
        subjects=[piece.student_id],
        ticket_id=piece.ticket_id,
        site_id=piece.site_id,
        objectives=[one.code for one in found],
        assistance=given,
        computed=helped.level,
    )
    return given


def _frozen(work: Work, piece: Any, grade_id: int, trail: Trail, snapshot: dict[str, Any]) -> dict[str, Any]:
    """Return what every row of evidence of one piece of work shares."""
    return {
        "district_id": work.actor.district_id,
        "student_id": piece.student_id,
        "ticket_id": piece.ticket_id,
        "grade_id": grade_id,
        "framework": load_framework().code,
        "kind": piece.kind,
        "snapshot": snapshot,
        "snapshot_hash": hash_of(snapshot),
        "worked_on": trail.worked_on,
        "accepted_at": work.now,
    }
