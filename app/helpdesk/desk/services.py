"""Read the lists of the desk: the queue, every ticket for adults, and the numbers of the top bar."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.desk import filter_queries, queries, tech_queries
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


_SORTS = {"": "Next due first", "newest": "Newest first", "oldest": "Longest waiting first"}


@derives("counts on the top bar, of what the viewer may know of", "public", "help")
def list_queue(
    work: Work, after: str | None = None, category: str = "", site: str = "", sort: str = ""
) -> ListView:
    """Return a page of the free tickets, in due order or by age.

    Records: queue:seen, when the page shows names.
    """
    actor = _at(work.actor, site)
    choices, category_id = _categories(work, category)
    sorts = _sorts(sort)
    sites = _sites(work, site)
    aged, behind = _chosen(sorts), paging.decode_moment(after)
    among, most = (["queued"], category_id), SIZE + 1
    found = (
        queries.by_age(actor, *among, *behind, aged == "newest", most, everything=False)
        if aged
        else queries.waiting_list(actor, *among, *behind, limit=most, everything=False)
    )
    rows = work.rows(found)
    views = _page(work, rows, _mark(aged), after, sites, owned(work) if rows else 0, bool(aged))
    return ListView(views, choices, sites, (), bool(category_id or site), sorts=sorts)


def list_all(
    work: Work,
    after: str | None = None,
    status: str = "open",
    category: str = "",
    site: str = "",
    tech: str = "",
    sort: str = "",
) -> ListView:
    """Return a page of every ticket at the actor's sites, or of those of one of their techs: open ones by due time or
    by age, the others the newest first.

    Records: queue:seen.
    """
    actor = _at(work.actor, site)
    choices, category_id = _categories(work, category)
    chosen = status if status in _LISTS else "open"
    sites = _sites(work, site)
    techs, tech_id = _techs(work, tech)
    sorts = () if chosen in ("resolved", "all") else _sorts(sort)
    aged = _chosen(sorts) or ("newest" if chosen == "all" or (tech_id and chosen == "resolved") else "")
    mark = _mark(aged, by_key=chosen == "all" and not tech_id)
    found = _found(actor, chosen, tech_id, category_id, after, aged)
    page = _page(work, work.rows(found), mark, after, sites, aged=bool(aged))
    tabs = tuple(Choice(code, label, code == chosen) for code, (label, _) in _LISTS.items())
    return ListView(page, choices, sites, tabs, bool(category_id or site or tech_id), techs, sorts)


def _found(actor: Actor, chosen: str, tech_id: int, category_id: int, after: str | None, aged: str) -> Any:
    statuses = _LISTS[chosen][1]
    if not statuses and not tech_id:
        return queries.newest_list(actor, category_id, paging.decode_id(after))
    among, behind = (statuses, category_id), paging.decode_moment(after)
    if aged:
        newest = aged == "newest"
        if tech_id:
            return tech_queries.age_of_tech(actor, tech_id, *among, *behind, newest)
        return queries.by_age(actor, *among, *behind, newest)
    if tech_id:
        return tech_queries.due_of_tech(actor, tech_id, *among, *behind)
    return queries.waiting_list(actor, *among, *behind, chosen == "resolved")


def _sorts(chosen: str) -> tuple[Choice, ...]:
    known = chosen if chosen in _SORTS else ""
    return tuple(Choice(code, label, code == known) for code, label in _SORTS.items())


def _chosen(choices: Sequence[Choice]) -> str:
    return next((choice.value for choice in choices if choice.chosen), "")


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


def _mark(aged: str, by_key: bool = False) -> Callable[[Any], tuple[Any, ...]]:
    if by_key:
        return lambda row: (row.id,)
    return _age_mark if aged else _due_mark


def _due_mark(row: Any) -> tuple[str, int]:
    return (row.due_at or row.created_at).isoformat(), row.id


def _age_mark(row: Any) -> tuple[str, int]:
    return row.created_at.isoformat(), row.id


def _page(
    work: Work,
    rows: Sequence[Any],
    key: Callable[[Any], tuple[Any, ...]],
    after: str | None,
    sites: Sequence[Choice],
    claimed: int = 0,
    aged: bool = False,
) -> Page[TicketRow]:
    page = paging.cut(rows, SIZE, key, after)
    lines = views(work, page.rows, {int(c.value): c.label for c in sites}, claimed, aged)
    return Page(lines, page.older, page.newer)


def views(
    work: Work,
    rows: Iterable[Any],
    sites: Mapping[int, str] | None = None,
    claimed: int = 0,
    aged: bool = False,
) -> tuple[TicketRow, ...]:
    """Return the lines of some tickets. Shape: ``aged`` ones say when they were asked.

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
    return tuple(
        row_of(work, row, names, titles=titles, sites=sites, claimed=claimed, aged=aged) for row in rows
    )
