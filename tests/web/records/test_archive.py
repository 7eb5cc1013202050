"""A record to hand out carries its files: the student's own as sent, others' only as released."""

import csv
import io
import zipfile

from flask.testing import FlaskClient

from app.audit.work import look
from app.oversight.inspection import files
from app.oversight.inspection.bundle import make_bundle
from tests.cast import School
from tests.web.attachments import pictures as p
from tests.web.attachments.arrange import NAME, ask_with, at, events, upload
from tests.web.attachments.test_releasing import BOX
from tests.web.oversight.acting import actor
from tests.web.records.acting import take_request

OTHERS = ("Abernathy", "Cyrus", "Kowalczyk", "Bohdan")


def archive(officer: FlaskClient, school: School, name: str = "maria") -> zipfile.ZipFile:
    answer = officer.get(f"{take_request(officer, school, name)}/bundle.zip")
    assert answer.status_code == 200 and answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_own_files_come_as_sent_and_text_hides_others(
    school: School, maria: FlaskClient, reyes: FlaskClient
) -> None:
    number = ask_with(
        maria, school, p.png(), b"Cyrus Abernathy has the same fault. I am Maria Quintanilla.\n"
    )
    made = archive(reyes, school)
    picture, text = f"files/{number}-1-1.png", f"files/{number}-2.txt"
    assert made.namelist() == ["record.html", "who-looked.csv", picture, text]
    assert made.read(picture) == maria.get(at("my", number, 1, "1")).data
    said = made.read(text).decode()
    assert "[name hidden] has the same fault" in said and "Maria Quintanilla" in said
    page = made.read("record.html").decode()
    assert picture in page and "Sent by the student." in page
    assert NAME not in page and not any(name in page for name in OTHERS)
    assert {
        row["Party"] for row in csv.DictReader(io.StringIO(made.read("who-looked.csv").decode("utf-8-sig")))
    }
    (taken,) = events("record:exported")  # one act, one event
    assert {"picture", "events", "text"} <= set(taken.fields) and taken.codes["kind"] == "archive"


def test_a_file_of_somebody_else_comes_with_its_boxes_or_not_at_all(
    school: School, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, reyes: FlaskClient
) -> None:
    number = ask_with(maria, school, p.png())
    bo.post(f"/desk/tickets/{number}/claim")
    bo.post(f"/desk/tickets/{number}/note", data={"note": "See the picture."} | upload(p.png()))
    before = archive(reyes, school)
    theirs = f"files/{number}-2-1.png"
    assert theirs not in before.namelist()
    assert "no form of it was released" in before.read("record.html").decode()
    release = at("teach", number, 2, "release")
    assert okafor.post(release, data={"from": "page"} | BOX).status_code == 303
    after = archive(reyes, school)
    assert after.read(theirs) == bo.get(at("desk", number, 2, "released/1")).data
    assert after.read(theirs) != before.read(f"files/{number}-1-1.png"), "the same picture, painted over"


def test_the_page_lists_the_files_and_offers_the_archive(
    school: School, maria: FlaskClient, reyes: FlaskClient
) -> None:
    ask_with(maria, school, p.png())
    page = reyes.get(f"{take_request(reyes, school)}/bundle").get_data(as_text=True)
    assert "sent by the student" in page and "bundle.zip" in page


def test_what_has_no_room_is_left_to_the_office(
    school: School, maria: FlaskClient, reyes: FlaskClient
) -> None:
    number = ask_with(maria, school, p.png())
    request = int(take_request(reyes, school).rpartition("/")[2])
    with look(actor(school, "reyes")) as work:
        made = make_bundle(work, request)
        assert list(files.contents_of(work, made)) == [f"files/{number}-1-1.png"]
        assert files.contents_of(work, made, most=10) == {}
    (file,) = made.tickets[0].files
    assert files.paths_of(file, {}) == () and file.pages == (1,)
