"""The same fifteen-year-old at what is newest: numbers that ran out, boxes taken off in time, one's own trail."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.oversight.marks.keeping import keep_up
from tests.cast import School
from tests.helpers import confirm
from tests.privacy.acts import body, rows, taken
from tests.web.attachments import pictures as p
from tests.web.attachments.arrange import at, claimed_with, upload
from tests.web.intake.arrange import messages
from tests.web.reveal.arrange import delivered, open_it, say_yes, show

BOX = {"box-1": ["45", "20", "90", "55"]}  # over the red part


def _used_up(tech: FlaskClient, number: str) -> None:
    """Write a note whose hidden words take every number of a ticket but the last one."""
    at_most = 98 - max(int(n) for n in re.findall(r"⟦\w+:(\d\d)⟧", messages(number)[0].body_masked))
    said = " and ".join(f"u{n}x@example.org" for n in range(at_most))
    assert tech.post(f"/desk/tickets/{number}/note", data={"note": said}).status_code == 303


@pytest.mark.parametrize(
    "answer",
    [
        "The flurbsnork is off. Cyrus Abernathy said so.",
        "Cyrus Abernathy said so. The flurbsnork is off.",
        "The flurbsnork is off. Cyrus Abernathy said so. The zorblatiq is on.",
    ],
)
def test_a_tech_who_uses_up_the_numbers_is_shown_no_name_past_a_teacher(
    answer: str, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """The last number stands for every later word: a word asks no teacher, and a name would come along."""
    number = taken(maria, bo, school)
    _used_up(bo, number)
    assert maria.post(f"/my/tickets/{number}", data={"text": answer}).status_code == 303
    masked = messages(number)[-1].body_masked
    assert "⟦word:99⟧" in masked and "⟦name:99⟧" in masked
    assert show(bo, number, "99").status_code == 303
    assert delivered(bo, number) == {}
    (asked,) = rows(sa.select(m.reveal.Reveal.state))
    assert asked.state == "waiting"
    assert "The hidden name 99, after your teacher says yes" in body(bo.get(f"/desk/tickets/{number}/reveal"))
    page = body(okafor.get("/teach/shown"))
    assert say_yes(okafor).status_code == 303
    assert open_it(bo, number).status_code == 303
    assert delivered(bo, number)["99"] in page, "what is shown is what the teacher saw"


def _seen(page: str, action: str, name: str) -> dict[str, str]:
    """Return what the form of an act brings along beside its token."""
    form = page[page.index(f'action="{action}"') :].split("</form>", maxsplit=1)[0]
    found = re.search(rf'name="{name}" value="([^"]*)"', form)
    assert found is not None
    return {name: found.group(1)}


def test_boxes_taken_off_after_a_teacher_looked_let_nothing_out(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed_with(maria, bo, school, p.png())
    assert maria.post(at("my", number, 1, "cover"), data=BOX).status_code == 303
    act = at("teach", number, 1, "release")
    looked = _seen(body(okafor.get("/teach/drafts")), act, "seen")
    assert maria.post(at("my", number, 1, "cover")).status_code == 303
    assert okafor.post(act, data={"from": "inbox", **looked}).status_code == 409
    assert bo.get(at("desk", number, 1, "released/1")).status_code == 404
    again = _seen(body(okafor.get("/teach/drafts")), act, "seen")
    assert okafor.post(act, data={"from": "inbox", **again}).status_code == 303


@pytest.mark.parametrize("edited", [False, True])
def test_boxes_taken_off_a_reply_after_a_teacher_looked_let_nothing_out(
    edited: bool, maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = taken(maria, cy, school)
    data: dict[str, Any] = {"reply": "Look at this, please."} | upload(p.png())
    assert cy.post(f"/desk/tickets/{number}/reply", data=data).status_code == 303
    assert cy.post(at("desk", number, 1, "cover"), data=BOX).status_code == 303
    path, act, more = "/teach/drafts", f"/teach/drafts/{number}/send", {}
    if edited:
        path, act = f"/teach/drafts/{number}", f"/teach/drafts/{number}/edit"
        more = {"text": "Look at this picture, please."}
    looked = _seen(body(okafor.get(path)), act, "files_seen")
    assert cy.post(at("desk", number, 1, "cover")).status_code == 303
    assert okafor.post(act, data={**more, **looked}).status_code == 409
    assert maria.get(at("my", number, 1, "released/1")).status_code == 404
    assert [one.side for one in messages(number)] == ["requester"]
    assert cy.post(at("desk", number, 1, "cover"), data=BOX).status_code == 303
    assert okafor.post(act, data={**more, **looked}).status_code == 303
    assert p.reds(maria.get(at("my", number, 1, "released/1")).data) == 0


def test_ones_own_trail_does_not_say_that_words_were_on_the_list(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    """Who reads which words took a ticket away could try the list out."""
    number = taken(maria, bo, school)
    said = {"note": "She says that she wants to kill herself."}
    assert bo.post(f"/desk/tickets/{number}/note", data=said).status_code == 303
    keep_up(school.district_id)
    page = body(bo.get("/desk/trail"))
    assert number in page and "Reason: words" not in page and "words" not in _told(page)
    told = rows(sa.select(m.marks.ReviewMark.own_told).where(m.marks.ReviewMark.tag == "ticket:taken_over"))
    assert [one.own_told["codes"] for one in told] == [{}]


def _told(page: str) -> str:
    """Return the line of a trail that says that adults have the ticket."""
    return page[page.index("which only adults read now") :].split("</li>", maxsplit=1)[0]


@pytest.mark.parametrize("big", [str(2**63), "9" * 25])
def test_a_number_that_no_row_can_have_leads_nowhere(
    big: str, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    confirm(bo)
    for path in (
        f"/desk/questions/{big}",
        f"/desk/tickets/{number}/files/{big}",
        f"/desk/tickets/{number}/files/1/{big}",
        f"/desk/tickets/{number}/files/1/released/{big}",
        f"/my/tickets/{number}/files/{big}",
        f"/desk/learn/privacy/quiz/{big}",
    ):
        assert bo.get(path).status_code == 404, path
    for path in (
        f"/desk/questions/{big}",
        f"/desk/tickets/{number}/files/{big}/cover",
        f"/desk/tickets/{number}/reveal/{big}",
    ):
        assert bo.post(path, data={"words": "Two words."}).status_code == 404, path
    for path in (f"/teach/shown/{big}/yes", f"/teach/calls/{big}/answer"):
        assert okafor.post(path).status_code == 404, path
