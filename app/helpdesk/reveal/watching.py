"""What a teacher's pages watch: who calls, who waits for a yes, what is being shown, without any name but a tech's."""

from app.audit.work import Work, look
from app.helpdesk.calls.reading import list_calls
from app.helpdesk.reveal import approving, queries
from app.helpdesk.reveal.ended import on_screen
from app.helpdesk.reveal.services import MINUTES
from app.helpdesk.reveal.view_models import what_words
from app.helpdesk.tickets.services import names_for
from app.helpdesk.words import count_word
from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel.frozen import dataclass
from app.ui.panels import Panel, PanelRow

PAGE = "/teach/shown"


@dataclass(frozen=True)
class Now:
    """The number beside the entry, and what is newest, in words."""

    count: int
    words: str


def heading(calls: int, waiting: int) -> str:
    """Return what a teacher does now as a sentence."""
    said = [f"{count_word(calls)} {'tech calls' if calls == 1 else 'techs call'} you"] if calls else []
    said += (
        [f"{count_word(waiting)} {'word waits' if waiting == 1 else 'words wait'} for your yes"]
        if waiting
        else []
    )
    whole = ", ".join(said)
    return f"{whole[:1].upper()}{whole[1:]}." if whole else "Nobody waits for you here."


def read_now(actor: Actor) -> Now:
    """Return what a watching page shows."""
    with look(actor) as work:
        calls = list_calls(work)
        waiting, running = approving.counts(work)
        words = calls.rows[0].words if calls.rows else ""
        words = words or (f"{heading(0, waiting)}" if waiting else _newest(work) if running else "")
    return Now(calls.number + waiting + running, words)


def _newest(work: Work) -> str:
    rows = on_screen(work, work.rows(_running(work)))
    if not rows:
        return ""
    names = names_for(work, [rows[0].asker_id])
    who = names.get(rows[0].asker_id, "A tech")
    return f"{who} is shown {what_words(rows[0].what, rows[0].placeholder)} on {rows[0].number}."


def _running(work: Work) -> object:
    return queries.asked(work.actor, work.now - MINUTES)


def calls_panel(actor: Actor) -> Panel | None:
    """Return who calls, for a teacher's home."""
    if not actor.can(Can.APPROVE_WORDS):
        return None
    with look(actor) as work:
        calls = list_calls(work)
    rows = tuple(
        PanelRow(one.words, PAGE, f"{one.number} since {one.time}".strip(), "late") for one in calls.rows
    )
    return Panel("calls", calls.number, heading(calls.number, 0).rstrip("."), PAGE, rows)


def words_panel(actor: Actor) -> Panel | None:
    """Return what waits for a yes and what is being shown, for a teacher's home."""
    if not actor.can(Can.APPROVE_WORDS):
        return None
    with look(actor) as work:
        waiting, running = approving.counts(work)
        listed = work.rows(_running(work)) if waiting or running else ()
        waits = [row for row in listed if row.state == "waiting" and row.expires_at > work.now]
        open_ones = sorted((*waits, *on_screen(work, listed)), key=lambda row: row.granted_at, reverse=True)
        names = names_for(work, [row.asker_id for row in open_ones])
    rows = tuple(
        PanelRow(
            f"{names.get(row.asker_id, 'A tech')} "
            f"{'asks to see' if row.state == 'waiting' else 'is shown'} {what_words(row.what, row.placeholder)}.",
            PAGE,
            row.number,
        )
        for row in open_ones
    )
    return Panel("words", waiting or running, "Hidden words, asked for and shown now", PAGE, rows)
