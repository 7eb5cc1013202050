"""The trail's pages; mounted under /teach/trail for a team and under /office/trail for the district."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.identity.rights import Can
from app.oversight.panels import due_lines
from app.oversight.phrases import GROUPS
from app.oversight.trail import files, office, services
from app.oversight.trail.wanted import OUTCOMES
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("trail", __name__, template_folder="../templates")
office_bp = Blueprint("office", __name__, template_folder="../templates")


@bp.get("")
@requires(Can.REVIEW_TRAIL)
def trail() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_trail(work, request.args)
    return page("oversight/trail.html", "Trail", trail=view, kinds=GROUPS, outcomes=OUTCOMES)


@bp.get("/file.csv")
@requires(Can.EXPORT_RECORDS)
def file() -> ResponseReturnValue:
    with look(current_actor()) as work:
        text = files.export_trail(work, request.args)
    headers = {"Content-Disposition": "attachment; filename=trail.csv", "Cache-Control": "no-store"}
    return Response("\ufeff" + text, mimetype="text/csv", headers=headers)


@bp.get("/tech/<int:person>")
@requires(Can.REVIEW_TRAIL)
def tech(person: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_tech(work, person, request.args.get("after"))
    return page("oversight/tech.html", "Trail of a tech", trail=view)


@bp.get("/ticket/<number>")
@requires(Can.REVIEW_TRAIL)
def ticket(number: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_ticket(work, number, request.args.get("after"))
    return page("oversight/ticket.html", f"Trail of {view.number}", chain=view)


@office_bp.get("/office")
@requires(Can.SEE_DISCLOSURES)
def home() -> ResponseReturnValue:
    with look(current_actor()) as work:
        due = due_lines(work)
        view = office.read_office(work)
    return page("oversight/office.html", "Now", office=view, due=due)
