"""See as somebody sees: choose a person and a ticket, and read the page."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.identity.rights import Can
from app.kernel.ids import key_in
from app.oversight.preview import services
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("preview", __name__, template_folder="templates")


@bp.get("")
@requires(Can.PREVIEW_MASK)
def choose() -> ResponseReturnValue:
    number, person = request.args.get("ticket", "").strip()[:20], key_in(request.args.get("person", ""))
    if number and person:
        return redirect(url_for(".along", number=number, person=person), code=303)
    with look(current_actor()) as work:
        people = services.list_people(work)
    return page("preview/choose.html", "See as they see", people=people, number=number, person=person)


@bp.get("/<number>")
@requires(Can.PREVIEW_MASK)
def along(number: str) -> ResponseReturnValue:
    person = key_in(request.args.get("person", ""))
    actor = current_actor()
    view = services.look_along(actor, number, person)
    template = "preview/along.html" if view.ticket else "preview/hidden.html"
    back = (url_for(".choose", ticket=view.number), "See as they see")
    title = f"{view.number} as {view.who.name} sees it"
    return page(template, title, along=view, ticket=view.ticket, typed={}, back=back)
