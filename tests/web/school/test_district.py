"""What a district says of its numbers and of guardians; and people whose tickets are for adults only."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.commands.worker import work_through
from app.kernel import db
from app.kernel.errors import Invalid
from app.models import metadata
from app.school.places.district import pattern_of
from tests.cast import School
from tests.web.intake.arrange import ask, events, messages, text, ticket
from tests.web.tickets.arrange import words


def district(school: School) -> sa.Row[tuple[object, ...]]:
    org = metadata.tables["org"]
    with db.engine("system").connect() as connection:
        return connection.execute(sa.select(org).where(org.c.id == school.district_id)).one()


@pytest.mark.parametrize(
    ("example", "pattern"),
    [("5559999", r"555\d{4}"), ("A-99999", r"[A-Za-z]\-\d{5}"), ("AB9999", r"[A-Za-z]B\d{4}"), ("", "")],
)
def test_an_example_makes_the_shape(example: str, pattern: str) -> None:
    assert pattern_of(example) == pattern


@pytest.mark.parametrize("example", ["12", "(1234)", "x" * 50, "AAAA"])
def test_what_is_no_number_is_refused(example: str) -> None:
    with pytest.raises(Invalid):
        pattern_of(example)


def test_the_district_says_how_its_numbers_look(
    adair: FlaskClient, maria: FlaskClient, school: School
) -> None:
    assert 'value="5559999"' in text(adair.get("/admin/district"))
    assert adair.post("/admin/district", data={"example": "12"}).status_code == 422
    early = ask(maria, school, text="It says ZQ-5512 on my card and the screen is black.")
    assert adair.post("/admin/district", data={"example": "ZQ-9999"}).status_code == 303
    assert "ZQ-5512" not in messages(early)[0].body_masked or ticket(early).held_at is not None
    work_through()
    assert "ZQ-5512" not in messages(early)[0].body_masked and ticket(early).held_at is None
    changed = events("district:changed")[-1]
    assert changed.codes == {"numbers": True, "guardian_needed": False}
    assert not district(school).guardian_needed
    number = ask(maria, school, text="The sticker says ZQ-4471 and the screen is black.")
    assert "ZQ-4471" not in messages(number)[0].body_masked
    assert adair.post("/admin/district", data={"example": "ZQ-9999"}).status_code == 409


def test_adults_only_takes_open_tickets_and_later_ones(
    okafor: FlaskClient, maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    person = school.people["maria"]
    before = ask(maria, school)
    page = f"/teach/people/{person}/adults-only"
    assert okafor.post(page, data={"asked_by": "somebody"}).status_code == 422
    assert okafor.post(page, data={"asked_by": "guardian"}).status_code == 303
    assert okafor.post(page, data={"asked_by": "guardian"}).status_code == 409
    after = ask(maria, school, text="The charger is gone.")
    for number in (before, after):
        assert ticket(number).sensitive
        assert bo.get(f"/desk/tickets/{number}").status_code == 404
    assert "Asked for by the guardian" in words(okafor.get(f"/teach/people/{person}"))
    counter = words(cy.post("/desk/counter", data={"number": "5550111"}, follow_redirects=True))
    other = words(cy.post("/desk/counter", data={"number": "0000000"}, follow_redirects=True))
    assert counter == other and "teacher" in counter
    assert okafor.post(f"/teach/waiting/{after}/queue", data={"category": "wifi"}).status_code == 409
    assert okafor.post(page, data={"asked_by": ""}).status_code == 303
    assert not ticket(ask(maria, school, text="The charger is back, the screen is black.")).sensitive
    assert [event.codes["adults_only"] for event in events("person:flagged") if event.outcome == "done"] == [
        True,
        False,
    ]
