"""What of the review stands on homes: the newest flags, from marks that are kept, and whom to name as a reviewer."""

from datetime import timedelta

from app.audit.work import Work, look
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.oversight.marks.findings import Mark
from app.oversight.panels import DueLine
from app.oversight.review import flag_queries, queries
from app.oversight.review.readers import missing
from app.oversight.review.scope import people_of
from app.oversight.trail import queries as trail_queries
from app.oversight.trail.services import told
from app.ui.panels import Panel, PanelRow

PANEL_LINES = 5
REACH = timedelta(weeks=12)
ASK = "Ask an administrator to name one, under People."


def flags_panel(actor: Actor) -> Panel | None:
    """Lend the newest flags to a teacher's home.

    Records: events:seen, when there are any.
    """
    if actor.hat is not Hat.TEACH or not actor.can(Can.REVIEW_TRAIL):
        return None
    with look(actor) as work:
        people = people_of(work)
        rows = work.rows(flag_queries.open_flags(actor, sorted(people), work.now - REACH, PANEL_LINES))
        ids = [row.event_id for row in rows]
        full = {row.event_id: row for row in work.rows(queries.some_lines(actor, ids))} if ids else {}
        marks = {id_: Mark(row.state, tuple(row.codes), tuple(row.words)) for id_, row in full.items()}
        lines = (
            told(work, work.rows(trail_queries.by_ids(actor, ids)), people, marks, kind="flags")
            if ids
            else ()
        )
    count = rows[0].all if rows else 0
    said = "One look to ask about" if count == 1 else f"{count or 'No'} looks to ask about"
    shown = tuple(
        PanelRow(one.short, f"/teach/review/look/{one.id}", one.when_and_why, one.state) for one in lines
    )
    return Panel("flags", count, said, "/teach/review", shown)


def due_readers(work: Work) -> tuple[DueLine, ...]:
    """Return whom to name, for the officer's home."""
    url = f"/{work.actor.hat.value}/review/second"
    return tuple(
        DueLine(None, f"Have {one.name} named", f"{one.why} {ASK}", url, "soon") for one in missing(work)
    )


def readers_panel(actor: Actor) -> Panel | None:
    """Return the same for the administrator's home, with the way to name them."""
    with look(actor) as work:
        found = missing(work)
    if not found:
        return None
    rows = tuple(PanelRow(f"Name {one.name}. {one.why}", "/admin/people") for one in found)
    return Panel("readers", len(rows), "Somebody must be named to review", "/admin/people", rows)
