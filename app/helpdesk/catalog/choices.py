"""Lend the categories to the pages of teams, which stand on a lower floor."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.accounts.teams.borrowed import Category
from app.audit.work import Work
from app.helpdesk.catalog.models import Category as Row


def team_categories(work: Work) -> Sequence[Category]:
    """Return what a student of the actor's district can be cleared for, in the catalog's order."""
    columns = (Row.code, Row.name, Row.adult_only, Row.needs)
    rows = work.rows(
        sa.select(*columns).where(Row.district_id == work.actor.district_id).order_by(Row.position, Row.code)
    )
    return [Category(row.code, row.name, row.adult_only, row.needs) for row in rows]
