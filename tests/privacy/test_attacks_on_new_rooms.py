"""The same fifteen-year-old at what is newest: numbers that ran out, boxes taken off in time, one's own trail."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock, paging
from app.oversight.marks.keeping import keep_up
from tests.cast import PASSWORD, School
from tests.helpers import confirm, statements
from tests.privacy.acts import body, change, put, reply, rows, seen, taken
from tests.web.apart.arrange import keep
from tests.web.attachments import pictures as p
from tests.web.attachments.arrange import at, claimed_with, upload
from tests.web.intake.arrange import ask, messages
from tests.web.intake.arrange import put as set_ticket
from tests.web.reveal.arrange import delivered, open_it, say_yes, show

BOX = {"box-1": ["45", "20", "90", "55"]}  # over the red part


def _highest(number: str) -> int:
    return max(int(n) for row in messages(number) for n in re.findall(r"⟦\w+:(\d\d)⟧", row.body_masked))


def _used_up(asker: FlaskClient, number: str) -> None:
    """Write an answer whose hidden words take every number of a ticket but the last one."""
    said = " and ".join(f"u{n}x@example.org" for n in range(98 - _highest(number)))
    assert asker.post(f"/my/tickets/{number}", data={"text": said}).status_code == 303


def test_a_tech_leaves_numbers_for_what_others_write(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    said = " and ".join(f"u{n}x@example.org" for n in range(120))
    for _ in range(3):
        assert bo.post(f"/desk/tickets/{number}/note", data={"note": said}).status_code == 303
    assert (
        "⟦mail:60⟧" in messages(number)[-3].body_masked
        and "⟦mail:61⟧" not in messages(number)[-3].body_masked
    )
    assert maria.post(f"/my/tickets/{number}", data={"text": "It was Cyrus Abernathy."}).status_code == 303
    assert messages(number)[-1].body_masked == "It was ⟦name:61⟧."


@pytest.mark.parametrize(
    "answer",
    [
        "My flurbella is off. Cyrus Abernathy said so.",
        "Cyrus Abernathy said so. My flurbella is off.",
        "My flurbella is off. Cyrus Abernathy said so. My zorbanella is on.",
    ],
)
def test_numbers_that_are_used_up_show_no_name_past_a_teacher(
    answer: str, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """The last number stands for every later word: a word asks no teacher, and a name would come along."""
    number = taken(maria, bo, school)
    _used_up(maria, number)
    assert maria.post(f"/my/tickets/{number}", data={"text": answer}).status_code == 303
    masked = messages(number)[-1].body_masked
    assert "⟦word:99⟧" in masked and "⟦name:99⟧" in masked
    confirm(bo)
    told = re.findall(r"The hidden name (\d+)", body(bo.get(f"/desk/tickets/{number}/reveal")))[-1]
    assert show(bo, number, told).status_code == 303
    assert delivered(bo, number) == {}
    (asked,) = rows(sa.select(m.reveal.Reveal.state))
    assert asked.state == "waiting"
    assert f"The hidden name {told}, after your teacher says yes" in body(
        bo.get(f"/desk/tickets/{number}/reveal")
    )
    page = body(okafor.get("/teach/shown"))
    assert say_yes(okafor).status_code == 303
    assert open_it(bo, number).status_code == 303
    assert delivered(bo, number)[told] in page, "what is shown is what the teacher saw"


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


def test_a_page_from_before_takes_no_box_off(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """What its uploader covered meanwhile stays covered, and what a teacher covered too."""
    number = claimed_with(maria, bo, school, p.png())
    release, cover, mine = (
        at("teach", number, 1, "release"),
        at("teach", number, 1, "cover"),
        at("my", number, 1, "cover"),
    )
    old = _seen(body(okafor.get(at("teach", number, 1))), release, "seen")
    hers = _seen(body(maria.get(at("my", number, 1))), mine, "seen")
    assert maria.post(mine, data={**BOX, **hers}).status_code == 303
    assert [okafor.post(act, data={"from": "page", **old}).status_code for act in (release, cover)] == [
        409,
        409,
    ]
    assert bo.get(at("desk", number, 1, "released/1")).status_code == 404
    assert maria.post(mine, data=hers).status_code == 409
    new = _seen(body(okafor.get(at("teach", number, 1))), release, "seen")
    assert okafor.post(release, data={"from": "page", **BOX, **new}).status_code == 303
    assert p.reds(bo.get(at("desk", number, 1, "released/1")).data) == 0


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


FORGED = (
    ("0001-01-01T00:00:00+23:59", "a"),
    ("9999-12-31T23:59:59-23:59", "a"),
    ("2026-01-01T00:00:00+00:00", "\x00"),
    ("2026-01-01T00:00:00+00:00", "\ud800"),
)


@pytest.mark.parametrize("key", FORGED)
def test_a_forged_page_mark_is_refused(key: tuple[str, str], bo: FlaskClient) -> None:
    for path in ("/desk/trail", "/my/looks"):
        assert bo.get(f"{path}?after={paging.encode(key)}").status_code == 422, path


NUL = "hi\x00 there"


def test_a_nul_in_an_address_is_like_any_number_that_is_not_there(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    confirm(bo)
    for name in ("%00", f"{number}%00"):
        for part in ("", "/shown", "/reveal", "/files/1", "/files/1/1"):
            assert bo.get(f"/desk/tickets/{name}{part}").status_code == 404, part
        assert bo.get(f"/my/tickets/{name}").status_code == 404
        assert bo.get(f"/desk/learn/{name}/lessons/{name}").status_code == 404
        for path in ("/desk/search?q=", "/desk/queue?category=", "/desk/trail?after=", "/my/looks?after="):
            assert bo.get(f"{path}{name}").status_code in (200, 404, 422), path


def test_a_nul_in_a_form_ends_in_no_error_of_ours(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = taken(maria, bo, school)
    mine = ask(bo, school, text="My wifi is off.", private=NUL)
    answers = {
        "typing": bo.post(f"/desk/tickets/{number}/typing", data={"reply": NUL}),
        "call": bo.post("/desk/call", data={"number": NUL}),
        "private": bo.post(f"/my/tickets/{mine}", data={"text": NUL, "private": NUL, "words": NUL}),
        "counter": bo.post("/desk/counter", data={"number": NUL}),
        "note": bo.post(
            f"/desk/tickets/{number}/note", data={"note": NUL} | upload(p.png(), name="a\x00b.png")
        ),
        "sign in": bo.post("/sign-in", data={"username": NUL, "password": NUL}),
    }
    assert [name for name, answer in answers.items() if answer.status_code >= 500] == []
    assert "hi there" in [one.body for one in messages(number)]


def test_the_counter_asks_as_much_of_a_number_that_nobody_has(
    bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """An unmatched number looks like a conflict to the statement, so to the clock too."""
    assert keep(okafor, "bo", "maria").status_code == 303
    counts: dict[str, int] = {}
    for number in ("5550190", "5550191", "5550111", "5550112"):  # nobody's twice, a kept-apart one's, his own
        with statements("system") as made:
            answer = bo.post("/desk/counter", data={"number": number})
        assert answer.headers["Location"] == "/desk/counter/teacher"
        counts[number] = len(made)
    assert len({counts[number] for number in ("5550191", "5550111", "5550112")}) == 1, counts


@pytest.mark.parametrize("pin", ["550112", "50112", "0198"])
def test_a_screen_left_open_tells_nothing_of_its_owners_number(
    pin: str, bo: FlaskClient, school: School
) -> None:
    """Whoever has the session but not the password could read number and phone out, four digits at a time."""
    private = m.people.PersonPrivate
    change(private, private.person_id == school.people["bo"], phone="(208) 555-0198")
    tries = [{"pin": one, "again": one, "password": "not it"} for one in (pin, "480517")]
    answers = [bo.post("/account/pin", data=one) for one in tries]
    assert answers[0].status_code == answers[1].status_code == 422
    assert "part of a number of yours" not in body(answers[0])
    assert seen(answers[0]) == seen(answers[1])
    mine = bo.post("/account/pin", data={"pin": pin, "again": pin, "password": PASSWORD})
    assert "part of a number of yours" in body(mine)


@pytest.mark.parametrize("how", ["sensitive", "held", "apart"])
def test_what_came_back_is_not_listed_once_the_ticket_is_out_of_reach(
    how: str, maria: FlaskClient, cy: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    """The teacher's reason speaks of the ticket too."""
    number = taken(maria, cy, school)
    assert reply(cy, number, "Restart it, please.") == 303
    back = {"reason": "other", "words": "Ask about the cracked hinge first."}
    assert okafor.post(f"/teach/drafts/{number}/return", data=back).status_code == 303
    assert "cracked hinge" in body(cy.get("/desk"))
    if how == "sensitive":
        set_ticket(number, sensitive=True)
    elif how == "held":
        set_ticket(number, held_at=clock.now())
    else:
        own = {"district_id": school.district_id, "person_id": school.people["maria"]}
        put(m.apart.Barred, tech_id=school.people["cy"], **own)
    page = body(cy.get("/desk"))
    assert "cracked hinge" not in page and number not in page
