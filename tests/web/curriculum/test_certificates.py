"""A Dell certificate: recorded by the student, seen by the teacher, opening one category until it expires."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.web.curriculum.arrange import rows

CERTIFICATE, GRANT = m.curriculum.Certificate, m.accounts.Grant


def dell(days: int | None = 300, **more: Any) -> dict[str, str]:
    given = {
        "programme": "dell-techdirect",
        "reference": "TD-4471",
        "issued_on": (today_here() - timedelta(30)).isoformat(),
    }
    given |= {"expires_on": (today_here() + timedelta(days)).isoformat()} if days is not None else {}
    return given | {name: str(value) for name, value in more.items()}


def record(client: FlaskClient, **more: Any) -> Any:
    return client.post("/desk/certificates", data=dell(**more))


def verify(client: FlaskClient, owner: sa.Engine, days: int | None = 300) -> Any:
    key = rows(owner, CERTIFICATE)[-1].id
    return client.post("/teach/certificates/verify", data=dell(days, certificate=key))


def opened(owner: sa.Engine, person: int) -> list[tuple[str, str, Any]]:
    found = [g for g in rows(owner, GRANT, person_id=person) if g.source == "certificate"]
    return sorted((g.kind, g.code, g.valid_until) for g in found)


def test_recorded_verified_and_open_until_it_expires(
    bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    person = school.people["bo"]
    assert record(bo).status_code == 303 and record(bo).status_code == 303
    assert len(rows(owner, CERTIFICATE)) == 1
    assert "waits for your teacher" in bo.get("/desk/certificates").get_data(as_text=True)
    assert opened(owner, person) == []
    page = okafor.get("/teach/certificates").get_data(as_text=True)
    assert "One certificate waits for your look." in page and "TD-4471" in page
    assert 'class="btn btn-primary" form="first">I have seen it<' in page
    assert verify(okafor, owner).status_code == 303
    until = today_here() + timedelta(300)
    assert opened(owner, person) == [
        ("category", "dell_repair", until),
        ("certificate", "dell_techdirect", until),
    ]
    assert "Dell warranty repair" in bo.get("/desk/progress").get_data(as_text=True)
    assert verify(okafor, owner).status_code == 409
    assert len(opened(owner, person)) == 2


def test_the_gate_closes_by_date(
    bo: FlaskClient, sign_in: SignIn, okafor: FlaskClient, owner: sa.Engine
) -> None:
    record(bo)
    verify(okafor, owner, days=20)
    assert "Good until" in bo.get("/desk/certificates").get_data(as_text=True)
    with clock.at(clock.now() + timedelta(days=21)):
        later = sign_in("bo")
        assert "expired" in later.get("/desk/certificates").get_data(as_text=True)
        assert "Dell warranty repair" not in later.get("/desk/progress").get_data(as_text=True)


def test_without_a_date_or_after_it_nothing_opens(
    bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    record(bo)
    for days, said in ((None, "Without an expiry date it opens nothing."), (-2, "It has expired")):
        answer = verify(okafor, owner, days)
        assert answer.status_code == 422 and said in answer.get_data(as_text=True)
    assert opened(owner, school.people["bo"]) == []


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine
) -> None:
    record(bo)
    record(bo, reference="TD-5000")
    other, key = (one.id for one in rows(owner, CERTIFICATE))
    ahead, before = (today_here() + timedelta(3)).isoformat(), (today_here() - timedelta(60)).isoformat()
    for issued, expires, field, said in (
        (ahead, (today_here() + timedelta(300)).isoformat(), "issued_on", "lies in the future"),
        ((today_here() - timedelta(30)).isoformat(), before, "expires_on", "expires before it was issued"),
        ("", before, "issued_on", "Type the date on the certificate."),
    ):
        typed = {"certificate": key, "issued_on": issued, "expires_on": expires}
        answer = okafor.post("/teach/certificates/verify", data=typed)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422 and f'href="#{field}-{key}"' in page
        wrong = page[page.index(f'id="{field}-{key}-error"') :]
        assert said in wrong[: wrong.index("</p>")]
        shown = re.findall(rf'<input[^>]*id="(issued_on|expires_on)-{key}"[^>]*value="([^"]*)"', page)
        assert dict(shown) == {"issued_on": issued, "expires_on": expires}
        assert f'id="issued_on-{other}"' in page and f"{other}-error" not in page


def test_dates_that_cannot_be_are_refused(bo: FlaskClient, owner: sa.Engine) -> None:
    assert record(bo, issued_on=today_here() + timedelta(days=3)).status_code == 422
    assert record(bo, days=-40).status_code == 422
    assert record(bo, issued_on="").status_code == 422
    assert record(bo, programme="cisco").status_code == 422
    assert rows(owner, CERTIFICATE) == []


def test_a_teacher_writes_one_down_for_their_own_team_only(
    okafor: FlaskClient, sign_in: SignIn, owner: sa.Engine, school: School
) -> None:
    assert okafor.post("/teach/certificates", data=dell(student=school.people["cy"])).status_code == 303
    assert okafor.post("/teach/certificates", data=dell(student=school.people["maria"])).status_code == 422
    stranger = sign_in("alder")
    assert verify(stranger, owner).status_code == 404
    assert opened(owner, school.people["cy"]) == []


def test_students_verify_nothing(bo: FlaskClient, ines: FlaskClient, owner: sa.Engine) -> None:
    record(bo)
    assert verify(bo, owner).status_code == 403
    assert verify(ines, owner).status_code == 403
    assert "TD-4471" not in ines.get("/desk/certificates").get_data(as_text=True)


def test_programmes_tell_their_source_and_what_is_not_confirmed(bo: FlaskClient, okafor: FlaskClient) -> None:
    for client, hat in ((bo, "desk"), (okafor, "teach")):
        page = client.get(f"/{hat}/programmes/dell-techdirect").get_data(as_text=True)
        assert "techdirect.dell.com" in page and "November 22, 2026" in page
        assert "How long a certificate is valid today." in page
        assert client.get(f"/{hat}/programmes/none").status_code == 404
    assert "220-1201" in bo.get("/desk/programmes/aplus").get_data(as_text=True)


def refuse(client: FlaskClient, owner: sa.Engine, why: str = "other_code") -> Any:
    key = rows(owner, CERTIFICATE)[0].id
    return client.post("/teach/certificates/refuse", data={"certificate": key, "why": why})


def test_a_wrong_one_is_refused_with_a_reason_and_waits_no_more(
    bo: FlaskClient, okafor: FlaskClient, sign_in: SignIn, owner: sa.Engine, school: School
) -> None:
    record(bo)
    assert (
        refuse(okafor, owner, "").status_code == 422 and refuse(okafor, owner, "because").status_code == 422
    )
    assert refuse(bo, owner).status_code == 403 and refuse(sign_in("alder"), owner).status_code == 404
    assert refuse(okafor, owner).status_code == 303
    page = okafor.get("/teach/certificates").get_data(as_text=True)
    assert "No certificate waits for your look." in page and "The code is not the one" in page
    assert "waits for your look" not in okafor.get("/teach").get_data(as_text=True)
    mine = bo.get("/desk/certificates").get_data(as_text=True)
    assert (
        "Read why your certificate was refused" in mine
        and "The code is not the one on the certificate." in mine
    )
    assert verify(okafor, owner).status_code == 409 and refuse(okafor, owner).status_code == 409
    assert opened(owner, school.people["bo"]) == []
    again = record(bo)
    assert again.status_code == 422 and "Your teacher refused it." in again.get_data(as_text=True)
    assert record(bo, reference="TD-4472").status_code == 303
    assert "Your certificate waits for your teacher." in bo.get("/desk/certificates").get_data(as_text=True)


def test_a_teacher_who_refused_by_mistake_writes_it_down_again(
    bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    record(bo)
    refuse(okafor, owner)
    assert okafor.post("/teach/certificates", data=dell(student=school.people["bo"])).status_code == 303
    assert len(rows(owner, CERTIFICATE)) == 1 and verify(okafor, owner).status_code == 303


def test_a_verified_one_is_not_refused(bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine) -> None:
    record(bo)
    verify(okafor, owner)
    assert refuse(okafor, owner).status_code == 409


@pytest.mark.parametrize("code", ["DL-4471 Chloe", "Bo Kowalczyk", "TD-4471 of Maria", "my code"])
def test_no_name_stands_in_the_code(code: str, bo: FlaskClient, owner: sa.Engine) -> None:
    answer = record(bo, reference=code)
    assert answer.status_code == 422 and "no name and no other words" in answer.get_data(as_text=True)
    assert rows(owner, CERTIFICATE) == []


@pytest.mark.parametrize("code", ["", "COMP001022334455", "Dell-4471", "ABC-12/x9", "EWRTQL"])
def test_codes_as_they_are_printed(code: str, bo: FlaskClient) -> None:
    assert record(bo, reference=code).status_code == 303


def test_an_expired_one_asks_to_be_renewed(
    bo: FlaskClient, sign_in: SignIn, okafor: FlaskClient, owner: sa.Engine
) -> None:
    record(bo)
    verify(okafor, owner, days=20)
    with clock.at(clock.now() + timedelta(days=21)):
        page = sign_in("bo").get("/desk/certificates").get_data(as_text=True)
    assert "<h1>Renew " in page and "Write the new one down when you have renewed it." in page


def take_back(client: FlaskClient, key: object) -> int:
    answer = client.post("/desk/certificates/take-back", data={"certificate": key})
    return answer.status_code


def test_a_student_takes_back_what_they_wrote_down_wrong(
    bo: FlaskClient, sign_in: SignIn, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    record(bo)
    record(bo, reference="TD-4417")
    wrong, right = (row.id for row in rows(owner, CERTIFICATE))
    assert "Take it back" in bo.get("/desk/certificates").get_data(as_text=True)
    assert take_back(sign_in("ines"), wrong) == 404 and take_back(bo, 12) == take_back(bo, "x") == 404
    assert take_back(bo, wrong) == 303
    assert "TD-4471" not in bo.get("/desk/certificates").get_data(as_text=True)
    assert take_back(bo, wrong) == 404 and take_back(bo, right) == 303 and record(bo, reference="TD-4417")
    event, _ = [row for row in rows(owner, m.audit.AuditEvent) if row.tag == "certificate:withdrawn"]
    assert event.subjects == [school.people["bo"]] and event.codes == {"programme": "dell-techdirect"}
    page = okafor.get("/teach/certificates").get_data(as_text=True)
    assert "One certificate waits for your look." in page and "TD-4471" not in page
    stale = {"certificate": wrong, "why": "dates"} | dell()
    assert okafor.post("/teach/certificates/verify", data=stale).status_code == 409
    assert okafor.post("/teach/certificates/refuse", data=stale).status_code == 409
    assert record(bo, days=200).status_code == 303, "by mistake: it is written down again"
    assert [row.expires_on for row in rows(owner, CERTIFICATE) if row.id == wrong] == [
        today_here() + timedelta(200)
    ]
    assert "Two certificates wait" in okafor.get("/teach/certificates").get_data(as_text=True)
    trail = okafor.get(f"/teach/trail?who={school.people['bo']}").get_data(as_text=True)
    assert "took back a certificate" in trail


def test_what_a_teacher_decided_or_wrote_down_is_not_taken_back(
    bo: FlaskClient, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    record(bo)
    verify(okafor, owner)
    record(bo, reference="TD-5000")
    key = rows(owner, CERTIFICATE)[1].id
    okafor.post("/teach/certificates/refuse", data={"certificate": key, "why": "dates"})
    okafor.post("/teach/certificates", data=dell(reference="TD-6000", student=school.people["bo"]))
    assert "Take it back" not in bo.get("/desk/certificates").get_data(as_text=True)
    assert [take_back(bo, row.id) for row in rows(owner, CERTIFICATE)] == [409, 409, 403]
    assert len(rows(owner, CERTIFICATE)) == 3
