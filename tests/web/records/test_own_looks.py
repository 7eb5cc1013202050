"""Who looked at mine: what each person reads of their own record, and nobody else's."""

from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.kernel import clock
from app.models import people
from tests.cast import NOW, PASSWORD, School
from tests.privacy.acts import change
from tests.web.intake.arrange import ask
from tests.web.oversight.acting import act
from tests.web.records.acting import AT_NOON


def test_each_person_reads_who_looked_at_their_own(
    looked: str, maria: FlaskClient, brandt_looks: str
) -> None:
    said = maria.get("/my/looks").get_data(as_text=True)
    assert "Bo, student tech" in said and f"Opened {looked}" in said
    assert "Kowalczyk" not in said
    assert looked not in brandt_looks and "Nobody has looked" in brandt_looks


def test_a_purpose_said_by_the_tech_keeps_its_i(school: School, maria: FlaskClient) -> None:
    act(
        school,
        "bo",
        Tag.WORD_REVEALED,
        NOW,
        subjects=[school.people["maria"]],
        fields=["first_name"],
        purpose="greet",
    )
    said = maria.get("/my/looks").get_data(as_text=True)
    assert "Why: I am meeting them and need to call them by name" in said


def test_a_caregiver_reads_who_looked_in_the_time_of_the_school(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """Whoever has no school of their own lives by the clock of the district's."""
    person = people.Person
    change(person, person.id == school.people["maria"], kind="caregiver", site_id=None)
    number = ask(maria, school)
    with clock.at(AT_NOON):
        assert bo.post("/sign-in", data={"username": "bo", "password": PASSWORD}).status_code == 303
        assert bo.post(f"/desk/tickets/{number}/claim").status_code == 303
        assert bo.get(f"/desk/tickets/{number}").status_code == 200
        maria.post("/sign-in", data={"username": "maria", "password": PASSWORD})
        page = maria.get("/my/looks").get_data(as_text=True)
    assert "12:05 PM" in page
