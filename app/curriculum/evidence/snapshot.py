"""Freeze a piece of work: plain values, one canonical form, one hash."""

import hashlib
import json
from typing import Any

from app.curriculum.evidence.assistance import Help
from app.curriculum.evidence.trail import Line, Trail
from app.kernel.data import derives

FORMAT = 1


@derives("evidence: a frozen, masked piece of work", "never", "learn", "student", "learning")
def freeze(trail: Trail, helped: Help, given: str, reason: str) -> dict[str, Any]:
    """Return a trail as plain values: masked text, handles, public names, no keys of persons."""
    return {
        "format": FORMAT,
        "number": trail.number,
        "kind": trail.kind,
        "category": trail.category_code,
        "title": trail.title,
        "closure": trail.closure_code,
        "cause": trail.cause,
        "fix": trail.fix,
        "worked_on": trail.worked_on.isoformat(),
        "opened": trail.opened,
        "shown": trail.shown,
        "steps": [trail.steps_done, trail.steps],
        "help": {"computed": helped.level, "why": list(helped.why), "given": given, "reason": reason},
        "lines": [_line(line, trail) for line in trail.lines],
    }


def _line(line: Line, trail: Trail) -> dict[str, Any]:
    who = trail.handle if line.by_requester else line.who
    made: dict[str, Any] = {"at": line.at.isoformat(), "kind": line.kind, "who": who, "said": line.said}
    if line.text:
        made["text"] = line.text
    if line.parts:
        made["parts"] = [list(part) for part in line.parts]
    return made


def canonical(snapshot: dict[str, Any]) -> bytes:
    """Return the one form that is hashed, whatever order a database keeps the keys in."""
    return json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_of(snapshot: dict[str, Any]) -> str:
    """Return the SHA-256 of a snapshot's canonical form."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()
