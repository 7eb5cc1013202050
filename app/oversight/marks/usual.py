"""Judge how many tickets somebody opens on a day against their own days and those of their team. Pure."""

from collections.abc import Iterable, Sequence

from app.audit.tags import Tag
from app.oversight.marks.case import Case
from app.oversight.marks.facts import Happened, Usual
from app.oversight.marks.findings import UNEXPLAINED, Finding

LEAST_DAYS, LEAST_VIEWS, SIGMAS = 5, 12, 2.0


def usual_of(counts: Sequence[int]) -> Usual:
    """Return the mean and the spread of some days."""
    from statistics import fmean, pstdev

    return Usual(len(counts), fmean(counts), pstdev(counts)) if counts else Usual()


def usual_of_team(counts: Sequence[int]) -> Usual:
    """Return the median and the spread of the days of a whole team."""
    from statistics import median, pstdev

    return Usual(len(counts), float(median(counts)), pstdev(counts)) if counts else Usual()


def limit(own: Usual, team: Usual) -> float | None:
    """Return how many tickets a day are still usual; None while too little is known."""
    lines = [one.mean + SIGMAS * one.spread for one in (own, team) if one.days >= LEAST_DAYS]
    return max([*lines, LEAST_VIEWS]) if lines else None


def many_views(case: Case, event: Happened) -> Iterable[Finding]:
    """Flag the ticket with which a day becomes unlike their own days and unlike their team's."""
    most = limit(case.tech.own, case.tech.team)
    if most is None:
        return
    before = {one.ticket_id for one in case.day(event)[:-1] if one.tag == Tag.TICKET_OPENED}
    now = before | {event.ticket_id}
    if len(before) <= most < len(now):
        yield Finding(
            UNEXPLAINED, "many_views", f"{len(now)} tickets opened today, more than twice the usual spread."
        )
