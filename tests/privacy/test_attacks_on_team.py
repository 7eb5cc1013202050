"""The same fifteen-year-old at the team: what a trainer may see and do, keys of forms, the counter, working names."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import read
from tests.privacy.acts import body, change, gate, leaks, reply, rows, settled, taken
from tests.web.intake.arrange import events, messages, ticket


def _sent(number: str) -> list[Any]:
    return [each for each in messages(number) if each.side == "cadre" and each.kind == "public"]


def _draft() -> Any:
    return rows(sa.select(*m.drafts.Draft.__table__.c).order_by(m.drafts.Draft.id))[-1]


def test_a_trainer_does_not_learn_who_asked(
    maria: FlaskClient, sign_in: SignIn, ines: FlaskClient, school: School
) -> None:
    """Two drafts wait: one by a tech, one about that tech's own ticket. The handle stays a handle."""
    change(m.cadres.CadreMember, m.cadres.CadreMember.person_id == school.people["tomo"], rung="apprentice")
    cy, tomo = sign_in("cy"), sign_in("tomo")
    of_tomo, of_maria = taken(tomo, cy, school), taken(maria, tomo, school)
    assert reply(cy, of_tomo, "Restart it.") == reply(tomo, of_maria, "Restart it.") == 303
    for path in ("/desk/drafts", f"/desk/drafts/{of_tomo}"):
        page = body(ines.get(path))
        assert ticket(of_tomo).handle in page
        assert not re.search(r"(?:to|Goes to) <(?:b|span)[^>]*>Tomo<", page)
        assert "reply to Tomo" not in page


def test_a_trainer_sees_the_place_of_their_groups_tickets_only(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    theirs, groups = taken(maria, bo, school), taken(maria, cy, school)
    assert "Room G-2" in body(ines.get(f"/desk/tickets/{groups}"))
    assert "Room G-2" not in body(ines.get(f"/desk/tickets/{theirs}"))


def test_a_trainer_takes_nothing_out_of_the_teachers_reading(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, school: School
) -> None:
    gate(school, "cy", "after")
    number = taken(maria, cy, school)
    assert reply(cy, number, "Restart it, please.") == 303
    assert _draft().state == "unread"
    assert ines.get(f"/desk/drafts/{number}").status_code == 404
    assert ines.post(f"/desk/drafts/{number}/read").status_code == 404
    assert _draft().state == "unread"


def test_a_forged_once_key_blocks_nobodys_reply(
    maria: FlaskClient, cy: FlaskClient, ines: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """A note that carries the key under which an approved draft will be sent."""
    number, own = taken(maria, cy, school), taken(maria, ines, school)
    assert reply(cy, number, "Restart it, please.") == 303
    key = f"draft:{_draft().id}"
    assert ines.post(f"/desk/tickets/{own}/note", data={"note": "Blocked.", "once": key}).status_code == 303
    assert ines.post(f"/desk/drafts/{number}/send").status_code == 303
    assert [each.body for each in _sent(number)] == ["Restart it, please."]


@pytest.mark.parametrize("once", ["x", "x" * 500, "' OR 1=1 --", "draft:1", "\x00", "⟦name:01⟧"])
def test_a_strange_once_key_is_no_key(
    once: str, maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    first, second = taken(maria, bo, school), taken(maria, cy, school)
    for client, number in ((bo, first), (cy, second)):
        assert (
            client.post(f"/desk/tickets/{number}/note", data={"note": "Seen.", "once": once}).status_code
            == 303
        )
        assert reply(client, number, "Restart it.", once=once) == 303
    notes = [[each.kind for each in messages(number)].count("internal") for number in (first, second)]
    assert notes == [1, 1]
    assert len(_sent(first)) == 1 and _draft().ticket_id == ticket(second).id


def test_what_another_types_is_theirs(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    at = f"/desk/tickets/{number}"
    assert bo.post(f"{at}/typing", data={"reply": "Zanzibar", "note": "Zanzibar"}).status_code == 204
    assert cy.post(f"{at}/typing", data={"reply": "", "note": ""}).status_code == 204, (
        "empties their own only"
    )
    assert "Zanzibar" in body(bo.get(at)) and "Zanzibar" not in body(cy.get(at))
    assert bo.post(f"{at}/hand-back", data={"state": "a", "tried": "b", "next": "c"}).status_code == 303
    assert cy.post(f"{at}/claim").status_code == 303
    assert "Zanzibar" not in body(cy.get(at))
    assert "No ticket has these words" in body(cy.get("/desk/search?q=zanzibar"))


def test_cards_and_passed_on_words_are_masked_for_the_next_reader(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school, text="The board is dark.")
    at = f"/desk/tickets/{number}"
    said = "Maria Quintanilla, (208) 555-0142, 5550111, wants it."
    card = {"state": said, "tried": said, "next": said, "place": said, "promised": said}
    assert bo.post(f"{at}/hand-back", data=card).status_code == 303
    assert leaks(cy.get(at)) == leaks(cy.get("/desk/queue")) == []
    assert cy.post(f"{at}/claim").status_code == 303
    assert cy.post(f"{at}/pass-on", data={"reason": "tried_all", "tried": said}).status_code == 303
    assert leaks(bo.get(at), ("555-0142", "5550111")) == ["555-0142", "5550111"], "bo reads bo's own card"
    change(m.tickets.Message, m.tickets.Message.kind == "handoff", author_id=school.people["ines"])
    assert leaks(bo.get(at)) == []


def test_the_counter_tells_nobodys_number(bo: FlaskClient, school: School) -> None:
    """Unknown, one's own, empty, too many: one screen for all."""
    places = set()
    for number in (
        "9999999",
        "5550112",
        "0",
        "' OR 1=1",
        "⟦number:01⟧",
        "555*",
        "%",
        *("1" * n for n in range(2, 9)),
    ):
        answer = bo.post("/desk/counter", data={"number": number})
        places.add((answer.status_code, answer.headers["Location"]))
    assert places == {(303, "/desk/counter/teacher")}
    assert bo.post("/desk/counter", data={"number": "5550111"}).headers["Location"] == "/desk/counter/teacher"
    assert events("counter:matched")[-1].outcome == "refused", (
        "after twelve misses a right one is none either"
    )


def test_a_slip_is_of_one_tech_and_in_no_event(bo: FlaskClient, cy: FlaskClient, school: School) -> None:
    answer = bo.post("/desk/counter", data={"number": "5550111"})
    slip = answer.headers["Location"].rsplit("/", 1)[1]
    assert bo.get(f"/desk/counter/match/{slip}").status_code == 200
    assert leaks(bo.get(f"/desk/counter/match/{slip}")) == []
    stolen, made_up = cy.get(f"/desk/counter/match/{slip}"), cy.get(f"/desk/counter/match/{'x' * len(slip)}")
    assert stolen.status_code == made_up.status_code == 409
    assert settled(body(stolen)) == settled(body(made_up))
    for known in (slip, slip.encode().hex()):
        assert known not in str(events("counter:matched"))
    kept = str(events("counter:matched")[-1].codes["slip"])
    assert cy.get(f"/desk/counter/match/{kept}").status_code == 409
    assert bo.get(f"/desk/counter/match/{kept}").status_code == 409, "what the event keeps opens nothing"


WORKING = (
    "Kowalczyk",
    "Bo Kowalczyk",
    "kowalczyk",
    "K o w a l c z y k",
    "Bo 208-555-0142",
    "bo@example.org",
    "@bo_k",
    "Cy",
    "snap.bok",
    "Insta-Bok",
    "BokOnSnap",
    "bok.gmail",
    "two.oh.eight",
    "twooheight",
)


@pytest.mark.parametrize("name", WORKING)
def test_a_working_name_carries_no_contact_and_no_family(name: str, bo: FlaskClient, school: School) -> None:
    member = m.cadres.CadreMember
    change(member, member.person_id == school.people["bo"], agreement_on=None, working_name="")
    answer = bo.post("/desk/learn/agreement", data={"working_name": name, "agree": "y"})
    assert answer.status_code == 422
    assert read(sa.select(member.working_name).where(member.person_id == school.people["bo"])) == ""
