"""The service catalog, for reading."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.helpdesk.catalog import reading
from app.identity.rights import Can
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("catalog", __name__, template_folder="templates")


@bp.get("/teach/catalog")
@requires(Can.TRIAGE_TICKETS)
def catalog() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = reading.list_catalog(work)
    return page("catalog/catalog.html", "Catalog", rows=rows)
