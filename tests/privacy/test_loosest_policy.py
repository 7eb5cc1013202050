"""The loosest mask policy that can be set shows no student a word of the vault: the zones are the floor."""

import pytest
from flask.testing import FlaskClient

from app import models as m
from app.privacy.policy import RULES, Show
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.privacy.crawl import walk
from tests.privacy.test_canaries import CANARIES, STARTS, asked
from tests.web.oversight.mask import WHY, read, rows

__all__ = ["asked"]


@pytest.fixture
def loosest(asked: str, reyes: FlaskClient, adair: FlaskClient) -> str:
    """Two adults choose the loosest of every cell; return the number of Maria's ticket."""
    choice = {cell.key: rule.choices[-1].value for cell, rule in RULES.items() if not rule.fixed}
    confirm(reyes)
    assert reyes.post("/office/mask/change", data={**choice, "why": WHY}).status_code == 303
    (proposal,) = rows(m.privacy.MaskProposal)
    confirm(adair)
    assert adair.post(f"/admin/mask/proposals/{proposal.id}/approve").status_code == 303
    (version,) = rows(m.privacy.MaskVersion)
    assert set(version.cells.values()) == {Show.CLEAR.value}  # elsewhere the loosest is what is drawn
    return asked


@pytest.mark.parametrize("name", ["cy", "ines"])
def test_no_page_of_a_student_holds_a_canary(
    loosest: str, sign_in: SignIn, school: School, name: str
) -> None:
    client = sign_in(name)
    assert "Room 118" in read(client, f"/desk/tickets/{loosest}")  # what could be loosened is
    answers = walk(client, (*STARTS, f"/desk/tickets/{loosest}"), most=60)
    assert sum(answer.status == 200 for answer in answers) >= 4
    for answer in answers:
        for canary in CANARIES:
            assert canary.lower() not in (answer.text + answer.headers).lower(), f"{canary} at {answer.path}"
