"""/healthz says that the process answers; /readyz that it can serve, and how the log stands.

A late log is for the doctor, the worker's lines and the privacy officer's page: no page waits for it, and taking a
server away for it would help nobody.
"""

from datetime import timedelta

import sqlalchemy as sa
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from app import storage
from app.audit.log.state import read_state, word_of
from app.kernel import clock
from app.kernel.db import engine
from app.kernel.jobs import WorkerSeen
from app.ui.access import public

bp = Blueprint("health", __name__)
WORKER_SILENCE = timedelta(seconds=60)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    checks = readiness()
    ready = all(checks.get(name) == "ok" for name in ("database", "migrations", "worker"))
    return jsonify(checks), 200 if ready else 503


def readiness() -> dict[str, str]:
    """Return each check's word: ok, or what is wrong."""
    try:
        with engine("system").connect() as connection:
            current, head = storage.current_and_head(connection)
            seen = connection.execute(sa.select(sa.func.max(WorkerSeen.seen_at))).scalar()
            log = word_of(read_state(connection, clock.now())) if current == head else "run cadre init"
    except sa.exc.SQLAlchemyError:
        return {"database": "not reachable"}
    lives = seen is not None and abs(clock.now() - seen) < WORKER_SILENCE
    return {
        "database": "ok",
        "migrations": "ok" if current == head else "run cadre init",
        "worker": "ok" if lives else "not seen within a minute",
        "log": log,
    }
