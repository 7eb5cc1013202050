"""Give a district its service catalog and each school its ticket numbers, from the content that ships."""

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.catalog.content.model import Catalog
from app.helpdesk.catalog.models import Canned, Category
from app.helpdesk.tickets.models import TicketCounter
from app.identity.actor import system_actor
from app.kernel.ids import chance, new_id
from app.school.places.models import Org

FIRST_NUMBERS = 24_000


def seed_catalog(work: Work, district_id: int | None = None) -> int:
    """Add what a district lacks of categories, canned messages and number counters; return how many rows.

    Records: school:started, when there was anything to add.
    """
    district = work.actor.district_id if district_id is None else district_id
    catalog = load_catalog()
    added = _add_categories(work, district, catalog) + _add_canned(work, district, catalog)
    added += _add_counters(work, district)
    if added:
        work.record(Tag.SCHOOL_STARTED, rows=added)
    return added


def complete_catalogs() -> int:
    """Give each district that has a catalog what a newer version ships and it lacks; return how many rows.

    What a district has under a code stays as it is. Done twice, the second adds nothing.
    Records: school:started in each district that lacked something.
    """
    with look(system_actor(0)) as work:
        districts = work.execute(sa.select(Category.district_id).distinct()).scalars().all()
    added = 0
    for district in sorted(districts):
        with begin(system_actor(district)) as work:
            added += seed_catalog(work)
    return added


def _add_categories(work: Work, district: int, catalog: Catalog) -> int:
    known = set(work.execute(sa.select(Category.code).where(Category.district_id == district)).scalars())
    rows = [
        {
            "id": new_id(),
            "district_id": district,
            "code": one.code,
            "name": one.name,
            "ask": one.ask,
            "record_type": one.record_type,
            "impact": one.impact,
            "urgency": one.urgency,
            "first_step": one.first_step,
            "checklist": list(one.checklist),
            "adult_only": one.adult_only,
            "private": one.private,
            "needs": one.needs or "",
            "listed": one.listed,
            "position": place,
        }
        for place, one in enumerate(catalog.categories)
        if one.code not in known
    ]
    work.insert_many(Category, rows)
    return len(rows)


def _add_canned(work: Work, district: int, catalog: Catalog) -> int:
    known = set(work.execute(sa.select(Canned.code).where(Canned.district_id == district)).scalars())
    rows = [
        {"id": new_id(), "district_id": district, "code": one.code, "title": one.title, "text": one.text}
        for one in catalog.canned
        if one.code not in known
    ]
    work.insert_many(Canned, rows)
    return len(rows)


def _add_counters(work: Work, district: int) -> int:
    """Start each school's numbers at a place of its own, so that the first ones say nothing."""
    counted = sa.select(TicketCounter.site_id).where(TicketCounter.district_id == district)
    schools = sa.select(Org.id).where(
        Org.district_id == district, Org.kind == "school", Org.id.not_in(counted)
    )
    rows = [
        {"site_id": site, "district_id": district, "next_number": FIRST_NUMBERS + chance().randrange(5_000)}
        for site in work.execute(schools).scalars()
    ]
    work.insert_many(TicketCounter, rows)
    return len(rows)
