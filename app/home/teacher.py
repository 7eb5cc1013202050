"""Make a teacher's home: who waits first, how long it all takes, who is here."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from app.audit.work import Work, look
from app.helpdesk.attachments.inbox import count_waiting, list_waiting
from app.helpdesk.care.reading import list_open
from app.helpdesk.desk import queries as lists
from app.helpdesk.desk.services import views
from app.helpdesk.drafts.inbox import count_drafts, count_unread, list_drafts
from app.helpdesk.drafts.view_models import DraftRow
from app.helpdesk.resolutions.reading import count_reviews, list_reviews
from app.helpdesk.words import OPEN, count_word
from app.home import queries
from app.home.first_steps import next_step
from app.home.view_models import FirstStep, OnShift, TeacherHome
from app.identity.actor import Actor
from app.identity.rights import Can
from app.school.calendar.hours import period_at
from app.school.calendar.service import calendar_of, period_words
from app.ui import panels
from app.ui.panels import Panel

MOST_LATE = 5
HERE = timedelta(minutes=12)
_MINUTES = {
    "calls": 1.0,
    "waiting": 1.0,
    "drafts": 0.5,
    "files": 0.5,
    "reviews": 0.5,
    "grading": 1.0,
    "practice": 1.0,
    "questions": 1.0,
    "flags": 0.5,
}
_NOUNS = {
    "calls": ("call", "calls"),
    "waiting": ("ticket to read", "tickets to read"),
    "drafts": ("draft", "drafts"),
    "files": ("file", "files"),
    "reviews": ("review", "reviews"),
    "grading": ("to grade", "to grade"),
    "practice": ("sign-off", "sign-offs"),
    "questions": ("question to answer", "questions to answer"),
    "flags": ("flag", "flags"),
}
_FIRST = ("calls", "waiting")  # somebody stands there, or nobody has read what they wrote
_SHARES = (1, 2, 3, 5, 7)
_NO_TEAM = (
    "You lead no team yet. It takes five minutes: name it and its deputy, add students, print their slips."
)


def read_teacher(actor: Actor) -> TeacherHome:
    """Return the home of a supervising teacher.

    Records: drafts:seen and queue:seen, when it shows names.
    """
    with look(actor) as work:
        care = list_open(work)
        drafts, files, reviews = list_drafts(work), list_waiting(work), list_reviews(work)
        unread = count_unread(work)
        in_all = {
            "drafts": count_drafts(work, len(drafts)),
            "files": count_waiting(work, len(files)),
            "reviews": count_reviews(work, len(reviews)),
        }
        late = _late(work)
        shift = _shift(work)
        now = work.first(queries.desk_now(work.actor, work.now))
    filled: tuple[Panel, ...] = tuple(one for one in panels.collect("teach", actor) if one.number)
    parts = [(panel.name, panel.number) for panel in filled if panel.name in _FIRST]
    parts += in_all.items()
    parts += [
        (panel.name, panel.number) for panel in filled if panel.name in _NOUNS and panel.name not in _FIRST
    ]
    parts = [part for part in parts if part[1]]
    budget, minutes = _budget(parts)
    without_team = not actor.cadre_ids and actor.can(Can.MANAGE_CADRES)
    step = None if parts or care.waiting else _step(actor)
    lede = _lede(drafts, max(len(late), now.late if now else 0), minutes)
    return TeacherHome(
        heading=care.heading if care.waiting else step.heading if step else heading(parts, without_team),
        lede=_NO_TEAM if without_team and not parts else step.lede if step else lede,
        care=care,
        budget=budget,
        budget_words=f"About {_about(minutes)}",
        drafts=drafts,
        files=files,
        unread=unread,
        behind=in_all["drafts"] + in_all["files"] - len(drafts) - len(files),
        reviews_behind=in_all["reviews"] - len(reviews),
        reviews=reviews,
        panels=filled,
        late=late,
        period=shift[0],
        shift=shift[1],
        desk=_desk(now),
        without_team=without_team,
        step=step,
    )


def _step(actor: Actor) -> FirstStep | None:
    if not actor.cadre_ids or not actor.can(Can.MANAGE_CADRES):
        return None
    with look(actor) as work:
        return next_step(work)


def heading(parts: Sequence[tuple[str, int]], without_team: bool = False) -> str:
    """Return what waits as a sentence: ``Three drafts, two reviews, four to grade.``"""
    if not parts:
        return "Start the team of this school year." if without_team else "Nothing waits for you."
    said = [f"{count_word(number)} {_NOUNS[name][number != 1]}" for name, number in parts]
    whole = ", ".join(said)
    return f"{whole[:1].upper()}{whole[1:]}."


def _budget(parts: Sequence[tuple[str, int]]) -> tuple[tuple[tuple[str, str, int], ...], float]:
    spent = [(name, number, number * _MINUTES[name]) for name, number in parts]
    total = sum(minutes for *_, minutes in spent)
    made = []
    for name, number, minutes in spent:
        wanted = 12 * minutes / total
        share = min(_SHARES, key=lambda one: abs(one - wanted))
        made.append((name.capitalize(), f"{number} · {_about(minutes)}", share))
    return tuple(made), total


def _about(minutes: float) -> str:
    whole, half = int(minutes), minutes % 1 >= 0.5
    return f"{whole or ''}{'½' if half else ''} min" if whole or half else "no time"


def _lede(drafts: Sequence[DraftRow], late: int, minutes: float) -> str:
    said = []
    if drafts:
        first = drafts[0]
        waits = f"has waited {first.wait.spent}" if first.wait.spent else "waits"
        said.append(f"{first.to} {waits} for {first.author}’s answer.")
    if late:
        number = f"{_number(late)}" if late >= queries.MOST_COUNTED else count_word(late).capitalize()
        said.append(f"{number} ticket{' is' if late == 1 else 's are'} late.")
    if minutes:
        said.append(f"Everything here takes about {_about(minutes)}.")
    return " ".join(said) or "Drafts, endings and work to grade show here as they come in."


def _late(work: Work) -> tuple[Any, ...]:
    running = [status for status in OPEN if not status.startswith(("pending", "scheduled"))]
    rows = [row for row in work.rows(lists.waiting_list(work.actor, running, limit=MOST_LATE)) if row.due_at]
    return views(work, [row for row in rows if row.due_at < work.now])


def _shift(work: Work) -> tuple[str, tuple[OnShift, ...]]:
    site_id = min(work.actor.site_ids, default=0)
    calendar = calendar_of(work, site_id)
    span = period_at(calendar, work.now)
    if span is None or not work.actor.cadre_ids:
        return "", ()
    rows = work.rows(queries.on_shift(work.actor, calendar.local(work.now).date(), span.name))
    people = [row.person_id for row in rows]
    load = (
        {row.owner_id: row for row in work.rows(queries.load_of(work.actor, people, work.now))}
        if people
        else {}
    )
    seen = set(work.execute(queries.seen(work.actor, people, work.now - HERE)).scalars()) if people else set()
    return period_words(span.name), tuple(
        OnShift(
            row.working_name or "A tech",
            _says(row, load.get(row.person_id)),
            row.person_id in seen,
            f"/teach/queue?tech={row.person_id}",
        )
        for row in rows
    )


def _says(row: Any, load: Any) -> str:
    parts = ["peer trainer" if row.peer_trainer else row.rung, row.post]
    if load is not None:
        late = f", {count_word(load.late)} late" if load.late else ""
        parts.append(f"{load.number} ticket{'' if load.number == 1 else 's'}{late}")
    return " · ".join(filter(None, parts))


def _desk(row: Any) -> tuple[tuple[str, str], ...]:
    if row is None:
        return ()
    return (
        ("Open", f"{_number(row.open)}{_of_them_late(row.late)}"),
        ("Unclaimed", f"{_number(row.unclaimed)}{_of_them_late(row.unclaimed_late)}"),
        ("With adults", _number(row.adults)),
    )


def _of_them_late(number: int) -> str:
    return f", {count_word(number)} of them late" if number else ""


def _number(number: int) -> str:
    return f"{queries.MOST_COUNTED}+" if number >= queries.MOST_COUNTED else str(number)
