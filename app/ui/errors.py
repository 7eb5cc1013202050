"""Error pages and problem details: every one says what to do next, and gives back what was typed in one's own words.

Source: RFC 9457 for the JSON form.
"""

import logging
import secrets
from traceback import format_tb
from urllib.parse import quote

from flask import Flask, Response, current_app, g, jsonify, make_response, redirect, render_template, request
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.kernel.errors import (
    CadreError,
    Conflict,
    Invalid,
    NotFound,
    SignInNeeded,
    StepUpNeeded,
    TooLarge,
    kind_of,
)
from app.ui.pages import blank_page, came_from
from app.ui.typed import typed_words

_log = logging.getLogger("cadre")
_PAGES = {401, 403, 404, 409, 413, 422, 429, 500, 503}


def wants_json() -> bool:
    """Tell whether the caller asked for JSON rather than for a page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/problem+json"])
    return best not in (None, "text/html")


def answer(error: CadreError) -> Response:
    """Turn an error into a page, or into problem details."""
    if wants_json():
        body = {"type": f"about:blank#{error.code}", "title": error.sentence, "status": error.status}
        response = jsonify(body | ({"detail": error.remedy} if error.remedy else {}))
        response.mimetype = "application/problem+json"
    elif isinstance(error, StepUpNeeded) and not typed_words():
        return make_response(redirect(_confirm_at(), code=303))
    else:
        number = error.status if error.status in _PAGES else 500
        if "_login_user" not in g:  # who asks could not be loaded; drawing the page must not try again
            g._login_user = AnonymousUserMixin()
        locked = error.status == 401 and getattr(g._login_user, "locked", False)
        words = {
            "locked": locked,
            "sentence": error.sentence,
            "remedy": error.remedy,
            "next": _next_address(),
        }
        words["reference"] = error.reference
        words["back_url"] = came_from()
        words["confirm_url"] = _confirm_at() if isinstance(error, StepUpNeeded) else ""
        response = make_response(
            render_template(
                f"errors/{number}.html", page=blank_page(), error=error, typed=typed_words(), **words
            )
        )
    response.status_code = error.status
    if error.status == 429:
        response.headers["Retry-After"] = str(max(1, getattr(error, "wait_seconds", 1)))
    return response


def _confirm_at() -> str:
    """Return where to confirm. It leads back to this page, or to the one where an act was pressed, which says so."""
    back = _next_address()
    pressed = request.method != "GET" and back and back != request.path and not typed_words()
    return f"/step-up?next={quote(back or '/')}{'&again=1' if pressed else ''}"


def _next_address() -> str:
    """Return where to come back to after signing in: the address a form was sent to where it shows a page, else the
    page that it stood on."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    adapter = current_app.create_url_adapter(request)
    return request.path if adapter is not None and adapter.test(request.path, "GET") else came_from()


def _from_http(error: HTTPException) -> CadreError | None:
    if error.code in (404, 405):
        return NotFound("There is no such page.", "Check the address, or go back to your own page.")
    if error.code == 413:
        return TooLarge(
            "That file is larger than 64 MB.", "Go back and send a smaller one, or go on without it."
        )
    if error.code in (400, 415):
        return Invalid("That request could not be read.", "Go back, reload the page and try again.")
    return None


def init_app(app: Flask) -> None:
    """Register the handlers."""

    @app.errorhandler(CadreError)
    def _ours(error: CadreError) -> Response:
        return answer(error)

    @app.errorhandler(CSRFError)
    def _form(_error: CSRFError) -> Response:
        return answer(
            Invalid(
                "This form is out of date.",
                "Go back, reload the page and send it again; nothing was changed.",
            )
        )

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        known = _from_http(error)
        return answer(known) if known else make_response(error.get_response())

    @app.errorhandler(SQLAlchemyError)
    def _database(error: SQLAlchemyError) -> Response:
        if not isinstance(error, OperationalError):
            return answer(_broken(error))
        _log.error("database away: %s at %s", kind_of(error), request.endpoint)
        busy = CadreError(
            "The database is busy or away.", "Wait a few seconds and try again; nothing was changed."
        )
        busy.status = 503
        return answer(busy)

    @app.errorhandler(Exception)
    def _unexpected(error: Exception) -> Response:
        return answer(_broken(error))


def _broken(error: Exception) -> CadreError:
    """Log a mistake of ours under a reference, and return what the person reads.

    What the error itself says is not logged: it may quote what was typed.
    """
    said = CadreError(
        "Something of ours broke.",
        "Nothing was changed. Try again, or tell your teacher the reference below.",
    )
    said.reference = secrets.token_hex(4)
    frames = "".join(format_tb(error.__traceback__))
    _log.error("%s: %s at %s\n%s", said.reference, type(error).__name__, request.endpoint, frames)
    return said


__all__ = ["Conflict", "SignInNeeded", "answer", "init_app", "wants_json"]
