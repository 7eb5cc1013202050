"""Channels 26 to 36: logs, files, mail, records that hang together, what teaches, what operates."""

import logging
import re
from email.message import EmailMessage

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Settings
from tests.cast import School
from tests.conftest import SignIn
from tests.house.access_table import TABLE
from tests.privacy.acts import SAID, body, leaks, reply, taken
from tests.privacy.channels.conftest import Morning, found_in, walked
from tests.web.attachments.arrange import claimed_with
from tests.web.attachments.pictures import photo
from tests.web.curriculum.arrange import finished, levels
from tests.web.intake.arrange import ask

CANARY = "Cyrus Abernathy"


def test_26_logs_and_slow_queries(
    maria: FlaskClient, bo: FlaskClient, school: School, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        number = taken(maria, bo, school)
        reply(bo, number, "Hello {first name}!")
        for path in (
            "/desk/search?q=quintanilla",
            "/desk/tickets/JCM-0'Quintanilla",
            "/desk/queue?after=Quintanilla",
        ):
            bo.get(path)
    assert found_in(caplog.text) == []


def test_26_engines_say_no_values(app: Flask) -> None:
    from app.kernel import db

    for clearance in ("masked", "own", "staff", "reveal", "sign_in", "system"):
        engine = db.engine(clearance)
        assert not engine.echo and engine.hide_parameters is True


def test_27_bytes_and_names_of_files(
    maria: FlaskClient, bo: FlaskClient, school: School, settings: Settings
) -> None:
    number = claimed_with(maria, bo, school, photo(), name="Maria Quintanilla 5550111.jpg", text=SAID)
    page = bo.get(f"/desk/tickets/{number}")
    assert leaks(page) == [] and ".jpg" not in body(page)
    kept = [path for path in settings.instance.rglob("*") if path.is_file()]
    assert found_in(" ".join(path.name for path in kept)) == []


def test_28_headers_quotes_and_signatures_of_mail(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    mail = EmailMessage()
    mail["From"] = "Maria Quintanilla <maria.quintanilla@example.org>"
    mail["Message-ID"] = "<5550111.quintanilla@example.org>"
    mail.set_content(
        f"It is dark.\n\nOn Monday {CANARY} <c@example.org> wrote:\n> my number is 5550111\n\n--\nMaria Q."
    )
    number = taken(maria, bo, school, text=mail.as_string())
    assert leaks(bo.get(f"/desk/tickets/{number}")) == []


def test_29_pictures_of_people(morning: Morning, bo: FlaskClient) -> None:
    for each in walked(bo, morning):
        assert "gravatar" not in each.text and "avatar" not in each.text, each.path
        assert not re.search(r"img-src[^;]*https?:", each.headers), each.path


def test_30_who_a_device_belongs_to(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = taken(maria, bo, school, device="other", tag="JC-03318")
    assert leaks(bo.get(f"/desk/tickets/{number}")) == []
    assert results_of(bo, "JC-03318 quintanilla") == []


def results_of(client: FlaskClient, words: str) -> list[str]:
    """Return the tickets that a search shows."""
    page = body(client.get("/desk/search", query_string={"q": words}))
    return re.findall(r'href="/desk/tickets/([A-Z]+-\d+)"', page)


def test_31_links_to_hidden_tickets(morning: Morning, bo: FlaskClient, okafor: FlaskClient) -> None:
    """The number of a private ticket stands on no page, also where an adult wrote it into another one."""
    for each in walked(bo, morning):
        assert morning.private not in each.text, each.path


def test_32_articles_from_tickets(morning: Morning, app: Flask) -> None:
    """There are none yet: what they will be made of is masked again, and this test is then theirs."""
    assert [line for line in TABLE if re.search(r"article|knowledge|sop", line)] == []


def test_33_what_teaches_is_masked(bo: FlaskClient, okafor: FlaskClient, school: School) -> None:
    number = finished(school)
    graded = {**levels(3, 4, 4, 3, 4), "verdict": "accept", "objectives": ["core1:5.5"], "of": "0"}
    said = {"comment": f"Next time ask {CANARY} first."}
    assert okafor.post(f"/teach/grading/{number}", data=graded | said).status_code == 303
    for path in ("/desk/progress", f"/desk/progress/{number}", "/desk"):
        assert leaks(bo.get(path)) == [], path


def test_34_who_types_what(morning: Morning, bo: FlaskClient, cy: FlaskClient, school: School) -> None:
    assert (
        bo.post(f"/desk/tickets/{morning.owned}/typing", data={"reply": f"Dear {CANARY}"}).status_code < 300
    )
    for client in (cy,):
        assert leaks(client.get(f"/desk/tickets/{morning.owned}")) == []


def test_35_numbers_about_one_person(morning: Morning, bo: FlaskClient, sign_in: SignIn) -> None:
    """No list of students by figures is open to a student; one's own figures are one's own."""
    for path in (
        "/teach/progress",
        "/teach/grading",
        "/desk/progress/cy",
        "/desk/ranking",
        "/desk/leaderboard",
    ):
        assert bo.get(path).status_code in (403, 404), path
    page = body(bo.get("/desk/progress"))
    assert not re.search(r"rank|place among|average of the team", page, re.IGNORECASE)


def test_36_what_operates(morning: Morning, bo: FlaskClient, nobody: FlaskClient) -> None:
    for client in (bo, nobody):
        for path in (
            "/metrics",
            "/debug",
            "/console",
            "/backup",
            "/server-status",
            "/_debug_toolbar",
            "/.env",
        ):
            assert client.get(path).status_code == 404, path
        for path in ("/healthz", "/readyz"):
            answer = client.get(path)
            assert found_in(body(answer)) == [] and len(body(answer)) < 400


def test_31_an_adult_names_a_hidden_ticket_in_another(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """Whoever follows the number finds what there is at a number that is nobody's: nothing."""
    number, private = taken(maria, bo, school), ask(maria, school, text=SAID, sensitive="y")
    okafor.post(f"/teach/tickets/{number}/note", data={"note": f"See {private} too."})
    assert bo.get(f"/desk/tickets/{private}").status_code == 404
