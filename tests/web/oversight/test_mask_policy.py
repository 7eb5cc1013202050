"""The mask policy: one adult makes it stricter, two make it looser, and every page obeys from the next request on."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.identity.actor import Actor
from app.identity.rights import Clearance, Hat, Role
from app.school.calendar.words import time_words
from tests.cast import PASSWORD, ZONE, School, put
from tests.conftest import SignIn
from tests.helpers import confirm, statements
from tests.web.oversight.mask import STAFF, WHY, change, drawn, events, read, rows, ticket

HERE = "http://localhost/admin/mask"


@pytest.fixture
def asked(school: School, owner: sa.Engine) -> str:
    """Mr. Brandt, a teacher, asks from room 118; the ticket waits in the queue."""
    return ticket(school, owner, "brandt", "JCM-24050", "R-7F3")


def test_stricter_holds_at_the_next_request_with_one_adult(
    reyes: FlaskClient, bo: FlaskClient, asked: str
) -> None:
    before = read(bo, "/desk/queue")
    assert "Mr. Brandt" in before
    assert change(reyes, **dict.fromkeys((key.replace("/", "__") for key in STAFF), "handle")) == 303
    after = read(bo, "/desk/queue")
    assert "Brandt" not in after
    assert "R-7F3" in after
    assert "Brandt" not in read(bo, f"/desk/tickets/{asked}")
    (version,) = rows(m.privacy.MaskVersion)
    assert (version.version, version.approved_by_id, version.why) == (1, None, WHY)
    told = events("mask:changed")
    assert sorted(row.codes["cell"] for row in told) == sorted(STAFF)
    assert all(WHY not in str(row.codes) for row in told)


def test_a_requester_of_the_staff_reads_what_students_see_of_them(
    reyes: FlaskClient, sign_in: SignIn, asked: str
) -> None:
    brandt = sign_in("brandt")
    assert "Student techs see your professional name." in read(brandt, f"/my/tickets/{asked}")
    cells = {key: "hidden" for key in drawn() if key.startswith("public/staff/") and "/student" in key}
    cells |= {key: "hidden" for key in drawn() if key.startswith("public/staff/peer_trainer")}
    assert change(reyes, **{key.replace("/", "__"): value for key, value in cells.items()}) == 303
    assert "The team did not see your name" in read(brandt, f"/my/tickets/{asked}")


def test_looser_waits_for_another_adult(
    reyes: FlaskClient, adair: FlaskClient, bo: FlaskClient, asked: str
) -> None:
    assert change(reyes, masked__room__student_tech__site="clear") == 303
    assert rows(m.privacy.MaskVersion) == []
    assert "Room 118" not in read(bo, f"/desk/tickets/{asked}")
    (proposal,) = rows(m.privacy.MaskProposal)
    own = reyes.post(f"/office/mask/proposals/{proposal.id}/approve")
    assert own.status_code == 403
    assert "A second adult" in own.get_data(as_text=True)
    home = read(adair, "/admin")
    assert "<h1>A looser mask policy waits for a second adult.</h1>" in home and "Read and decide" in home
    assert "A looser mask policy" not in read(reyes, "/office")
    page = read(adair, "/admin/mask")
    assert "waits for a second adult" in page
    assert "room and period" in page
    unconfirmed = adair.post(f"/admin/mask/proposals/{proposal.id}/approve")
    assert unconfirmed.headers["Location"] == "/step-up?next=/"
    from_page = adair.post(f"/admin/mask/proposals/{proposal.id}/approve", headers=[("Referer", HERE)])
    assert from_page.headers["Location"] == "/step-up?next=/admin/mask&again=1"
    asked_again = {"secret": PASSWORD, "how": "password", "next": "/admin/mask", "again": "1"}
    assert 'name="again" type="hidden" value="1"' in read(adair, from_page.headers["Location"])
    assert rows(m.privacy.MaskVersion) == []
    assert adair.post("/step-up", data=asked_again).headers["Location"] == "/admin/mask"
    assert "Nothing was done yet: press it once more." in read(adair, "/admin/mask")
    assert adair.post(f"/admin/mask/proposals/{proposal.id}/approve").status_code == 303
    assert "Room 118" in read(bo, f"/desk/tickets/{asked}")
    assert adair.post(f"/admin/mask/proposals/{proposal.id}/approve").status_code == 409
    (version,) = rows(m.privacy.MaskVersion)
    assert version.proposed_by_id != version.approved_by_id is not None


def test_in_part_shows_the_period_and_no_room(
    reyes: FlaskClient, adair: FlaskClient, bo: FlaskClient, asked: str
) -> None:
    change(reyes, masked__room__student_tech__site="partial")
    confirm(adair)
    (proposal,) = rows(m.privacy.MaskProposal)
    adair.post(f"/admin/mask/proposals/{proposal.id}/approve")
    page = read(bo, f"/desk/tickets/{asked}")
    assert "Room 118" not in page
    assert "period 2" in page


def test_an_administrator_of_some_schools_cannot_change_the_districts_policy(
    adair: FlaskClient, school: School, owner: sa.Engine
) -> None:
    with owner.begin() as c:
        put(
            c, m.places.Org, district_id=school.district_id, parent_id=school.district_id, kind="school",
            name="Juniper Hill", code="JHE",
        )  # fmt: skip
    assert change(adair, "/admin/mask", masked__student__student_tech__site="hidden") == 403
    assert "the whole district" in read(adair, "/admin/mask")


def test_a_technician_who_is_shown_handles_sees_no_name_no_words_and_finds_none(
    reyes: FlaskClient, dana: FlaskClient, school: School, owner: sa.Engine
) -> None:
    number = ticket(school, owner, "maria", "JCM-24051", "R-9Q2")
    assert "Quintanilla" in read(dana, "/desk/queue")
    assert number in read(dana, "/desk/search?q=quintanilla")
    assert change(reyes, masked__student__technician__site="handle") == 303
    for address in ("/desk/queue", f"/desk/tickets/{number}", "/desk"):
        page = read(dana, address)
        assert "Quintanilla" not in page and "Maria" not in page and "As typed" not in page
    assert number not in read(dana, "/desk/search?q=quintanilla")
    seen = [row for row in events("ticket:opened") if row.ticket_id][-1]
    assert seen.fields == []


def test_files_follow_the_words(reyes: FlaskClient, school: School) -> None:
    """An adult from whom the words are kept gets no file as it was sent."""
    from types import SimpleNamespace

    from app.helpdesk.attachments.policy import version

    change(reyes, revealable__student__technician__site="handle")
    (held,) = rows(m.privacy.MaskVersion)
    roles = frozenset({Role.TECHNICIAN})
    file: Any = SimpleNamespace(uploader_id=1, message_id=2, public=True, side="requester", state="waiting")
    asked: Any = SimpleNamespace(requester_id=school.people["maria"], requester_kind="student", owner_id=None)
    for policy_id, given in ((0, "original"), (held.id, "")):
        who = Actor(
            school.people["dana"], school.district_id, Hat.DESK, Clearance.STAFF, roles, policy_id=policy_id
        )
        assert version(who, asked, file) == given


def test_a_version_in_force_costs_no_statement(reyes: FlaskClient, bo: FlaskClient, asked: str) -> None:
    change(reyes, masked__student__student_tech__site="hidden")
    read(bo, "/desk/queue")  # the version is read once a process
    with statements("masked") as ran:
        read(bo, "/desk/queue")
    assert ran and not [one for one in ran if "FROM mask_version" in " ".join(one.split())]


def test_no_more_hidden_words_when_the_policy_says_so(
    reyes: FlaskClient, bo: FlaskClient, school: School, owner: sa.Engine
) -> None:
    bo_id = school.people["bo"]
    number = ticket(school, owner, "maria", "JCM-24052", "R-8K1", status="in_progress", owner_id=bo_id)
    assert "this is logged" in read(bo, f"/desk/tickets/{number}")
    cells = {f"revealable__student__{role}__owner": "hidden" for role in ("student_tech", "peer_trainer")}
    assert change(reyes, **cells) == 303
    assert "this is logged" not in read(bo, f"/desk/tickets/{number}")
    confirm(bo)
    assert bo.get(f"/desk/tickets/{number}/reveal").status_code == 403


def test_versions_are_compared(reyes: FlaskClient) -> None:
    change(reyes, masked__student__student_tech__site="hidden")
    change(
        reyes, masked__student__student_tech__site="hidden", masked__caregiver__student_tech__site="hidden"
    )
    page = read(reyes, "/office/mask/versions/2")
    assert "one cell against version 1" in page
    assert "A caregiver who asks" in page and "A student who asks" not in page
    assert "2 cells against what is drawn" in read(reyes, "/office/mask/versions/2?against=0")
    assert reyes.get("/office/mask/versions/9").status_code == 404


def test_versions_are_kept_as_they_were_written(reyes: FlaskClient, owner: sa.Engine) -> None:
    change(reyes, masked__student__student_tech__site="hidden")
    for statement in ("UPDATE mask_version SET why = 'x'", "DELETE FROM mask_version"):
        with pytest.raises(sa.exc.DBAPIError), owner.begin() as c:
            c.exec_driver_sql(statement)


def test_a_name_that_a_family_keeps_back_is_covered_at_the_next_request(
    reyes: FlaskClient, bo: FlaskClient, school: School, owner: sa.Engine
) -> None:
    number = ticket(
        school, owner, "maria", "JCM-24053", "R-2M4", status="in_progress", owner_id=school.people["cy"]
    )
    assert "Cy" in read(bo, f"/desk/tickets/{number}")
    assert reyes.post("/office/mask/names", data={"number": "5550113"}).status_code == 303
    page = read(bo, f"/desk/tickets/{number}")
    assert "Owner: Tech " in page and "Cy" not in page.replace("Cyrus", "")
    assert reyes.post("/office/mask/names", data={"number": "5550113"}).status_code == 422
    assert reyes.post("/office/mask/names", data={"number": "999"}).status_code == 422
    assert "Cyrus Abernathy" in read(reyes, "/office/mask/names")
    person = school.people["cy"]
    assert reyes.post(f"/office/mask/names/{person}/give-back").status_code == 303
    assert "Owner: Cy" in read(bo, f"/desk/tickets/{number}")
    assert [row.codes["how"] for row in events("directory:changed") if row.outcome == "done"] == [
        "kept_back",
        "given_back",
    ]


@pytest.mark.usefixtures("still")
def test_opting_out_changes_nothing_of_a_requesters_ticket(
    reyes: FlaskClient, bo: FlaskClient, school: School, owner: sa.Engine
) -> None:
    number = ticket(school, owner, "maria", "JCM-24054", "R-3X3")

    def seen() -> list[str]:
        lines = read(bo, f"/desk/tickets/{number}").splitlines()
        return [
            line for line in lines if "csrf" not in line and "nonce" not in line and 'name="once"' not in line
        ]

    before = seen()
    reyes.post("/office/mask/names", data={"number": "5550111"})
    assert seen() == before


def test_its_times_are_those_of_the_school(reyes: FlaskClient) -> None:
    stricter = {key.replace("/", "__"): "handle" for key in STAFF}
    assert change(reyes, **stricter) == 303
    (version,) = rows(m.privacy.MaskVersion)
    said = f"today {time_words(version.made_at.astimezone(ZONE))}"
    assert read(reyes, "/office/mask").count(said) == 2
    assert said in read(reyes, "/office/mask/versions/1")
