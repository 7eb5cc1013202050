"""A database that is away: the page says so, also to who is signed in."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient


@pytest.fixture
def no_sessions(owner: sa.Engine) -> Iterator[None]:
    """The table of sessions is out of reach, as it is while a database is being moved."""

    def rename(name: str, other: str) -> None:
        with owner.begin() as connection:
            connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {other}")

    rename("web_session", "web_session_away")
    yield
    rename("web_session_away", "web_session")


@pytest.mark.parametrize("path", ["/desk", "/my", "/desk/tickets/JCM-10000"])
def test_the_page_says_what_to_do(bo: FlaskClient, no_sessions: None, path: str) -> None:
    answer = bo.get(path)
    assert answer.status_code in (500, 503)
    text = answer.get_data(as_text=True)
    assert "What to do" in text and "Cadre" in text and "web_session" not in text


def test_json_says_it_too(bo: FlaskClient, no_sessions: None) -> None:
    answer = bo.get("/desk", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json" and "web_session" not in answer.get_data(
        as_text=True
    )
