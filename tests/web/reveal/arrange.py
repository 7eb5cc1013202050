"""Ask to see as a tech does, answer as a teacher does, and read what is delivered."""

from typing import Any

from flask.testing import FlaskClient

from tests.helpers import confirm

NOTE = "I call them to the counter."


def show(
    client: FlaskClient, number: str, what: str = "first_name", purpose: str = "greet", **more: str
) -> Any:
    """Confirm, and ask to see one value."""
    confirm(client)
    return ask_again(client, number, what, purpose, **more)


def ask_again(
    client: FlaskClient, number: str, what: str = "first_name", purpose: str = "greet", **more: str
) -> Any:
    """Ask to see one value, as the session stands."""
    data = {"what": what, "purpose": purpose, "note": NOTE, **more}
    return client.post(f"/desk/tickets/{number}/reveal", data=data)


def delivered(client: FlaskClient, number: str) -> dict[str, str]:
    """Return the values that a script is given now."""
    answer = client.get(f"/desk/tickets/{number}/shown", headers={"Accept": "application/json"})
    values: dict[str, str] = answer.json["values"] if answer.status_code == 200 and answer.json else {}
    return values


def say_yes(teacher: FlaskClient, allow: bool = True) -> Any:
    """Answer the newest question."""
    from tests.web.tickets.arrange import rows

    confirm(teacher)
    waiting = [row.id for row in rows("reveal") if row.state == "waiting"]
    return teacher.post(f"/teach/shown/{waiting[-1]}/{'yes' if allow else 'no'}")


def open_it(client: FlaskClient, number: str) -> Any:
    """Have shown what was allowed."""
    from tests.web.tickets.arrange import rows

    allowed = [row.id for row in rows("reveal") if row.state == "approved"]
    return client.post(f"/desk/tickets/{number}/reveal/{allowed[-1]}")
