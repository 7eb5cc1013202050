"""What waits for an adult: students see nothing of it until an adult says what it is."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.kernel import clock
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask, events, happened, put, text, ticket
from tests.web.tickets.arrange import claimed, morning, reply, words

STUDENT_PAGES = (
    "/desk",
    "/desk/queue",
    "/desk/search?q=mean",
    "/desk/search?q={number}",
    "/desk/tickets/{number}",
)


@pytest.fixture
def private(maria: FlaskClient, school: School) -> str:
    return ask(maria, school, sensitive="y", text="Somebody writes me mean things on the Chromebook.")


def test_a_sensitive_ticket_is_out_of_every_students_reach(
    sign_in: SignIn, school: School, private: str, maria: FlaskClient
) -> None:
    row = ticket(private)
    assert row.sensitive and row.status == "new"
    put(private, status="queued")  # whatever its status
    for name in ("bo", "cy", "ines"):
        tech = sign_in(name)
        for path in STUDENT_PAGES:
            answer = tech.get(path.format(number=private))
            assert f"/tickets/{private}" not in text(answer)
            assert "mean things" not in text(answer)
        assert tech.get(f"/desk/tickets/{private}").status_code == 404
        assert tech.post(f"/desk/tickets/{private}/claim").status_code == 404
        assert tech.get("/desk/waiting").status_code == 403
    assert "Only adults can read this ticket." in text(maria.get(f"/my/tickets/{private}"))


@pytest.mark.parametrize(("name", "hat"), [("okafor", "teach"), ("lind", "teach"), ("dana", "desk")])
def test_adults_see_what_waits_with_names(
    sign_in: SignIn, school: School, private: str, name: str, hat: str
) -> None:
    adult = sign_in(name)
    page = text(adult.get(f"/{hat}/waiting"))
    assert (
        private in page and "Maria Quintanilla" in page and "One ticket waits for an adult to read." in page
    )
    page = text(adult.get(f"/{hat}/waiting/{private}"))
    assert "mean things" in page and "Private: no student sees it" in page
    assert school.people["maria"] in events("queue:seen")[-1].subjects
    assert events("ticket:opened")[-1].fields == ["name", "text"]


def test_a_category_sets_priority_and_queues_it(
    maria: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask(maria, school, category="other", text="The board is black.")
    assert okafor.post(f"/teach/waiting/{number}/queue", data={"category": ""}).status_code == 409
    assert okafor.post(f"/teach/waiting/{number}/queue", data={"category": "nope"}).status_code == 422
    assert okafor.post(f"/teach/waiting/{number}/queue", data={"category": "classroom"}).status_code == 303
    row = ticket(number)
    assert (row.status, row.impact, row.urgency, row.priority) == ("queued", 2, 1, 2)
    assert row.category_id == school.categories["classroom"] and row.first_triaged_at is not None
    assert happened(number)[-1][:2] == ("queued", school.people["okafor"])
    assert okafor.post(f"/teach/waiting/{number}/queue", data={"category": "wifi"}).status_code == 409


def test_what_was_answered_keeps_its_promise_when_it_is_hidden_and_queued_again(
    sign_in: SignIn, school: School
) -> None:
    with morning():
        maria, bo, okafor = sign_in("maria"), sign_in("bo"), sign_in("okafor")
        number = claimed(maria, bo, school)
        reply(bo, number, "Try it once more.")
        due = ticket(number).due_at
        for act, chosen in (("withhold", ""), ("queue", "wifi")):
            answer = okafor.post(f"/teach/waiting/{number}/{act}", data={"category": chosen})
            assert answer.status_code == 303
        assert ticket(number).due_at == due
        okafor.post(f"/teach/waiting/{number}/withhold")
        assert (
            okafor.post(f"/teach/waiting/{number}/queue", data={"category": "classroom"}).status_code == 303
        )
        assert ticket(number).due_at == ticket(number).created_at + timedelta(hours=2, minutes=45)


def test_a_wrongly_private_one_goes_back_in_a_click(
    okafor: FlaskClient, bo: FlaskClient, private: str
) -> None:
    assert "Not private: queue it" in text(okafor.get("/teach/waiting"))
    assert okafor.post(f"/teach/waiting/{private}/queue").status_code == 303
    row = ticket(private)
    assert row.status == "queued" and not row.sensitive
    assert events("ticket:queued")[-1].codes["was"] == "not_private"
    assert bo.get(f"/desk/tickets/{private}").status_code == 200


def test_an_adult_keeps_it_and_it_stays_hidden(
    dana: FlaskClient, bo: FlaskClient, school: School, private: str
) -> None:
    assert dana.post(f"/desk/waiting/{private}/keep", data={"category": "browser"}).status_code == 303
    row = ticket(private)
    assert (row.status, row.owner_id, row.sensitive) == ("in_progress", school.people["dana"], True)
    assert "Kept by adults" in text(dana.get("/desk/waiting"))
    assert bo.get(f"/desk/tickets/{private}").status_code == 404


def test_an_adult_hides_one_from_students(
    maria: FlaskClient, okafor: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = ask(maria, school, category="other")
    assert bo.get(f"/desk/tickets/{number}").status_code == 404, "no adult has read it yet"
    assert okafor.post(f"/teach/waiting/{number}/withhold").status_code == 303
    assert ticket(number).sensitive and bo.get(f"/desk/tickets/{number}").status_code == 404
    queued = ask(maria, school)
    assert bo.get(f"/desk/tickets/{queued}").status_code == 200
    assert okafor.post(f"/teach/waiting/{queued}/withhold").status_code == 303
    assert (ticket(queued).status, ticket(queued).sensitive) == ("new", True)
    assert bo.get(f"/desk/tickets/{queued}").status_code == 404


def test_one_that_needs_no_work_is_closed_with_a_reason(
    maria: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask(maria, school, category="other")
    assert okafor.post(f"/teach/waiting/{number}/end", data={"code": "fixed"}).status_code == 422
    assert okafor.post(f"/teach/waiting/{number}/end", data={"code": "duplicate"}).status_code == 303
    assert (ticket(number).status, ticket(number).closure_code) == ("cancelled", "duplicate")
    assert "We are working on this in another ticket." in text(maria.get(f"/my/tickets/{number}"))


def test_nobody_judges_their_own_ticket(okafor: FlaskClient, sign_in: SignIn, school: School) -> None:
    number = ask(okafor, school, category="other")
    page = words(okafor.get("/teach/waiting"))
    assert number not in page and "Nothing waits to be read." in page and "Waiting 1" not in page
    assert "Nothing waits for you." in words(okafor.get("/teach"))
    page = words(sign_in("lind").get("/teach/waiting"))
    assert number in page and "One ticket waits for an adult to read." in page and "Waiting 1" in page
    assert okafor.post(f"/teach/waiting/{number}/queue", data={"category": "wifi"}).status_code == 403
    assert okafor.post(f"/teach/waiting/{number}/keep").status_code == 403
    assert ticket(number).status == "new"


@pytest.mark.parametrize(
    ("name", "status"),
    [("maria", 403), ("bo", 403), ("ines", 403), ("reyes", 403), ("adair", 403), ("zed", 403)],
)
def test_triage_is_for_adults_who_may(sign_in: SignIn, private: str, name: str, status: int) -> None:
    client = sign_in(name)
    for hat in ("teach", "desk"):
        assert client.get(f"/{hat}/waiting").status_code == status
        assert client.post(f"/{hat}/waiting/{private}/queue", data={"category": "wifi"}).status_code == status
    assert ticket(private).sensitive


def test_another_districts_teacher_sees_nothing(sign_in: SignIn, private: str) -> None:
    alder = sign_in("alder")
    assert private not in text(alder.get("/teach/waiting"))
    assert alder.get(f"/teach/waiting/{private}").status_code == 404
    assert alder.post(f"/teach/waiting/{private}/keep").status_code == 404


def test_the_catalog_can_be_read(okafor: FlaskClient, bo: FlaskClient) -> None:
    page = text(okafor.get("/teach/catalog"))
    assert (
        "Sign-in help" in page
        and "adults only" in page
        and "answer 60 min, fix 4 h" in page.replace("1 h", "60 min")
    )
    assert bo.get("/teach/catalog").status_code == 403


def test_an_adult_closes_any_open_ticket_from_its_page_and_can_undo_it_for_minutes(
    sign_in: SignIn, school: School
) -> None:
    with morning() as at:
        maria, bo, okafor, lind = (sign_in(name) for name in ("maria", "bo", "okafor", "lind"))
        number = claimed(maria, bo, school)
        bo.post(f"/desk/tickets/{number}/wait", data={"reason": "part", "question": "A hinge."})
        before = ticket(number)
        assert f'href="/teach/waiting/{number}">File, hide or close it' in text(
            okafor.get(f"/teach/tickets/{number}")
        )
        assert "File, hide or close it" not in text(bo.get(f"/desk/tickets/{number}"))
        ended = okafor.post(f"/teach/waiting/{number}/end", data={"code": "duplicate"})
        assert ended.headers["Location"] == f"/teach/waiting/{number}"
        assert "Closed by mistake? Until 9:50 you can undo it" in text(okafor.get(ended.headers["Location"]))
        assert "You closed it: another ticket covers it." in text(okafor.get(f"/teach/tickets/{number}"))
        for other, path in ((lind, "/teach/waiting"), (maria, "/my/tickets")):
            act = "undo" if other is lind else "restore"
            assert other.post(f"{path}/{number}/{act}").status_code == 409
        assert okafor.post(f"/teach/waiting/{number}/undo").status_code == 303
        after = ticket(number)
        kept = ("status", "owner_id", "due_at", "paused_at", "resume_on", "pending_reason", "closed_at")
        assert [getattr(after, one) for one in kept] == [getattr(before, one) for one in kept]
        assert after.closure_code == "" and events("ticket:restored")[-1].actor_id == school.people["okafor"]
        okafor.post(f"/teach/waiting/{number}/end", data={"code": "duplicate"})
    with clock.at(at + timedelta(minutes=11)):
        late = sign_in("okafor").post(f"/teach/waiting/{number}/undo")
    assert late.status_code == 409 and "More than 10 minutes have gone by since you closed it." in text(late)


@pytest.mark.parametrize(
    ("code", "team", "own", "track"),
    [
        (
            "duplicate",
            "Closed, a duplicate",
            "Another ticket covers it",
            "We are working on this in another ticket.",
        ),
        ("no_reply", "Closed, no answer came", "Closed, no answer came", "we did not hear back"),
        ("withdrawn", "Withdrawn", "No longer needed", "You told us you no longer need it."),
    ],
)
def test_a_ticket_that_an_adult_closed_says_why_on_every_list(
    code: str, team: str, own: str, track: str, sign_in: SignIn, school: School
) -> None:
    with morning():
        maria, okafor = sign_in("maria"), sign_in("okafor")
        number = ask(maria, school)
        okafor.post(f"/teach/waiting/{number}/end", data={"code": code})
        for page in ("/teach/queue?status=all", f"/teach/search?q={number}", f"/teach/tickets/{number}"):
            assert team in words(okafor.get(page)), page
        followed = words(maria.get(f"/my/tickets/{number}"))
        assert own in words(maria.get("/my")) and track in followed and "You took it back" not in followed


def test_nobody_is_called_for_a_ticket_that_an_adult_read_and_closed(
    okafor: FlaskClient, private: str
) -> None:
    assert private in text(okafor.get("/teach/care"))
    assert okafor.post(f"/teach/waiting/{private}/end", data={"code": "withdrawn"}).status_code == 303
    assert "needs an adult now" not in text(okafor.get("/teach"))
