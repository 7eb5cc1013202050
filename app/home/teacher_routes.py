"""A teacher's home."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.home.teacher import read_teacher
from app.identity.rights import Can
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("teacher", __name__, template_folder="templates")


@bp.get("/teach")
@requires(Can.APPROVE_DRAFTS)
def home() -> ResponseReturnValue:
    return page("home/teacher.html", "Now", home=read_teacher(current_actor()))
