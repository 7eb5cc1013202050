"""An adult opens one ticket in an emergency: who may, what it opens, what ends it, who judges it."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.accounts.actors import enter
from app.audit.tags import Tag
from app.audit.work import begin
from app.helpdesk.glass.services import keep_review
from app.identity.rights import Hat
from app.kernel import clock, jobs
from app.kernel.errors import Forbidden
from tests.cast import PASSWORD, School
from tests.conftest import SignIn
from tests.helpers import bare_ticket, confirm, number_of
from tests.privacy.acts import elsewhere, rows
from tests.web.apart.arrange import caregiver
from tests.web.intake.arrange import ask, events
from tests.web.tickets.arrange import words

NOTE = "Somebody wrote that they are locked in."


def smash(client: FlaskClient, number: str, hat: str, **more: str) -> Any:
    confirm(client)
    data = {"number": number, "purpose": "safety", "note": NOTE, **more}
    return client.post(f"/{hat}/glass", data=data)


@pytest.fixture
def far(school: School) -> str:
    """A ticket of Maria's at another school of the district."""
    number = elsewhere(school)
    ticket = m.tickets.Ticket
    return str(number) if rows(sa.select(ticket.id).where(ticket.number == number)) else ""


@pytest.mark.parametrize(("name", "hat"), [("okafor", "teach"), ("dana", "desk"), ("adair", "admin")])
def test_an_adult_reads_one_ticket_outside_their_reach(
    sign_in: SignIn, far: str, name: str, hat: str
) -> None:
    client = sign_in(name)
    if hat != "admin":
        assert client.get(f"/{hat}/tickets/{far}").status_code == 404
    answer = smash(client, far.lower(), hat)
    assert answer.status_code == 303
    page = words(client.get(answer.headers["Location"]))
    assert far in page and "North Middle School" in page and "Open until" in page
    event = events("glass:broken")[0]
    assert (event.basis, event.purpose, event.outcome) == ("emergency", "safety", "done")
    assert NOTE not in str(event.codes)
    looked = events("ticket:opened")[-1]
    assert (looked.basis, looked.codes["glass"]) == ("emergency", event.codes["glass"])
    assert client.post(f"/{hat}/tickets/{far}/note", data={"note": "x"}).status_code in (403, 404)


def test_it_shows_what_is_never_for_students(adair: FlaskClient, maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    person = caregiver(school, "maria", phone="(208) 555-0177")
    page = words(adair.get(smash(adair, number, "admin").headers["Location"]))
    assert (
        "Maria Quintanilla" in page
        and "(208) 555-0142" in page
        and "Rosa Quintanilla: (208) 555-0177" in page
    )
    assert set(events("ticket:opened")[-1].subjects) == {school.people["maria"], person}


def test_no_student_opens_anything(
    bo: FlaskClient, maria: FlaskClient, ines: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    for client in (bo, maria, ines):
        confirm(client)
        for hat in ("desk", "teach", "office", "admin"):
            assert client.get(f"/{hat}/glass").status_code == 403
            assert smash(client, number, hat).status_code == 403
    assert "Emergency" not in words(bo.get("/desk"))


def test_it_takes_a_pin_a_purpose_and_words(okafor: FlaskClient, far: str) -> None:
    assert okafor.get("/teach/glass").headers["Location"] == "/step-up?next=/teach/glass"
    data = {"number": far, "purpose": "safety", "note": NOTE}
    asked = okafor.post("/teach/glass", data=data)
    assert asked.status_code == 403 and "Type my PIN" in words(asked) and NOTE in words(asked)
    assert smash(okafor, far, "teach", purpose="curious").status_code == 422
    assert smash(okafor, far, "teach", note="because").status_code == 422
    assert smash(okafor, "JCM-1", "teach").status_code == 422
    assert rows(sa.select(m.glass.Glass.id)) == []


def test_a_banner_stands_on_every_page_until_it_is_closed(
    okafor: FlaskClient, far: str, sign_in: SignIn
) -> None:
    at = smash(okafor, far, "teach").headers["Location"]
    for path in ("/teach", "/teach/queue", at):
        assert f"{far} is open to you in an emergency until" in words(okafor.get(path)), path
    assert "in an emergency until" not in words(sign_in("okafor").get("/teach")), "another screen"
    assert smash(okafor, far, "teach").status_code == 409, "one at a time"
    assert okafor.post(f"{at}/end").status_code == 303
    assert "in an emergency until" not in words(okafor.get("/teach"))
    assert okafor.get(at).status_code == okafor.post(f"{at}/end").status_code == 404
    assert [event.codes["why"] for event in events("glass:ended")] == ["ended"]


def test_it_ends_after_half_an_hour_and_the_log_says_so(sign_in: SignIn, far: str) -> None:
    start = clock.now()
    with clock.at(start):
        okafor = sign_in("okafor")
        at = smash(okafor, far, "teach").headers["Location"]
    with clock.at(start + timedelta(minutes=15)):
        assert okafor.get(at).status_code == 200
    with clock.at(start + timedelta(minutes=31)):
        assert okafor.get(at).status_code == 404
        for job in jobs.due(clock.now()):
            jobs.run(job, clock.now())
    assert [event.codes["why"] for event in events("glass:ended")] == ["expired"]


def test_a_lock_ends_it_and_another_cannot_use_it(okafor: FlaskClient, dana: FlaskClient, far: str) -> None:
    at = smash(okafor, far, "teach").headers["Location"]
    assert dana.get(at.replace("teach", "desk")).status_code == 404
    assert dana.post(f"{at.replace('teach', 'desk')}/end").status_code == 404
    okafor.post("/unlock", data={"password": PASSWORD})
    assert okafor.get(at).status_code == 404


def test_nothing_of_another_district_and_nothing_of_ones_own(
    sign_in: SignIn, okafor: FlaskClient, school: School
) -> None:
    own = number_of(bare_ticket(school, requester_id=school.people["okafor"]))
    assert smash(okafor, own, "teach").status_code == 403
    alder = sign_in("alder")
    assert smash(alder, own, "teach").status_code == 422


def test_somebody_else_judges_it(okafor: FlaskClient, far: str, school: School, app: Any) -> None:
    smash(okafor, far, "teach")

    def actor(client: FlaskClient, hat: Hat) -> Any:
        cookie = client.get_cookie("cadre")
        assert cookie is not None
        return enter(cookie.value, hat)[1]

    event = events("glass:broken")[0].id
    with pytest.raises(Forbidden), begin(actor(okafor, Hat.TEACH)) as work:
        keep_review(work, event)
    reyes = app.test_client()
    reyes.post("/sign-in", data={"username": "reyes", "password": PASSWORD})
    with begin(actor(reyes, Hat.OFFICE)) as work:
        keep_review(work, event)
        work.record(Tag.EVENTS_EXPLAINED)
    (row,) = rows(sa.select(m.glass.Glass.reviewed_by))
    assert row.reviewed_by == school.people["reyes"]
