"""What of the mask policy waits for this adult: on the officer's home and on the administrator's."""

from app.audit.work import Work, look
from app.identity.actor import Actor
from app.oversight.mask import policy, queries
from app.oversight.mask.services import policy_in_force, schools_of
from app.oversight.panels import DueLine
from app.school.calendar.words import stamp_words
from app.ui.panels import Panel, PanelRow

WORDS = "A looser mask policy waits for a second adult"


def due_proposals(work: Work) -> tuple[DueLine, ...]:
    """Return the proposals that this adult may decide."""
    waits = work.rows(queries.waiting(work.actor, work.now))
    if not waits:
        return ()
    schools, version = schools_of(work), policy_in_force(work).version
    return tuple(
        DueLine(
            work.day(row.expires_at),
            WORDS,
            f"Ends {stamp_words(work.zone, row.expires_at, work.now)}",
            f"/{work.actor.hat.value}/mask",
            "soon",
            "to decide",
        )
        for row in waits
        if policy.decide(work.actor, row, schools, version, work.now).yes
    )


def panel(actor: Actor) -> Panel | None:
    """Return them for the administrator's home."""
    with look(actor) as work:
        lines = due_proposals(work)
    if not lines:
        return None
    rows = tuple(PanelRow(line.meta, line.url) for line in lines)
    return Panel("mask", len(lines), f"{WORDS}.", lines[0].url, rows)
