"""Who may grade what, and which verdict the rubric allows: pure."""

from collections.abc import Mapping
from typing import Protocol

from app.curriculum.content.shapes import Rubric
from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes

VERDICTS = {
    "accept": "Accepted",
    "practice": "Counted as practice only",
    "resubmit": "Sent back, to be handed in again",
    "reject": "Not accepted",
}
MOST_OBJECTIVES = 3


class Piece(Protocol):
    """What the rules look at: a row of ``queries.piece`` has it all."""

    kind: str
    status: str
    requester_id: int
    student_id: int
    in_cadre: bool


def grade(actor: Actor, piece: Piece) -> Verdict:
    """May this person grade this work?"""
    if not actor.can(Can.GRADE_WORK) or not actor.staff:
        return no("Only a supervising teacher grades work.")
    if piece.student_id == actor.person_id:
        return no("Nobody grades their own work.")
    if piece.requester_id == actor.person_id and piece.kind == "live":
        return no("You asked for this yourself. Your deputy grades it.")
    if not piece.in_cadre:
        return no("This student is not on your team.")
    if piece.status not in ("resolved", "closed"):
        return not_now("This work is not finished: the ticket is open again.")
    return yes("You grade this work.")


def gate_open(rubric: Rubric, levels: Mapping[str, int]) -> bool:
    """Tell whether every gate of the rubric stands open."""
    return all(levels.get(c.code, 0) >= c.minimum for c in rubric.criteria if c.gate)


def verdict(rubric: Rubric, levels: Mapping[str, int], chosen: str, objectives: int) -> Verdict:
    """May work of these levels be given this verdict?"""
    if chosen not in VERDICTS:
        return no("Choose what becomes of the work.")
    if any(levels.get(c.code) not in range(5) for c in rubric.criteria):
        return no("Every line of the rubric needs a level from 0 to 4.")
    if chosen == "accept" and not gate_open(rubric, levels):
        return no("Privacy and safety is below 3, so this cannot be accepted. Send it back or reject it.")
    if chosen == "accept" and not 0 < objectives <= MOST_OBJECTIVES:
        return no("Choose one to three objectives that it counts toward, or count it as practice only.")
    return yes(VERDICTS[chosen])
