"""What passes and is gone again holds no name either: job payloads, log lines, mails, rows that are deleted once done.

While a school lives through a morning in which everybody types names, every value that is written into a table outside
the vault is kept as it passes, and every line that is logged, by whatever library; afterward all of it is searched.
"""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.commands.worker import work_through
from app.config import Settings
from app.helpdesk.intake.choices import OTHER_DEVICE
from app.models import metadata
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.privacy.acts import gate, reply, taken
from tests.privacy.crawl import without_keys
from tests.web.attachments.arrange import upload
from tests.web.intake.arrange import ask
from tests.web.intake.test_counter import entry, matched
from tests.web.reveal.arrange import delivered, open_it, say_yes, show

NAMED = "Cyrus Abernathy and Maria Quintanilla, 5550111, (208) 555-0142, maria.quintanilla@example.org"
HIDDEN = ("abernathy", "quintanilla", "5550111", "555-0142", "2085550142", "maria", "blue dragon")
_WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE)\s+"?(\w+)"?', re.IGNORECASE)
CLOSED = ("vault", "secret")
Written = list[tuple[str, str]]


@pytest.fixture
def written(school: School) -> Iterator[Written]:
    """Keep what is written outside the vault, as it passes."""
    kept: Written = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        found = _WRITES.match(statement)
        table = metadata.tables.get(found[1]) if found else None
        if found and (table is None or table.info["zone"] not in CLOSED):
            kept.append((found[1], without_keys(values)))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    yield kept
    sa.event.remove(sa.Engine, "before_cursor_execute", note)


def _asks_and_answers(maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School) -> str:
    number = taken(maria, bo, school, private="blue dragon", device=OTHER_DEVICE, tag="Quintanilla-7")
    gate(school, "bo", "after")
    assert reply(bo, number, "Hello {first name}, is Cyrus Abernathy there?") == 303
    assert bo.post(f"/desk/tickets/{number}/note", data={"note": NAMED}).status_code == 303
    said = {"text": f"It is the blue dragon of {NAMED}.", "private": "blue dragon"} | upload(
        NAMED.encode(), name=NAMED
    )
    assert maria.post(f"/my/tickets/{number}", data=said).status_code == 303
    gate(school, "bo", "before", "resolve")
    assert okafor.post(f"/teach/tickets/{number}/note", data={"note": NAMED}).status_code == 303
    hidden = {"words": "blue dragon, Quintanilla", "everywhere": "1"}
    assert okafor.post(f"/teach/tickets/{number}/words", data=hidden).status_code == 303
    return number


def _is_shown(bo: FlaskClient, okafor: FlaskClient, number: str) -> None:
    confirm(bo)
    assert show(bo, number).status_code == 303 and delivered(bo, number) == {"first_name": "Maria"}
    assert show(bo, number, "1", "two_people").status_code == 303
    assert say_yes(okafor).status_code == 303 and open_it(bo, number).status_code == 303
    assert (
        "Abernathy" in str(delivered(bo, number)) and "Maria" in bo.get(f"/desk/tickets/{number}/shown").text
    )


def _is_checked(
    maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, dana: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    for act, form in (
        ("return", {"reason": "tone", "words": NAMED}),
        ("edit", {"text": "Dear Maria Quintanilla, hi."}),
    ):
        assert reply(cy, number, "Is it Maria Quintanilla who asks?") == 303
        assert okafor.post(f"/teach/drafts/{number}/{act}", data=form).status_code == 303, act
    assert reply(cy, number, "Once more.") == 303
    assert cy.post(f"/desk/tickets/{number}/withdraw").status_code == 303
    assert cy.post(f"/desk/tickets/{number}/typing", data={"reply": NAMED}).status_code == 204
    ending = {"cause": NAMED[:29], "fix": "A restart for Maria.", "code": "fixed", "open_steps": NAMED}
    assert cy.post(f"/desk/tickets/{number}/done", data=ending).status_code == 303
    assert okafor.post(f"/teach/reviews/{number}/return", data={"reason": NAMED}).status_code == 303
    assert (
        cy.post(f"/desk/tickets/{number}/pass-on", data={"reason": "tried_all", "tried": NAMED}).status_code
        == 303
    )
    assert dana.post(f"/desk/tickets/{number}/accept").status_code == 303
    assert dana.post(f"/desk/tickets/{number}/solve", data={"solution": NAMED}).status_code == 303


def _is_elsewhere(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, reyes: FlaskClient, school: School
) -> None:
    bo.get("/desk/search?q=Quintanilla")
    assert (
        bo.post(
            matched(bo), data=entry(school, text="It is Maria Quintanilla who has it.", tag="Abernathy")
        ).status_code
        == 303
    )
    ask(maria, school, text=f"I do not want to live anymore, says {NAMED}.")
    okafor.get("/teach/search?q=Quintanilla")
    asked = {"first": "5550111", "second": "5550112", "reason": "safety", "starts_on": "2020-01-01"}
    assert okafor.post("/teach/apart", data=asked).status_code == 303
    confirm(reyes)
    record = f"/office/records/{school.people['maria']}"
    for path in (record, f"{record}/print", f"{record}/file.csv", "/office/records?q=Quintanilla"):
        assert reyes.get(path).status_code == 200


def test_nothing_that_passes_holds_a_name(
    written: Written,
    maria: FlaskClient,
    sign_in: SignIn,
    school: School,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    bo, cy, okafor, reyes = (sign_in(name) for name in ("bo", "cy", "okafor", "reyes"))
    with caplog.at_level(logging.INFO):
        for name in ("app", "cadre", "werkzeug", "flask"):
            logging.getLogger(name).setLevel(logging.DEBUG)
        confirm(okafor)
        _is_shown(bo, okafor, _asks_and_answers(maria, bo, okafor, school))
        _is_checked(maria, cy, okafor, sign_in("dana"), school)
        _is_elsewhere(maria, bo, okafor, reyes, school)
        work_through()
    tables = {table for table, _ in written}
    assert len(written) > 150 and {"job", "audit_event", "message", "draft", "reveal", "resolution"} <= tables
    leaked = {(table, word) for table, values in written for word in HIDDEN if word in values}
    assert leaked == set()
    assert [word for word in HIDDEN if word in caplog.text.lower()] == []
    for path in settings.instance.rglob("*"):
        if path.is_file() and not path.name.startswith(("cadre.db", "names")) and "names" not in path.parts:
            held = path.read_bytes().decode("utf-8", "replace").lower()
            assert [word for word in HIDDEN if word in held] == [], path.name
