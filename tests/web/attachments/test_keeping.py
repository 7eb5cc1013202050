"""Files are whole or not there, end with everything of them, and the doctor knows how they are."""

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from app.audit.work import begin
from app.cli import main
from app.config import Settings
from app.helpdesk.attachments.drawing.anew import Drawn, Page
from app.helpdesk.attachments.services import attach
from app.helpdesk.tickets.queries import ticket_by_id
from app.identity.actor import system_actor
from tests.cast import School
from tests.web.attachments import pictures as p
from tests.web.attachments.arrange import NAME, at, body, claimed_with, stored
from tests.web.intake.arrange import ask, ticket
from tests.web.records.purging import age, purge, work_off

NOTHING = {"attachment": 0, "attachment_private": 0, "attachment_page": 0, "released_page": 0}


def test_a_process_that_dies_in_the_middle_leaves_nothing(maria: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    with pytest.raises(KeyboardInterrupt):
        die_while_adding(school, number)
    assert stored() == NOTHING


def die_while_adding(school: School, number: str) -> None:
    actor = system_actor(school.district_id)
    drawn = Drawn("x.png", "picture", (Page("image/png", 600, 400, p.png()),))
    with begin(actor) as work:
        row = work.first(ticket_by_id(actor, ticket(number).id))
        attach(work, row, [drawn], side="requester", public=True)
        raise KeyboardInterrupt


def test_a_purge_of_the_ticket_takes_original_name_and_released_copy(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, reyes: FlaskClient, school: School
) -> None:
    number = claimed_with(maria, bo, school, p.png(), b"a log")
    okafor.post(at("teach", number, 1, "release"), data={"from": "inbox"})
    assert stored()["released_page"] == 1
    age(number)
    run = purge(reyes)
    work_off(school, run)
    assert stored() == NOTHING
    assert "pages of files" in body(reyes.get(f"/office/purges/{run}"))
    assert maria.get(at("my", number, 1, "1")).status_code == 404


def test_grading_shows_what_students_had_and_no_more(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed_with(maria, bo, school, p.png(), p.png())
    okafor.post(at("teach", number, 1, "release"), data={"from": "inbox"})
    ending = {"cause": "A setting.", "fix": "Set it back.", "code": "fixed", "open_steps": "They do not fit."}
    assert bo.post(f"/desk/tickets/{number}/done", data=ending).status_code == 303
    okafor.post(f"/teach/reviews/{number}/accept")
    page = body(okafor.get(f"/teach/grading/{number}"))
    assert at("teach", number, 1, "released/1") in page
    assert f"{at('teach', number, 2)}/" not in page and f'src="{at("teach", number, 1, "1")}"' not in page


def test_who_looks_along_sees_what_the_student_sees(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, reyes: FlaskClient, school: School
) -> None:
    number = claimed_with(maria, bo, school, p.png(), p.png())
    okafor.post(at("teach", number, 1, "release"), data={"from": "inbox"})
    path = f"see-as/{number}?person={school.people['bo']}"
    page = body(okafor.get(f"/teach/{path}"))
    assert f'src="{at("teach", number, 1, "released/1")}"' in page
    assert "picture 2, waiting for a teacher" in page and NAME not in page
    assert okafor.get(at("teach", number, 1, "released/1")).status_code == 200
    page = body(reyes.get(f"/office/{path}"))
    assert "They see this." in page and "/files/1" not in page


def test_the_doctor_knows_how_files_are(
    maria: FlaskClient, school: School, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.web.attachments.arrange import ask_with

    ask_with(maria, school, p.png())
    monkeypatch.setenv("CADRE_INSTANCE", str(settings.instance))
    monkeypatch.setenv("CADRE_DATABASE_URL", settings.database_url)
    from app.commands.doctor import _files

    assert [(level, subject) for level, subject, _ in _files(settings)] == [("ok", "files")]
    assert "1 in the database" in next(words for _, _, words in _files(settings))
    assert CliRunner().invoke(main, ["doctor", "--help"]).exit_code == 0
