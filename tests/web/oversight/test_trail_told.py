"""What the trail tells of one look, one ticket and one tech, and by which name."""

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.oversight.review.rounds import make_round
from tests.cast import School
from tests.helpers import bare_ticket, number_of
from tests.web.intake.arrange import ask, ticket
from tests.web.oversight.acting import act, last_week, later, monday
from tests.web.oversight.reviews import latest
from tests.web.oversight.trails import SignIn, text_of
from tests.web.tickets.arrange import words


def test_an_unexplained_look_is_flagged_in_words(school: School, okafor: FlaskClient) -> None:
    ticket, at = bare_ticket(school), last_week()
    act(school, "cy", Tag.TICKET_CLAIMED, later(at, -30), ticket)
    act(school, "bo", Tag.TICKET_OPENED, at, ticket)
    shown = text_of(okafor, "/teach/trail")
    assert "Another tech owned it." in shown
    assert "Review<span" in shown
    assert "One line here waits for your words." in shown


def test_family_is_only_a_maybe_and_never_named(
    school: School, okafor: FlaskClient, owner: sa.Engine
) -> None:
    from app.models import people

    with owner.begin() as connection:
        connection.execute(
            sa.update(people.PersonPrivate)
            .where(people.PersonPrivate.person_id == school.people["maria"])
            .values(family="Kowalczyk")
        )
    ticket, at = bare_ticket(school), last_week()
    act(school, "bo", Tag.TICKET_CLAIMED, later(at, -1), ticket)
    act(school, "bo", Tag.TICKET_OPENED, at, ticket)
    act(school, "bo", Tag.TICKET_OPENED, later(at, 300), ticket)
    shown = text_of(okafor, "/teach/trail")
    assert shown.count("The one who asked may be family.") == 1
    assert "Maria" not in shown


def test_a_ticket_is_told_from_the_first_line_on(school: School, okafor: FlaskClient) -> None:
    ticket, at = bare_ticket(school), last_week()
    number = number_of(ticket)
    act(school, "maria", Tag.TICKET_ASKED, at, ticket)
    act(school, "bo", Tag.TICKET_CLAIMED, later(at, 5), ticket)
    act(school, "dana", Tag.ESCALATION_ACCEPTED, later(at, 9), ticket)
    shown = text_of(okafor, f"/teach/trail/ticket/{number}")
    order = [shown.index(words) for words in ("asked for help", "claimed", "as an adult")]
    assert order == sorted(order)
    assert text_of(okafor, "/teach/trail/ticket/JCM-999", 404)


def test_a_ticket_is_told_as_it_went_and_without_the_askers_name(
    school: School, maria: FlaskClient, okafor: FlaskClient, reyes: FlaskClient
) -> None:
    numbers = [ask(maria, school) for _ in range(6)]
    for number in numbers:  # both events are of one moment, and their keys are random
        said = words(okafor.get(f"/teach/trail/ticket/{number}"))
        asked = f"{ticket(number).handle} asked for help: {number}"
        assert said.index(asked) < said.index(f"The rule put {number} in the queue.")
        assert "Maria" not in said and "Quintanilla" not in said
    assert maria.post(f"/my/tickets/{numbers[0]}/withdraw").status_code == 303
    said = words(reyes.get("/office/trail?kind=worked"))
    assert f"{ticket(numbers[0]).handle} withdrew {numbers[0]}" in said and "Quintanilla" not in said
    newest = [said.index(f"The rule put {number}") for number in reversed(numbers)]
    assert newest == sorted(newest)


def test_a_tech_who_asked_is_named_on_their_own_page_alone(
    school: School, sign_in: SignIn, okafor: FlaskClient
) -> None:
    bo = sign_in("bo")
    number = ask(bo, school)
    assert bo.get(f"/desk/tickets/{number}").status_code == 200
    said = words(okafor.get("/teach/trail"))
    assert f"{ticket(number).handle} asked for help: {number}" in said
    assert f"Bo (Bohdan Kowalczyk) opened {number}" in said  # a look from the desk stays their own
    person = school.people["bo"]
    assert f"Bo asked for help: {number}" in words(okafor.get(f"/teach/trail/tech/{person}"))
    assert f"(Bohdan Kowalczyk) asked for help: {number}" in words(
        okafor.get(f"/teach/trail?person={person}")
    )


def test_whom_a_page_names_to_choose_from_is_in_its_event(
    school: School, okafor: FlaskClient, owner: sa.Engine
) -> None:
    """Names in a list of choices, and names by the number of their looks, are names that were seen."""
    act(school, "bo", Tag.QUEUE_SEEN, last_week(2))
    make_round(school.district_id)
    team = {school.people[name] for name in ("bo", "cy", "ines", "tomo", "lax")}
    for path, wanted in (
        ("/teach/trail", team),
        (f"/teach/review?week={monday()}", {school.people["bo"]}),
        ("/teach/review/weeks", {school.people["bo"]}),
    ):
        assert okafor.get(path).status_code == 200
        event = latest(owner, Tag.EVENTS_SEEN)
        assert wanted <= set(event.subjects) and "name" in event.fields
