"""What the office and an administrator see elsewhere of one person's data that goes before its time."""

from app.audit.work import Work, look
from app.identity.actor import Actor
from app.identity.rights import Can
from app.oversight.panels import RecordPanel
from app.oversight.retention import early, policy
from app.ui.panels import Panel, PanelRow

WORDS = "An erasure waits for you"


def early_panel(work: Work, person_id: int) -> RecordPanel | None:
    """Return the way to plan it, beside the record of whom an officer may plan it."""
    if not policy.plan_early(work.actor, person_id).yes:
        return None
    lines = ("When the school or a family asks, what is theirs can go before its time.",)
    return RecordPanel("Erase it", lines, f"/office/records/{person_id}/erase", "See what would go")


def second_panel(actor: Actor) -> Panel | None:
    """Return the plans that wait for this administrator as the second adult."""
    if not actor.can(Can.APPROVE_ERASURE):
        return None
    with look(actor) as work:
        runs = early.list_early(work)
    if not runs:
        return None
    rows = tuple(
        PanelRow(f"Planned by {one.asked}, {one.planned:,} rows", f"/admin/erasures/{one.id}") for one in runs
    )
    return Panel("erasures", len(runs), WORDS, rows[0].url, rows)
