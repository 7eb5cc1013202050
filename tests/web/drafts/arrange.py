"""An apprentice's reply that waits for somebody's yes."""

from flask.testing import FlaskClient

from tests.cast import School
from tests.web.tickets.arrange import claimed, reply

SAID = "Hello {first name}. Did Cyrus Abernathy sit near the wall?"


def waiting(maria: FlaskClient, cy: FlaskClient, school: School, said: str = SAID, **changes: str) -> str:
    number = claimed(maria, cy, school, **changes)
    assert reply(cy, number, said).status_code == 303
    return number
