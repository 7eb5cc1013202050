"""What a student tech puts into a file, its name or an asset tag is held like what they write."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from tests.cast import School
from tests.conftest import SignIn
from tests.privacy.acts import body, rows, taken
from tests.web.attachments.arrange import at, files, upload
from tests.web.attachments.pictures import png
from tests.web.intake.arrange import tickets
from tests.web.intake.test_counter import entry, matched

CONTACTS = (
    "Call me at 208-555-0199.",
    "My snap: bo_k9, it is quick.",
    "Number 5550113 is mine.",
    "discord.gg/b0k9",
)
LOG = "login screen\nERR_TIMED_OUT in 118"


@pytest.mark.parametrize("said", CONTACTS)
@pytest.mark.parametrize("name", ["bo", "cy"])
def test_no_text_file_carries_a_contact_to_the_requester(
    name: str, said: str, maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    tech = sign_in(name)
    number = taken(maria, tech, school)
    answer = tech.post(
        f"/desk/tickets/{number}/reply", data={"reply": "See this."} | upload(said.encode(), name="log.txt")
    )
    assert answer.status_code == 422 and "That never goes into a message" in body(answer)
    assert files() == [] and said not in body(maria.get(f"/my/tickets/{number}"))


@pytest.mark.parametrize("name", ["bo", "cy"])
def test_a_file_with_a_ready_made_message_waits_like_any_other(
    name: str, maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    tech = sign_in(name)
    number = taken(maria, tech, school)
    code = rows(sa.select(m.catalog.Canned.code))[0].code
    data = {"reply": "", "canned": code} | upload(LOG.encode(), png(), name="log.txt")
    assert tech.post(f"/desk/tickets/{number}/reply", data=data).status_code == 303
    assert "ERR_TIMED_OUT" not in body(maria.get(f"/my/tickets/{number}"))
    assert [file.message_id for file in files()] == [None, None], "a teacher looks first"
    assert tech.post(f"/desk/tickets/{number}/withdraw").status_code == 303
    assert tech.post(f"/desk/tickets/{number}/reply", data={"reply": "", "canned": code}).status_code == 303


@pytest.mark.parametrize("said", CONTACTS)
def test_the_counter_carries_none_as_the_requesters_own_words(
    said: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    where = matched(bo)
    refused = bo.post(where, data=entry(school) | upload(said.encode(), name="log.txt"))
    assert refused.status_code == 422 and "That never goes into a message" in body(refused)
    assert tickets() == [] and files() == []


@pytest.mark.parametrize("tag", ["208-555-0199", "snap:bo_k9", "instagram.com/bo_k9"])
def test_an_asset_tag_that_nobody_knows_carries_none(
    tag: str, maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    refused = bo.post(matched(bo), data=entry(school, tag=tag))
    assert refused.status_code == 422 and "That never goes into a message" in body(refused)
    assert tickets() == []
    assert bo.post(matched(bo), data=entry(school, tag="JC-77777")).status_code == 303


def test_a_text_file_of_the_counter_is_read_by_whom_it_was_taken_down_for(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    data = entry(school) | upload(LOG.encode(), name="call_2085550199.txt")
    assert bo.post(matched(bo), data=data).status_code == 303
    page = body(maria.get(f"/my/tickets/{tickets()[0].number}"))
    assert "ERR_TIMED_OUT in 118" in page and "2085550199" not in page, "nor does the name of the file"
    assert maria.get(at("my", tickets()[0].number, 1, "1")).status_code == 200
