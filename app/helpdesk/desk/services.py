"""Read the lists of the desk: the queue, every ticket for adults, and the numbers of the top bar."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.desk import filter_queries, queries
from app.helpdesk.desk.view_models import Choice, ListView, TicketRow, row_of
from app.helpdesk.sight import sight_of
from app.helpdesk.tickets.services import names_for, owned, titles_for
from app.helpdesk.words import OPEN
from app.identity.actor import Actor
from app.kernel import paging
from app.kernel.data import derives
from app.kernel.ids import key_in
from app.kernel.paging import Page

SIZE = 25
_LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "open": ("Open", OPEN),
    "new": ("New", ("new",)),
    "queued": ("In the queue", ("queued",)),
    "in_progress": ("In progress", ("in_progress",)),
    "waiting": ("Waiting", ("pending_requester", "pending_vendor", "scheduled")),
    "in_review": ("Being checked", ("in_review",)),
    "resolved": ("Fixed", ("resolved",)),
    "all": ("All", ()),
}


@derives("counts on the top bar, of what the viewer may know of", "public", "help")
def list_queue(work: Work, after: str | None = None, category: str = "", site: str = "") -> ListView:
    """Return a page of the free tickets.

    Records: queue:seen, when the page shows names.
    """
    actor = _at(work.actor, site)
    choices, category_id = _categories(work, category)
    behind = paging.decode_moment(after)
    free = queries.waiting_list(actor, ["queued"], category_id, *behind, limit=SIZE + 1, everything=False)
    rows = work.rows(free)
    sites = _sites(work, site)
    views = _page(work, rows, _due_mark, after, sites, owned(work) if rows else 0)
    return ListView(views, choices, sites, (), bool(category_id or site))


def list_all(
    work: Work,
    after: str | None = None,
    status: str = "open",
    category: str = "",
    site: str = "",
    tech: str = "",
) -> ListView:
    """Return a page of every ticket at the actor's sites, or of those of one of their techs: open ones by due time,
    the others the newest first.

    Records: queue:seen.
    """
    actor = _at(work.actor, site)
    choices, category_id = _categories(work, category)
    chosen = status if status in _LISTS else "open"
    statuses = _LISTS[chosen][1]
    sites = _sites(work, site)
    techs, tech_id = _techs(work, tech)
    if statuses:
        moment = paging.decode_moment(after)
        found = (
            queries.due_of_tech(actor, tech_id, statuses, category_id, *moment)
            if tech_id
            else queries.waiting_list(actor, statuses, category_id, *moment, chosen == "resolved")
        )
        page = _page(work, work.rows(found), _due_mark, after, sites)
    else:
        last = paging.decode_id(after)
        found = (
            queries.newest_of_tech(actor, tech_id, category_id, last)
            if tech_id
            else queries.newest_list(actor, category_id, last)
        )
        page = _page(work, work.rows(found), lambda row: (row.id,), after, sites)
    tabs = tuple(Choice(code, label, code == chosen) for code, (label, _) in _LISTS.items())
    return ListView(page, choices, sites, tabs, bool(category_id or site or tech_id), techs)


def _at(actor: Actor, site: str) -> Actor:
    """Narrow an actor to one of their sites."""
    from dataclasses import replace

    wanted = key_in(site)
    return replace(actor, site_ids=frozenset({wanted})) if wanted in actor.site_ids else actor


def _categories(work: Work, chosen: str) -> tuple[tuple[Choice, ...], int]:
    rows = work.rows(filter_queries.categories(work.actor))
    found = next((row.id for row in rows if row.code == chosen), 0)
    return tuple(Choice(row.code, row.name, row.code == chosen) for row in rows), found


def _techs(work: Work, chosen: str) -> tuple[tuple[Choice, ...], int]:
    rows = work.rows(filter_queries.techs(work.actor)) if work.actor.cadre_ids else ()
    found = next((row.person_id for row in rows if str(row.person_id) == chosen), 0)
    return tuple(
        Choice(str(row.person_id), row.name or "A tech", row.person_id == found) for row in rows
    ), found


def _sites(work: Work, chosen: str) -> tuple[Choice, ...]:
    if len(work.actor.site_ids) < 2:
        return ()
    rows = work.rows(filter_queries.sites(work.actor))
    return tuple(Choice(str(row.id), row.name, str(row.id) == chosen) for row in rows)


def _due_mark(row: Any) -> tuple[str, int]:
    return (row.due_at or row.created_at).isoformat(), row.id


def _page(
    work: Work, rows: Sequence[Any], key: Any, after: str | None, sites: Sequence[Choice], claimed: int = 0
) -> Page[TicketRow]:
    page = paging.cut(rows, SIZE, key, after)
    lines = views(work, page.rows, {int(c.value): c.label for c in sites}, claimed)
    return Page(lines, page.older, page.newer)


def views(
    work: Work, rows: Iterable[Any], sites: Mapping[int, str] | None = None, claimed: int = 0
) -> tuple[TicketRow, ...]:
    """Return the lines of some tickets.

    Records: queue:seen, when they show names.
    """
    rows = tuple(rows)
    sight = sight_of(work.actor)
    wanted = [row.requester_id for row in rows if sight.named(row)]
    typed = [row.id for row in rows if sight.typed(row)]
    names = names_for(work, [*wanted, *(row.owner_id for row in rows)])
    titles = titles_for(work, typed) if typed else None
    if work.actor.staff and rows:
        fields = (["name"] if wanted else []) + (["title"] if typed else [])
        work.record(Tag.QUEUE_SEEN, subjects=wanted, fields=fields)
    return tuple(row_of(work, row, names, titles=titles, sites=sites, claimed=claimed) for row in rows)
