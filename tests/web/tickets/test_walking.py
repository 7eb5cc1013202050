"""Whoever walks through numbers of what is not theirs leaves an event at each step, whichever page they try."""

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events

WALKS = {
    "bo": (
        "GET /my/tickets/{number}",
        "GET /my/tickets/{number}/asked",
        "GET /my/tickets/{number}/files/1",
        "POST /my/tickets/{number}",
        "POST /my/tickets/{number}/withdraw",
        "POST /my/tickets/{number}/confirm",
        "GET /desk/tickets/JCM-1",
        "GET /desk/tickets/JCM-1/files/1",
        "POST /desk/tickets/JCM-1/claim",
    ),
    "ines": ("GET /desk/sign-offs/JCM-1",),
    "okafor": (
        "GET /teach/people/1",
        "GET /teach/progress/1",
        "GET /teach/trail/tech/1",
        "GET /teach/trail/ticket/JCM-1",
        "GET /teach/grading/JCM-1",
        "GET /teach/practice/JCM-1",
        "GET /teach/see-as/JCM-1?person=1",
    ),
    "reyes": ("GET /office/records/1", "GET /office/records/1/file.csv", "GET /office/trail/ticket/JCM-1"),
    "adair": ("GET /admin/people/1",),
}


@pytest.mark.parametrize("name", WALKS)
def test_each_step_is_one_event(name: str, school: School, sign_in: SignIn, maria: FlaskClient) -> None:
    number = ask(maria, school)
    client, wrong = sign_in(name), []
    for line in WALKS[name]:
        method, _, path = line.format(number=number).partition(" ")
        before = len(events("access:refused"))
        status = client.open(path, method=method, data={} if method == "POST" else None).status_code
        made = events("access:refused")[before:]
        told = [(row.actor_id, row.outcome, row.subjects, row.ticket_id) for row in made]
        if status != 404 or told != [(school.people[name], "refused", [], None)]:
            wrong.append((line, status, told))
    assert wrong == []
