"""A ticket that names somebody whose tickets are for adults only is kept from students as their own are."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.kernel import db
from app.school.people.models import Person
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events, text, ticket
from tests.web.tickets.arrange import claimed, morning, reply, rows, set_gate, words

HER = "Quintanilla"


@pytest.fixture(autouse=True)
def at_school() -> Iterator[datetime]:
    """Let everybody sign in on a school morning."""
    with morning() as start:
        yield start


@pytest.fixture
def brandt(sign_in: SignIn) -> FlaskClient:
    """A teacher who asks; nobody's classmate."""
    return sign_in("brandt")


def flag(adult: FlaskClient, school: School, name: str = "maria", by: str = "guardian") -> None:
    page = f"/teach/people/{school.people[name]}/adults-only"
    assert adult.post(page, data={"asked_by": by}).status_code == 303


def case_of(number: str) -> int:
    return int(rows("care_case", ticket_id=ticket(number).id)[-1].id)


@pytest.mark.parametrize(
    "said",
    [
        "Maria Quintanilla cannot sign in.",
        "Marias screen is dark.",
        "The card says 5550111 and the scanner hums.",
        "maria.quintanilla@example.org gets no mail.",
    ],
)
def test_a_mention_in_a_new_ticket(
    okafor: FlaskClient, brandt: FlaskClient, bo: FlaskClient, school: School, said: str
) -> None:
    flag(okafor, school)
    number = ask(brandt, school, text=said)
    assert ticket(number).sensitive and ticket(number).status == "new"
    assert events("ticket:taken_over")[-1].codes == {"why": "mention", "kinds": []}
    assert bo.get(f"/desk/tickets/{number}").status_code == 404
    assert number not in text(bo.get("/desk/queue"))
    assert "It names somebody whose tickets are for adults only" in words(okafor.get("/teach/care"))


def test_others_are_not_taken(okafor: FlaskClient, brandt: FlaskClient, school: School) -> None:
    flag(okafor, school)
    for said in ("Cyrus cannot sign in.", "Maria Lopez cannot sign in.", "The projector hums."):
        assert not ticket(ask(brandt, school, text=said)).sensitive


def test_what_an_adult_or_the_requester_writes_later_counts_too(
    okafor: FlaskClient, brandt: FlaskClient, bo: FlaskClient, school: School
) -> None:
    flag(okafor, school)
    noted, answered = (claimed(brandt, bo, school, text="The projector hums.") for _ in range(2))
    okafor.post(f"/teach/tickets/{noted}/note", data={"note": "Quintanilla had it before."})
    brandt.post(f"/my/tickets/{answered}", data={"text": "Maria Quintanilla bent the plug.", "act": "reply"})
    assert [ticket(number).sensitive for number in (noted, answered)] == [True, True]
    assert ticket(noted).owner_id is None


def test_a_tech_who_names_her_learns_nothing(
    okafor: FlaskClient, brandt: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    """What a tech wrote they know, so it takes no ticket from them; others read the mask."""
    flag(okafor, school)
    number = claimed(brandt, bo, school, text="The projector hums.")
    set_gate(school, "bo", "reply", "none")
    assert reply(bo, number, "I will ask Maria Quintanilla for the cable.").status_code == 303
    assert bo.post(f"/desk/tickets/{number}/note", data={"note": f"{HER} had it."}).status_code == 303
    assert not ticket(number).sensitive and bo.get(f"/desk/tickets/{number}").status_code == 200
    assert HER not in text(cy.get(f"/desk/tickets/{number}"))


def test_the_flag_takes_open_tickets_that_name_her(
    okafor: FlaskClient, brandt: FlaskClient, bo: FlaskClient, school: School
) -> None:
    named = ask(brandt, school, text="Maria Quintanilla cannot sign in.")
    noted = claimed(brandt, bo, school, text="The projector hums.")
    bo.post(f"/desk/tickets/{noted}/note", data={"note": "It was m a r i a who had it."})
    other = ask(brandt, school, text="The projector hums.")
    assert not ticket(named).sensitive
    flag(okafor, school)
    assert [ticket(number).sensitive for number in (named, noted, other)] == [True, True, False]
    assert rows("care_case", ticket_id=ticket(named).id)[-1].people == [school.people["maria"]]


def test_an_adult_gives_it_back_until_somebody_else_is_named(
    okafor: FlaskClient, brandt: FlaskClient, bo: FlaskClient, school: School
) -> None:
    flag(okafor, school)
    number = ask(brandt, school, text="Maria Quintanilla cannot sign in.")
    assert okafor.post(f"/teach/care/{case_of(number)}/give-back").status_code == 303
    assert not ticket(number).sensitive and bo.post(f"/desk/tickets/{number}/claim").status_code == 303
    brandt.post(f"/my/tickets/{number}", data={"text": "Maria Quintanilla waits.", "act": "reply"})
    assert not ticket(number).sensitive
    flag(okafor, school, "cy")
    brandt.post(f"/my/tickets/{number}", data={"text": "Cyrus Abernathy waits too.", "act": "reply"})
    assert ticket(number).sensitive
    flag(okafor, school, by="")
    assert okafor.post(f"/teach/care/{case_of(number)}/give-back").status_code == 303
    flag(okafor, school)  # set anew: what was given back before does not count
    assert ticket(number).sensitive


def test_in_another_school_a_first_name_alone_names_nobody(
    okafor: FlaskClient, brandt: FlaskClient, school: School
) -> None:
    flag(okafor, school)
    with db.engine("system").begin() as connection:
        elsewhere = sa.update(Person).where(Person.id == school.people["maria"])
        connection.execute(elsewhere.values(site_id=school.district_id))
    assert not ticket(ask(brandt, school, text="Maria cannot sign in.")).sensitive
    assert ticket(ask(brandt, school, text="Maria Quintanilla cannot sign in.")).sensitive


def test_ones_own_first_name_is_ones_own(
    okafor: FlaskClient, cy: FlaskClient, school: School, owner: sa.Engine
) -> None:
    flag(okafor, school, "maria")
    with owner.begin() as connection:
        connection.execute(
            sa.text("UPDATE person_private SET given = 'Maria' WHERE person_id = :who"),
            {"who": school.people["cy"]},
        )
    assert not ticket(ask(cy, school, text="The screen is dark. Thanks, Maria")).sensitive
    assert ticket(ask(cy, school, text="Maria Quintanilla has my charger.")).sensitive
