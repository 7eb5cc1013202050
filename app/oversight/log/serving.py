"""What a witness asks, with its token: keys, the newest head with a proof, tiles. Nothing here names anybody.

Whoever has no token finds nothing: the size of the log says how much happens, which is nobody's business.
"""

import hmac
import re

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.audit.log import reading
from app.audit.log.folder import TOKEN
from app.audit.work import begin, look
from app.identity.actor import system_actor
from app.kernel.errors import NotFound
from app.oversight.log import services
from app.oversight.log.routes import folder
from app.ui.access import public

bp = Blueprint("log_served", __name__)
_PLACE = re.compile(r"(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[1-9][0-9]{0,2})?")


def _require_token() -> None:
    """Go on for a witness. Refuses: NotFound for everybody else."""
    file = folder().path / TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    known = file.read_text(encoding="utf-8").strip() if file.exists() else ""
    if not known or not hmac.compare_digest(known.encode(), given.encode()):
        raise NotFound


def _text(said: str) -> ResponseReturnValue:
    return Response(said, mimetype="text/plain")


@bp.get("/log/keys")
@public
def keys() -> ResponseReturnValue:
    _require_token()
    with look(system_actor(0)) as work:
        return _text(reading.keys_text(work.connection))


@bp.get("/log/checkpoint")
@public
def checkpoint() -> ResponseReturnValue:
    _require_token()
    asked = request.args.get("from", "0")
    old = int(asked) if re.fullmatch("[0-9]{1,15}", asked) else 0
    with look(system_actor(0)) as work:
        head = services.published(work, folder())
        if head is None:
            raise NotFound
        return _text(reading.proof_text(work.connection, head, old))


@bp.get("/log/tile/<int:level>/<path:place>")
@public
def tile(level: int, place: str) -> ResponseReturnValue:
    _require_token()
    if level > 5 or len(place) > 40 or not _PLACE.fullmatch(place):
        raise NotFound
    with look(system_actor(0)) as work:
        head = services.published(work, folder())
        found = reading.tile(work.connection, head, level, place) if head else None
    if found is None:
        raise NotFound
    return Response(found, mimetype="application/octet-stream")


@bp.post("/log/cosigned")
@public
def cosigned() -> ResponseReturnValue:
    _require_token()
    with begin(system_actor(0)) as work:
        services.take_cosigned(work, request.form.get("note", ""), request.form.get("key", ""))
    return _text("kept\n")
