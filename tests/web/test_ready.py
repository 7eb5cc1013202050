"""/readyz: the database, its migrations and the worker decide; the log is told beside them."""

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.log.models import Lease
from app.kernel import rounds
from tests.cast import School


def test_a_server_is_ready_before_the_first_event_is_sealed(
    nobody: FlaskClient, school: School, owner: sa.Engine
) -> None:
    assert nobody.get("/readyz").status_code == 503, "no worker was seen"
    rounds.tell("worker")
    with owner.begin() as connection:
        connection.execute(sa.delete(Lease))
    answer = nobody.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {
        "database": "ok",
        "migrations": "ok",
        "worker": "ok",
        "log": "merge delay over 60 s",
    }
