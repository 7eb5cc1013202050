"""What one requester types on a ticket is masked as one: a word that names somebody in one message is hidden in all."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from app.commands.worker import work_through
from tests.cast import School
from tests.web.attachments.arrange import ask_with, upload
from tests.web.intake.arrange import ask, form, messages, ticket
from tests.web.tickets.arrange import claimed, morning, words

NAMES = "Ask Brimlock about it, he knows."
THING = "The Brimlock app does not open."


@pytest.fixture(autouse=True)
def at_school() -> Iterator[datetime]:
    with morning() as start:
        yield start


def page(tech: FlaskClient, number: str) -> str:
    answer = tech.get(f"/desk/tickets/{number}")
    assert answer.status_code == 200, words(answer)
    return words(answer)


def says(client: FlaskClient, number: str, said: str, **more: object) -> None:
    answer = client.post(f"/my/tickets/{number}", data={"text": said, "act": "reply", **more})
    assert answer.status_code == 303, words(answer)


def test_alone_the_thing_is_readable(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school, text=THING)
    says(maria, number, "It still does not.")
    work_through()
    assert "Brimlock" in page(bo, number)


def test_a_name_of_the_first_message_is_hidden_in_the_later_ones(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text=NAMES)
    says(maria, number, "My Chromebook is slow again.")
    says(maria, number, THING, **upload(THING.encode(), name="log.txt"))
    assert "Brimlock" not in page(bo, number) and "app does not open" in page(bo, number)
    assert page(bo, number).count("app does not open") == 2  # the file's words stand below
    assert THING in words(maria.get(f"/my/tickets/{number}"))


def test_a_name_of_a_later_message_is_hidden_in_the_earlier_ones(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text=THING)
    assert "Brimlock" in page(bo, number)
    says(maria, number, NAMES)
    assert "Ask Brimlock" not in page(bo, number)  # never away meanwhile: it stood there all along
    work_through()
    assert "brimlock" not in page(bo, number).lower()
    assert "Brimlock" not in ticket(number).title_masked
    number_of_lines = len(messages(number))
    says(maria, number, THING)
    work_through()
    assert len(messages(number)) == number_of_lines + 1 and "brimlock" not in page(bo, number).lower()


def test_a_file_that_is_sent_along_is_of_the_same_author(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = ask_with(maria, school, THING.encode(), name="log.txt", text=NAMES)
    bo.post(f"/desk/tickets/{number}/claim")
    assert "app does not open" in page(bo, number) and "Brimlock" not in page(bo, number)


def test_what_a_tech_writes_hides_nothing_of_others(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School
) -> None:
    """Else a tech could ask the mask about any word, by writing it into the ticket of somebody who answers."""
    number = claimed(maria, bo, school, text="My Chromebook is slow.")
    bo.post(f"/desk/tickets/{number}/note", data={"note": NAMES})
    says(maria, number, THING)
    work_through()
    assert "The Brimlock app" in page(bo, number)


def test_what_a_tech_writes_down_at_the_counter_is_the_techs(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    matched = bo.post("/desk/counter", data={"number": "5550111"})
    assert bo.post(matched.headers["Location"], data=form(school, text=NAMES)).status_code == 303
    number = max(_numbers(maria))
    bo.post(f"/desk/tickets/{number}/claim")
    says(maria, number, THING)
    says(maria, number, "And now it is gone.")
    work_through()
    assert "The Brimlock app" in page(bo, number)


def _numbers(client: FlaskClient) -> list[str]:
    return re.findall(r"JCM-\d{5}", client.get("/my").get_data(as_text=True))


def test_masked_again_they_are_still_one(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text=THING)
    says(maria, number, NAMES)
    says(maria, number, THING)
    work_through()
    answer = okafor.post(f"/teach/tickets/{number}/words", data={"words": "knows"})
    assert answer.status_code == 303
    assert "brimlock" not in page(bo, number).lower() and "knows" not in page(bo, number)


def test_another_ticket_of_theirs_is_read_for_itself(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    claimed(maria, bo, school, text=NAMES)
    other = ask(maria, school, text=THING)
    assert "Brimlock" in messages(other)[0].body_masked
