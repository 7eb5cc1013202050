"""The pages of a file, its pixels as downloads, and the acts on it: cover, release, keep to adults."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.helpdesk.attachments import covering, reading
from app.helpdesk.attachments.drawing.boxes import Box, box_of
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.ui.access import current_actor, hat_of, requires
from app.ui.pages import page as render

bp = Blueprint("attachments", __name__, template_folder="templates")
WORK = "/<any(desk, teach):hat>/tickets/<number>/files/<int:position>"
MY = "/my/tickets/<number>/files/<int:position>"
TEACH = "/teach/tickets/<number>/files/<int:position>"
# Whatever a browser makes of a file, it runs nothing and loads nothing.
_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@bp.url_value_preprocessor
def _take_hat(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    (values or {}).pop("hat", None)


def _send(number: str, position: int, page: int, want: str) -> ResponseReturnValue:
    sent = reading.read_page(current_actor(), number, position, page, want)
    kind = f"{sent.mime}; charset=utf-8" if sent.mime == "text/plain" else sent.mime
    response = Response(sent.content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{sent.name}"'
    response.headers["Content-Security-Policy"] = _POLICY
    return response


@bp.get(f"{WORK}/<int:page>")
@requires(Can.READ_TICKETS)
def original(number: str, position: int, page: int) -> ResponseReturnValue:
    return _send(number, position, page, "original")


@bp.get(f"{MY}/<int:page>")
@requires(Can.ASK_FOR_HELP)
def own_original(number: str, position: int, page: int) -> ResponseReturnValue:
    return _send(number, position, page, "original")


@bp.get(f"{WORK}/covered/<int:page>")
@requires(Can.READ_TICKETS)
def covered(number: str, position: int, page: int) -> ResponseReturnValue:
    return _send(number, position, page, "covered")


@bp.get(f"{MY}/covered/<int:page>")
@requires(Can.ASK_FOR_HELP)
def own_covered(number: str, position: int, page: int) -> ResponseReturnValue:
    return _send(number, position, page, "covered")


@bp.get(f"{WORK}/released/<int:page>")
@requires(Can.READ_TICKETS)
def released(number: str, position: int, page: int) -> ResponseReturnValue:
    return _send(number, position, page, "released")


@bp.get(f"{MY}/released/<int:page>")
@requires(Can.ASK_FOR_HELP)
def own_released(number: str, position: int, page: int) -> ResponseReturnValue:
    return _send(number, position, page, "released")


def _show(number: str, position: int, status: int = 200, error: Invalid | None = None) -> ResponseReturnValue:
    view = reading.read_file(current_actor(), number, position)
    return render(
        "attachments/file.html", f"{view.name} of {view.number}", status=status, file=view, error=error
    )


@bp.get(WORK)
@requires(Can.READ_TICKETS)
def file(number: str, position: int) -> ResponseReturnValue:
    return _show(number, position)


@bp.get(MY)
@requires(Can.ASK_FOR_HELP)
def own_file(number: str, position: int) -> ResponseReturnValue:
    return _show(number, position)


def _boxes() -> dict[int, tuple[Box, ...]]:
    """Return the typed boxes of each page; an empty line is no box.

    Refuses: Invalid for a box that is not finished.
    """
    made: dict[int, tuple[Box, ...]] = {}
    for name in request.form:
        page = name.removeprefix("box-")
        if page != name and page.isdecimal() and len(page) < 4:
            typed = request.form.getlist(name)
            found = (box_of(typed[at : at + 4]) for at in range(0, len(typed), 4))
            made[int(page)] = tuple(box for box in found if box is not None)
    return made


def _cover(number: str, position: int) -> ResponseReturnValue:
    try:
        covering.cover_file(current_actor(), number, position, _boxes(), request.form.get("seen", ""))
    except Invalid as error:
        return _show(number, position, 422, error)
    flash("This is what students may get, once a teacher looked at it.")
    return redirect(request.path.removesuffix("/cover"), code=303)


@bp.post(f"{WORK}/cover")
@requires(Can.READ_TICKETS)
def cover(number: str, position: int) -> ResponseReturnValue:
    return _cover(number, position)


@bp.post(f"{MY}/cover")
@requires(Can.ASK_FOR_HELP)
def own_cover(number: str, position: int) -> ResponseReturnValue:
    return _cover(number, position)


@bp.post(f"{TEACH}/release")
@requires(Can.APPROVE_DRAFTS)
def release(number: str, position: int) -> ResponseReturnValue:
    """Release a file; from its own page with the boxes that stand there, from an inbox with those it came with."""
    try:
        boxes = _boxes() if request.form.get("from") == "page" else None
        covering.release_as_seen(current_actor(), number, position, boxes, request.form.get("seen", ""))
    except Invalid as error:
        return _show(number, position, 422, error)
    bare = boxes is not None and not any(boxes.values())
    flash(
        "Students see it now, all of it." if bare else "Students see it now, without what is under the boxes."
    )
    return redirect(_next(number), code=303)


@bp.post(f"{TEACH}/keep")
@requires(Can.APPROVE_DRAFTS)
def keep(number: str, position: int) -> ResponseReturnValue:
    covering.keep_to_adults(current_actor(), number, position)
    flash("It stays with the adults.")
    return redirect(_next(number), code=303)


def _next(number: str) -> str:
    """Return the page from which a file was decided on: the inbox, the teacher's home, or its ticket."""
    hat = hat_of(request.path).value
    places = {"home": "/teach", "inbox": "/teach/drafts"}
    return places.get(request.form.get("from", ""), f"/{hat}/tickets/{number.upper()}")
