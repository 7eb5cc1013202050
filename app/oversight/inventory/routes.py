"""The list of personal data and the annual notice: page, print, files."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.identity.rights import Can
from app.oversight.inventory import files, services
from app.oversight.inventory.gathering import everything
from app.oversight.inventory.view_models import SEEN_BY
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("inventory", __name__, template_folder="templates")


@bp.get("/office/inventory")
@requires(Can.MANAGE_MASK)
def inventory() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_inventory(work, everything())
    return page("inventory/inventory.html", "Personal data", view=view, seen_by=tuple(SEEN_BY.values()))


@bp.get("/office/inventory/file.csv")
@requires(Can.EXPORT_RECORDS)
def csv_file() -> ResponseReturnValue:
    with look(current_actor()) as work:
        text = files.csv_text(services.export_inventory(work, everything(), "csv"))
    return _file("\ufeff" + text, "text/csv", "personal-data.csv")


@bp.get("/office/inventory/file.json")
@requires(Can.EXPORT_RECORDS)
def json_file() -> ResponseReturnValue:
    with look(current_actor()) as work:
        text = files.json_text(services.export_inventory(work, everything(), "json"))
    return _file(text, "application/json", "personal-data.json")


def _file(text: str, mimetype: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename={name}", "Cache-Control": "no-store"}
    return Response(text, mimetype=mimetype, headers=headers)


@bp.get("/office/notice")
@requires(Can.MANAGE_MASK)
def notice() -> ResponseReturnValue:
    with look(current_actor()) as work:
        parts = services.read_notice(work)
    return page("inventory/notice.html", "Annual notice", parts=parts)
