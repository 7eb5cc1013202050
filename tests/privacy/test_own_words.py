"""Words that people marked, and words of harm, lie in the vault alone: no open table, event or job holds one."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.commands.worker import work_through
from app.models import metadata
from tests.cast import School
from tests.web.intake.arrange import ask
from tests.web.tickets.arrange import claimed

CANARIES = ("dragon", "chess captain", "live anymore")


@pytest.fixture
def marked(maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School) -> str:
    """A requester and a teacher hide words; another ticket speaks of harm."""
    number = claimed(maria, bo, school, text="The blue dragon fell off.", private="blue dragon")
    maria.post(f"/my/tickets/{number}", data={"text": "Ask the chess captain.", "act": "reply"})
    words = {"words": "chess captain", "everywhere": "1"}
    assert okafor.post(f"/teach/tickets/{number}/words", data=words).status_code == 303
    maria.post(
        f"/my/tickets/{number}", data={"text": "The Dragon again.", "act": "reply", "private": "dragon"}
    )
    ask(maria, school, text="I do not want to live anymore.")
    work_through()
    return number


def test_no_open_table_holds_a_marked_word(marked: str, owner: sa.Engine) -> None:
    with owner.connect() as connection:
        for table in metadata.sorted_tables:
            if table.info["zone"] in ("vault", "secret"):
                continue
            if table.info.get("sqlite_only") and connection.dialect.name != "sqlite":
                continue
            for row in connection.execute(sa.select(table)).all():
                held = str(row).lower()
                # what only adults reach lies masked in open tables; no student's select returns it
                adults = table.name in ("message", "ticket", "message_search") and "live anymore" in held
                for canary in CANARIES:
                    assert canary not in held or (adults and canary == "live anymore"), table.name


def test_no_page_of_a_student_shows_one(marked: str, bo: FlaskClient) -> None:
    for path in ("/desk", "/desk/queue", f"/desk/tickets/{marked}", "/desk/search?q=captain", "/desk/learn"):
        answer = bo.get(path)
        page = answer.get_data(as_text=True).lower()
        assert answer.status_code == 200
        assert not [canary for canary in CANARIES if canary in page], path
