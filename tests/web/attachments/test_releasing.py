"""A student sees a picture after a teacher's release only, without what is under its boxes."""

import pytest
from flask.testing import FlaskClient

from tests.cast import School
from tests.conftest import SignIn
from tests.privacy.acts import change, seen
from tests.web.attachments import pictures as p
from tests.web.attachments.arrange import ask_with, at, body, claimed_with, events, files, stored
from tests.web.intake.arrange import ticket

BOX = {"box-1": ["45", "20", "90", "55"]}  # over the red part


@pytest.fixture
def shown(maria: FlaskClient, bo: FlaskClient, school: School) -> str:
    """Maria asks with a picture, Bo claims; return the number."""
    return claimed_with(maria, bo, school, p.png())


def test_before_a_release_a_student_gets_a_chip_and_no_byte(shown: str, bo: FlaskClient) -> None:
    page = body(bo.get(f"/desk/tickets/{shown}"))
    assert "picture 1, waiting for a teacher" in page
    assert "A teacher looks at it first" in page
    assert "files/1" not in page and "Quintanilla_555" not in page
    absent = seen(bo.get(at("desk", shown, 9, "1")))
    for part in ("", "1", "covered/1", "released/1", "2", "released/2"):
        answer = bo.get(at("desk", shown, 1, part))
        assert answer.status_code == 404
        assert "ETag" not in answer.headers and "Last-Modified" not in answer.headers
    assert seen(bo.get(at("desk", shown, 1, "released/1"))) == seen(
        bo.get(at("desk", shown, 9, "released/1"))
    )
    assert absent[0] == 404


def test_two_acts_release_it_and_a_box_hides_what_is_under_it(
    shown: str, bo: FlaskClient, okafor: FlaskClient
) -> None:
    inbox = body(okafor.get("/teach/drafts"))
    assert f'action="{at("teach", shown, 1, "release")}"' in inbox and 'data-key="s"' in inbox
    assert okafor.post(at("teach", shown, 1, "release"), data={"from": "page"} | BOX).status_code == 303
    answer = bo.get(at("desk", shown, 1, "released/1"))
    assert answer.status_code == 200
    assert p.reds(answer.data) == 0
    assert p.reds(okafor.get(at("teach", shown, 1, "1")).data) > 1000  # the original is kept for adults
    assert p.reds(okafor.get(at("teach", shown, 1, "covered/1")).data) == 0
    page = body(bo.get(f"/desk/tickets/{shown}"))
    assert at("desk", shown, 1, "released/1") in page and "let students see picture 1" in page
    assert bo.get(at("desk", shown, 1, "1")).status_code == 404
    assert bo.get(at("desk", shown, 1, "covered/1")).status_code == 404
    assert "No reply waits for you." in body(okafor.get("/teach/drafts"))


def test_a_file_is_always_a_download_that_runs_nothing(
    shown: str, okafor: FlaskClient, bo: FlaskClient
) -> None:
    okafor.post(at("teach", shown, 1, "release"), data={"from": "inbox"})
    for client, path in ((okafor, at("teach", shown, 1, "1")), (bo, at("desk", shown, 1, "released/1"))):
        headers = client.get(path).headers
        assert headers["Content-Disposition"] == f'attachment; filename="{shown}-picture-1-1.png"'
        assert headers["Content-Type"] == "image/png"
        assert "sandbox" in headers["Content-Security-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_uploader_covers_and_a_teacher_releases_as_covered(
    shown: str, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient
) -> None:
    page = maria.get(at("my", shown))
    assert page.status_code == 200 and 'name="box-1"' in body(page)
    assert maria.post(at("my", shown, 1, "cover"), data=BOX).status_code == 303
    assert p.reds(maria.get(at("my", shown, 1, "covered/1")).data) == 0
    assert "with one box over it" in body(okafor.get("/teach/drafts"))
    okafor.post(at("teach", shown, 1, "release"), data={"from": "inbox"})
    assert p.reds(bo.get(at("desk", shown, 1, "released/1")).data) == 0
    (event,) = events("attachment:covered")
    assert event.codes["boxes"] == 1


def test_a_later_box_takes_the_release_back(
    shown: str, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient
) -> None:
    okafor.post(at("teach", shown, 1, "release"), data={"from": "inbox"})
    assert p.reds(bo.get(at("desk", shown, 1, "released/1")).data) > 0
    maria.post(at("my", shown, 1, "cover"), data=BOX)
    assert bo.get(at("desk", shown, 1, "released/1")).status_code == 404
    assert files()[0].state == "waiting" and stored()["released_page"] == 0
    okafor.post(at("teach", shown, 1, "release"), data={"from": "inbox"})
    assert p.reds(bo.get(at("desk", shown, 1, "released/1")).data) == 0


def test_a_teacher_changes_boxes_and_takes_back(shown: str, bo: FlaskClient, okafor: FlaskClient) -> None:
    okafor.post(at("teach", shown, 1, "release"), data={"from": "page"})
    okafor.post(at("teach", shown, 1, "release"), data={"from": "page"} | BOX)
    assert p.reds(bo.get(at("desk", shown, 1, "released/1")).data) == 0
    assert okafor.post(at("teach", shown, 1, "keep")).status_code == 303
    assert bo.get(at("desk", shown, 1, "released/1")).status_code == 404
    assert "picture 1, adults only" in body(bo.get(f"/desk/tickets/{shown}"))
    assert stored()["released_page"] == 0
    assert [e.codes["again"] for e in events("attachment:released")] == [False, True]
    assert events("attachment:kept")[0].codes["taken_back"] is True
    okafor.post(at("teach", shown, 1, "release"), data={"from": "page"})
    assert bo.get(at("desk", shown, 1, "released/1")).status_code == 200


def test_every_look_is_an_event(shown: str, okafor: FlaskClient, bo: FlaskClient, school: School) -> None:
    okafor.get(at("teach", shown, 1, "1"))
    okafor.post(at("teach", shown, 1, "release"), data={"from": "inbox"})
    bo.get(at("desk", shown, 1, "released/1"))
    looks = [(e.actor_id, e.codes["version"], e.codes["attachment"]) for e in events("attachment:seen")]
    file = files()[0].id
    people = school.people
    assert looks == [(people["okafor"], "original", file), (people["bo"], "released", file)]
    assert events("attachment:seen")[0].subjects == [people["maria"]]


def test_a_sensitive_ticket_keeps_its_files_to_adults(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    from app.helpdesk.tickets.models import Ticket

    number = claimed_with(maria, bo, school, p.png())
    okafor.post(at("teach", number, 1, "release"), data={"from": "inbox"})
    change(Ticket, Ticket.number == number, sensitive=True)
    assert bo.get(at("desk", number, 1, "released/1")).status_code == 404
    assert okafor.get(at("teach", number, 1, "1")).status_code == 200
    assert maria.get(at("my", number, 1, "1")).status_code == 200
    hidden = ask_with(maria, school, p.png(), sensitive="y")
    assert hidden not in body(okafor.get("/teach/drafts"))


def test_only_a_teacher_decides_and_never_on_their_own(
    shown: str, bo: FlaskClient, dana: FlaskClient, maria: FlaskClient, sign_in: SignIn, school: School
) -> None:
    for client in (bo, dana, maria):
        assert client.post(at("teach", shown, 1, "release")).status_code == 403
        assert client.post(at("desk", shown, 1, "release")).status_code in (403, 404, 405)
    assert dana.get(at("desk", shown, 1, "1")).status_code == 200  # an adult may look
    okafor = sign_in("okafor")
    own = ask_with(okafor, school, p.png())
    assert okafor.post(at("teach", own, 1, "release")).status_code == 403
    assert own not in body(okafor.get("/teach/drafts"))
    assert sign_in("lind").post(at("teach", own, 1, "release")).status_code == 303


def test_nobody_else_reads_or_covers_it(
    shown: str, cy: FlaskClient, sign_in: SignIn, stranger: FlaskClient
) -> None:
    for client in (cy, sign_in("tomo"), stranger):
        for hat in ("my", "desk"):
            for part in ("", "1", "released/1", "covered/1"):
                assert client.get(at(hat, shown, 1, part)).status_code == 404
            assert client.post(at(hat, shown, 1, "cover"), data=BOX).status_code in (403, 404)


def test_a_tech_does_not_cover_what_another_added(shown: str, bo: FlaskClient) -> None:
    assert bo.post(at("desk", shown, 1, "cover"), data=BOX).status_code == 403
    assert bo.get(at("desk", shown, 1)).status_code == 404


def test_pages_of_a_document_are_released_together(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed_with(maria, bo, school, p.pdf(2), name="letter.pdf")
    assert "document 1, waiting for a teacher" in body(bo.get(f"/desk/tickets/{number}"))
    okafor.post(at("teach", number, 1, "release"), data={"from": "page", "box-2": ["0", "0", "100", "100"]})
    first, second = (bo.get(at("desk", number, 1, f"released/{page}")) for page in (1, 2))
    assert first.status_code == second.status_code == 200
    assert len(p.colors(second.data)) == 1
    assert len(p.colors(first.data)) > 1


def test_a_text_file_is_read_through_the_masker(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    log = b"dhcpcd: no lease on wlan0\nuser Cyrus Abernathy (208) 555-0142\nERR_TIMED_OUT"
    number = claimed_with(maria, bo, school, log, name="wifi.log")
    page = body(bo.get(f"/desk/tickets/{number}"))
    assert "ERR_TIMED_OUT" in page and "wlan0" in page
    assert "Abernathy" not in page and "555-0142" not in page and "wifi.log" not in page
    assert bo.get(at("desk", number, 1, "1")).status_code == 404
    raw = okafor.get(at("teach", number, 1, "1"))
    assert raw.data == log and raw.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "attachment" in raw.headers["Content-Disposition"]
    okafor.post(at("teach", number, 1, "keep"))
    page = body(bo.get(f"/desk/tickets/{number}"))
    assert "ERR_TIMED_OUT" not in page and "text file 1, adults only" in page
    assert files()[0].text_masked == ""
    okafor.post(at("teach", number, 1, "release"))
    assert "ERR_TIMED_OUT" in body(bo.get(f"/desk/tickets/{number}"))


def test_a_text_file_that_speaks_of_harm_leaves_students_reach(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = ask_with(maria, school, b"I want to kill myself", name="note.txt", text="The screen is dark.")
    assert ticket(number).sensitive
    assert bo.get(f"/desk/tickets/{number}").status_code == 404


def test_a_word_that_was_marked_while_asking_is_hidden_in_the_file_too(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    log = b"printer zanzibar is offline"
    number = claimed_with(maria, bo, school, log, name="a.log", text="The zanzibar hums.", private="zanzibar")
    assert "zanzibar" not in body(bo.get(f"/desk/tickets/{number}"))


def test_too_many_boxes_are_refused(shown: str, maria: FlaskClient) -> None:
    many = {"box-1": ["1", "1", "2", "2"] * 13}
    answer = maria.post(at("my", shown, 1, "cover"), data=many)
    assert answer.status_code == 422 and "A page takes 12 boxes." in body(answer)


@pytest.mark.parametrize(
    "typed",
    [["10", "10", "", ""], ["nan", "0", "50", "50"], ["10", "10", "20"], ["5", "5", "5", "50"], ["a"] * 4],
)
def test_an_unfinished_box_releases_nothing_and_is_kept_on_the_page(
    typed: list[str], shown: str, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient
) -> None:
    data = {"from": "page", "box-1": [*BOX["box-1"], *typed]}
    answer = okafor.post(at("teach", shown, 1, "release"), data=data)
    assert answer.status_code == 422 and "A box is not finished" in body(answer)
    assert 'value="45"' in body(answer) and f'value="{typed[0]}"' in body(answer)
    assert bo.get(at("desk", shown, 1, "released/1")).status_code == 404
    assert maria.post(at("my", shown, 1, "cover"), data={"box-1": typed}).status_code == 422
    assert events("attachment:covered") == events("attachment:released") == []


def test_a_release_says_whether_boxes_cover_anything(shown: str, okafor: FlaskClient) -> None:
    empty = {"from": "page", "box-1": ["", "", "", ""]}
    okafor.post(at("teach", shown, 1, "release"), data=empty)
    assert "Students see it now, all of it." in body(okafor.get(f"/teach/tickets/{shown}"))


def test_the_home_of_a_teacher_counts_files(shown: str, okafor: FlaskClient) -> None:
    page = body(okafor.get("/teach"))
    assert "One file." in page and at("teach", shown, 1, "release") in page
    assert (
        okafor.post(at("teach", shown, 1, "release"), data={"from": "home"}).headers["Location"] == "/teach"
    )
