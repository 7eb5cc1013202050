"""Take the module’s quiz, and read attempts and grants back."""

from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.curriculum.content.load import load_module

MODULE = load_module()


def attempts_of(owner: sa.Engine, person_id: int) -> list[Any]:
    table = m.curriculum.QuizAttempt
    with owner.connect() as c:
        rows = c.execute(
            sa.select(*table.__table__.c).where(table.student_id == person_id).order_by(table.id)
        )
        return list(rows.all())


def picks(attempt: Any, wrong: int = 0) -> dict[str, str]:
    """Return the form of an attempt with so many wrong answers."""
    form = {}
    for number, entry in enumerate(attempt.drawn):
        item = MODULE.bank.item(entry["id"])
        assert item is not None
        place = entry["order"].index(item.answer)
        form[f"q-{item.id}"] = str(place if number >= wrong else (place + 1) % len(entry["order"]))
    return form


def take(client: FlaskClient, owner: sa.Engine, person_id: int, wrong: int) -> str:
    """Take the quiz with so many wrong answers and return the result page."""
    where = client.post("/desk/learn/privacy/quiz").headers["Location"]
    answer = client.post(where, data=picks(attempts_of(owner, person_id)[-1], wrong))
    assert answer.status_code == 303
    return client.get(answer.headers["Location"]).get_data(as_text=True)
