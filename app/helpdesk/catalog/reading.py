"""Read the service catalog: what is supported, who helps, how soon."""

from typing import Any

from app.audit.work import Work
from app.helpdesk.catalog import queries
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.catalog.content.model import Scale
from app.helpdesk.catalog.view_models import CatalogRow

_KINDS = {"incident": "something is broken", "service_request": "somebody needs something"}


def list_catalog(work: Work) -> tuple[CatalogRow, ...]:
    """Return every category with its priority and its promise."""
    return tuple(_row(row) for row in work.rows(queries.categories(work.actor)))


def _row(row: Any) -> CatalogRow:
    catalog = load_catalog()
    priority = catalog.priority(row.impact, row.urgency)
    return CatalogRow(
        name=row.name,
        ask=row.ask,
        kind=_KINDS.get(row.record_type, row.record_type),
        impact=_scale(catalog.impacts, row.impact),
        urgency=_scale(catalog.urgencies, row.urgency),
        priority=priority.name,
        promise=f"answer {_hours(priority.response_minutes)}, fix {_hours(priority.resolve_minutes)}",
        who=_who(row),
        steps=tuple(row.checklist or ()),
    )


def _scale(scale: tuple[Scale, ...], code: int) -> str:
    return next(step.name for step in scale if step.code == code)


def _who(row: Any) -> str:
    if row.adult_only:
        return "adults only"
    if row.code == "other":
        return "an adult reads it first"
    return "students with a certificate" if row.needs else "cleared students"


def _hours(minutes: int) -> str:
    return f"{minutes} min" if minutes < 60 else f"{minutes / 60:g} h"
