"""Grade as a teacher does."""

from typing import Any

from flask.testing import FlaskClient

from app import models as m
from tests.web.curriculum.arrange import levels

GRADE, EVIDENCE = m.curriculum.Grade, m.curriculum.Evidence


GOOD = levels(3, 4, 4, 3, 4)


WIFI = ["core1:5.5", "core1:2.2"]


def grade(client: FlaskClient, number: str, **form: Any) -> Any:
    given = {**GOOD, "verdict": "accept", "objectives": WIFI, "of": "0", **form}
    return client.post(f"/teach/grading/{number}", data=given)
