"""Files are added where somebody asks, answers, replies or notes; a file that cannot be used loses no word."""

import re
import shutil
from collections import namedtuple

import pytest
from flask.testing import FlaskClient

from app.helpdesk.attachments import policy
from tests.cast import School
from tests.web.attachments import pictures as p
from tests.web.attachments.arrange import ask_with, at, body, events, files, rows, stored, upload
from tests.web.intake.arrange import form, messages, ticket, tickets


def test_a_requester_adds_a_picture_when_asking(maria: FlaskClient, school: School) -> None:
    number = ask_with(maria, school, p.photo())
    (file,) = files()
    assert (file.kind, file.state, file.side, file.public, file.position) == (
        "picture",
        "waiting",
        "requester",
        True,
        1,
    )
    assert file.uploader_id == school.people["maria"] == ticket(number).requester_id
    page = body(maria.get(f"/my/tickets/{number}"))
    assert f'src="{at("my", number, 1, "1")}"' in page
    assert "Maria_Quintanilla_555-0142.png" in page
    assert maria.get(at("my", number, 1, "1")).status_code == 200
    (event,) = events("attachment:added")
    assert event.codes["kind"] == "picture" and event.ticket_id == ticket(number).id


def test_the_form_offers_the_camera_and_names_what_is_taken(maria: FlaskClient, school: School) -> None:
    page = body(maria.get("/my/ask"))
    assert 'enctype="multipart/form-data"' in page
    assert 'capture="environment"' in page and "application/pdf" in page


def test_files_come_with_an_answer_too(maria: FlaskClient, school: School) -> None:
    number = ask_with(maria, school)
    said = {"text": "Here is the screen.", "act": "reply", "once": ""} | upload(p.png(), p.pdf(2))
    assert maria.post(f"/my/tickets/{number}", data=said).status_code == 303
    assert [(f.kind, f.position) for f in files()] == [("picture", 1), ("document", 2)]
    assert stored() == {
        "attachment": 2,
        "attachment_private": 2,
        "attachment_page": 3,
        "released_page": 0,
    }


def test_what_cannot_be_used_stores_nothing_and_keeps_the_words(maria: FlaskClient, school: School) -> None:
    sent = form(school, text="It is cracked on the left.") | upload(b"<svg></svg>")
    answer = maria.post("/my/ask", data=sent)
    assert answer.status_code == 422
    page = body(answer)
    assert "Web pages and drawings in SVG cannot be sent." in page
    assert "It is cracked on the left." in page and "Choose the file again" in page
    assert tickets() == [] and stored()["attachment"] == 0
    (event,) = events("attachment:added")
    assert event.outcome == "refused"


def test_one_bad_file_of_two_stores_neither(maria: FlaskClient, school: School) -> None:
    answer = maria.post("/my/ask", data=form(school) | upload(p.png(), p.bomb()))
    assert answer.status_code == 422
    assert "Second file: This picture has too many pixels." in body(answer)
    assert stored()["attachment_page"] == 0


def test_a_form_takes_four_files(maria: FlaskClient, school: School) -> None:
    answer = maria.post("/my/ask", data=form(school) | upload(*[b"words"] * 5))
    assert answer.status_code == 422 and "more than 4 files" in body(answer)


def test_a_ticket_and_a_day_have_an_end(
    maria: FlaskClient, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "MOST_A_TICKET", 2)
    number = ask_with(maria, school, b"one", b"two", name="log.txt")
    said = {"text": "More.", "act": "reply", "once": ""} | upload(b"three", name="log.txt")
    answer = maria.post(f"/my/tickets/{number}", data=said)
    assert answer.status_code == 422 and "A ticket takes 2 files." in body(answer)
    assert len(messages(number)) == 1
    monkeypatch.setattr(policy, "MOST_A_DAY", 3)
    answer = maria.post("/my/ask", data=form(school) | upload(b"four", b"five", name="log.txt"))
    assert answer.status_code == 422 and "as many as one person may" in body(answer)


def test_who_sends_what_means_harm_again_and_again_is_stopped(
    maria: FlaskClient, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "MOST_REFUSED", 2)
    for _ in range(2):
        assert maria.post("/my/ask", data=form(school) | upload(b"PK\x03\x04")).status_code == 422
    answer = maria.post("/my/ask", data=form(school) | upload(p.png()))
    assert answer.status_code == 422 and "could not be used within an hour" in body(answer)
    assert maria.post("/my/ask", data=form(school)).status_code == 303


Disk = namedtuple("Disk", "total used free")


@pytest.mark.database("sqlite")  # PostgreSQL stands elsewhere and says so itself
def test_a_full_disk_loses_no_word(
    maria: FlaskClient, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(10**9, 10**9 - 10**6, 10**6))
    answer = maria.post("/my/ask", data=form(school, text="The lid is loose.") | upload(p.png()))
    assert answer.status_code == 422
    assert "There is no room for files just now." in body(answer) and "The lid is loose." in body(answer)
    assert tickets() == []
    without = maria.post("/my/ask", data=form(school, text="The lid is loose."))
    assert without.status_code == 303


def rows_are_here() -> bool:
    from app.kernel import db

    return db.is_sqlite()


def test_a_form_beyond_all_sizes_meets_the_page_that_says_so(maria: FlaskClient, school: School) -> None:
    said = {"CONTENT_LENGTH": str(64 * 2**20 + 1)}
    answer = maria.post("/my/ask", data=form(school) | upload(p.png()), environ_overrides=said)
    assert answer.status_code == 413
    assert "What to do:" in body(answer)


def test_the_counter_adds_a_picture_for_somebody(
    bo: FlaskClient, maria: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    matched = bo.post("/desk/counter", data={"number": "5550111"})
    slip = matched.headers["Location"]
    entry = {"category": "wifi", "text": "Shows a broken lock.", "room": str(school.rooms["118"]), "tag": ""}
    assert bo.post(slip, data=entry | upload(p.png())).status_code == 303
    (file,) = files()
    number = tickets()[0].number
    assert file.uploader_id == school.people["bo"] and file.side == "requester"
    own = [at("my", number, 1, part) for part in ("1", "covered/1", "released/1")]
    assert [maria.get(path).status_code for path in own] == [404, 404, 404]  # it may show how to reach him
    assert "Maria_Quintanilla" not in body(maria.get(f"/my/tickets/{number}"))
    assert bo.get(at("desk", number, 1, "1")).status_code == 200  # he took it himself
    assert okafor.post(at("teach", number, 1, "release")).status_code == 303
    assert [maria.get(path).status_code for path in own] == [404, 404, 200]
    assert okafor.post(at("teach", number, 1, "keep")).status_code == 303
    assert [maria.get(path).status_code for path in own] == [404, 404, 404]
    assert bo.get(at("desk", number, 1, "1")).status_code == 404  # once an adult says that it stays with them


def test_a_reply_with_a_file_waits_for_a_teacher(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, ines: FlaskClient, school: School
) -> None:
    """Bo's replies go out at once; one with a picture does not, and no peer decides on it."""
    number = ask_with(maria, school)
    bo.post(f"/desk/tickets/{number}/claim")
    said = {"reply": "Look at the light I marked.", "once": ""} | upload(p.png())
    assert bo.post(f"/desk/tickets/{number}/reply", data=said).status_code == 303
    assert len(messages(number)) == 1
    own = body(bo.get(f"/desk/tickets/{number}"))
    assert at("desk", number, 1, "1") in own and "Take it back" in own
    assert at("my", number, 1, "1") not in body(maria.get(f"/my/tickets/{number}"))
    assert maria.get(at("my", number, 1, "1")).status_code == 404
    inbox = body(okafor.get("/teach/drafts"))
    assert "Look at the light I marked." in inbox and at("teach", number, 1, "covered/1") in inbox
    assert ines.get(f"/desk/drafts/{number}").status_code == 404
    assert okafor.post(f"/teach/drafts/{number}/send", data={"seen": ""}).status_code == 303
    assert files()[0].state == "released"
    page = body(maria.get(f"/my/tickets/{number}"))
    assert at("my", number, 1, "released/1") in page
    assert maria.get(at("my", number, 1, "released/1")).status_code == 200
    assert maria.get(at("my", number, 1, "1")).status_code == 404  # what went past the gate is what she gets


def test_files_of_a_returned_reply_go_with_the_next(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask_with(maria, school)
    bo.post(f"/desk/tickets/{number}/claim")
    bo.post(f"/desk/tickets/{number}/reply", data={"reply": "See the picture.", "once": ""} | upload(p.png()))
    okafor.post(f"/teach/drafts/{number}/return", data={"reason": "unclear", "words": ""})
    assert (
        bo.post(f"/desk/tickets/{number}/reply", data={"reply": "The red light.", "once": ""}).status_code
        == 303
    )
    assert len(messages(number)) == 1  # it waits, since a picture goes with it
    okafor.post(f"/teach/drafts/{number}/send", data={"seen": ""})
    assert [m.body for m in messages(number)][1:] == ["The red light."]
    assert files()[0].message_id is not None and files()[0].state == "released"


def test_a_note_is_pinned_and_its_picture_waits(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask_with(maria, school)
    bo.post(f"/desk/tickets/{number}/claim")
    bo.post(f"/desk/tickets/{number}/note", data={"note": "The port is bent.", "once": ""} | upload(p.png()))
    assert files()[0].public is False and files()[0].state == "waiting"
    assert bo.get(at("desk", number, 1, "1")).status_code == 200
    assert okafor.get(at("teach", number, 1, "1")).status_code == 200
    assert maria.get(at("my", number, 1, "1")).status_code == 404
    okafor.post(at("teach", number, 1, "release"))
    assert maria.get(at("my", number, 1, "released/1")).status_code == 404
    assert "files/1" not in body(maria.get(f"/my/tickets/{number}"))


def test_an_adults_picture_reaches_the_requester_and_no_student(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask_with(maria, school)
    bo.post(f"/desk/tickets/{number}/claim")
    sent = {"reply": "Press the button I circled.", "once": ""} | upload(p.png())
    assert okafor.post(f"/teach/tickets/{number}/reply", data=sent).status_code == 303
    assert maria.get(at("my", number, 1, "1")).status_code == 200
    assert bo.get(at("desk", number, 1, "1")).status_code == 404
    assert "picture 1, waiting for a teacher" in body(bo.get(f"/desk/tickets/{number}"))


def test_a_bad_file_keeps_the_reply_in_its_editor(
    bo: FlaskClient, maria: FlaskClient, school: School
) -> None:
    number = ask_with(maria, school)
    bo.post(f"/desk/tickets/{number}/claim")
    answer = bo.post(
        f"/desk/tickets/{number}/reply", data={"reply": "Kept words."} | upload(b"PK\x03\x04zip")
    )
    assert answer.status_code == 422
    assert "Kept words." in body(answer) and "Zip files" in body(answer)


def test_the_asked_page_leads_to_covering(maria: FlaskClient, school: School) -> None:
    number = ask_with(maria, school, p.png())
    page = body(maria.get(f"/my/tickets/{number}/asked"))
    assert re.search(rf'href="{at("my", number)}"', page)


def test_a_double_click_adds_once(maria: FlaskClient, school: School) -> None:
    once = "o" * 24
    for _ in range(2):
        assert maria.post("/my/ask", data=form(school, once=once) | upload(p.png())).status_code == 303
    assert len(files()) == 1
    assert len(rows_of_pages()) == 1


def rows_of_pages() -> list[object]:
    from app.helpdesk.attachments.models import AttachmentPage

    return rows(AttachmentPage)
