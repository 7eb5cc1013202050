"""An administrator's home."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.home.admin import read_admin
from app.identity.rights import Can
from app.ui.access import current_actor, requires
from app.ui.pages import page
from app.ui.panels import collect

bp = Blueprint("admin", __name__, template_folder="templates")


@bp.get("/admin")
@requires(Can.MANAGE_PLACES)
def home() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = read_admin(work)
    panels = collect("admin.home", current_actor())
    return page("home/admin.html", "Now", home=view, panels=panels)
