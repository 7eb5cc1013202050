"""Practice from opening to sign-off: in the same workspace, with a persona, and in no figures."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.curriculum.content.load import load_practice
from app.kernel import clock
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.web.curriculum.arrange import rows
from tests.web.curriculum.grades import grade

STORY = next(story for story in load_practice() if story.code == "library-wifi")
TICKET, RUN, SIGNED = m.tickets.Ticket, m.curriculum.PracticeRun, m.curriculum.SignOff
ENDING = {
    "cause": "It was on the guest network and remembered it.",
    "fix": "Joined JCM-Student and forgot the guest network. A second device worked.",
    "code": "fixed",
    "open_steps": "It was clear after the network list.",
}


@pytest.fixture
def tomo(sign_in: SignIn) -> FlaskClient:
    """A trainee, in Ines's group."""
    return sign_in("tomo")


def open_one(teacher: FlaskClient, school: School, name: str = "tomo", **more: str) -> Any:
    given = {"student": str(school.people[name]), "story": STORY.code, **more}
    return teacher.post("/teach/practice", data=given)


def number_of(owner: sa.Engine) -> str:
    return str(rows(owner, TICKET, kind="practice")[-1].number)


def check(client: FlaskClient, number: str, code: str) -> int:
    return client.post(f"/desk/practice/{number}/checks", data={"check": code}).status_code


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


@pytest.fixture
def number(okafor: FlaskClient, owner: sa.Engine, school: School) -> str:
    """A practice ticket of Tomo's."""
    assert open_one(okafor, school).status_code == 303
    return number_of(owner)


def propose(client: FlaskClient, number: str) -> None:
    answer = client.post(f"/desk/tickets/{number}/done", data=ENDING)
    assert answer.status_code == 303, answer.get_data(as_text=True)[:400]


def test_a_teacher_opens_it_for_a_student(
    tomo: FlaskClient, number: str, owner: sa.Engine, school: School
) -> None:
    (ticket,) = rows(owner, TICKET, number=number)
    assert (ticket.owner_id, ticket.status) == (school.people["tomo"], "in_progress")
    assert ticket.handle == STORY.persona.handle
    assert STORY.title in text(tomo, "/desk")
    page = text(tomo, f"/desk/tickets/{number}")
    assert "is-practice" in page and "Checks you can make" in page
    assert "connected but nothing opens" in page
    assert STORY.title in text(tomo, "/desk/learn")


def test_whose_names_a_page_of_practice_shows_is_recorded(
    okafor: FlaskClient, ines: FlaskClient, tomo: FlaskClient, number: str, owner: sa.Engine, school: School
) -> None:
    """Shape: one event a page, with everybody who can be chosen."""
    assert okafor.get("/teach/practice").status_code == 200
    propose(tomo, number)
    assert ines.get("/desk/sign-offs").status_code == 200
    assert ines.get("/desk/sign-offs").status_code == 200
    seen = [
        row
        for row in rows(owner, m.audit.AuditEvent, tag="people:seen")
        if row.codes.get("kind") == "practice"
    ]
    teacher = [row for row in seen if row.actor_id == school.people["okafor"]]
    assert len(teacher) == 1
    assert {school.people[name] for name in ("bo", "cy", "ines", "tomo")} <= set(teacher[0].subjects)
    trainer = [row.subjects for row in seen if row.actor_id == school.people["ines"]]
    assert trainer == [[school.people["tomo"]]] * 2
    trail = text(okafor, f"/teach/trail/tech/{school.people['ines']}")
    assert "Which: practice work." in trail and "no student’s page offers" not in trail


def test_a_double_click_opens_one(okafor: FlaskClient, owner: sa.Engine, school: School) -> None:
    for _ in range(3):
        assert open_one(okafor, school, once="a-key-of-sixteen-or-more").status_code == 303
    assert len(rows(owner, TICKET, kind="practice")) == len(rows(owner, RUN)) == 1
    assert len(rows(owner, m.people.Person, kind="persona")) == 1
    open_one(okafor, school, "cy")
    assert len(rows(owner, m.people.Person, kind="persona")) == 1


def test_it_is_no_part_of_the_live_figures(
    tomo: FlaskClient, bo: FlaskClient, okafor: FlaskClient, dana: FlaskClient, number: str
) -> None:
    for client, path in ((bo, "/desk/queue"), (dana, "/desk/queue"), (okafor, "/teach/queue")):
        assert f"tickets/{number}" not in text(client, path)
    assert bo.get(f"/desk/tickets/{number}").status_code == 404


def test_checks_speak_as_persona_or_as_a_note_and_traps_follow(
    tomo: FlaskClient, number: str, owner: sa.Engine
) -> None:
    trap = STORY.privacy_traps[0]
    assert trap.after == "which-network"
    assert check(tomo, number, "which-network") == 303
    assert check(tomo, number, "which-network") == 303
    assert check(tomo, number, "signal") == 303
    page = text(tomo, f"/desk/tickets/{number}")
    assert page.count("It says JCM-Guest with a check mark.") == 1
    assert "log in as me and look" in page and "-54 dBm" in page
    (run,) = rows(owner, RUN)
    assert run.shown == ["which-network", "signal"]
    kinds = [(msg.kind, msg.side) for msg in rows(owner, m.tickets.Message)]
    assert kinds == [
        ("public", "requester"),
        ("public", "requester"),
        ("public", "requester"),
        ("internal", "system"),
    ]
    assert check(tomo, number, "no-such-check") == 404


def test_a_wrong_path_says_why(tomo: FlaskClient, number: str) -> None:
    assert check(tomo, number, "powerwash") == 303
    page = text(tomo, f"/desk/tickets/{number}")
    assert "is a big hammer" in page and "still just spins" in page


def test_only_its_owner_makes_checks(
    ines: FlaskClient, bo: FlaskClient, okafor: FlaskClient, number: str
) -> None:
    assert check(bo, number, "signal") == 404
    assert check(ines, number, "signal") == 403
    assert okafor.post(f"/desk/practice/{number}/checks", data={"check": "signal"}).status_code == 403


def test_a_trainer_signs_off_and_the_persona_says_thanks(
    tomo: FlaskClient, ines: FlaskClient, okafor: FlaskClient, number: str, owner: sa.Engine, school: School
) -> None:
    check(tomo, number, "which-network")
    propose(tomo, number)
    assert check(tomo, number, "signal") == 409
    assert "Tomo waits for your sign-off." in text(ines, "/desk/sign-offs")
    page = text(ines, f"/desk/sign-offs/{number}")
    assert "It was on the guest network" in page and STORY.resolution_names[0] in page
    assert "Nakagawa" not in page
    signed = ines.post(
        f"/desk/sign-offs/{number}", data={"verdict": "accept", "comment": "Clear and in order."}
    )
    assert signed.status_code == 303
    (row,) = rows(owner, SIGNED)
    assert (row.verdict, row.signer_role, row.signer_id) == (
        "accepted",
        "peer_trainer",
        school.people["ines"],
    )
    (ticket,) = rows(owner, TICKET, number=number)
    (ending,) = rows(owner, m.tickets.Resolution)
    assert (ticket.status, ending.state, ending.decided_by_id) == (
        "closed",
        "accepted",
        school.people["ines"],
    )
    assert "omg it works" in text(tomo, f"/desk/tickets/{number}")
    assert "signed off" in text(tomo, "/desk/learn")
    assert "Nobody waits for your sign-off." in text(ines, "/desk/sign-offs")
    assert number in text(okafor, "/teach/grading")
    given = grade(okafor, number, objectives=["core1:5.5"])
    assert given.status_code == 303
    assert {e.kind for e in rows(owner, m.curriculum.Evidence)} == {"practice"}


def test_sent_back_with_a_comment_and_signed_off_later(
    tomo: FlaskClient, ines: FlaskClient, number: str, owner: sa.Engine
) -> None:
    propose(tomo, number)
    assert ines.post(f"/desk/sign-offs/{number}", data={"verdict": "back"}).status_code == 422
    back = {"verdict": "back", "comment": "Say how you checked it."}
    assert ines.post(f"/desk/sign-offs/{number}", data=back).status_code == 303
    assert ines.post(f"/desk/sign-offs/{number}", data=back).status_code == 303
    (ticket,) = rows(owner, TICKET, number=number)
    assert ticket.status == "in_progress"
    page = text(tomo, "/desk/learn")
    assert "sent back" in page and "Say how you checked it." in page
    propose(tomo, number)
    assert ines.post(f"/desk/sign-offs/{number}", data={"verdict": "accept"}).status_code == 303
    assert [s.verdict for s in rows(owner, SIGNED)] == ["returned", "accepted"]
    page = text(ines, f"/desk/sign-offs/{number}")
    assert "In your words." in page and "Say how you checked it." not in page, "what a mask left of one's own"


def test_a_trainer_signs_for_their_own_group_only_and_never_for_themselves(
    okafor: FlaskClient, ines: FlaskClient, bo: FlaskClient, sign_in: SignIn, owner: sa.Engine, school: School
) -> None:
    for name in ("bo", "ines"):
        open_one(okafor, school, name)
        number = number_of(owner)
        propose(sign_in(name), number)
        assert number not in text(ines, "/desk/sign-offs")
        assert ines.post(f"/desk/sign-offs/{number}", data={"verdict": "accept"}).status_code == 404
        assert bo.get("/desk/sign-offs").status_code == 403
        assert okafor.post(f"/teach/practice/{number}", data={"verdict": "accept"}).status_code == 303
    assert {s.signer_role for s in rows(owner, SIGNED)} == {"teacher"}
    assert {t.status for t in rows(owner, TICKET, kind="practice")} == {"closed"}


def test_a_group_of_more_than_six_is_too_large(
    tomo: FlaskClient, sign_in: SignIn, number: str, owner: sa.Engine, school: School
) -> None:
    from tests.cast import NOW, put

    propose(tomo, number)
    with owner.begin() as c:
        for _ in range(5):
            person = put(
                c,
                m.people.Person,
                district_id=school.district_id,
                site_id=school.site_id,
                kind="student",
                active=True,
                created_at=NOW,
            )
            put(
                c,
                m.cadres.TrainingLink,
                district_id=school.district_id,
                cadre_id=school.cadre_id,
                trainer_id=school.people["ines"],
                trainee_id=person,
                starts_on=today_here(),
            )
    ines = sign_in("ines")
    answer = ines.post(f"/desk/sign-offs/{number}", data={"verdict": "accept"})
    assert answer.status_code == 403 and rows(owner, SIGNED) == []


def test_trainer_and_teacher_at_once_sign_one_ending(
    tomo: FlaskClient, ines: FlaskClient, okafor: FlaskClient, number: str, owner: sa.Engine
) -> None:
    propose(tomo, number)
    assert okafor.post(f"/teach/practice/{number}", data={"verdict": "accept"}).status_code == 303
    assert ines.post(f"/desk/sign-offs/{number}", data={"verdict": "accept"}).status_code == 409
    assert len(rows(owner, SIGNED)) == 1


def test_practice_is_open_to_those_who_lack_the_module(
    sign_in: SignIn, okafor: FlaskClient, owner: sa.Engine, school: School
) -> None:
    open_one(okafor, school, "lax")
    number, lax = number_of(owner), sign_in("lax")
    assert check(lax, number, "which-network") == 303
    assert (
        lax.post(f"/desk/tickets/{number}/reply", data={"reply": "Please open the Wi-Fi list."}).status_code
        == 303
    )
    propose(lax, number)
    assert lax.get("/desk/queue").status_code == 403


def test_who_opens_practice(
    bo: FlaskClient, ines: FlaskClient, sign_in: SignIn, owner: sa.Engine, school: School
) -> None:
    for client in (bo, ines):
        assert open_one(client, school).status_code == 403
    assert open_one(sign_in("alder"), school).status_code == 422
    okafor = sign_in("okafor")
    assert open_one(okafor, school, "maria").status_code == 422
    assert (
        okafor.post(
            "/teach/practice", data={"student": str(school.people["cy"]), "story": "none"}
        ).status_code
        == 422
    )
    assert rows(owner, RUN) == []


def test_the_teacher_sees_every_run(okafor: FlaskClient, tomo: FlaskClient, number: str) -> None:
    check(tomo, number, "which-network")
    page = text(okafor, "/teach/practice")
    assert number in page and "1 of 2" in page and "being worked on" in page
    propose(tomo, number)
    assert "One practice ending waits for a sign-off." in text(okafor, "/teach/practice")
    assert f"/teach/practice/{number}" in text(okafor, "/teach")


def test_a_practice_ticket_is_never_late(
    tomo: FlaskClient, okafor: FlaskClient, number: str, owner: sa.Engine, school: School
) -> None:
    """Nobody waits for it: no clock runs, on the list, on its page and on the line of the day."""
    with owner.begin() as connection:
        connection.execute(sa.update(TICKET).values(due_at=clock.now() - timedelta(days=90)))
    for page in (text(tomo, "/desk"), text(tomo, f"/desk/tickets/{number}")):
        assert "Practice, no clock" in page
        assert "Late" not in page and "was due" not in page
