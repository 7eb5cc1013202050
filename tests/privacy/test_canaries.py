"""Seeded personal values appear in no answer, log or event that a masked actor can reach."""

import logging

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.kernel import db
from app.models import metadata
from tests.cast import School
from tests.conftest import SignIn
from tests.privacy.crawl import walk, without_keys

TEXT = (
    "Hi, this is Maria Quintanilla. My Chromebook drops off JCM-Student in room 118 and says "
    "ERR_INTERNET_DISCONNECTED. Bohdan said to ask. Call (208) 555-0142 or maria.quintanilla@example.org, "
    "my number is 5550111 and my password is PurpleGiraffe77. I live at 412 Larkspur Lane."
)
CANARIES = ("Quintan", "Maria", "maria.q", "555-0142", "5550111", "PurpleGir", "Larkspur", "Abernathy")
KEPT = ("ERR_INTERNET_DISCONNECTED", "JCM-Student", "118")
STARTS = (
    "/desk",
    "/desk/queue",
    "/desk/queue?sort=oldest",
    "/desk/drafts",
    "/desk/search?q=chromebook",
    "/desk/learn",
)


@pytest.fixture
def asked(school: School, maria: FlaskClient) -> str:
    """Maria asks for help with everything personal in her words; return the ticket's number."""
    maria.get("/my/ask")
    room = str(school.rooms["118"])
    form = {"category": "wifi", "text": TEXT, "room": room, "device": "none", "began": "", "network": ""}
    answer = maria.post("/my/ask", data=form, follow_redirects=True)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:800]
    with db.engine("system").connect() as connection:
        return str(connection.execute(sa.text("SELECT number FROM ticket")).scalar_one())


@pytest.mark.parametrize("name", ["bo", "cy", "ines", "tomo", "lax"])
def test_no_page_of_a_student_holds_a_canary(asked: str, sign_in: SignIn, name: str) -> None:
    client = sign_in(name)
    if name == "bo":
        assert client.post(f"/desk/tickets/{asked}/claim").status_code == 303
    answers = walk(client, (*STARTS, f"/desk/tickets/{asked}"))
    good = [answer for answer in answers if answer.status == 200]
    assert len(good) >= 4
    for answer in answers:
        for canary in CANARIES:
            assert canary.lower() not in (answer.text + answer.headers).lower(), f"{canary} at {answer.path}"


def test_what_decides_survives_for_the_tech(asked: str, bo: FlaskClient) -> None:
    page = bo.get(f"/desk/tickets/{asked}").get_data(as_text=True)
    for word in KEPT[:2]:
        assert word in page


def test_no_open_table_holds_a_canary(asked: str, owner: sa.Engine) -> None:
    with owner.connect() as connection:
        for table in metadata.sorted_tables:
            if table.info["zone"] in ("vault", "secret") or table.name == "staff_profile":
                continue
            if table.info.get("sqlite_only") and not db.is_sqlite():
                continue
            for row in connection.execute(sa.select(table)):
                said = without_keys(tuple(row))
                found = [canary for canary in CANARIES if canary.lower() in said]
                own = table.name == "cadre_member"
                assert found == [] or own, f"{found} in {table.name}"


def test_events_hold_references_only(asked: str, bo: FlaskClient, owner: sa.Engine) -> None:
    bo.get(f"/desk/tickets/{asked}")
    with owner.connect() as connection:
        rows = connection.execute(sa.select(AuditEvent)).all()
    assert rows
    said = without_keys(rows)
    assert [canary for canary in CANARIES if canary.lower() in said] == []


def test_no_log_line_holds_a_canary(
    asked: str, bo: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database error in the middle of a page tells the log its kind only."""
    with caplog.at_level(logging.DEBUG):
        bo.get("/desk/tickets/JCM-0'\"--Quintanilla")
        bo.get("/desk/search?q=Quintanilla")
        bo.get("/desk/queue?after=Quintanilla")
    assert "Quintan" not in caplog.text


def test_the_answer_does_not_tell_whether_a_hidden_word_was_there(asked: str, bo: FlaskClient) -> None:
    """Searching for a name that is in the text and for one that is not gives the same page."""
    there = bo.get("/desk/search?q=quintanilla")
    absent = bo.get("/desk/search?q=quintanilla-not")
    assert there.status_code == absent.status_code
    assert there.get_data(as_text=True).count("JCM-") == absent.get_data(as_text=True).count("JCM-") == 0
